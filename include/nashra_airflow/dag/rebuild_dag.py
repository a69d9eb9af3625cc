"""The one shape of the DAGs that make tables again when a day has been published."""

from collections.abc import Sequence
from pathlib import Path

import pendulum
from airflow.sdk import DAG, Asset, PartitionedAssetTimetable, dag, task

from nashra.settings import load_settings
from nashra_airflow.dag.alerts import on_failure
from nashra_airflow.dag.assets import BY_DAY
from nashra_airflow.dag.defaults import of_tasks
from nashra_airflow.dag.lake_connection import use_connection
from nashra_airflow.dag.watchdog import watch

NIGHT = load_settings().night


def rebuild_dag(file: str, rebuilds: str, description: str, doc: str, outlets: Sequence[Asset]) -> DAG:
    """The DAG of a file: one task that calls `nashra.night.stages.<rebuilds>`.

    `file` is the DAG file, beside which its runbook lies; `doc` says what the task does.
    """
    dag_id = Path(file).stem

    @task(task_id=rebuilds, outlets=list(outlets), doc_md=doc, multiple_outputs=False)
    def rebuild() -> dict[str, int]:
        from nashra.night import stages

        watch(NIGHT.stage_timeout_minutes)
        settings = load_settings()
        use_connection(settings)
        counts: dict[str, int] = getattr(stages, rebuilds)(settings)
        return counts

    @dag(
        dag_id=dag_id,
        description=description,
        doc_md=Path(file).with_suffix(".md").read_text(encoding="utf-8"),
        schedule=PartitionedAssetTimetable(assets=BY_DAY["articles"] & BY_DAY["mentions"] & BY_DAY["runs"]),
        start_date=pendulum.datetime(2020, 1, 1, tz=NIGHT.timezone),
        catchup=False,
        is_paused_upon_creation=False,  # a day that somebody runs by hand would leave the whole lake's tables behind
        max_active_runs=1,  # a run makes all that is behind, also what other days touched
        tags=["nashra", dag_id.removeprefix("nashra_")],
        on_failure_callback=on_failure,
        default_args=of_tasks(NIGHT),
    )
    def made() -> None:
        rebuild()

    return made()
