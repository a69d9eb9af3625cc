"""An Airflow of its own for a test of faults: quick to notice the dead, and with the hook in its processes."""

import hashlib
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
import yaml

from nashra.night.options import Options
from nashra.night.run.in_process import run_day
from nashra.night.stages import rebuild_entities
from nashra.settings import CHECKOUT, load_settings
from nashra_airflow.local import preload
from nashra_airflow.local.api import ENDED, Api
from nashra_airflow.local.environment import Home
from nashra_airflow.local.nights import ENTITIES, NIGHTLY, SERVICES
from nashra_airflow.local.processes import migrate, start, stop, wait_ready

LANDING = CHECKOUT / "seeds" / "landing"
DAYS = ("2023-09-13", "2023-09-14", "2023-09-15")
PURE = ("articles", "removals", "mentions", "quarantine", "checks")
PATIENCE = float(os.environ.get("NASHRA_TEST_PATIENCE", "1"))  # more where other work shares the machine
QUICK = {"retry_delay_seconds": 1, "retries": 4, "shard_bytes": 20_000}
# how soon Airflow notices that a process of its own is gone; minutes by default
PROMPT = {
    "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": f"{20 * PATIENCE:.0f}",
    "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT_DETECTION_INTERVAL": "5",
    "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_SEC": "3",
    "AIRFLOW__SCHEDULER__ORPHANED_TASKS_CHECK_INTERVAL": "5",
    "AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_THRESHOLD": f"{15 * PATIENCE:.0f}",
    "AIRFLOW__SCHEDULER__JOB_HEARTBEAT_SEC": "2",
    "AIRFLOW__SCHEDULER__TASK_QUEUED_TIMEOUT": f"{60 * PATIENCE:.0f}",
    "AIRFLOW__SCHEDULER__TASK_QUEUED_TIMEOUT_CHECK_INTERVAL": "5",
}


