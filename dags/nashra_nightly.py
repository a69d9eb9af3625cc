"""The nightly DAG: which task follows which. What a task does is in include/nashra."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from airflow.sdk import CronPartitionTimetable, DeadlineAlert, DeadlineReference, Param, SyncCallback, dag, task
from airflow.sdk.exceptions import AirflowFailException

from nashra.settings import load_settings
from nashra_airflow.dag.alerts import on_deadline, on_failure, on_success
from nashra_airflow.dag.assets import BY_DAY
from nashra_airflow.dag.context import night_of

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
        description="Publish though more rows fail a check than the settings allow; those rows still go to quarantine.",
    ),
}


@dag(
    dag_id="nashra_nightly",
    description="A night's drop of scraped Arabic news, cleaned, tagged and published as Parquet",
    doc_md=Path(__file__).with_suffix(".md").read_text(encoding="utf-8"),
    # Without a start date the first night is the next one: an Airflow that is new does not owe the one before.
    schedule=CronPartitionTimetable(
        NIGHT.schedule,
        timezone=NIGHT.timezone,
        run_offset=-1,
        run_immediately=timedelta(0),
        key_format="%Y-%m-%d",
    ),
    catchup=False,
    max_active_runs=4,
    params=PARAMS,
    tags=["nashra", "nightly"],
    on_failure_callback=on_failure,
    on_success_callback=on_success,
    deadline=DeadlineAlert(
        reference=DeadlineReference.DAGRUN_QUEUED_AT,  # runs of a day have no logical date
        interval=timedelta(minutes=NIGHT.deadline_minutes),
        callback=SyncCallback(on_deadline),
        name="the night is late",
    ),
    default_args={
        "owner": "nashra",
        "queue": "light",  # of Celery workers, see docker-compose.yml; other executors take no notice
        "retries": NIGHT.retries,
        "retry_delay": timedelta(seconds=NIGHT.retry_delay_seconds),
        "retry_exponential_backoff": True,
        "max_retry_delay": timedelta(minutes=15),
        "execution_timeout": timedelta(minutes=NIGHT.stage_timeout_minutes),
    },
)
def nashra_nightly() -> None:
    @task
    def plan(*, dag_run: Any = None, params: Any = None) -> list[int]:
        """Splits the day's landing files into shards."""
        from nashra.errors import NashraError
        from nashra.night import stages

        try:
            return stages.plan(*night_of(dag_run, params), airflow_run_id=dag_run.run_id)
        except NashraError as error:
            raise AirflowFailException(str(error)) from None

    @task
    def ingest(shard: int, *, dag_run: Any = None, params: Any = None) -> dict[str, int]:
        """Any format to records; what cannot be one goes to quarantine."""
        from nashra.night import stages

        run, settings, _ = night_of(dag_run, params)
        return stages.ingest(run, settings, shard)

    @task
    def survey(shards: list[int], *, dag_run: Any = None, params: Any = None) -> dict[str, int]:
        """Duplicates of the day, and what the corpus says of its lines."""
        from nashra.night import stages

        run, settings, _ = night_of(dag_run, params)
        return stages.survey(run, settings, list(shards or ()))

    @task(queue="heavy")
    def clean(shard: int, *, dag_run: Any = None, params: Any = None) -> dict[str, int]:
        """Lines to verdicts: the body and the ledger of what was removed."""
        from nashra.night import stages

        run, settings, _ = night_of(dag_run, params)
        return stages.clean(run, settings, shard)

    @task(queue="heavy")
    def enrich(shard: int, *, dag_run: Any = None, params: Any = None) -> dict[str, int]:
        """Names in the bodies, each with its id."""
        from nashra.night import stages

        run, settings, _ = night_of(dag_run, params)
        return stages.enrich(run, settings, shard)

    @task
    def write_tables(shards: list[int], *, dag_run: Any = None, params: Any = None) -> dict[str, int]:
        """The shards merged into the tables, still in staging."""
        from nashra.night import stages

        run, settings, _ = night_of(dag_run, params)
        return stages.write_tables(run, settings, list(shards or ()))

    def check(stage: str, shards: Any) -> Any:
        """A Great Expectations gate; with no shards at all the mapped stage is skipped, and the gate still runs."""

        @task(task_id=f"check_{stage}", trigger_rule="none_failed")
        def check_stage(shards: list[int], *, dag_run: Any = None, params: Any = None) -> dict[str, int]:
            from nashra.errors import NashraError
            from nashra.night import stages

            run, settings, _ = night_of(dag_run, params)
            try:
                return stages.check(run, settings, stage, list(shards or ()))
            except NashraError as failure:
                # the data is what it is: a retry would only say so again
                raise AirflowFailException(str(failure)) from None

        return check_stage(shards)

    @task(outlets=list(BY_DAY.values()))
    def publish(*, dag_run: Any = None, params: Any = None, outlet_events: Any = None) -> dict[str, int]:
        """Replaces the day's partition of each table, `runs` last."""
        from nashra.night import stages

        run, settings, options = night_of(dag_run, params)
        counts = stages.publish(run, settings, options, airflow_run_id=dag_run.run_id)
        for asset in BY_DAY.values():
            outlet_events[asset].extra = counts
            if not dag_run.partition_key:  # a manual run: its events belong to the day too
                outlet_events[asset].add_partitions(options.day)
        return counts

    shards = plan()
    ingested = ingest.expand(shard=shards)
    ingest_checked = check("ingest", shards)
    surveyed = survey(shards)
    cleaned = clean.expand(shard=shards)
    clean_checked = check("clean", shards)
    enriched = enrich.expand(shard=shards)
    enrich_checked = check("enrich", shards)
    written = write_tables(shards)
    tables_checked = check("tables", shards)

    (
        ingested >> ingest_checked >> surveyed
        >> cleaned >> clean_checked
        >> enriched >> enrich_checked
        >> written >> tables_checked >> publish()
    )  # fmt: skip


nashra_nightly()
