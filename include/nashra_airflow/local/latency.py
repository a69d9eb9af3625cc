"""What Airflow itself costs when a night has many shards: a real scheduler, tasks with nothing to do."""

import json
import os
import statistics
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from nashra_airflow.local.api import ENDED, Api
from nashra_airflow.local.environment import Home
from nashra_airflow.local.nights import SERVICES
from nashra_airflow.local.processes import AirflowError, migrate, running, start, stop, wait_ready

DAG = "many_shards"
STUB = Path(__file__).parent / "stub"
PORT = 8700
PARSE_SECONDS = 60
_TICKS = os.sysconf("SC_CLK_TCK")


def measure(shards: int) -> dict[str, Any]:
    """Seconds and processor seconds of a run with so many mapped tasks, in an Airflow home made for it."""
    with tempfile.TemporaryDirectory(prefix="nashra-latency-") as folder:
        home = Home(Path(folder))
        os.environ |= {
            "AIRFLOW__CORE__DAGS_FOLDER": str(STUB),
            "AIRFLOW__CORE__PLUGINS_FOLDER": str(home.folder / "plugins"),
            "AIRFLOW__CORE__MAX_MAP_LENGTH": str(max(shards, 1024)),
            "NASHRA_BENCH_SHARDS": str(shards),
            "NASHRA_PORT": os.environ.get("NASHRA_PORT", str(PORT)),
        }
        migrate(home)
        start(home, SERVICES)
        try:
            wait_ready(home, SERVICES)
            return _run(home, Api(home), shards)
        finally:
            stop(home)


def _run(home: Home, api: Api, shards: int) -> dict[str, Any]:
    until = time.monotonic() + PARSE_SECONDS
    while not api.has_dag(DAG):
        if time.monotonic() > until:
            raise AirflowError(f"{DAG} was not parsed in {PARSE_SECONDS} s; see {home.logs}")
        time.sleep(0.5)
    api.unpause(DAG)
    before = _processor_seconds(home)
    run_id = api.trigger(DAG)
    while (state := api.run(DAG, run_id)["state"]) not in ENDED:
        time.sleep(5)  # asking costs processor time too
    spent = {service: round(seconds - before[service], 1) for service, seconds in _processor_seconds(home).items()}
    if state != "success":
        raise AirflowError(f"the run ended as {state}")
    tasks = api.all_tasks(DAG, run_id)
    mapped = [task for task in tasks if task["task_id"] == "work"]
    if len(mapped) != shards:
        raise AirflowError(f"{len(mapped)} of {shards} mapped tasks ran")
    plan, merge = (next(task for task in tasks if task["task_id"] == name) for name in ("plan", "merge"))
    began, ended = min(map(_start, mapped)), max(map(_end, mapped))
    waits = sorted(_start(task) - _time(task["queued_when"]) for task in mapped)
    own = [_end(task) - _start(task) for task in mapped]
    return {
        "shards": shards,
        "seconds": round(_end(merge) - _start(plan), 1),
        "seconds_to_the_first_mapped_task": round(began - _end(plan), 1),
        "seconds_from_the_last_to_the_next_stage": round(_start(merge) - ended, 1),
        "tasks_per_second": round(shards / (ended - began), 2),
        "task_seconds_median": round(statistics.median(own), 2),
        "queued_seconds_median": round(statistics.median(waits), 2),
        "queued_seconds_most": round(waits[-1], 2),
        "processor_seconds": spent,
        "processor_seconds_a_task": round(sum(spent.values()) / (shards + 2), 2),
        "database_mb": round((home.folder / "airflow.db").stat().st_size / 1e6, 1),
        "cores": os.cpu_count(),
    }


def _time(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


def _start(task: dict[str, Any]) -> float:
    return _time(task["start_date"])


def _end(task: dict[str, Any]) -> float:
    return _time(task["end_date"])


def _processor_seconds(home: Home) -> dict[str, float]:
    """Of each service: its own and that of the processes that it started, those that have ended too."""
    found = {}
    children: dict[int, list[int]] = {}
    spent: dict[int, float] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        pid = int(stat.parent.name)
        children.setdefault(int(fields[1]), []).append(pid)
        spent[pid] = sum(int(value) for value in fields[11:15]) / _TICKS
    for service in running(home):
        waiting, total = [int((home.state / f"{service}.pid").read_text())], 0.0
        while waiting:
            pid = waiting.pop()
            total += spent.get(pid, 0.0)
            waiting += children.get(pid, [])
        found[service] = total
    return found


def report(shards: int) -> None:
    """Prints the figures as JSON."""
    click.echo(json.dumps(measure(shards), indent=1))
