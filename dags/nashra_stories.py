"""The story DAG: the tables of stories, made again for the days that a publication touches."""

from datetime import timedelta
from pathlib import Path

import pendulum
from airflow.sdk import PartitionedAssetTimetable, dag, task

from nashra.settings import load_settings
from nashra_airflow.dag.alerts import on_failure
from nashra_airflow.dag.assets import BY_DAY, STORIES, STORY_ARTICLES
from nashra_airflow.dag.lake_connection import use_connection
from nashra_airflow.dag.watchdog import watch

NIGHT = load_settings().night


@dag(
    dag_id="nashra_stories",
    description="The tables stories and story_articles, rebuilt for the days that a published day touches",
    doc_md=Path(__file__).with_suffix(".md").read_text(encoding="utf-8"),
    schedule=PartitionedAssetTimetable(assets=BY_DAY["articles"] & BY_DAY["mentions"] & BY_DAY["runs"]),
    start_date=pendulum.datetime(2020, 1, 1, tz=NIGHT.timezone),
    catchup=False,
    max_active_runs=1,  # a run makes every day that is behind, also those of others
    tags=["nashra", "stories"],
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
def nashra_stories() -> None:
    @task(outlets=[STORIES, STORY_ARTICLES])
    def rebuild_stories() -> dict[str, int]:
        """Which articles tell one event, from the partitions of `articles` and `mentions` alone."""
        from nashra.night import stages

        watch(NIGHT.stage_timeout_minutes)
        settings = load_settings()
        use_connection(settings)
        return stages.rebuild_stories(settings)

    rebuild_stories()


nashra_stories()
