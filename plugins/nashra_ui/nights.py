"""Airflow's runs of the nightly DAG: which day each worked on, how it ended, how long its tasks took."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from nashra_ui.links import DAGS, NIGHTLY

MANUAL_RUNS = 500  # newest runs without a partition key that are looked at


@dataclass(frozen=True, slots=True)
class Night:
    """One Airflow run."""

    run_id: str
    day: str | None
    state: str
    started: datetime | None
    ended: datetime | None
    asked: str = ""  # what was asked of it, as JSON; "" when nothing was

    @property
    def suffix(self) -> str:
        """How the names of the run's folders in the lake end."""
        return "." + hashlib.sha256(self.run_id.encode()).hexdigest()[:8]


def _day(partition_key: str | None, conf: Any) -> str | None:
    found = partition_key or (conf.get("day") if isinstance(conf, dict) else None)
    try:
        return date.fromisoformat(str(found)).isoformat() if found else None
    except ValueError:
        return None


def _columns() -> Any:
    from airflow.models.dagrun import DagRun
    from sqlalchemy import select

    columns = (DagRun.run_id, DagRun.partition_key, DagRun.conf, DagRun.state, DagRun.start_date, DagRun.end_date)
    return select(*columns).where(DagRun.dag_id == NIGHTLY)


def _night(row: Any) -> Night:
    asked = json.dumps(row.conf, ensure_ascii=False, sort_keys=True) if row.conf else ""
    return Night(row.run_id, _day(row.partition_key, row.conf), str(row.state), row.start_date, row.end_date, asked)


def night_of_run(run_id: str) -> Night | None:
    """The run of this id, None when Airflow has none."""
    from airflow.models.dagrun import DagRun
    from airflow.utils.session import create_session

    with create_session() as session:
        row = session.execute(_columns().where(DagRun.run_id == run_id)).first()
    return _night(row) if row else None


def nights_between(first: str, last: str) -> dict[str, list[Night]]:
    """The runs of each day from `first` to `last`, newest first."""
    from airflow.models.dagrun import DagRun
    from airflow.utils.session import create_session

    newest = DagRun.run_after.desc()
    keyed = _columns().where(DagRun.partition_key.between(first, last)).order_by(newest)
    manual = _columns().where(DagRun.partition_key.is_(None)).order_by(newest).limit(MANUAL_RUNS)
    found: dict[str, list[Night]] = {}
    with create_session() as session:
        for row in [*session.execute(keyed), *session.execute(manual)]:
            night = _night(row)
            if night.day and first <= night.day <= last:
                found.setdefault(night.day, []).append(night)
    order = datetime.min.replace(tzinfo=UTC)
    return {
        day: sorted(nights, key=lambda n: (n.started or order).replace(tzinfo=None), reverse=True)
        for day, nights in found.items()
    }


def due_days() -> tuple[str, str] | None:
    """The first and the last day that the schedule itself had a run for; None when it had none yet."""
    from airflow.models.dagrun import DagRun
    from airflow.utils.session import create_session
    from airflow.utils.types import DagRunType
    from sqlalchemy import func, select

    keys = select(func.min(DagRun.partition_key), func.max(DagRun.partition_key))
    scheduled = keys.where(DagRun.dag_id == NIGHTLY, DagRun.run_type == DagRunType.SCHEDULED)
    with create_session() as session:
        first, last = session.execute(scheduled).one()
    return (first, last) if first and last else None


def newest_night() -> Night | None:
    """The run of the latest day, by partition key."""
    from airflow.models.dagrun import DagRun
    from airflow.utils.session import create_session

    newest = _columns().where(DagRun.partition_key.is_not(None))
    with create_session() as session:
        row = session.execute(newest.order_by(DagRun.partition_key.desc(), DagRun.run_after.desc())).first()
    return _night(row) if row else None


def paused_dags() -> list[str]:
    """Our DAGs that are switched off: by schedule, or when a day is published, none of them runs."""
    from airflow.models.dag import DagModel
    from airflow.utils.session import create_session
    from sqlalchemy import select

    ours = select(DagModel.dag_id).where(DagModel.dag_id.in_(DAGS), DagModel.is_paused, ~DagModel.is_stale)
    with create_session() as session:
        return sorted(session.execute(ours).scalars())


def tasks_of(run_id: str) -> list[dict[str, Any]]:
    """The run's tasks in order of start: task_id, map_index, state, seconds, try_number."""
    from airflow.models.taskinstance import TaskInstance
    from airflow.utils.session import create_session
    from sqlalchemy import select

    columns = (TaskInstance.task_id, TaskInstance.map_index, TaskInstance.state, TaskInstance.duration,
               TaskInstance.start_date, TaskInstance.try_number)  # fmt: skip
    query = select(*columns).where(TaskInstance.dag_id == NIGHTLY, TaskInstance.run_id == run_id)
    with create_session() as session:
        rows = list(session.execute(query.order_by(TaskInstance.start_date)))
    return [
        {"task_id": r.task_id, "map_index": r.map_index, "state": str(r.state or "none"), "seconds": r.duration or 0.0,
         "try_number": r.try_number}
        for r in rows
    ]  # fmt: skip
