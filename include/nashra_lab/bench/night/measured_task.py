"""One task of a measured night: a process of its own, as in Airflow, that says what it cost."""

import resource
import time
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.pool import AsyncResult, Pool
from typing import Any

from nashra.entities.stage import enrich_shard, leave_out
from nashra.frugal import no_collection
from nashra.lake import Run
from nashra.night import stages
from nashra.night.options import Options
from nashra.night.register import PLAN, PUBLISH
from nashra.night.run.receipts import timed
from nashra.quotes.stage import leave_out as leave_out_quotes
from nashra.settings import Settings

PRELOADED = ["nashra_lab.bench.night.warm"]
LEFT_OUT = "leave_out"  # in place of the stage enrich, when a night is measured without it
BEHIND = ("entities", "stories")  # what follows a publication: the DAGs of their own that make tables over days
NAMES_ALONE = "names_alone"  # the same, when it is measured with names and without quotes, country and section


@dataclass(frozen=True, slots=True)
class Cost:
    """What one task took."""

    wall: float  # seconds
    cpu: float  # seconds of processor time, of all threads
    peak: int  # bytes resident at the most
    counts: dict[str, int]


def do(day: str, run_id: str, settings: Settings, stage: str, shards: list[int]) -> Cost:
    """Does a stage of the run, for one shard of a sharded stage; called in the child process."""
    wall, cpu = time.perf_counter(), time.process_time()
    run, options = stages.open_run(day, run_id, settings), Options(day=day)
    counts: dict[str, int]
    if stage == PLAN.name:
        counts = {"shards": len(stages.plan(run, settings, options))}
    elif stage == PUBLISH.name:
        counts = stages.publish(run, settings, options, airflow_run_id="")
    elif stage in BEHIND:
        counts = {"entities": stages.rebuild_entities, "stories": stages.rebuild_stories}[stage](settings)
    elif stage == LEFT_OUT:
        counts = timed(run, "enrich", shards[0], lambda: leave_out(run, shards[0]) | leave_out_quotes(run, shards[0]))
    elif stage == NAMES_ALONE:
        counts = timed(run, "enrich", shards[0], lambda: _names_alone(run, settings, shards[0]))
    else:
        counts = stages.do_stage(run, settings, stage, shards)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Cost(time.perf_counter() - wall, time.process_time() - cpu, peak, counts)


def _names_alone(run: Run, settings: Settings, shard: int) -> dict[str, int]:
    with no_collection():  # as the stage has it
        return enrich_shard(run, settings, shard) | leave_out_quotes(run, shard)


class Workers:
    """Some processes side by side; a task never runs in a process that has done another."""

    def __init__(self, count: int) -> None:
        context = get_context("forkserver")
        context.set_forkserver_preload(PRELOADED)
        self._pool: Pool = context.Pool(count, maxtasksperchild=1)

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.terminate()
        self._pool.join()

    def all(self, calls: list[tuple[Any, ...]]) -> list[Cost]:
        """Results in the order of the calls; an exception of a task is raised here."""
        waiting: list[AsyncResult[Cost]] = [self._pool.apply_async(do, call) for call in calls]
        return [result.get() for result in waiting]
