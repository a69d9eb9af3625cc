"""Starts and stops Airflow's processes, each in a process group of its own so that none is left behind."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

import httpx

from nashra.errors import NashraError
from nashra.lake import Storage
from nashra.settings import Variables, load_settings
from nashra_airflow.local import preload
from nashra_airflow.local.environment import Home, airflow_environment

# Users and tasks have an API server each. Airflow writes its log of what users do within the server's event loop; were
# tasks served by the same loop, it would wait on SQLite for a task's write, which cannot end before the loop goes on.
SERVICES = ("api-server", "tasks-api", "scheduler", "dag-processor", "triggerer")
AIRFLOW = str(Path(sys.executable).parent / "airflow")
START_SECONDS = 120
STOP_SECONDS = 20


class AirflowError(NashraError, RuntimeError):
    """Airflow did not do what was asked of it; the message names the log to read."""


def migrate(home: Home) -> None:
    """Makes or upgrades the metadata database; nothing to do when this Airflow version has done it before."""
    from importlib.metadata import version

    stamp = home.folder / "migrated"
    if stamp.exists() and stamp.read_text() == version("apache-airflow"):
        return
    environment = airflow_environment(home)
    log = home.logs / "migrate.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as out:
        code = subprocess.call(
            [AIRFLOW, "db", "migrate"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    if code:
        raise AirflowError(f"airflow db migrate failed; see {log}")
    stamp.write_text(version("apache-airflow"))


def _command(home: Home, service: str) -> list[str]:
    if service == "api-server":
        return [AIRFLOW, service, "--apps", "core"]
    if service == "tasks-api":
        return [AIRFLOW, "api-server", "--apps", "execution", "--port", str(home.tasks_port())]
    # the pages read logs from the disk; the servers of logs would listen on all addresses
    return [AIRFLOW, service, *(["--skip-serve-logs"] if service in ("scheduler", "triggerer") else [])]


def _pid_file(home: Home, service: str) -> Path:
    return home.state / f"{service}.pid"


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # a child that has ended but was not waited for still takes signals
    stat = Path(f"/proc/{pid}/stat")
    return not (stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z")


def _born(pid: int) -> str:
    """What no other process has that gets this number, after a start of the machine, say; "" where nothing tells."""
    try:
        ticks = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
        return f"{Path('/proc/sys/kernel/random/boot_id').read_text().strip()} {ticks}"
    except OSError:
        return ""


def _note_started(home: Home, service: str, pid: int) -> None:
    _pid_file(home, service).with_suffix(".born").write_text(_born(pid))
    _pid_file(home, service).write_text(str(pid))


def _noted(home: Home, service: str) -> int | None:
    """The process that a service was started as; None when there is none, or another has its number by now."""
    file = _pid_file(home, service)
    if not file.exists():
        return None
    pid, born = int(file.read_text()), file.with_suffix(".born")
    is_another = born.exists() and _alive(pid) and born.read_text() != _born(pid)
    return None if is_another else pid


def running(home: Home) -> list[str]:
    """The services of this home that are up."""
    noted = ((service, _noted(home, service)) for service in SERVICES)
    return [service for service, pid in noted if pid is not None and _alive(pid)]


def start(home: Home, services: tuple[str, ...] = SERVICES) -> None:
    """Starts what is not up yet; returns before they are ready (see `wait_ready`).

    Raises AirflowError when some are up with another landing or lake than is asked for now, or other choices: they
    would go on with what they were started with.
    """
    up, asked = running(home), places()
    if not up:
        home.forget_ports()
    elif changed := _changed(home, asked):
        raise AirflowError(f"Airflow is up already with {changed}; stop it first (make down), or ask for the same")
    environment = airflow_environment(home)
    preload.install(home)
    home.state.mkdir(parents=True, exist_ok=True)
    home.logs.mkdir(parents=True, exist_ok=True)
    _asked_file(home).write_text(json.dumps(asked))
    for service in services:
        if service in up:
            continue
        _remember_dead(home, service)
        with (home.logs / f"{service}.log").open("ab") as log:
            process = subprocess.Popen(
                _command(home, service),
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        _note_started(home, service, process.pid)


def places() -> dict[str, str]:
    """What an Airflow that is started now works on, and with which choices, by the name of the setting."""
    settings, chosen = load_settings(), Variables()
    return {
        "landing": Storage(settings.landing).full(""),
        "lake": Storage(settings.lake).full(""),
        "night": str(Path(chosen.night).absolute()) if chosen.night else "",
        **{name: str(getattr(settings, name)) for name in ("recognizer", "camel_model", "camel_mode")},
    }


def _asked_file(home: Home) -> Path:
    return home.state / "asked.json"


def _changed(home: Home, asked: dict[str, str]) -> str:
    """What is up with another value than it is asked for, in words; "" when nothing is."""
    file = _asked_file(home)
    known: dict[str, str] = json.loads(file.read_text()) if file.exists() else asked
    others = {name: known.get(name, "") for name in asked if known.get(name, "") != asked[name]}
    return ", ".join(f"{name} {was or 'not set'} (now {asked[name] or 'not set'})" for name, was in others.items())


def wait_ready(
    home: Home, services: tuple[str, ...] = SERVICES, report: Callable[[str], None] = lambda _: None
) -> None:
    """Waits until both API servers answer and the scheduler and the DAG processor beat."""
    parts = {"scheduler": "scheduler", "dag-processor": "dag_processor", "triggerer": "triggerer"}
    waiting = {parts[s] for s in services if s in parts} | {"metadatabase"}
    until = time.monotonic() + START_SECONDS
    tasks = Thread(target=_await_tasks_api, args=[home], daemon=True)
    tasks.start()
    while time.monotonic() < until:
        for service in services:
            if service not in running(home):
                raise AirflowError(f"{service} stopped while starting; see {home.logs / service}.log")
        health = _answer(f"{home.url}/api/v2/monitor/health") or {}
        ready = {name for name in waiting if health.get(name, {}).get("status") == "healthy"}
        for name in sorted(waiting & ready):
            report(f"{name.replace('_', ' ')} is up")
        waiting -= ready
        if not waiting and not tasks.is_alive():
            return
        time.sleep(0.5)
    raise AirflowError(f"not up after {START_SECONDS} s: {', '.join(sorted(waiting)) or 'tasks-api'}; see {home.logs}")


def _answer(url: str, seconds: float = 5) -> dict[str, Any] | None:
    """The JSON object at an address, None while nothing answers there."""
    try:
        return dict(httpx.get(url, timeout=seconds).json())
    except (httpx.HTTPError, ValueError):
        return None


def _await_tasks_api(home: Home) -> None:
    """Ends with the first answer of the API that tasks talk to. It takes several seconds over it: while the scheduler
    is still starting they cost nobody anything."""
    until = time.monotonic() + START_SECONDS
    while _answer(f"{home.tasks_url}health", START_SECONDS) is None and time.monotonic() < until:
        time.sleep(0.5)


def _remember_dead(home: Home, service: str) -> None:
    """A service that died may have left what it started: workers that end their tasks, and then wait for more."""
    if (pid := _noted(home, service)) is not None:
        with _left_file(home).open("a") as left:
            left.write(f"{pid}\n")


def _left_file(home: Home) -> Path:
    return home.state / "left"


def _left(home: Home) -> list[int]:
    file = _left_file(home)
    return [int(pid) for pid in file.read_text().split()] if file.exists() else []


def stop(home: Home) -> list[str]:
    """Stops all services and what they started, also those that died; returns the names of those that were up."""
    noted = {service: pid for service in reversed(SERVICES) if (pid := _noted(home, service)) is not None}
    pids = {service: pid for service, pid in noted.items() if _alive(pid)}
    for pid in pids.values():
        os.kill(pid, signal.SIGINT)
    until = time.monotonic() + STOP_SECONDS
    while time.monotonic() < until and any(_alive(pid) for pid in pids.values()):
        time.sleep(0.2)
    # what is left of the groups, if anything; as long as there is, no other process gets the number
    for pid in [*noted.values(), *(pid for pid in _left(home) if not _alive(pid))]:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
    shutil.rmtree(home.state, ignore_errors=True)
    return list(pids)
