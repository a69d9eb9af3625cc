"""A night that failed, or that goes on, can be cleared from the UI while its deadline is ahead."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from nashra.settings import load_settings

DAY = "2023-09-13"
AT = datetime(2023, 9, 13, 23, 30, tzinfo=UTC)


@pytest.fixture
def run(bag: Any) -> Any:
    """A session of Airflow's database, and a run of the night in it that has just been queued."""
    from airflow.dag_processing.dagbag import sync_bag_to_db
    from airflow.models.dagbag import DBDagBag
    from airflow.models.dagbundle import DagBundleModel
    from airflow.utils.session import create_session
    from airflow.utils.state import DagRunState
    from airflow.utils.types import DagRunTriggeredByType, DagRunType

    with create_session() as session:
        session.merge(DagBundleModel(name="dags-folder"))
    sync_bag_to_db(bag, "dags-folder", None)
    with create_session() as session:
        dag = DBDagBag().get_latest_version_of_dag("nashra_nightly", session=session)
        assert dag
        made = dag.create_dagrun(
            run_id="manual__cleared", run_after=AT, run_type=DagRunType.MANUAL, partition_key=DAY, conf={},
            triggered_by=DagRunTriggeredByType.TEST, state=DagRunState.QUEUED, session=session,
        )  # fmt: skip
        session.flush()
        yield session, made
        session.rollback()


@pytest.mark.parametrize("state", ["failed", "running"])
def test_a_run_that_has_not_ended_well_can_be_cleared(run: Any, state: str) -> None:
    from airflow.models.deadline import Deadline
    from airflow.models.taskinstance import clear_task_instances
    from sqlalchemy import select

    session, made = run
    late = timedelta(minutes=load_settings().night.deadline_minutes)
    (due,) = session.scalars(select(Deadline).where(Deadline.dagrun_id == made.id))
    assert due.deadline_time == made.queued_at + late
    made.state = state
    session.flush()
    clear_task_instances(made.get_task_instances(session=session), session)
    assert made.state == ("queued" if state == "failed" else state)
