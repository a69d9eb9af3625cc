"""The upkeep DAG: trims what piles up, by the settings in night.yaml, and never what is published."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pendulum
from airflow.sdk import CronTriggerTimetable, dag, task
from airflow.sdk.exceptions import AirflowFailException

from nashra.settings import load_settings
from nashra_airflow.dag.alerts import on_failure
from nashra_airflow.dag.defaults import of_tasks
from nashra_airflow.dag.lake_connection import use_connection

NIGHT = load_settings().night


@dag(
    dag_id="nashra_upkeep",
    description="Old staging, reports, cache, logs and Airflow's own records go; damaged tables are made again",
    doc_md=Path(__file__).with_suffix(".md").read_text(encoding="utf-8"),
    schedule=CronTriggerTimetable(NIGHT.upkeep.schedule, timezone=NIGHT.timezone),
    start_date=pendulum.datetime(2020, 1, 1, tz=NIGHT.timezone),
    catchup=False,
    max_active_runs=1,
    tags=["nashra", "upkeep"],
    on_failure_callback=on_failure,
    default_args=of_tasks(NIGHT),
)
def nashra_upkeep() -> None:
    @task(multiple_outputs=False)  # the counts are one value
    def trim_lake(*, ti: Any = None) -> dict[str, int]:
        """Staging of runs that have ended, old reports, the oldest of the cache."""
        from nashra.night.upkeep import trim_lake
        from nashra_airflow.dag.housekeeping import has_ended

        settings = load_settings()
        use_connection(settings)
        return trim_lake(settings, has_ended(ti))

    @task(execution_timeout=timedelta(minutes=NIGHT.deadline_minutes), multiple_outputs=False)
    def look_after() -> dict[str, int]:
        """Published tables that are damaged or gone, made again from their landing."""
        from nashra.errors import NashraError
        from nashra.night.look_after import look_after

        settings = load_settings()
        use_connection(settings)
        try:
            return look_after(settings)
        except NashraError as error:
            raise AirflowFailException(str(error)) from None

    @task
    def trim_airflow() -> None:
        """Old runs, task instances and events in Airflow's database."""
        from nashra_airflow.dag.housekeeping import clean_database

        clean_database(NIGHT.upkeep.airflow_days)

    @task
    def trim_logs() -> int:
        """Old task logs on this machine."""
        from nashra.night.upkeep import trim_logs
        from nashra_airflow.dag.housekeeping import log_folder

        return trim_logs(log_folder(), NIGHT.upkeep.log_days)

    trim_lake()
    look_after()
    trim_airflow()
    trim_logs()


nashra_upkeep()
