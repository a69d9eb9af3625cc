"""Doing the stages of a night (nashra.night.register): what an Airflow task, the CLI and the tests call.

A stage reads what the ones before it left in staging, so each may run in its own process or on its own
machine. Doing a stage again replaces what it left. Before it reads, it makes sure that what is there is what was
written, and makes again what is not (nashra.night.run.mend).
"""

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from nashra.errors import NashraError
from nashra.frugal import keep_memory
from nashra.inputs.held import as_held, hold, require_held
from nashra.lake import Run, Storage
from nashra.night.options import Options
from nashra.night.register import PLAN, PUBLISH, stage_named
from nashra.night.run.as_named import as_named
from nashra.night.run.mend import mend, require_planned
from nashra.night.run.receipts import Counts, timed, total
from nashra.settings import Settings
from nashra.telling.told import told

if TYPE_CHECKING:
    import pyarrow as pa

    from nashra.stories.rebuild import Rebuild

_TRIES = 20  # at the stories, while days are published that they are made of
OPTIONS, DONE = "options.json", "done.json"  # below staging: what was asked of the run, and that it is published
logger = logging.getLogger(__name__)


class NothingLanded(NashraError, RuntimeError):
    """The day has no landing folder, or a drop that has just begun: not the same as a day without news."""


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

    Raises NothingLanded when the landing has no folder for the day, RecognizerMissing when the recogniser that is
    asked for can't be had, and NoLocks where nothing can be published: hours before who needs it would.
    """
    from nashra.entities.recognise import require_recognizer
    from nashra.tables.snapshot.lock import require_locks

    require_recognizer(settings)
    _require_landed(run, settings)
    require_locks(run.lake, f"day={run.day}")
    run.staging.delete_tree("")
    run.staging.write_json(OPTIONS, options.model_dump(mode="json") | {"airflow_run_id": airflow_run_id})
    make = partial(_make, run, settings, PLAN.name, [])
    shards = _told(run, PLAN.name, None, partial(as_named, run, settings, make))["shards"]
    if not shards:  # a folder that went away while it was listed looks like an empty one
        _require_landed(run, settings)
    return list(range(shards))


def _require_landed(run: Run, settings: Settings) -> None:
    from nashra.landing.files.listing import leaves_landing, list_files, unlisted_folder
    from nashra.landing.files.opening import printable
    from nashra.landing.files.unfinished import unfinished_files

    if not run.landing.exists(run.day):
        raise NothingLanded(
            f"there is no landing folder for {run.day} in {settings.landing}; nothing was changed. "
            "When the day really had no articles, make the folder and leave it empty."
        )
    if leaves_landing(run.files, ""):
        raise NothingLanded(
            f"the landing folder for {run.day} is a link that leads out of {settings.landing}; nothing was changed. "
            "Put the files there, mount them there, or set NASHRA_LANDING to where they are."
        )
    if unlisted := unlisted_folder(run.files):
        path, error = unlisted
        where = f"the folder {printable(path)} in the landing" if path else "the landing folder"
        raise NothingLanded(
            f"{where} of {run.day} in {settings.landing} cannot be listed ({error.strerror}), so nobody knows what is "
            "in it; nothing was changed. Let whoever runs the night read it, or take it away."
        )
    waiting = unfinished_files(run.files)
    if waiting and not list_files(run.files):
        raise NothingLanded(
            f"the landing of {run.day} in {settings.landing} holds nothing but files that are still being uploaded, "
            f"such as {printable(waiting[0])}; nothing was changed. Run the day again when the drop is whole, or "
            "remove what is left of an upload that was given up."
        )


def do_stage(run: Run, settings: Settings, stage: str, shards: list[int]) -> Counts:
    """Does a stage between the plan and publishing; `shards` are all of the run's, or the one of a sharded stage.

    A check raises quality.results.CriticalFailure, which names the expectation.
    """
    shard = stage_named(stage).shard(shards)
    work = partial(_mended, run, settings, stage, shards, shard)
    return _told(run, stage, shard, partial(as_named, run, settings, work))


def _told(run: Run, stage: str, shard: int | None, work: Callable[[], Counts]) -> Counts:
    return told(work, stage=stage, shard=shard, day=run.day, run=run.run_id)


def _mended(run: Run, settings: Settings, stage: str, shards: list[int], shard: int | None) -> Counts:
    mend(run, settings, stage, shard, _make_again)
    require_planned(run, shards, whole=shard is None)
    return _make(run, settings, stage, shards)


def _make(run: Run, settings: Settings, stage: str, shards: list[int]) -> Counts:
    """Does a stage; what it reads is taken to be as it was written."""
    known = stage_named(stage)
    shard = known.shard(shards)
    given = shards if shard is None else shard
    return timed(run, stage, shard or 0, lambda: known.function()(run, settings, given))


def _make_again(run: Run, settings: Settings, stage: str, shards: list[int]) -> Counts:
    """As _make, for mending: a plan that is made anew is one of a landing that is still there."""
    if stage == PLAN.name:
        _require_landed(run, settings)
    return _make(run, settings, stage, shards)


def publish(run: Run, settings: Settings, options: Options, airflow_run_id: str) -> Counts:
    """Names the generation, stages the two tables about the run, and puts the day's tables in place.

    A dry run stops short of that: it logs what would have changed. Returns the counts of the day's funnel. May be
    killed at any moment and done again. Raises WouldLose, with nothing changed, when many articles would go unasked.
    """
    return _told(run, PUBLISH.name, None, partial(_publish, run, settings, options, airflow_run_id))


def _publish(run: Run, settings: Settings, options: Options, airflow_run_id: str) -> Counts:
    from nashra.entities.recognise import load_recognizer
    from nashra.night.funnel import funnel_row, published_generation
    from nashra.night.plan.generation import generation_of, versions
    from nashra.night.run.loss import WouldLose, require_kept
    from nashra.night.run.would_change import would_change
    from nashra.tables.publish import publish as put_in_place
    from nashra.tables.read.views import refresh_views
    from nashra.tables.write.logbook import write_checks, write_runs

    if run.staging.exists(DONE):  # an earlier try did it, but did not live to clear up or to say so
        return _clear(run)
    hold()
    model = load_recognizer(settings).version
    generation = generation_of(run, settings, options, model)
    if not run.staging.exists(OPTIONS) and published_generation(run.lake, run.day) == generation:
        run.staging.delete_tree("")  # what stages that were cleared since made again
        return _numbers(funnel_row(run.lake, run.day) or {})
    mend(run, settings, PUBLISH.name, None, _make_again)
    counts, seconds = total(run.staging)
    counts = {"landed": 0, "cleaned": 0} | counts  # a day without files has no shards that could say so
    write_checks(run, generation)
    params = options.model_dump(mode="json")
    row = write_runs(run, generation, counts, seconds, versions(model), airflow_run_id, params)

    def allow() -> None:
        require_held()
        if not options.force:
            require_kept(run, settings, row, funnel_row(run.lake, run.day))

    if options.dry_run:
        for said in would_change(run):
            logger.info("dry run: %s", said)
        try:
            allow()
        except WouldLose as error:
            logger.warning("dry run: it would not be published without force: %s", error)
    else:
        for table, change in put_in_place(run, allow=allow).items():
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
    return {name: value for name, value in row.items() if isinstance(value, int) and not isinstance(value, bool)}


def rebuild_entities(settings: Settings) -> Counts:
    """The tables over all days anew: `entities` from every published day's mentions, `sources` from its articles."""
    return told(partial(as_held, partial(_rebuild_entities, settings)), stage="entities")


