"""Corpus evidence for a night: from the day's articles and the landing days before it."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from nashra.article import Article
from nashra.cleaning.cleaner import batches
from nashra.cleaning.drift import PATH as DRIFT
from nashra.cleaning.drift import Tally, drift, tally
from nashra.cleaning.evidence import CorpusEvidence, EvidencePart, merge, observe
from nashra.cleaning.lines import read_lines
from nashra.cleaning.rules import FOLDER, shipped_rules
from nashra.cleaning.signals import RuleBook
from nashra.cleaning.staged import read_batches
from nashra.lake import Run, Storage
from nashra.settings import RULES, Settings

PATH = "survey/evidence.parquet"  # below staging
CACHE = "_cache/evidence"  # below the lake
VERSION = b"2"  # of the hashes: a change makes old cache entries strangers
CHUNK = 1 << 20


def observe_articles(articles: Iterable[Article]) -> Iterator[EvidencePart]:
    """Evidence parts of articles, a part a batch."""
    for group in groups(articles):
        yield from _observe(group)


def _observe(articles: Sequence[Article]) -> Iterator[EvidencePart]:
    for batch in batches(articles):
        sources = [zlib.crc32(article.source.encode()) for article in batch]
        yield observe(read_lines([article.text for article in batch]), sources)


def gather_evidence(run: Run, settings: Settings, shards: list[int]) -> dict[str, int]:
    """Writes survey/evidence.parquet from the shards' articles and `evidence_days` landing days before.

    Copies of an article count once, so a landing given twice gives the same evidence. Counts:
    evidence_articles, different articles that were looked at.
    """
    book = RuleBook(shipped_rules())
    today, before = Tally(), Tally()
    parts = []
    for shard in sorted(shards):
        path = run.shard_path("ingest", shard, "articles")
        parts.append(merge(_seen(read_batches(run.staging, path), today, book)))
    for back in range(1, settings.night.evidence_days + 1):
        day = (date.fromisoformat(run.day) - timedelta(days=back)).isoformat()
        parts.append(_earlier(run, settings, day, before, book))
    whole = merge(parts)
    run.staging.write_table(PATH, CorpusEvidence.build([whole]).table())
    run.staging.write_json(DRIFT, drift(today, before, [rule.id for rule in book.rules]))
    return {"evidence_articles": int(whole.digest.size)}


def load_evidence(run: Run) -> CorpusEvidence:
    """What `gather_evidence` left."""
    return CorpusEvidence.from_table(run.staging.read_table(PATH))


def _seen(groups: Iterable[list[Article]], counts: Tally, book: RuleBook) -> Iterator[EvidencePart]:
    """Evidence of groups of articles; what rules do on them is added to `counts`."""
    for group in groups:
        counts.add(tally(group, book))
        yield from _observe(group)


def groups(articles: Iterable[Article], size: int = 512) -> Iterator[list[Article]]:
    """Articles, so many at a time."""
    waiting = iter(articles)
    while group := list(islice(waiting, size)):
        yield group


def _earlier(run: Run, settings: Settings, day: str, before: Tally, book: RuleBook) -> EvidencePart:
    """The part of an earlier landing day: from the cache when its files are the same as then."""
    from nashra.landing.read import list_paths, read_articles

    landing = run.landing.sub(day)
    paths = list_paths(landing, "")
    if not paths:
        return merge([])
    name = f"{CACHE}/{_digest(landing, paths)}"
    if run.lake.exists(f"{name}.json"):
        before.add(Tally.from_json(run.lake.read_json(f"{name}.json")))
        tables = [run.lake.read_table(f"{name}.{kind}.parquet") for kind in ("articles", "rows")]
        return EvidencePart.from_tables(*tables)
    found = (item for item in read_articles(landing, paths, settings, day) if isinstance(item, Article))
    counts = Tally()
    part = merge(_seen(groups(found), counts, book))
    for kind, table in zip(("articles", "rows"), part.tables(), strict=True):
        run.lake.write_table(f"{name}.{kind}.parquet", table)
    run.lake.write_json(f"{name}.json", counts.to_json())  # last: where it is, the others are
    before.add(counts)
    return part


def _digest(landing: Storage, paths: Sequence[str]) -> str:
    """A name for the content of a landing day, and for the settings that it is read with."""
    digest = hashlib.sha256(VERSION)
    for rules in sorted([*RULES.glob("*.yaml"), *FOLDER.glob("*.yaml")]):
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
