"""Why a task of a night failed, kept beside the reports of its checks for whoever opens the run's report.

Airflow keeps what a task raised in its log alone. What is ours to say is kept as it is said; of any other error only
its kind: its text may hold an address with a key in it, and the log, which Airflow masks, has it.
"""

import logging
from collections.abc import Mapping
from typing import Any

from airflow.sdk.exceptions import AirflowFailException

from nashra.errors import NashraError
from nashra_airflow.dag.context import named_day, staging_name
from nashra_airflow.dag.lake_connection import use_connection

logger = logging.getLogger(__name__)
PREFIX = "failed-"  # of the report's name, before the task's


def tell_why(context: Mapping[str, Any]) -> None:
    """A task has failed, its retries used up. What cannot be kept is logged, and fails nothing."""
    try:
        _keep(context)
    except Exception:
        logger.exception("why the task failed could not be kept")


def _keep(context: Mapping[str, Any]) -> None:
    from nashra.lake import Storage
    from nashra.settings import load_settings

    run, task, error = context["dag_run"], context["ti"], context.get("exception")
    day = named_day(run.partition_key, run.conf)
    if not day or error is None:
        return
    settings = load_settings()
    use_connection(settings)
    ours = isinstance(error, NashraError | AirflowFailException)
    number = getattr(task, "map_index", -1)
    told = {"task": task.task_id, "map_index": number, "said": str(error) if ours else type(error).__name__}
    name = f"{PREFIX}{task.task_id}" + (f"-{number}" if number is not None and number >= 0 else "")
    path = f"_reports/{day}/{staging_name(day, run.run_id)}/{name}.json"
    Storage(settings.lake).write_json(path, told | {"results": []})