def _rebuild_entities(settings: Settings) -> Counts:
    from nashra.entities.over_days import build_entities
    from nashra.quality.gate import check_entities, check_over_days
    from nashra.search.index import index_published
    from nashra.tables.publish import publish_entities, publish_over_days
    from nashra.tables.read.views import refresh_views
    from nashra.tables.sources import build_sources

    lake = Storage(settings.lake)
    counts: Counts = {}

    def entities() -> "pa.Table":
        rows = build_entities(lake)
        check_entities(rows)
        counts["entities"] = rows.num_rows
        return rows

    def sources() -> "pa.Table":
        rows = build_sources(lake)
        check_over_days("sources", rows)
        counts["sources"] = rows.num_rows
        return rows

    publish_entities(lake, entities)
    publish_over_days(lake, "sources", ["articles"], sources)
    refresh_views(lake)
    index_published(lake)
    return counts


def rebuild_stories(settings: Settings) -> Counts:
    """The tables of stories anew, of the days whose articles, or those that they can reach, have changed."""
    return told(partial(as_held, partial(_rebuild_stories, settings)), stage="stories")


def _rebuild_stories(settings: Settings) -> Counts:
    from nashra.stories.rebuild import Rebuild
    from nashra.tables.publish import alone
    from nashra.tables.read.views import refresh_views
    from nashra.tables.seen_bytes import Republished

    lake = Storage(settings.lake)
    counts = {"days": 0, "stories": 0, "copies": 0, "set_aside": 0}
    with alone(lake, "stories"):
        for _ in range(_TRIES):
            rebuild = Rebuild(lake)
            try:
                _make_stories(lake, settings, rebuild, counts)
                break
            except Republished as error:
                logger.info("%s", error)
        else:
            raise Republished("days are published again and again while stories are made of them: make them later")
    refresh_views(lake)
    return counts


def _make_stories(lake: Storage, settings: Settings, rebuild: "Rebuild", counts: Counts) -> None:
    from nashra.quality.beside import check_stories
    from nashra.tables.publish import publish_beside

    for day in rebuild.stale():
        try:
            checked = check_stories(lake, day, rebuild.make(day), settings.night)
        except Exception:  # of two days' tables in one: an article that isn't there, a column that isn't
            rebuild.require_unmoved(day)
            raise
        require_held()
        rebuild.require_unmoved(day)
        publish_beside(lake, day, checked.rows)
        rebuild.note([day])
        if checked.set_aside:
            logger.warning("%s: %s rows of stories set aside, see _beside/%s", day, checked.set_aside, day)
        counts["days"] += 1
        counts["stories"] += checked.rows["stories"].num_rows
        counts["copies"] += checked.rows["copies"].num_rows
        counts["set_aside"] += checked.set_aside