def digests(lake: Path, tables: tuple[str, ...] = PURE) -> dict[str, str]:
    files = [f for table in tables for f in sorted((lake / table).rglob("*.parquet"))]
    return {str(f.relative_to(lake)): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def undisturbed(folder: Path, landing: Path = LANDING, days: tuple[str, ...] = DAYS) -> dict[str, str]:
    """What the tables are when nothing goes wrong: the same stages in this process."""
    settings = load_settings(landing=str(landing), lake=str(folder), recognizer="embedded")
    for day in days:
        run_day(Options(day=day), settings)
    rebuild_entities(settings)
    return digests(folder, (*PURE, "entities"))


def until(true: Callable[[], Any], seconds: float, what: str = "") -> Any:
    end = time.monotonic() + seconds * PATIENCE
    while not (value := true()):
        assert time.monotonic() < end, f"not so after {seconds} s: {what or true}"
        time.sleep(0.3)
    return value


class Plant:
    """A running Airflow with a lake; every answer is asked of the real thing."""

    def __init__(self, folder: Path, lake: Path, landing: Path) -> None:
        self.home, self.lake, self.landing = Home(folder=folder / "airflow"), lake, landing
        self.orders = folder / "orders"
        self.orders.mkdir()
        self.sessions: set[int] = set()
        self.api: Api

    def bring_up(self) -> None:
        migrate(self.home)
        start(self.home, SERVICES)
        self.family()
        wait_ready(self.home, SERVICES)
        self.api = Api(self.home)
        until(lambda: self.api.has_dag(NIGHTLY) and self.api.has_dag(ENTITIES), 90, "the DAGs are parsed")
        self.api.unpause(NIGHTLY)
        self.api.unpause(ENTITIES)

    def order(self, **stages: str) -> None:
        for stage, text in stages.items():
            (self.orders / stage).write_text(text)

    def obeyed(self, stage: str) -> bool:
        return any(self.orders.glob(f"{stage}.taken-*"))

    def waiting(self, stage: str, seconds: float = 120) -> tuple[int, Path]:
        """Waits for a stage that was told to wait; its process and its staging folder."""
        pid, staging = until((self.orders / f"{stage}.here").exists, seconds, f"{stage} waits") and (
            self.orders / f"{stage}.here"
        ).read_text().split(" ", 1)
        return int(pid), Path(staging)

    def go(self, stage: str) -> None:
        (self.orders / f"{stage}.go").touch()

    def clear_orders(self) -> None:
        for file in self.orders.iterdir():
            file.unlink()

    def trigger(self, day: str, **conf: Any) -> str:
        return self.api.trigger(NIGHTLY, partition_key=day, conf=conf)

    def nights(self) -> list[dict[str, Any]]:
        """All runs of the night but one that Airflow's own clock began: it is about a day of today's."""
        return [run for run in self.api.runs(NIGHTLY) if run["run_type"] != "scheduled"]

    def state(self, run_id: str) -> str:
        return str(self.api.run(NIGHTLY, run_id)["state"])

    def success(self, run_id: str, seconds: float = 240) -> list[dict[str, Any]]:
        """Waits for the run to end, and returns its tasks."""
        until(lambda: self.state(run_id) in ENDED, seconds, f"{run_id} ends")
        tasks = self.api.tasks(NIGHTLY, run_id)
        assert self.state(run_id) == "success", [(t["task_id"], t["state"]) for t in tasks if t["state"] != "success"]
        return tasks

    def pid(self, service: str) -> int:
        return int((self.home.state / f"{service}.pid").read_text())

    def family(self) -> list[int]:
        """All processes of this Airflow: its services, and whatever they started, also when those are gone.

        Told by their environment, or, as some write over theirs, by the session that a service began.
        """
        mine = f"AIRFLOW_HOME={self.home.folder}".encode()
        self.sessions |= {int(file.read_text()) for file in self.home.state.glob("*.pid")}
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError, ValueError, IndexError):
                state, *numbers = (process / "stat").read_text().rpartition(")")[2].split()
                # the session first: a process that is being killed has no environment any more
                ours = int(numbers[2]) in self.sessions or mine in (process / "environ").read_bytes().split(b"\0")
                if ours and state not in "ZX":
                    found.append(int(process.name))
        return [pid for pid in found if pid != os.getpid()]

    def kill_all(self) -> int:
        """SIGKILL to every process at once, as when the machine loses its power; returns how many."""
        pids = self.family()
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        until(lambda: not self.family(), 10, "all are dead")
        return len(pids)

    def staged(self, day: str = "2") -> list[str]:
        """Files left in staging by nightly runs of a day; a run that failed leaves its own for whoever looks."""
        folder = self.lake / "_staging"
        return [str(f.relative_to(folder)) for f in folder.glob(f"{day}*/**/*") if f.is_file()]

    def tables(self, day: str) -> dict[str, str]:
        return {path: digest for path, digest in digests(self.lake).items() if day in path}


@contextmanager
def plant(
    tmp: Path, port: int, lake: Path | None = None, landing: Path = LANDING, night: dict[str, Any] | None = None,
    environment: dict[str, str] | None = None,
) -> Iterator[Plant]:  # fmt: skip
    """An Airflow for one module of tests; everything it started is ended with the block."""
    lake = lake or tmp / "lake"
    (tmp / "night.yaml").write_text(yaml.safe_dump(QUICK | (night or {})))
    made = Plant(tmp, lake, landing)
    own = {
        "NASHRA_LAKE": lake, "NASHRA_LANDING": landing, "NASHRA_RECOGNIZER": "embedded", "NASHRA_PORT": port,
        "NASHRA_NIGHT": tmp / "night.yaml", "NASHRA_FAULTS": made.orders, **PROMPT, **(environment or {}),
    }  # fmt: skip
    install = preload.install

    def install_with_hook(home: Home) -> None:
        install(home)
        settings = home.folder / "config" / "airflow_local_settings.py"
        hook = f"\nimport sys\n\nsys.path.append({str(CHECKOUT)!r})\nfrom tests.support import hook\n"
        settings.write_text(settings.read_text() + hook)

    with pytest.MonkeyPatch.context() as patch:
        for name, value in own.items():
            patch.setenv(name, str(value))
        patch.setattr(preload, "install", install_with_hook)
        made.bring_up()
        try:
            yield made
        finally:
            stop(made.home)
            if made.family():
                made.kill_all()
            shutil.rmtree(tmp / "airflow" / "run", ignore_errors=True)
