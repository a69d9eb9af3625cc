"""What the tasks of all DAGs have in common."""

from datetime import timedelta
from typing import Any

from nashra.settings import Night


def of_tasks(night: Night) -> dict[str, Any]:
    """`default_args` of a DAG."""
    return {
        "owner": "nashra",
        "queue": "light",  # of Celery workers, see docker-compose.yml; other executors take no notice
        "retries": night.retries,
        "retry_delay": timedelta(seconds=night.retry_delay_seconds),
        "retry_exponential_backoff": True,
        "execution_timeout": timedelta(minutes=night.stage_timeout_minutes),
    }
