"""The stages of a night, each a function of a run: what an Airflow task, the CLI and the tests call.

    plan -> ingest* -> check -> survey -> clean* -> check -> enrich* -> check
         -> write_tables -> check -> publish              (* once a shard)

A stage reads what the ones before it left in staging, so each may run in its own process or on its own
machine. Doing a stage again replaces what it left. Before it reads, it makes sure that what is there is what was
written, and makes again what is not (nashra.night.run.mend).
"""

import logging
from functools import partial
from typing import Any

from nashra.frugal import keep_memory
from nashra.lake import Run, Storage
from nashra.night.options import Options
from nashra.night.run.mend import SHARDED, mend
from nashra.night.run.receipts import Counts, timed, total
from nashra.settings import Settings

OPTIONS, DONE = "options.json", "done.json"  # below staging: what was asked of the run, and that it is published
logger = logging.getLogger(__name__)


class NothingLanded(RuntimeError):
    """The day has no landing folder: a late or lost drop, which is not the same as a day without news."""


def open_run(day: str, run_id: str, settings: Settings) -> Run:
    keep_memory()  # each task opens its run first
    return Run(day=day, run_id=run_id, landing=Storage(settings.landing), lake=Storage(settings.lake))


def apply(options: Options, settings: Settings) -> Settings:
    """The settings as this run's options change them."""
    changed: dict[str, object] = {"shards": options.shards} if options.shards else {}
    if options.force:
        changed["quarantine_share"] = 1.0
    night = settings.night.model_copy(update=changed)
    chosen: dict[str, object] = {"recognizer": options.recognizer} if options.recognizer else {}
    if options.sources:
        chosen["sources"] = options.sources
    return settings.model_copy(update={"night": night, **chosen})


def plan(run: Run, settings: Settings, options: Options, airflow_run_id: str = "") -> list[int]:
    """Clears the run's staging, splits the day's files into shards and returns the shards' numbers.

    Raises NothingLanded when the landing has no folder for the day.
    """
    if not run.landing.exists(run.day):
        raise NothingLanded(
            f"there is no landing folder for {run.day} in {settings.landing}; nothing was changed. "
            "When the day really had no articles, make the folder and leave it empty."
        )
    run.staging.delete_tree("")
    run.staging.write_json(OPTIONS, options.model_dump(mode="json") | {"airflow_run_id": airflow_run_id})
    return list(range(_make(run, settings, "plan", [])["shards"]))


def ingest(run: Run, settings: Settings, shard: int) -> Counts:
    return _stage(run, settings, "ingest", [shard])


def survey(run: Run, settings: Settings, shards: list[int]) -> Counts:
    """What no shard can know alone: which articles are duplicates, and what the corpus says of its lines."""
    return _stage(run, settings, "survey", shards)


def clean(run: Run, settings: Settings, shard: int) -> Counts:
    return _stage(run, settings, "clean", [shard])


def enrich(run: Run, settings: Settings, shard: int) -> Counts:
    return _stage(run, settings, "enrich", [shard])


def counts_so_far(run: Run) -> Counts:
    return total(run.staging)[0]


def check(run: Run, settings: Settings, stage: str, shards: list[int]) -> Counts:
    """The gate after a stage. Raises quality.gate.CriticalFailure, which names the expectation."""
    return _stage(run, settings, f"check_{stage}", shards)


def write_tables(run: Run, settings: Settings, shards: list[int]) -> Counts:
    return _stage(run, settings, "write_tables", shards)


def _stage(run: Run, settings: Settings, stage: str, shards: list[int]) -> Counts:
    mend(run, settings, stage, shards[0] if stage in SHARDED else None, _make)
    return _make(run, settings, stage, shards)


def _make(run: Run, settings: Settings, stage: str, shards: list[int]) -> Counts:
    """Does a stage; what it reads is taken to be as it was written."""
    shard = shards[0] if stage in SHARDED else 0
    return timed(run, stage, shard, partial(_work, run, settings, stage, shards, shard))


