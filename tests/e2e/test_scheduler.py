"""The real thing: api-server, scheduler and DAG processor, a nightly run and a backfill through REST."""

import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nashra.stories.rebuild import TABLES as STORIES
from nashra_airflow.local.api import ENDED, Api
from nashra_airflow.local.environment import HOST, Home
from nashra_airflow.local.nights import ENTITIES, NIGHTLY
from nashra_airflow.local.processes import migrate, running, start, stop, wait_ready
from tests.support.sockets import group_of, listening

DAYS = ("2023-09-13", "2023-09-14", "2023-09-15")


@pytest.fixture(scope="module")
def airflow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Api, Path]]:
    lake = tmp_path_factory.mktemp("lake")
    with pytest.MonkeyPatch.context() as patch:
        # other tests of this session have an Airflow home of their own in the environment
        for name in [n for n in os.environ if n.startswith("AIRFLOW")]:
            patch.delenv(name)
        patch.setenv("NASHRA_LAKE", str(lake))
        patch.setenv("NASHRA_RECOGNIZER", "embedded")
        patch.setenv("NASHRA_PORT", "8480")
        home = Home(folder=tmp_path_factory.mktemp("airflow"))
        migrate(home)
        start(home)
        try:
            wait_ready(home)
            api = Api(home)
            _until(lambda: api.has_dag(NIGHTLY) and api.has_dag(ENTITIES), 60)
            api.unpause(NIGHTLY)
            api.unpause(ENTITIES)
            _listens_on_this_machine_alone(home)
            yield api, lake
        finally:
            stop(home)


def _listens_on_this_machine_alone(home: Home) -> None:
    """All that `make up` starts: two API servers, on their two ports."""
    found = {
        service: listening(group_of(int((home.state / f"{service}.pid").read_text()))) for service in running(home)
    }
    assert found == {
        "api-server": {(HOST, home.port())}, "tasks-api": {(HOST, home.tasks_port())},
        "scheduler": set(), "dag-processor": set(), "triggerer": set(),
    }  # fmt: skip


def _until(true: Any, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"not true after {seconds} s"
        time.sleep(0.5)


def _ended(api: Api, dag_id: str, keys: set[str]) -> bool:
    runs = [run for run in api.runs(dag_id) if run["partition_key"] in keys]
    return {run["partition_key"] for run in runs} == keys and all(run["state"] in ENDED for run in runs)


def _digests(lake: Path) -> dict[str, str]:
    files = [f for f in sorted(lake.rglob("*.parquet")) if not {"runs", "_cache", "_staging"} & set(f.parts)]
    return {str(f.relative_to(lake)): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def _last_line(api: Api, run_id: str, task: dict[str, Any]) -> dict[str, Any]:
    """What a task's log says at its end of what it did, with what is bound to the line."""
    path = f"/dags/{NIGHTLY}/dagRuns/{run_id}/taskInstances/{task['task_id']}/logs/{task['try_number']}"
    lines = api.call("GET", path, params={"map_index": task["map_index"], "full_content": True})["content"]
    return next(line for line in reversed(lines) if str(line["event"]).startswith("done in "))


def test_nightly_run_then_a_backfill_of_three_days(airflow: tuple[Api, Path]) -> None:
    api, lake = airflow
    run_id = api.trigger(NIGHTLY, partition_key=DAYS[1])
    waits: list[float] = []

    def ended_while_a_user_acts() -> bool:
        began = time.monotonic()
        api.unpause(NIGHTLY)  # goes to Airflow's audit log, beside what tasks write
        waits.append(time.monotonic() - began)
        return api.run(NIGHTLY, run_id)["state"] in ENDED

    _until(ended_while_a_user_acts, 180)
    assert max(waits) < 20, "a user waited for tasks, and tasks for the user, until SQLite gave up"
    assert api.run(NIGHTLY, run_id)["state"] == "success"
    for task in api.tasks(NIGHTLY, run_id):
        shard = task["map_index"] if task["map_index"] >= 0 else None
        done = _last_line(api, run_id, task)
        assert (done["day"], done["stage"], done.get("shard")) == (DAYS[1], task["task_id"], shard)
        assert done["run"].startswith(DAYS[1])
    _until(lambda: _ended(api, ENTITIES, {DAYS[1]}), 60)
    first = _digests(lake)
    assert any(path.startswith("articles/") for path in first)

    api.backfill(NIGHTLY, DAYS[0], DAYS[2], reprocess="completed", max_active_runs=2)
    _until(lambda: _ended(api, NIGHTLY, set(DAYS)), 300)
    # the schedule may have begun a run of its own for last night, which the sample has no landing for
    assert {run["state"] for run in api.runs(NIGHTLY) if run["partition_key"] in DAYS} == {"success"}
    _until(lambda: _ended(api, ENTITIES, set(DAYS)), 90)

    # the day that ran twice is the same to the byte, and the other two are there; what it tells of stories may change
    # with the day before it, which was not there at first
    second = _digests(lake)
    of_day, again = (
        {path: digest for path, digest in found.items() if DAYS[1] in path and path.split("/")[0] not in STORIES}
        for found in (first, second)
    )
    assert of_day == again
    assert {path.split("/")[1] for path in second if path.startswith("articles/")} == {f"day={d}" for d in DAYS}


def test_a_run_without_a_day_fails_and_says_what_to_give(airflow: tuple[Api, Path]) -> None:
    api, _ = airflow
    run_id = api.trigger(NIGHTLY)
    _until(lambda: api.run(NIGHTLY, run_id)["state"] in ENDED, 60)
    failed = [task for task in api.tasks(NIGHTLY, run_id) if task["state"] == "failed"]
    assert [task["task_id"] for task in failed] == ["plan"]
    assert "no day given" in api.log(NIGHTLY, run_id, failed[0])
