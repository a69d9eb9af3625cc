"""Corpus evidence for a night: from the day's articles and the landing days before it."""

import logging
from collections.abc import Iterator

from nashra.cleaning.corpus.earlier import read_earlier
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.findings import Findings, Kept, read_findings
from nashra.cleaning.corpus.gathered import seen, source_hashes
from nashra.cleaning.corpus.observed import EvidencePart, merge
from nashra.cleaning.corpus.stored_parts import GROUP_ROWS, Stored, read_rows, write_part
from nashra.cleaning.corpus.stored_parts import read_articles as read_parts
from nashra.cleaning.rules.drift import PATH as DRIFT
from nashra.cleaning.rules.drift import Tally, drift
from nashra.cleaning.rules.rule_book import shipped_book
from nashra.cleaning.rules.rule_files import shipped_rules
from nashra.cleaning.staged_articles import read_batches
from nashra.frugal import no_collection
from nashra.lake import Run
from nashra.learned_homes import PATH as HOMES
from nashra.learned_homes import learn
from nashra.settings import Settings

PATH = "survey/evidence.parquet"  # below staging
FINDINGS = "findings"  # of a shard
_TRIES = 5  # at what others may take from the cache
logger = logging.getLogger(__name__)


def observe_shard(run: Run, shard: int) -> None:
    """What a shard's articles add to the evidence and to the tally of rules, and what was found on their lines:
    ingest/shard-N.evidence.*, .tally.json and .findings."""
    counts, kept = Tally(), Kept(shipped_rules())
    path = run.shard_path("ingest", shard, "articles")
    with no_collection():
        part = merge(seen(read_batches(run.staging, path), counts, shipped_book(), kept))
    write_part(run.staging, _part(shard), part)
    run.staging.write_table(run.shard_path("ingest", shard, FINDINGS), kept.table())
    run.staging.write_json(f"{_part(shard)}.tally.json", counts.to_json())


def gather_evidence(run: Run, settings: Settings, shards: list[int]) -> dict[str, int]:
    """Writes survey/evidence.parquet and the homes of sources, from what `observe_shard` left and the landing days
    before (`corpus.earlier`).

    Copies of an article count once, so a landing given twice gives the same evidence. Counts:
    evidence_articles, different articles that were looked at.
    """
    today = Tally()
    for shard in shards:
        today.add(Tally.from_json(run.staging.read_json(f"{_part(shard)}.tally.json")))
    articles, evidence, before = _counted(run, settings, shards, set(source_hashes(today.source_articles)))
    run.staging.write_tables(PATH, evidence.tables(), GROUP_ROWS)
    run.staging.write_json(HOMES, learn(articles.source, articles.country))
    run.staging.write_json(DRIFT, drift(today, before, [rule.id for rule in shipped_rules()]))
    return {"evidence_articles": int(articles.digest.size)}


def _counted(
    run: Run, settings: Settings, shards: list[int], sources: set[int]
) -> tuple[EvidencePart, CorpusEvidence, Tally]:
    """The day's articles and those of the days before, what their lines say, and what rules did on the days before."""
    tries = _TRIES
    while True:
        tries -= 1
        try:
            earlier, before = read_earlier(run, settings, sources)
            places = [*(Stored(run.staging, _part(shard)) for shard in sorted(shards)), *earlier]
            articles = read_parts(places)
            return articles, CorpusEvidence.count(articles, read_rows(places)), before
        except FileNotFoundError as error:  # the upkeep took what was kept of a day: it is made again
            if not tries:
                raise
            logger.info("kept of the days before, and gone meanwhile: %s", error)


def _part(shard: int) -> str:
    return Run.shard_path("ingest", shard, "evidence").removesuffix(".parquet")


def load_findings(run: Run, shard: int) -> Iterator[Findings | None]:
    """What `observe_shard` found on the batches of a shard, None of one that it did not see as a whole."""
    return read_findings(run.staging, run.shard_path("ingest", shard, FINDINGS), shipped_rules())


def load_evidence(run: Run) -> CorpusEvidence:
    """What `gather_evidence` left."""
    return CorpusEvidence.from_table(run.staging.read_table(PATH))
