"""The stages of a night, each a function of a run: what an Airflow task, the CLI and the tests call.

    plan -> ingest* -> check -> survey -> clean* -> check -> enrich* -> check
         -> write_tables -> check -> publish              (* once a shard)

A stage reads what the ones before it left in staging, so each may run in its own process or on its own
machine. Doing a stage again replaces what it left.
"""

import logging
from typing import Any

from nashra.lake import Run, Storage
from nashra.night.counts import Counts, timed, total
from nashra.night.options import Options
from nashra.settings import Settings

logger = logging.getLogger(__name__)


class NothingLanded(RuntimeError):
    """The day has no landing folder: a late or lost drop, which is not the same as a day without news."""


def open_run(day: str, run_id: str, settings: Settings) -> Run:
    return Run(day=day, run_id=run_id, landing=Storage(settings.landing), lake=Storage(settings.lake))


def apply(options: Options, settings: Settings) -> Settings:
    """The settings as this run's options change them."""
    changed: dict[str, object] = {"shards": options.shards} if options.shards else {}
    if options.force:
        changed["quarantine_share"] = 1.0
    night = settings.night.model_copy(update=changed)
    chosen = {"recognizer": options.recognizer} if options.recognizer else {}
    return settings.model_copy(update={"night": night, **chosen})


def plan(run: Run, settings: Settings, options: Options) -> list[int]:
    """Clears the run's staging, splits the day's files into shards and returns the shards' numbers.

    Raises NothingLanded when the landing has no folder for the day.
    """
    from nashra.night.plan import plan_shards

    if not run.landing.exists(run.day):
        raise NothingLanded(
            f"there is no landing folder for {run.day} in {settings.landing}; nothing was changed. "
            "When the day really had no articles, make the folder and leave it empty."
        )
    run.staging.delete_tree("")
    run.staging.write_json("options.json", options.model_dump(mode="json"))
    shards: list[int] = []

    def work() -> Counts:
        shards.extend(plan_shards(run, settings))
        return {"shards": len(shards)}

    timed(run, "plan", 0, work)
    return shards


def ingest(run: Run, settings: Settings, shard: int) -> Counts:
    from nashra.landing.stage import ingest_shard

    return timed(run, "ingest", shard, lambda: ingest_shard(run, settings, shard))


def survey(run: Run, settings: Settings, shards: list[int]) -> Counts:
    """What no shard can know alone: which articles are duplicates, and what the corpus says of its lines."""
    from nashra.cleaning.survey import gather_evidence
    from nashra.landing.duplicates import find_duplicates

    def work() -> Counts:
        return find_duplicates(run, shards) | gather_evidence(run, settings, shards)

    return timed(run, "survey", 0, work)


def clean(run: Run, settings: Settings, shard: int) -> Counts:
    from nashra.cleaning.stage import clean_shard

    return timed(run, "clean", shard, lambda: clean_shard(run, settings, shard))


def enrich(run: Run, settings: Settings, shard: int) -> Counts:
    from nashra.entities.stage import enrich_shard

    return timed(run, "enrich", shard, lambda: enrich_shard(run, settings, shard))


def counts_so_far(run: Run) -> Counts:
    return total(run.staging)[0]


def check(run: Run, settings: Settings, stage: str, shards: list[int]) -> Counts:
    """The gate after a stage. Raises quality.gate.CriticalFailure, which names the expectation."""
    from nashra.quality.gate import check_stage

    def work() -> Counts:
        report = check_stage(run, settings, stage, shards)
        return {f"quarantined_{stage}": report.quarantined}

    return timed(run, f"check_{stage}", 0, work)


def write_tables(run: Run, settings: Settings, shards: list[int]) -> Counts:
    from nashra.tables.write import write_tables as write

    return timed(run, "write_tables", 0, lambda: write(run, settings, shards))


def publish(run: Run, settings: Settings, options: Options, airflow_run_id: str) -> Counts:
    """Names the generation, stages the two tables about the run, and puts the day's tables in place.

    A dry run stops short of that: it logs what would have changed. Returns the counts of the day's funnel.
    """
    from nashra.entities.recognise import load_recognizer
    from nashra.night.funnel import funnel_row, published_generation
    from nashra.night.generation import generation_of, versions
    from nashra.tables.logbook import write_checks, write_runs
    from nashra.tables.publish import changes
    from nashra.tables.publish import publish as put_in_place

    model = load_recognizer(settings).version
    generation = generation_of(run, settings, options, model)
    if not run.staging.exists("options.json") and published_generation(run.lake, run.day) == generation:
        # an earlier try published and cleared staging, but did not live to say so
        return _numbers(funnel_row(run.lake, run.day) or {})
    counts, seconds = total(run.staging)
    write_checks(run, generation)
    row = write_runs(run, generation, counts, seconds, versions(model), airflow_run_id)
    if options.dry_run:
        for table, change in changes(run).items():
            logger.info("dry run: %s would be %s", table, change)
    else:
        for table, change in put_in_place(run).items():
            logger.info("published %s: %s", table, change)
    run.staging.delete_tree("")
    return _numbers(row)


def _numbers(row: dict[str, Any]) -> Counts:
    return {name: value for name, value in row.items() if isinstance(value, int)}


def rebuild_entities(settings: Settings) -> Counts:
    """The `entities` table anew, from every published day's mentions."""
    from nashra.entities.table import build_entities
    from nashra.tables.publish import publish_entities

    lake = Storage(settings.lake)
    entities = build_entities(lake)
    publish_entities(lake, entities)
    return {"entities": entities.num_rows}
