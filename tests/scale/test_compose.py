"""The set-up of docker-compose.yml at work: nights and a backfill on S3, and a worker that is killed."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from composed import Composed, composed
from plant import DAYS, LANDING, PROMPT, QUICK, undisturbed, until
from s3_server import bucket_client, download, upload

from nashra.settings import CHECKOUT
from nashra_airflow.api import ENDED, Api
from nashra_airflow.environment import Home
from nashra_airflow.nights import ENTITIES, NIGHTLY

pytestmark = pytest.mark.faults
PURE = ("articles/", "removals/", "mentions/", "quarantine/", "checks/", "entities/")
HOOK = """from nashra_airflow.preload import preload

preload()
import sys

sys.path.append({faults!r})
import hook
"""


@pytest.fixture(scope="module")
def plant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Composed]:
    folder = tmp_path_factory.mktemp("composed")
    (folder / "night.yaml").write_text(yaml.safe_dump(QUICK))
    (folder / "orders").mkdir()
    (folder / "hook").mkdir()
    hook = HOOK.format(faults=str(CHECKOUT / "tests" / "faults"))
    (folder / "hook" / "airflow_local_settings.py").write_text(hook)
    more = PROMPT | {
        "NASHRA_NIGHT": str(folder / "night.yaml"),
        "NASHRA_FAULTS": str(folder / "orders"),
        "PYTHONPATH": f"{folder / 'hook'}:{CHECKOUT / 'include'}",
        "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "5",
    }
    more["AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT"] = "30"
    with composed(folder, more) as made:
        yield made


@pytest.fixture(scope="module")
def api(plant: Composed) -> Api:
    found = Api(cast(Home, plant))
    until(lambda: found.has_dag(NIGHTLY) and found.has_dag(ENTITIES), 120, "the DAGs are parsed")
    for dag in (NIGHTLY, ENTITIES):
        found.unpause(dag)
    return found


def ended(api: Api, dag_id: str, count: int) -> bool:
    runs = api.runs(dag_id)
    return len(runs) >= count and all(run["state"] in ENDED for run in runs)


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
    until(lambda: ended(api, NIGHTLY, 4), 900, "the backfill ends")
    assert {run["state"] for run in api.runs(NIGHTLY)} == {"success"}
    until(lambda: ended(api, ENTITIES, 3), 300, "the entities are made again")

    objects: dict[str, Any] = download(store, "lake")
    found = {path: hashlib.sha256(data).hexdigest() for path, data in objects.items() if path.startswith(PURE)}
    assert found == undisturbed(tmp_path)
    assert [path for path in objects if path.startswith("_staging/") and "/" in path.removeprefix("_staging/")] == []
