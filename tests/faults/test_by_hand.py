"""What a person does to a night at work, in Airflow's UI or through REST, changes no byte of its tables."""

from collections.abc import Iterator
from typing import Any

import pytest

from nashra_airflow.local.api import ENDED
from nashra_airflow.local.nights import NIGHTLY
from tests.support.plant import DAYS, Plant, plant, until

pytestmark = pytest.mark.faults
DAY = DAYS[0]


@pytest.fixture(scope="module")
def airflow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plant]:
    with plant(tmp_path_factory.mktemp("by-hand"), 8640) as made:
        yield made


def mark(airflow: Plant, run_id: str, task: str, state: str) -> None:
    airflow.api.call("PATCH", f"/dags/{NIGHTLY}/dagRuns/{run_id}/taskInstances/{task}", json={"new_state": state})


def clear(airflow: Plant, run_id: str, **which: Any) -> None:
    asked = {"dry_run": False, "dag_run_id": run_id, "only_failed": False, "reset_dag_runs": True} | which
    airflow.api.call("POST", f"/dags/{NIGHTLY}/clearTaskInstances", json=asked)


def failed_and_cleared(airflow: Plant, run_id: str) -> str:
    mark(airflow, run_id, "check_clean", "failed")
    until(lambda: airflow.state(run_id) in ENDED, 60)
    assert airflow.state(run_id) == "failed"
    clear(airflow, run_id, only_failed=True)
    until(lambda: airflow.state(run_id) not in ENDED, 20, "the run begins again")
    return run_id


def marked_as_done(airflow: Plant, run_id: str) -> str:
    """What it would have found, and left, is found and left all the same."""
    mark(airflow, run_id, "clean/0", "success")
    return run_id


def cleared_behind_itself(airflow: Plant, run_id: str) -> str:
    clear(airflow, run_id, task_ids=["ingest"], include_downstream=True)
    return run_id


def deleted(airflow: Plant, run_id: str) -> str:
    airflow.api.call("PATCH", f"/dags/{NIGHTLY}/dagRuns/{run_id}", json={"state": "failed"})
    airflow.api.call("DELETE", f"/dags/{NIGHTLY}/dagRuns/{run_id}")
    return airflow.trigger(DAY, shards=1)


@pytest.mark.parametrize(
    ("at", "does"),
    [
        ("check_clean", failed_and_cleared),
        ("clean", marked_as_done),
        ("enrich", cleared_behind_itself),
        ("write_tables", deleted),
    ],
)
def test_by_hand(airflow: Plant, expected: dict[str, str], at: str, does: Any) -> None:
    airflow.clear_orders()
    airflow.order(**{at: "wait"})
    run_id = airflow.trigger(DAY)
    airflow.waiting(at)
    going_on = does(airflow, run_id)
    airflow.go(at)
    airflow.success(going_on)
    assert airflow.tables(DAY) == {path: digest for path, digest in expected.items() if DAY in path}