def _work(run: Run, settings: Settings, stage: str, shards: list[int], shard: int) -> Counts:
    """The one place that knows which function does which stage; each is imported where it is needed."""
    if stage == "plan":
        from nashra.night.plan.generation import note_landing
        from nashra.night.plan.shards import plan_shards

        note_landing(run, settings)
        return {"shards": len(plan_shards(run, settings))}
    if stage == "ingest":
        from nashra.cleaning.corpus.survey import observe_shard
        from nashra.landing.stage import ingest_shard

        counts = ingest_shard(run, settings, shard)
        observe_shard(run, shard)
        return counts
    if stage == "survey":
        from nashra.cleaning.corpus.survey import gather_evidence
        from nashra.landing.duplicates.find import find_duplicates

        return find_duplicates(run, shards) | gather_evidence(run, settings, shards)
    if stage == "clean":
        from nashra.cleaning.stage import clean_shard

        return clean_shard(run, settings, shard)
    if stage == "enrich":
        from nashra.entities.stage import enrich_shard

        return enrich_shard(run, settings, shard)
    if stage == "write_tables":
        from nashra.tables.write.write import write_tables as write

        return write(run, settings, shards)
    from nashra.landing.told import told_results
    from nashra.night.run.drift_results import drift_results
    from nashra.night.run.refusals import refused_share
    from nashra.quality.gate import check_stage

    checked = stage.removeprefix("check_")
    extra = refused_share(run, settings, shards) + told_results(counts_so_far(run)) if checked == "ingest" else []
    extra += drift_results(run) if checked == "clean" else []
    report = check_stage(run, settings, checked, shards, extra)
    return {f"quarantined_{checked}": report.quarantined}


def publish(run: Run, settings: Settings, options: Options, airflow_run_id: str) -> Counts:
    """Names the generation, stages the two tables about the run, and puts the day's tables in place.

    A dry run stops short of that: it logs what would have changed. Returns the counts of the day's funnel. May be
    killed at any moment and done again.
    """
    from nashra.entities.recognise import load_recognizer
    from nashra.night.funnel import funnel_row, published_generation
    from nashra.night.plan.generation import generation_of, versions
    from nashra.tables.publish import changes
    from nashra.tables.publish import publish as put_in_place
    from nashra.tables.read.views import refresh_views
    from nashra.tables.write.logbook import write_checks, write_runs

    if run.staging.exists(DONE):  # an earlier try did it, but did not live to clear up or to say so
        return _clear(run)
    model = load_recognizer(settings).version
    generation = generation_of(run, settings, options, model)
    if not run.staging.exists(OPTIONS) and published_generation(run.lake, run.day) == generation:
        return _numbers(funnel_row(run.lake, run.day) or {})
    mend(run, settings, "publish", None, _make)
    counts, seconds = total(run.staging)
    counts = {"landed": 0, "cleaned": 0} | counts  # a day without files has no shards that could say so
    write_checks(run, generation)
    row = write_runs(run, generation, counts, seconds, versions(model), airflow_run_id)
    if options.dry_run:
        for table, change in changes(run).items():
            logger.info("dry run: %s would be %s", table, change)
    else:
        for table, change in put_in_place(run).items():
            logger.info("published %s: %s", table, change)
        refresh_views(run.lake)
    run.staging.write_json(DONE, _numbers(row))
    return _clear(run)


def _clear(run: Run) -> Counts:
    """Removes the run's staging, the note that it is done last, and returns what the note says."""
    counts = {str(name): int(value) for name, value in run.staging.read_json(DONE).items()}
    for folder in run.staging.folders():
        run.staging.delete_tree(folder)
    run.staging.delete_file(OPTIONS)
    run.staging.delete_tree("")
    return counts


def _numbers(row: dict[str, Any]) -> Counts:
    return {name: value for name, value in row.items() if isinstance(value, int)}


def rebuild_entities(settings: Settings) -> Counts:
    """The `entities` table anew, from every published day's mentions."""
    from nashra.entities.table import build_entities
    from nashra.quality.gate import check_entities
    from nashra.tables.publish import publish_entities
    from nashra.tables.read.views import refresh_views

    lake = Storage(settings.lake)
    entities = build_entities(lake)
    check_entities(entities)
    publish_entities(lake, entities)
    refresh_views(lake)
    return {"entities": entities.num_rows}
