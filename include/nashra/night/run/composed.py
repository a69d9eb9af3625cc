"""Stages that take functions of more than one room. Each is named in nashra.night.register, and imports what it needs
when it is called."""

from collections.abc import Mapping, Sequence
from typing import Any

from nashra.frugal import no_collection
from nashra.lake import Run
from nashra.night.run.receipts import Counts
from nashra.settings import Settings
from nashra.telling.progress import reading


def plan(run: Run, settings: Settings, _: list[int]) -> Counts:
    from nashra.night.plan.check_rules import check_rules
    from nashra.night.plan.generation import note_inputs
    from nashra.night.plan.shards import plan_shards

    check_rules()
    note_inputs(run, settings)
    return {"shards": len(plan_shards(run, settings))}


def ingest(run: Run, settings: Settings, shard: int) -> Counts:
    """Beside the records, what each shard adds to the evidence of the survey."""
    from nashra.cleaning.corpus.survey import observe_shard
    from nashra.landing.as_planned import read_as_planned
    from nashra.landing.stage import beside_of, files_of_shard, ingest_shard

    beside = beside_of(run)
    paths = files_of_shard(run, shard, beside)
    counts = read_as_planned(run, paths, lambda: ingest_shard(run, settings, shard, beside))
    observe_shard(run, shard)
    return counts


def survey(run: Run, settings: Settings, shards: list[int]) -> Counts:
    """What no shard can know alone: which articles are duplicates, and what the corpus says of its lines."""
    from nashra.cleaning.corpus.survey import gather_evidence
    from nashra.landing.duplicates.find import find_duplicates

    duplicates = find_duplicates(run, shards)
    with reading("reading the days before"):  # those that are not in the cache
        return duplicates | gather_evidence(run, settings, shards)


def enrich(run: Run, settings: Settings, shard: int) -> Counts:
    """Names, and with them who said what and where the article belongs."""
    from nashra.entities.stage import enrich_shard
    from nashra.quotes.stage import quote_shard
    from nashra.staged_mentions import mentions_of
    from nashra.topics.stage import topic_shard

    with no_collection():  # millions of small objects, most of them the linker's, and no cycle
        counts = enrich_shard(run, settings, shard)
        mentions = mentions_of(run, shard)
        return counts | quote_shard(run, settings, shard, mentions) | topic_shard(run, shard, mentions)


def check_ingest(run: Run, settings: Settings, shards: list[int]) -> Counts:
    from nashra.landing.noted import unfinished_result
    from nashra.landing.told import told_results
    from nashra.night.run.kept_back import kept_back_result
    from nashra.night.run.loss import require_sources
    from nashra.night.run.receipts import total
    from nashra.night.run.refusals import refused_share

    require_sources(run, settings, shards)
    told = refused_share(run, settings, shards) + told_results(total(run.staging)[0])
    told += kept_back_result(run, settings) + unfinished_result(run)
    return _check(run, settings, "ingest", shards, told)


def check_clean(run: Run, settings: Settings, shards: list[int]) -> Counts:
    from nashra.night.run.drift_results import drift_results

    return _check(run, settings, "clean", shards, drift_results(run))


def check_enrich(run: Run, settings: Settings, shards: list[int]) -> Counts:
    return _check(run, settings, "enrich", shards)


def check_tables(run: Run, settings: Settings, shards: list[int]) -> Counts:
    return _check(run, settings, "tables", shards)


def _check(
    run: Run, settings: Settings, stage: str, shards: list[int], extra: Sequence[Mapping[str, Any]] = ()
) -> Counts:
    """The gate after a stage. Raises quality.gate.CriticalFailure, which names the expectation."""
    from nashra.quality.gate import check_stage

    report = check_stage(run, settings, stage, shards, extra)
    return {f"quarantined_{stage}": report.quarantined}
