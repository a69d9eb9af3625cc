"""Corpus evidence for a night: from the day's articles and the landing days before it."""

import tempfile
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from nashra.article import UNKNOWN_SOURCE, Article
from nashra.cleaning.cleaner import batches
from nashra.cleaning.corpus.edges import glued_pieces
from nashra.cleaning.corpus.evidence import UNKNOWN, CorpusEvidence
from nashra.cleaning.corpus.findings import Findings, Kept, read_findings
from nashra.cleaning.corpus.observed import EvidencePart, merge, observe
from nashra.cleaning.corpus.stored_parts import Stored, read_rows, write_part
from nashra.cleaning.corpus.stored_parts import read_articles as read_parts
from nashra.cleaning.lines.line_arrays import read_lines
from nashra.cleaning.rules.drift import PATH as DRIFT
from nashra.cleaning.rules.drift import Tally, drift, tally
from nashra.cleaning.rules.rule_book import RuleBook
from nashra.cleaning.rules.rule_files import shipped_rules
from nashra.cleaning.staged_articles import read_batches
from nashra.lake import Run, Storage
from nashra.settings import Settings

PATH = "survey/evidence.parquet"  # below staging
FINDINGS = "findings"  # of a shard
SPILL_PARTS = 200  # batches of articles whose evidence is in memory together, outside a night and of an earlier day


def observe_articles(articles: Iterable[Article]) -> Iterator[EvidencePart]:
    """Evidence parts of articles, a part a batch."""
    for group in groups(articles):
        for batch in batches(group):
            lines = read_lines([article.text for article in batch])
            yield observe(lines, source_hashes(article.source for article in batch), glued_pieces(lines))


def evidence_of(articles: Iterable[Article]) -> CorpusEvidence:
    """Evidence of articles outside a night, in bounded memory: many of them go through files of a temporary folder."""
    return evidence_of_parts(observe_articles(articles))


def evidence_of_parts(parts: Iterator[EvidencePart]) -> CorpusEvidence:
    """Evidence of parts that need not fit in memory together."""
    first = list(islice(parts, SPILL_PARTS))
    if len(first) < SPILL_PARTS:
        return CorpusEvidence.build(first)
    with tempfile.TemporaryDirectory(prefix="nashra-evidence-") as folder:
        storage = Storage(folder)
        places = [Stored(storage, name) for name in spill(storage, "part", chain(first, parts))]
        return CorpusEvidence.count(read_parts(places), read_rows(places))


def spill(storage: Storage, name: str, parts: Iterator[EvidencePart]) -> list[str]:
    """Writes parts, SPILL_PARTS of them as one; returns the names."""
    names: list[str] = []
    while some := list(islice(parts, SPILL_PARTS)):
        names.append(f"{name}.{len(names)}")
        write_part(storage, names[-1], merge(some))
    return names


def observe_shard(run: Run, shard: int) -> None:
    """What a shard's articles add to the evidence and to the tally of rules, and what was found on their lines:
    ingest/shard-N.evidence.*, .tally.json and .findings."""
    counts, kept = Tally(), Kept(shipped_rules())
    path = run.shard_path("ingest", shard, "articles")
    part = merge(seen(read_batches(run.staging, path), counts, RuleBook(shipped_rules()), kept))
    write_part(run.staging, _part(shard), part)
    run.staging.write_table(run.shard_path("ingest", shard, FINDINGS), kept.table())
    run.staging.write_json(f"{_part(shard)}.tally.json", counts.to_json())


def gather_evidence(run: Run, settings: Settings, shards: list[int]) -> dict[str, int]:
    """Writes survey/evidence.parquet from what `observe_shard` left and the landing days before (`corpus.earlier`).

    Copies of an article count once, so a landing given twice gives the same evidence. Counts:
    evidence_articles, different articles that were looked at.
    """
    from nashra.cleaning.corpus.earlier import read_earlier

    today = Tally()
    for shard in shards:
        today.add(Tally.from_json(run.staging.read_json(f"{_part(shard)}.tally.json")))
    earlier, before = read_earlier(run, settings, set(source_hashes(today.source_articles)))
    places = [*(Stored(run.staging, _part(shard)) for shard in sorted(shards)), *earlier]
    articles = read_parts(places)
    run.staging.write_table(PATH, CorpusEvidence.count(articles, read_rows(places)).table())
    run.staging.write_json(DRIFT, drift(today, before, [rule.id for rule in shipped_rules()]))
    return {"evidence_articles": int(articles.digest.size)}


def _part(shard: int) -> str:
    return Run.shard_path("ingest", shard, "evidence").removesuffix(".parquet")


def load_findings(run: Run, shard: int) -> Iterator[Findings]:
    """What `observe_shard` found on the batches of a shard."""
    return read_findings(run.staging, run.shard_path("ingest", shard, FINDINGS), shipped_rules())


def load_evidence(run: Run) -> CorpusEvidence:
    """What `gather_evidence` left."""
    return CorpusEvidence.from_table(run.staging.read_table(PATH))


def seen(
    groups: Iterable[list[Article]], counts: Tally, book: RuleBook, kept: Kept | None = None
) -> Iterator[EvidencePart]:
    """Evidence of groups of articles; what rules do on them is added to `counts`, what is found on them is `kept`."""
    for group in groups:
        for batch in batches(group):
            lines = read_lines([article.text for article in batch])
            hits, pieces = book.hits(lines), glued_pieces(lines)
            counts.add(tally(lines, [article.source for article in batch], hits))
            if kept is not None:
                kept.add(lines, hits, pieces)
            yield observe(lines, source_hashes(article.source for article in batch), pieces)


def source_hashes(sources: Iterable[str]) -> list[int]:
    """What stands for each source in the evidence."""
    return [UNKNOWN if source == UNKNOWN_SOURCE else zlib.crc32(source.encode()) for source in sources]


def groups(articles: Iterable[Article], size: int = 512) -> Iterator[list[Article]]:
    """Articles, so many at a time."""
    waiting = iter(articles)
    while group := list(islice(waiting, size)):
        yield group
