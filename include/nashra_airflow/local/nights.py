"""Runs the nightly DAG for days of the landing on this machine's Airflow, and shows how it goes."""

import time
from typing import Any

import click

from nashra.lake import Storage
from nashra.night.current import landing_days, why_to_run
from nashra.night.funnel import print_funnel
from nashra.settings import load_settings
from nashra_airflow.local.api import ENDED, Api
from nashra_airflow.local.environment import Home
from nashra_airflow.local.processes import AirflowError, migrate, running, start, stop, wait_ready

NIGHTLY = "nashra_nightly"
ENTITIES, STORIES = "nashra_entities", "nashra_stories"
SCHEDULED = (NIGHTLY, "nashra_upkeep")
REBUILDS = {ENTITIES: "entities", STORIES: "stories"}
"""The DAGs that run when a day has been published, each with what it makes again."""
# nothing of ours defers, so no triggerer is needed
SERVICES = ("api-server", "tasks-api", "scheduler", "dag-processor")
PARSE_SECONDS = 60
REBUILD_SECONDS = 120  # that the next rebuild may take


def run_nights(days: list[str], *, again: bool = False) -> None:
    """Runs what is not yet published from the landing as it is now; ends with the funnel and the paths."""
    settings = load_settings()
    known = landing_days(Storage(settings.landing))
    if not known:
        raise AirflowError(f"no day to run: {settings.landing} has no folder named YYYY-MM-DD")
    if missing := sorted(set(days) - set(known)):
        raise AirflowError(f"not in {settings.landing}: {', '.join(missing)}")
    wanted = days or known
    why = {} if again else why_to_run(wanted, settings)
    todo = wanted if again else list(why)
    for day in sorted(set(wanted) - set(todo)):
        click.echo(f"{day}  published already from the same landing, rules and code")
    for day, said in why.items():
        click.echo(f"{day}  {said}")
    failed: dict[str, str] = {}
    if todo:
        home = Home()
        ours = not running(home)
        try:
            _bring_up(home)
            failed = run_days(Api(home), todo)
        finally:
            if ours:
                stop(home)
    print_funnel(Storage(settings.lake), wanted)
    if failed:
        told = "\n".join(failed[day] for day in sorted(failed))
        raise AirflowError(told if len(todo) == 1 else f"{len(failed)} of {len(todo)} days failed\n{told}")


def switched_off(api: Api) -> list[str]:
    """Which DAGs with an hour of their own wait to be switched on, as each does in an Airflow that is new."""
    return [dag_id for dag_id in SCHEDULED if not api.is_on(dag_id)]


def _bring_up(home: Home) -> None:
    click.echo("preparing Airflow")
    migrate(home)
    start(home, SERVICES)
    wait_ready(home, SERVICES)
    api, until = Api(home), time.monotonic() + PARSE_SECONDS
    while not all(map(api.has_dag, (NIGHTLY, *REBUILDS))):
        if errors := api.import_errors():
            raise AirflowError("a DAG file does not import:\n" + "\n".join(errors))
        if time.monotonic() > until:
            raise AirflowError(f"the DAGs were not parsed in {PARSE_SECONDS} s; see {home.logs / 'dag-processor.log'}")
        time.sleep(0.5)
    for dag_id in (NIGHTLY, *REBUILDS):
        api.unpause(dag_id)
    click.echo(f"Airflow is up at {home.url}")


def run_days(api: Api, days: list[str]) -> dict[str, str]:
    """Runs the days and waits for what is made again behind them; why those failed that did. None stops another."""
    before = {run["dag_run_id"] for dag_id in REBUILDS for run in api.runs(dag_id)}
    runs = {api.trigger(NIGHTLY, partition_key=day): day for day in days}
    shown: set[tuple[str, str, int]] = set()
    waiting, failed = dict(runs), dict[str, str]()
    while waiting:
        time.sleep(1)
        for run_id, day in list(waiting.items()):
            for task in api.tasks(NIGHTLY, run_id):
                _show(day, task, shown)
            state = api.run(NIGHTLY, run_id)["state"]
            if state in ENDED:
                del waiting[run_id]
                if state == "failed":
                    failed[day] = _why(api, run_id, day)
    if published := set(days) - failed.keys():
        for dag_id, made in REBUILDS.items():
            _await(api, dag_id, before, published)
            click.echo(f"{made:<12}rebuilt from the published days")
    return failed


def _show(day: str, task: dict[str, Any], shown: set[tuple[str, str, int]]) -> None:
    """A line for each task that has just ended or is about to be tried again."""
    key = (f"{day} {task['task_id']} {task['state']}", str(task["try_number"]), task["map_index"])
    if task["state"] not in {"success", "failed", "up_for_retry"} or key in shown:
        return
    shown.add(key)
    name = task["task_id"] + (f" {task['map_index']}" if task["map_index"] >= 0 else "")
    seconds = f"{task['duration']:.1f} s" if task["duration"] else ""
    note = "" if task["state"] == "success" else f"  {task['state'].upper()}"
    click.echo(f"{day}  {name:<16}{seconds:>8}{note}")


def _why(api: Api, run_id: str, day: str) -> str:
    """The first of its tasks that failed, with the end of its log."""
    failed = [task for task in api.tasks(NIGHTLY, run_id) if task["state"] == "failed"]
    if not failed:
        return f"{day}: the run failed"
    lines = [line for line in api.log(NIGHTLY, run_id, failed[0]).splitlines() if line.strip()]
    return f"{day}: {failed[0]['task_id']} failed\n  " + "\n  ".join(lines[-15:])


def _await(api: Api, dag_id: str, before: set[str], days: set[str]) -> None:
    """Waits for a DAG of REBUILDS to have run once for each published day, as long as one ends now and then."""
    ended: set[str] = set()
    until = time.monotonic() + REBUILD_SECONDS
    while time.monotonic() < until:
        now = {
            run["partition_key"]
            for run in api.runs(dag_id)
            if run["dag_run_id"] not in before and run["state"] in ENDED
        }
        if days <= now:
            return
        if now - ended:
            ended, until = now, time.monotonic() + REBUILD_SECONDS
        time.sleep(1)
    raise AirflowError(f"{dag_id} did not run for {', '.join(sorted(days - ended))}")
