"""The cleaner: a batch of articles in, their titles, bodies and ledgers out."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nashra.article import Article, Cleaned
from nashra.cleaning.corpus.evidence import CorpusEvidence, LineEvidence
from nashra.cleaning.corpus.findings import Findings
from nashra.cleaning.decide.about_lines import metadata_lines
from nashra.cleaning.decide.assemble import Assembler
from nashra.cleaning.decide.cut.bylines import byline_trims
from nashra.cleaning.decide.cut.glued import glued_trims
from nashra.cleaning.decide.cut.glued_heads import head_trims
from nashra.cleaning.decide.cut.site_names import site_trims
from nashra.cleaning.decide.line_decisions import NONE_DECIDED, LineDecisions, decide, shipped_line_decisions
from nashra.cleaning.decide.verdict import Verdicts, judge
from nashra.cleaning.decide.weigh.features import F32, measure
from nashra.cleaning.decide.weigh.weigher import Weigher
from nashra.cleaning.lines.line_arrays import Lines
from nashra.cleaning.lines.page_places import page_places
from nashra.cleaning.lines.read_lines import read_lines
from nashra.cleaning.rules.rule_book import Hit, RuleBook, shipped_book
from nashra.cleaning.rules.rule_files import Rule
from nashra.errors import NashraError, in_short
from nashra.frugal import no_collection, one_thread
from nashra.one_by_one import one_by_one

log = logging.getLogger(__name__)
BATCH = 1024  # articles that are measured together; results don't depend on it
BATCH_CHARACTERS = 4_000_000
BATCH_LINES = 60_000


class OtherArticles(NashraError, ValueError):
    """What was found when evidence was gathered is not of the articles to be cleaned."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A batch with all that is known about its lines."""

    lines: Lines
    hits: list[Hit]
    seen: LineEvidence
    features: F32


@dataclass(frozen=True, slots=True)
class Cleaner:
    """Rules, weigher and an editor's decisions, ready for use."""

    rules: RuleBook
    weigher: Weigher
    decisions: LineDecisions = NONE_DECIDED

    @staticmethod
    def load(
        rules: Sequence[Rule] | None = None, weigher: Weigher | None = None, decisions: LineDecisions | None = None
    ) -> "Cleaner":
        """The shipped rules, weigher and decisions, or others."""
        book = shipped_book() if rules is None else RuleBook(rules)
        return Cleaner(book, weigher or Weigher.load(), decisions or shipped_line_decisions())

    def clean(self, article: Article, evidence: CorpusEvidence) -> Cleaned:
        """One article; `clean_many` is many times faster for many."""
        return self.clean_many([article], evidence)[0]

    def clean_many(
        self, articles: Sequence[Article], evidence: CorpusEvidence, found: Iterator[Findings | None] | None = None
    ) -> list[Cleaned]:
        """Each article by itself: which others are in the batch does not matter.

        `found`: what was found on the same `batches` with the same rules, so that it is not looked for again.

        An article that can't be cleaned has its `error`.
        """
        with one_thread(), no_collection():
            return [
                cleaned
                for batch in batches(articles)
                for cleaned in self._surely(batch, evidence, next(found) if found else None)
            ]

    def _surely(self, batch: list[Article], evidence: CorpusEvidence, found: Findings | None) -> list[Cleaned]:
        """The batch, cleaned. `found` is of the whole of it, and not of the parts that may be left."""
        return one_by_one(
            batch,
            lambda some: self._batch(some, evidence, found if len(some) == len(batch) else None),
            _not_cleaned,
        )

    def measure(self, articles: Sequence[Article], evidence: CorpusEvidence, found: Findings | None = None) -> Measured:
        """Raises OtherArticles when `found` is of others."""
        lines = read_lines([article.text for article in articles])
        if found and found.lines != lines.hash.size:
            raise OtherArticles(f"what was found is of {found.lines} lines, the articles have {lines.hash.size}")
        near = self.rules.near(lines)
        hits = found.hits if found else self.rules.hits(lines, near)
        titles = [article.title for article in articles]
        seen = evidence.of(lines, found.pieces if found else None)
        return Measured(lines, hits, seen, measure(lines, hits, seen, titles, near))

    def _batch(self, articles: Sequence[Article], evidence: CorpusEvidence, found: Findings | None) -> list[Cleaned]:
        known, verdicts = self.verdicts(articles, evidence, found)
        assembler = Assembler(known.lines, verdicts, articles)
        return [assembler.article(number) for number in range(len(articles))]

    def verdicts(
        self, articles: Sequence[Article], evidence: CorpusEvidence, found: Findings | None = None
    ) -> tuple[Measured, Verdicts]:
        """For tools that look at the weighing itself."""
        known = self.measure(articles, evidence, found)
        about = metadata_lines(known.lines)
        heads, tails = glued_trims(known.lines, known.seen, articles)
        heads = byline_trims(known.lines, known.seen, about) | heads
        said_heads, said_tails = site_trims(known.lines, articles)
        heads, tails = said_heads | heads, said_tails | tails
        for line, trim in head_trims(known.lines, articles).items():
            if line not in heads or heads[line].end < trim.end:  # a section alone may be glued to the paper's others
                heads[line] = trim
        verdicts = judge(
            self.weigher,
            known.lines,
            known.hits,
            known.features,
            known.seen,
            (heads, tails),
            about,
            [article.title for article in articles],
            page_places(known.lines, articles),
        )
        decide(verdicts, known.lines, articles, self.decisions)
        return known, verdicts


def _not_cleaned(article: Article, error: Exception) -> list[Cleaned]:
    log.error("article %s can't be cleaned", article.article_id, exc_info=error)
    return [Cleaned(article.title, article.text, [], error=in_short(error))]


def warm_up() -> None:
    """Reads and compiles what every cleaner of this process, and of those forked from it, then shares: nothing but
    what is read again when its file has changed."""
    Cleaner.load()
    read_lines([])


def batches(articles: Sequence[Article]) -> list[list[Article]]:
    """Articles in batches of bounded size, in order."""
    result: list[list[Article]] = []
    size = lines = 0
    for article in articles:
        own = article.text.count("\n") + 1
        full = size + len(article.text) > BATCH_CHARACTERS or lines + own > BATCH_LINES
        if not result or len(result[-1]) >= BATCH or full:
            result.append([])
            size = lines = 0
        result[-1].append(article)
        size += len(article.text)
        lines += own
    return result
