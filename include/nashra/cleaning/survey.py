"""Corpus evidence for a night: from the day's articles and the landing days before it."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from nashra.article import Article
from nashra.cleaning.cleaner import batches
from nashra.cleaning.evidence import CorpusEvidence, EvidencePart, merge, observe
from nashra.cleaning.lines import read_lines
from nashra.cleaning.staged import read_staged
from nashra.lake import Run, Storage
from nashra.settings import RULES, Settings

PATH = "survey/evidence.parquet"  # below staging
CACHE = "_cache/evidence"  # below the lake
VERSION = b"2"  # of the hashes: a change makes old cache entries strangers
CHUNK = 1 << 20


def observe_articles(articles: Iterable[Article]) -> Iterator[EvidencePart]:
    """Evidence parts of articles, a part a batch."""
    waiting: list[Article] = []
    for article in articles:
        waiting.append(article)
        if len(waiting) == 512:
            yield from _observe(waiting)
            waiting = []
    yield from _observe(waiting)


def _observe(articles: Sequence[Article]) -> Iterator[EvidencePart]:
    for batch in batches(articles):
        sources = [zlib.crc32(article.source.encode()) for article in batch]
        yield observe(read_lines([article.text for article in batch]), sources)


def gather_evidence(run: Run, settings: Settings, shards: list[int]) -> dict[str, int]:
    """Writes survey/evidence.parquet from the shards' articles and `evidence_days` landing days before.

    Copies of an article count once, so a landing given twice gives the same evidence. Counts:
    evidence_articles, different articles that were looked at.
    """
    parts = [
        merge(observe_articles(read_staged(run.staging, run.shard_path("ingest", shard, "articles"))))
        for shard in sorted(shards)
    ]
    for back in range(1, settings.night.evidence_days + 1):
        day = (date.fromisoformat(run.day) - timedelta(days=back)).isoformat()
        parts.append(_earlier(run, settings, day))
    whole = merge(parts)
    run.staging.write_table(PATH, CorpusEvidence.build([whole]).table())
    return {"evidence_articles": int(whole.digest.size)}


def load_evidence(run: Run) -> CorpusEvidence:
    """What `gather_evidence` left."""
    return CorpusEvidence.from_table(run.staging.read_table(PATH))


def _earlier(run: Run, settings: Settings, day: str) -> EvidencePart:
    """The part of an earlier landing day: from the cache when its files are the same as then."""
    from nashra.landing.read import list_paths, read_articles

    landing = run.landing.sub(day)
    paths = list_paths(landing, "")
    if not paths:
        return merge([])
    name = f"{CACHE}/{_digest(landing, paths)}"
    if run.lake.exists(f"{name}.articles.parquet"):
        tables = [run.lake.read_table(f"{name}.{kind}.parquet") for kind in ("articles", "rows")]
        return EvidencePart.from_tables(*tables)
    found = (item for item in read_articles(landing, paths, settings, day) if isinstance(item, Article))
    part = merge(observe_articles(found))
    articles, rows = part.tables()
    run.lake.write_table(f"{name}.rows.parquet", rows)
    run.lake.write_table(f"{name}.articles.parquet", articles)
    return part


def _digest(landing: Storage, paths: Sequence[str]) -> str:
    """A name for the content of a landing day, and for the settings that it is read with."""
    digest = hashlib.sha256(VERSION)
    for rules in sorted(RULES.glob("*.yaml")):
        digest.update(rules.read_bytes())
    for path in paths:
        digest.update(f"\0{path}\0".encode("utf-8", "surrogateescape"))
        try:
            with landing.open_input(path) as file:
                while chunk := file.read(CHUNK):
                    digest.update(chunk)
        except OSError:
            digest.update(b"\0unreadable")
    return digest.hexdigest()[:32]
