"""Evidence of articles, whatever they come from: a batch at a time, in bounded memory."""

import logging
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from nashra.article import Article
from nashra.cleaning.cleaner import batches
from nashra.cleaning.corpus.edges import Pieces, glued_pieces
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.findings import Kept
from nashra.cleaning.corpus.observed import EvidencePart, merge, observe
from nashra.cleaning.corpus.stored_parts import Stored, read_articles, read_rows, write_part
from nashra.cleaning.lines.line_arrays import Lines
from nashra.cleaning.lines.read_lines import read_lines
from nashra.cleaning.rules.drift import Tally, tally
from nashra.cleaning.rules.rule_book import RuleBook
from nashra.frugal import no_collection
from nashra.lake import Storage
from nashra.learned_homes import source_key, spoken_for
from nashra.one_by_one import one_by_one

log = logging.getLogger(__name__)
SPILL_PARTS = 100  # batches of articles whose evidence is in memory together, outside a night and of an earlier day


def observe_articles(articles: Iterable[Article]) -> Iterator[EvidencePart]:
    """Evidence parts of articles, a part a batch."""
    for group in groups(articles):
        for batch in batches(group):
            yield from _of_batch(batch)


def evidence_of(articles: Iterable[Article]) -> CorpusEvidence:
    """Evidence of articles outside a night, in bounded memory: many of them go through files of a temporary folder."""
    return evidence_of_parts(observe_articles(articles))


def evidence_of_parts(parts: Iterator[EvidencePart]) -> CorpusEvidence:
    """Evidence of parts that need not fit in memory together."""
    with no_collection():
        first = list(islice(parts, SPILL_PARTS))
    if len(first) < SPILL_PARTS:
        return CorpusEvidence.build(first)
    with tempfile.TemporaryDirectory(prefix="nashra-evidence-") as folder:
        storage = Storage(folder)
        places = [Stored(storage, name) for name in spill(storage, "part", chain(first, parts))]
        return CorpusEvidence.count(read_articles(places), read_rows(places))


def spill(storage: Storage, name: str, parts: Iterator[EvidencePart]) -> list[str]:
    """Writes parts, SPILL_PARTS of them as one; returns the names."""
    names: list[str] = []
    while some := list(islice(parts, SPILL_PARTS)):
        names.append(f"{name}.{len(names)}")
        write_part(storage, names[-1], merge(some))
    return names


def seen(
    groups: Iterable[list[Article]], counts: Tally, book: RuleBook, kept: Kept | None = None
) -> Iterator[EvidencePart]:
    """Evidence of groups of articles; what rules do on them is added to `counts`, what is found on them is `kept`."""
    for group in groups:
        for batch in batches(group):
            looked: list[_Looked] = []
            yield from _of_batch(batch, looked.append)
            found = [(one, book.hits(one.lines)) for one in looked]
            for one, hits in found:
                counts.add(tally(one.lines, [article.source for article in one.articles], hits))
            if kept is None:
                continue
            if [len(one.articles) for one in looked] == [len(batch)]:
                [(one, hits)] = found
                kept.add(one.lines, hits, one.pieces)
            else:
                kept.add_nothing()


class _Looked(NamedTuple):
    """Articles that were looked at together."""

    articles: Sequence[Article]
    lines: Lines
    pieces: Pieces


def _of_batch(batch: list[Article], look: Callable[[_Looked], None] = lambda _: None) -> list[EvidencePart]:
    """Evidence of a batch. An article that breaks the work is seen by nobody, and costs no other its own: then `look`
    is shown the others in parts."""

    def observed(some: Sequence[Article]) -> list[EvidencePart]:
        lines = read_lines([article.text for article in some])
        pieces = glued_pieces(lines)
        part = _observe(lines, some, pieces)
        look(_Looked(some, lines, pieces))
        return [part]

    def not_seen(article: Article, error: Exception) -> list[EvidencePart]:
        log.error("no evidence of article %s", article.article_id, exc_info=error)
        return []

    return one_by_one(batch, observed, not_seen)


def _observe(lines: Lines, batch: Sequence[Article], pieces: Pieces) -> EvidencePart:
    sources = source_hashes(article.source for article in batch)
    return observe(lines, sources, spoken_for(lines), pieces)


def source_hashes(sources: Iterable[str]) -> list[int]:
    """What stands for each source in the evidence."""
    return [source_key(source) for source in sources]


def groups(articles: Iterable[Article], size: int = 1024) -> Iterator[list[Article]]:
    """Articles, so many at a time."""
    waiting = iter(articles)
    while group := list(islice(waiting, size)):
        yield group
