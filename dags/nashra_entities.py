"""The entity DAG: the tables for the whole lake, made again when a day has been published."""

from datetime import timedelta
from pathlib import Path

import pendulum
from airflow.sdk import PartitionedAssetTimetable, dag, task

from nashra.settings import load_settings
from nashra_airflow.dag.alerts import on_failure
from nashra_airflow.dag.assets import BY_DAY, ENTITIES, SOURCES
from nashra_airflow.dag.lake_connection import use_connection
from nashra_airflow.dag.watchdog import watch

NIGHT = load_settings().night


@dag(
    dag_id="nashra_entities",
    description="The tables entities and sources, rebuilt from every published day",
    doc_md=Path(__file__).with_suffix(".md").read_text(encoding="utf-8"),
    schedule=PartitionedAssetTimetable(assets=BY_DAY["articles"] & BY_DAY["mentions"] & BY_DAY["runs"]),
    start_date=pendulum.datetime(2020, 1, 1, tz=NIGHT.timezone),
    catchup=False,
    max_active_runs=1,  # each run reads the whole lake and replaces its one tables
    tags=["nashra", "entities"],
    on_failure_callback=on_failure,
    default_args={
        "owner": "nashra",
        "queue": "light",
        "retries": NIGHT.retries,
        "retry_delay": timedelta(seconds=NIGHT.retry_delay_seconds),
        "retry_exponential_backoff": True,
        "execution_timeout": timedelta(minutes=NIGHT.stage_timeout_minutes),
    },
)
def nashra_entities() -> None:
    @task(outlets=[ENTITIES, SOURCES])
    def rebuild_entities() -> dict[str, int]:
        """Counts, spellings and ids of every entity, from the partitions of `mentions` alone; names of every source."""
        from nashra.night import stages

        watch(NIGHT.stage_timeout_minutes)
        settings = load_settings()
        use_connection(settings)
        return stages.rebuild_entities(settings)

    rebuild_entities()


nashra_entities()
