"""The set-up of docker-compose.yml at work: nights and a backfill on S3, and a worker that is killed."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from nashra.settings import CHECKOUT
from nashra_airflow.local.api import ENDED, Api
from nashra_airflow.local.environment import Home
from nashra_airflow.local.nights import ENTITIES, NIGHTLY
from tests.support.compose_services import Composed, composed
from tests.support.plant import DAYS, LANDING, PROMPT, QUICK, undisturbed, until
from tests.support.s3_server import bucket_client, download, upload

pytestmark = pytest.mark.faults
PURE = ("articles/", "removals/", "mentions/", "quarantine/", "checks/", "entities/")
HOOK = """from nashra_airflow.local.preload import preload

preload()
import sys

sys.path.append({checkout!r})
from tests.support import hook
"""


@pytest.fixture(scope="module")
def plant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Composed]:
    folder = tmp_path_factory.mktemp("composed")
    (folder / "night.yaml").write_text(yaml.safe_dump(QUICK))
    (folder / "orders").mkdir()
    (folder / "hook").mkdir()
    hook = HOOK.format(checkout=str(CHECKOUT))
    (folder / "hook" / "airflow_local_settings.py").write_text(hook)
    more = PROMPT | {
        "NASHRA_NIGHT": str(folder / "night.yaml"),
        "NASHRA_FAULTS": str(folder / "orders"),
        "PYTHONPATH": f"{folder / 'hook'}:{CHECKOUT / 'include'}",
        "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "5",
    }
    more["AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT"] = "30"
    more["AIRFLOW__SCHEDULER__TASK_QUEUED_TIMEOUT"] = "600"  # tasks wait their turn with the worker that is left
    with composed(folder, more) as made:
        yield made


@pytest.fixture(scope="module")
def api(plant: Composed) -> Api:
    found = Api(cast(Home, plant))
    until(lambda: found.has_dag(NIGHTLY) and found.has_dag(ENTITIES), 120, "the DAGs are parsed")
    for dag in (NIGHTLY, ENTITIES):
        found.unpause(dag)
    return found


def states(api: Api, dag_id: str) -> list[str]:
    """Of the runs of the sample's days; unpausing starts one of yesterday as well, which has no landing."""
    return [run["state"] for run in api.runs(dag_id) if run["partition_key"] in DAYS]


def published(store: Any) -> dict[str, str]:
    objects = download(store, "lake")
    return {path: hashlib.sha256(data).hexdigest() for path, data in objects.items() if path.startswith(PURE)}


def test_a_night_and_a_backfill_with_a_worker_killed_are_those_of_one_machine(
    plant: Composed, api: Api, tmp_path: Path
) -> None:
    store = bucket_client(f"http://127.0.0.1:{plant.ports['s3']}", "nashra", plant.secrets)
    upload(store, LANDING, "landing")
    (plant.folder / "orders" / "clean").write_text("wait")
    run_id = api.trigger(NIGHTLY, partition_key=DAYS[1])
    here = plant.folder / "orders" / "clean.here"
    until(here.exists, 300, "a task is in the middle of clean")
    pid = int(here.read_text().split()[0])
    heavy = [name for name in plant.processes if name.startswith("worker-heavy")]
    (working,) = [name for name in heavy if pid in plant.family(name)]
    assert plant.kill(working) >= 3
    until(lambda: api.run(NIGHTLY, run_id)["state"] in ENDED, 600, "the night ends with the other worker alone")
    tasks = api.tasks(NIGHTLY, run_id)
    assert {(task["task_id"], task["state"]) for task in tasks if task["state"] != "success"} == set()
    assert max(task["try_number"] for task in tasks if task["task_id"] == "clean") == 2
    assert {task["queue"] for task in tasks if task["task_id"] in ("clean", "enrich")} == {"heavy"}

    plant.start("worker-heavy", working)  # as `restart: always` does
    api.backfill(NIGHTLY, DAYS[0], DAYS[2], reprocess="completed", max_active_runs=2)
    until(lambda: len(found := states(api, NIGHTLY)) == 4 and set(found) <= ENDED, 900, "the backfill ends")
    assert set(states(api, NIGHTLY)) == {"success"}
    expected = undisturbed(tmp_path)
    until(lambda: set(states(api, ENTITIES)) <= ENDED and published(store).keys() == expected.keys(), 300, "entities")
    with suppress(AssertionError):  # the entities come last, some time after the last night
        until(lambda: published(store) == expected, 200)
    assert published(store) == expected
    left = [path for path in download(store, "lake/_staging") if path.startswith(DAYS)]
    assert left == []
