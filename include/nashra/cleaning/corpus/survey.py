"""Corpus evidence for a night: from the day's articles and the landing days before it."""

import tempfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from nashra.article import Article
from nashra.cleaning.cleaner import batches
from nashra.cleaning.corpus.edges import glued_pieces
from nashra.cleaning.corpus.evidence import UNKNOWN, CorpusEvidence
from nashra.cleaning.corpus.findings import Findings, Kept, read_findings
from nashra.cleaning.corpus.observed import EvidencePart, merge, observe
from nashra.cleaning.corpus.stored_parts import read_articles as read_parts
from nashra.cleaning.corpus.stored_parts import read_rows, write_part
from nashra.cleaning.lines.line_arrays import read_lines
from nashra.cleaning.rules.drift import PATH as DRIFT
from nashra.cleaning.rules.drift import Tally, drift, tally
from nashra.cleaning.rules.rule_book import RuleBook
from nashra.cleaning.rules.rule_files import shipped_rules
from nashra.cleaning.staged_articles import read_batches
from nashra.inputs.digest import digest, inputs_of
from nashra.lake import Run, Storage
from nashra.landing.noted import Seen, evidence_days, look_again, note_later, unmoved
from nashra.settings import Settings

PATH = "survey/evidence.parquet"  # below staging
FINDINGS = "findings"  # of a shard
CACHE = "_cache/evidence"  # below the lake
READ_WITH = ("timezone", "record_bytes")  # settings of the night on which the articles of a landing depend
SPILL_PARTS = 200  # batches of articles whose evidence is in memory together, outside a night and of an earlier day


def observe_articles(articles: Iterable[Article]) -> Iterator[EvidencePart]:
    """Evidence parts of articles, a part a batch."""
    for group in groups(articles):
        for batch in batches(group):
            lines = read_lines([article.text for article in batch])
            yield observe(lines, _sources(batch), glued_pieces(lines))


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
        places = [(storage, name) for name in _spill(storage, "part", chain(first, parts))]
        return CorpusEvidence.count(read_parts(places), read_rows(places))


def _spill(storage: Storage, name: str, parts: Iterator[EvidencePart]) -> list[str]:
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
    """Writes survey/evidence.parquet from what `observe_shard` left and `evidence_days` landing days before.

    Copies of an article count once, so a landing given twice gives the same evidence. Counts:
    evidence_articles, different articles that were looked at.
    """
    today, before = Tally(), Tally()
    for shard in shards:
        today.add(Tally.from_json(run.staging.read_json(f"{_part(shard)}.tally.json")))
    places = [(run.staging, _part(shard)) for shard in sorted(shards)]
    days = {day: look_again(run, day) for day in reversed(evidence_days(run.day, settings))}
    for day, looked in days.items():
        places += [(run.lake, name) for name in _earlier(run, settings, day, looked, before)]
    note_later(run, days)
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
            yield observe(lines, _sources(batch), pieces)


def _sources(articles: Sequence[Article]) -> list[int]:
    return [UNKNOWN if article.source == "unknown" else zlib.crc32(article.source.encode()) for article in articles]


def groups(articles: Iterable[Article], size: int = 512) -> Iterator[list[Article]]:
    """Articles, so many at a time."""
    waiting = iter(articles)
    while group := list(islice(waiting, size)):
        yield group


def _earlier(run: Run, settings: Settings, day: str, looked: Seen, before: Tally) -> list[str]:
    """Names of the parts of an earlier landing day: from the cache when they were made from the same as now.

    Raises LandingMoved when the day's files were written to while they were read.
    """
    from nashra.landing.read import list_paths, read_articles

    landing = run.landing.sub(day)
    paths = list_paths(landing, "")
    if not paths:
        return []
    name = f"{CACHE}/{_key(settings, day, looked)}"
    if not _cached(run.lake, name):
        found = (item for item in read_articles(landing, paths, settings, day) if isinstance(item, Article))
        counts = Tally()
        parts = _spill(run.lake, name, seen(groups(found), counts, RuleBook(shipped_rules())))
        unmoved(run, day, looked)
        # Last: where it is, the parts are.
        run.lake.write_json(f"{name}.json", {"parts": len(parts), "tally": counts.to_json()})
    known = run.lake.read_json(f"{name}.json")
    before.add(Tally.from_json(known["tally"]))
    return [f"{name}.{number}" for number in range(known["parts"])]


def _key(settings: Settings, day: str, seen: Seen) -> str:
    """A name for all that the evidence of a landing day is made from: files, code, rules, packages, settings."""
    chosen = (f"{name}={getattr(settings.night, name)}" for name in READ_WITH)
    return digest([day, seen.digest, *inputs_of(__name__), *chosen], 32)


def _cached(lake: Storage, name: str) -> bool:
    """Whether an entry is there with all its parts: the oldest files of the cache are removed in time."""
    if not lake.exists(f"{name}.json"):
        return False
    parts = range(lake.read_json(f"{name}.json")["parts"])
    return all(lake.exists(f"{name}.{number}.{kind}.parquet") for number in parts for kind in ("articles", "rows"))
