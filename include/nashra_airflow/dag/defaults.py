"""What the tasks of all DAGs have in common."""

from datetime import timedelta
from typing import Any

from nashra.settings import Night
from nashra_airflow.variables import TaskVariables, read_variables


def of_tasks(night: Night) -> dict[str, Any]:
    """`default_args` of a DAG. Raises SettingsError where somebody would be told, or a task be ended, in vain: found
    out when the DAG is read, not by the night that fails."""
    read_variables(TaskVariables)
    return {
        "owner": "nashra",
        "queue": "light",  # of Celery workers, see docker-compose.yml; other executors take no notice
        "retries": night.retries,
        "retry_delay": timedelta(seconds=night.retry_delay_seconds),
        "retry_exponential_backoff": True,
        "execution_timeout": timedelta(minutes=night.stage_timeout_minutes),
    }
