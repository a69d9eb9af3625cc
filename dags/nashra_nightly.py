"""The nightly DAG: the stages of nashra.night.register, each a task. What a task does is in include/nashra."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from airflow.sdk import (  # type: ignore[attr-defined]  # its stubs lack the two of deadlines
    DeadlineAlert,
    Param,
    SyncCallback,
    chain,
    dag,
    task,
)
from airflow.sdk.exceptions import AirflowFailException

from nashra.night.register import BETWEEN, PLAN, PUBLISH, Stage
from nashra.settings import load_settings
from nashra_airflow.dag.alerts import on_deadline, on_failure, on_success
from nashra_airflow.dag.assets import BY_DAY
from nashra_airflow.dag.context import night_of
from nashra_airflow.dag.defaults import of_tasks
from nashra_airflow.dag.night_deadline import NightQueued
from nashra_airflow.dag.night_timetable import NightTimetable
from nashra_airflow.dag.why import tell_why

NIGHT = load_settings().night

PARAMS = {
    "day": Param(
        None,
        type=["null", "string"],
        format="date",
        title="Day",
        description="The landing day to run, YYYY-MM-DD. Leave empty in a backfill: its partition key is the day.",
    ),
    "dry_run": Param(
        False,
        type="boolean",
        title="Dry run",
        description="Do everything but publish, and report what would change.",
    ),
    "shards": Param(
        None,
        type=["null", "integer"],
        minimum=1,
        maximum=256,
        title="Shards",
        description="Shards of a stage at the most, instead of the settings'. The tables come out the same.",
    ),
    "recognizer": Param(
        None,
        type=["null", "string"],
        enum=[None, "auto", "camel", "embedded"],
        title="Recogniser",
        description="The recogniser of entities, instead of the settings'.",
    ),
    "sources": Param(
        None,
        type=["null", "array"],
        items={"type": "string"},
        title="Sources",
        description="Only these sources; the others' records go to quarantine, so nothing is lost. Empty: all.",
    ),
    "force": Param(
        False,
        type="boolean",
        title="Force",
        description="Publish though more rows fail a check, or more articles would go, than the settings allow; rows "
        "that fail still go to quarantine.",
    ),
}


@dag(
    dag_id="nashra_nightly",
    description="A night's drop of scraped Arabic news, cleaned, tagged and published as Parquet",
    doc_md=Path(__file__).with_suffix(".md").read_text(encoding="utf-8"),
    # Without a start date the first night is the next one: an Airflow that is new, or that only knows backfills, does
    # not owe the one before.
    schedule=NightTimetable(NIGHT.schedule, timezone=NIGHT.timezone),
    catchup=False,
    max_active_runs=4,
    params=PARAMS,
    tags=["nashra", "nightly"],
    on_failure_callback=on_failure,
    on_success_callback=on_success,
    deadline=DeadlineAlert(
        reference=NightQueued(),  # runs of a day have no logical date
        interval=timedelta(minutes=NIGHT.deadline_minutes),
        callback=SyncCallback(on_deadline),
        name="the night is late",
    ),
    default_args=of_tasks(NIGHT) | {"max_retry_delay": timedelta(minutes=15), "on_failure_callback": tell_why},
)
def nashra_nightly() -> None:
    # multiple_outputs=False: a task's counts are one value. Airflow would send each under its own name, in an address.
    @task(task_id=PLAN.name, doc_md=PLAN.does, multiple_outputs=False)
    def plan(*, dag_run: Any = None, params: Any = None) -> list[int]:
        from nashra.errors import NashraError, PassingError
        from nashra.night import stages

        try:
            return stages.plan(*night_of(dag_run, params), airflow_run_id=dag_run.run_id)
        except PassingError:
            raise
        except NashraError as error:
            raise AirflowFailException(str(error)) from None

    @task(task_id=PUBLISH.name, doc_md=PUBLISH.does, outlets=list(BY_DAY.values()), multiple_outputs=False)
    def publish(*, dag_run: Any = None, params: Any = None, outlet_events: Any = None) -> dict[str, int]:
        from nashra.errors import NashraError, PassingError
        from nashra.night import stages

        run, settings, options = night_of(dag_run, params)
        try:
            counts = stages.publish(run, settings, options, airflow_run_id=dag_run.run_id)
        except PassingError:
            raise
        except NashraError as error:
            raise AirflowFailException(str(error)) from None
        for asset in BY_DAY.values():
            outlet_events[asset].extra = counts
            if not dag_run.partition_key:  # a manual run: its events belong to the day too
                outlet_events[asset].add_partitions(options.day)
        return counts

    shards = plan()
    # The chain runs through mapped tasks, not through a mapped group: that hands on one shard, or none, as no list.
    chain(*(sharded(stage, shards) if stage.sharded else whole(stage, shards) for stage in BETWEEN), publish())


def sharded(stage: Stage, shards: Any) -> Any:
    """A task a shard."""

    @task(task_id=stage.name, doc_md=stage.does, queue=stage.queue, multiple_outputs=False)
    def of_a_shard(shard: int, *, dag_run: Any = None, params: Any = None) -> dict[str, int]:
        return work_on(stage, [shard], dag_run, params)

    return of_a_shard.expand(shard=shards)


def whole(stage: Stage, shards: Any) -> Any:
    """One task for all shards. A check is done too when there are none, and the mapped stage before it was skipped."""
    rule = "none_failed" if stage.checks else "all_success"

    @task(task_id=stage.name, doc_md=stage.does, queue=stage.queue, trigger_rule=rule, multiple_outputs=False)
    def of_all_shards(shards: list[int], *, dag_run: Any = None, params: Any = None) -> dict[str, int]:
        return work_on(stage, list(shards or ()), dag_run, params)

    return of_all_shards(shards)


def work_on(stage: Stage, shards: list[int], dag_run: Any, params: Any) -> dict[str, int]:
    from nashra.errors import NashraError, PassingError
    from nashra.night import stages

    run, settings, _ = night_of(dag_run, params)
    try:
        return stages.do_stage(run, settings, stage.name, shards)
    except PassingError:
        raise
    except NashraError as failure:
        # the data is what it is: a retry would only say so again
        raise AirflowFailException(str(failure)) from None


nashra_nightly()
