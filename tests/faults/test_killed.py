"""Processes are killed with SIGKILL in the middle of their work; the night recovers without a hand."""

import os
import signal
from collections.abc import Iterator

import pytest

from nashra.night.register import NIGHT
from nashra_airflow.local.nights import SERVICES
from nashra_airflow.local.processes import running, start
from tests.support.plant import DAYS, Plant, plant, until

pytestmark = pytest.mark.faults
STAGES = tuple(stage.name for stage in NIGHT)


@pytest.fixture(scope="module")
def airflow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plant]:
    with plant(tmp_path_factory.mktemp("killed"), 8600) as made:
        yield made


@pytest.fixture(autouse=True)
def no_orders(airflow: Plant) -> None:
    airflow.clear_orders()


def of_day(expected: dict[str, str], day: str) -> dict[str, str]:
    return {path: digest for path, digest in expected.items() if day in path}


@pytest.mark.parametrize(("day", "writes"), [(DAYS[0], 0), (DAYS[1], 1)])
def test_the_task_process_of_every_stage_is_killed(
    airflow: Plant, expected: dict[str, str], day: str, writes: int
) -> None:
    """Each stage's first task dies while its first file, or its second, is about to appear."""
    airflow.order(**dict.fromkeys(STAGES, f"kill {writes}"))
    tasks = airflow.success(airflow.trigger(day), 400)
    tries = {stage: max(t["try_number"] for t in tasks if t["task_id"] == stage) for stage in STAGES}
    assert all(airflow.obeyed(stage) for stage in STAGES)
    assert {stage for stage in STAGES if tries[stage] < 2} == set()
    assert airflow.tables(day) == of_day(expected, day)
    assert airflow.staged(day) == []


@pytest.mark.parametrize("stage", ["ingest", "publish"])
def test_the_scheduler_is_killed(airflow: Plant, expected: dict[str, str], stage: str) -> None:
    airflow.order(**{stage: "wait"})
    run_id = airflow.trigger(DAYS[2])
    airflow.waiting(stage)
    os.kill(airflow.pid("scheduler"), signal.SIGKILL)
    until(lambda: "scheduler" not in running(airflow.home), 10, "the scheduler is dead")
    airflow.go(stage)
    start(airflow.home, SERVICES)  # as systemd or Docker would
    airflow.family()  # whose idle workers outlive it when it is killed in its turn
    airflow.success(run_id)
    assert airflow.tables(DAYS[2]) == of_day(expected, DAYS[2])
    assert airflow.staged(DAYS[2]) == []


@pytest.mark.parametrize("stage", ["survey", "write_tables"])
def test_every_process_is_killed_at_once(airflow: Plant, expected: dict[str, str], stage: str) -> None:
    airflow.order(**{stage: "wait"})
    run_id = airflow.trigger(DAYS[2])
    pid, _ = airflow.waiting(stage)
    assert pid in airflow.family()
    assert airflow.kill_all() >= 4
    assert running(airflow.home) == []
    airflow.clear_orders()
    airflow.bring_up()
    airflow.success(run_id)
    assert airflow.tables(DAYS[2]) == of_day(expected, DAYS[2])
    assert airflow.staged(DAYS[2]) == []
