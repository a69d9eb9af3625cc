"""When a night is late: so long after it was queued.

Airflow has a reference of that kind itself, but since 3.3.0 nobody can clear a run whose deadline has it, unless it
ended well: https://github.com/apache/airflow/issues/70368. One of our own it leaves alone.
"""

from datetime import datetime
from typing import Any, ClassVar

from airflow.sdk.definitions.deadline import BaseDeadlineReference


class NightQueued(BaseDeadlineReference):
    """The moment at which a run was first queued; one that is cleared later keeps it."""

    required_kwargs: ClassVar[set[str]] = {"dag_id", "run_id"}

    def _evaluate_with(self, *, session: Any, dag_id: str, run_id: str) -> datetime | None:
        from airflow.models.dagrun import DagRun
        from sqlalchemy import select

        query = select(DagRun.queued_at).where(DagRun.dag_id == dag_id, DagRun.run_id == run_id)
        found: datetime | None = session.scalar(query)
        return found
