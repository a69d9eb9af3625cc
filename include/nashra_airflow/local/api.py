"""A small client of Airflow's REST API: what `make run` and the tests ask of it."""

from typing import Any

import httpx
from tenacity import retry, retry_if_result, stop_after_attempt, wait_random_exponential

from nashra_airflow.local.environment import USER, Home
from nashra_airflow.local.processes import AirflowError

ENDED = {"success", "failed"}
BUSY, TRIES = 503, 5


class Api:
    """A logged-in client of one Airflow."""

    def __init__(self, home: Home) -> None:
        body = {"username": USER, "password": home.password()}
        try:
            answer = httpx.post(f"{home.url}/auth/token", json=body, timeout=30).raise_for_status()
        except httpx.HTTPError as error:
            raise AirflowError(f"no login at {home.url}: {error}; see {home.logs}") from error
        token = answer.json()["access_token"]
        self._client = httpx.Client(
            base_url=f"{home.url}/api/v2", headers={"Authorization": f"Bearer {token}"}, timeout=60
        )

    def call(self, method: str, path: str, **kwargs: Any) -> Any:
        """The answer's JSON. Raises AirflowError when there is none, or when it says no, also when asked again."""
        try:
            answer = self._answer(method, path, **kwargs)
        except httpx.HTTPError as error:
            raise AirflowError(f"{method} {path}: Airflow does not answer: {error}") from error
        if answer.is_error:
            raise AirflowError(f"{method} {path}: {answer.status_code} {answer.text[:500]}")
        return answer.json() if answer.content else None

    @retry(
        retry=retry_if_result(lambda answer: answer.status_code == BUSY),
        wait=wait_random_exponential(0.2, max=3),
        stop=stop_after_attempt(TRIES),
        retry_error_callback=lambda tried: tried.outcome.result() if tried.outcome else None,
    )
    def _answer(self, method: str, path: str, **kwargs: Any) -> httpx.Response:
        """The last one, when Airflow is busy each time: SQLite is locked by who writes. (httpx's own retries are for
        connections.)"""
        return self._client.request(method, path, **kwargs)

    def has_dag(self, dag_id: str) -> bool:
        return self._client.get(f"/dags/{dag_id}").status_code == 200

    def is_on(self, dag_id: str) -> bool:
        """Whether it is known and not paused."""
        answer = self._client.get(f"/dags/{dag_id}")
        return answer.status_code == 200 and not answer.json()["is_paused"]

    def import_errors(self) -> list[str]:
        errors = self.call("GET", "/importErrors")["import_errors"]
        return [f"{e['filename']}: {e['stack_trace']}" for e in errors]

    def unpause(self, dag_id: str) -> None:
        self.call("PATCH", f"/dags/{dag_id}", json={"is_paused": False})

    def trigger(self, dag_id: str, *, partition_key: str | None = None, conf: dict[str, Any] | None = None) -> str:
        """Starts a run and returns its id."""
        body: dict[str, Any] = {"logical_date": None, "conf": conf or {}}
        if partition_key:
            body["partition_key"] = partition_key
        return str(self.call("POST", f"/dags/{dag_id}/dagRuns", json=body)["dag_run_id"])

    def runs(self, dag_id: str) -> list[dict[str, Any]]:
        """All runs of a DAG, newest first (up to 1,000)."""
        answer = self.call("GET", f"/dags/{dag_id}/dagRuns", params={"limit": 1000, "order_by": "-run_after"})
        return list(answer["dag_runs"])

    def run(self, dag_id: str, run_id: str) -> dict[str, Any]:
        return dict(self.call("GET", f"/dags/{dag_id}/dagRuns/{run_id}"))

    def tasks(self, dag_id: str, run_id: str) -> list[dict[str, Any]]:
        answer = self.call("GET", f"/dags/{dag_id}/dagRuns/{run_id}/taskInstances", params={"limit": 1000})
        return list(answer["task_instances"])

    def all_tasks(self, dag_id: str, run_id: str) -> list[dict[str, Any]]:
        """`tasks`, however many a run has."""
        path = f"/dags/{dag_id}/dagRuns/{run_id}/taskInstances"
        found: list[dict[str, Any]] = []
        while True:
            answer = self.call("GET", path, params={"limit": 500, "offset": len(found), "order_by": "id"})
            found += answer["task_instances"]
            if not answer["task_instances"] or len(found) >= answer["total_entries"]:
                return found

    def log(self, dag_id: str, run_id: str, task: dict[str, Any]) -> str:
        """The text of a task's last try."""
        path = f"/dags/{dag_id}/dagRuns/{run_id}/taskInstances/{task['task_id']}/logs/{max(task['try_number'], 1)}"
        answer = self.call("GET", path, params={"map_index": task["map_index"], "full_content": True})
        lines = answer["content"] if isinstance(answer["content"], list) else [answer["content"]]
        return "\n".join(_line(line) for line in lines)

    def backfill(self, dag_id: str, first: str, last: str, reprocess: str = "none", **more: Any) -> int:
        """Starts a backfill over whole days, as the UI does, and returns its id."""
        body = {
            "dag_id": dag_id,
            "from_date": f"{first}T00:00:00Z",
            "to_date": f"{last}T23:59:59.999Z",
            "reprocess_behavior": reprocess,
            **more,
        }
        return int(self.call("POST", "/backfills", json=body)["id"])


def _line(line: Any) -> str:
    """A log line as text: its event and, of an exception, type and message (the frames are in the UI)."""
    if not isinstance(line, dict):
        return str(line)
    causes = [f"{e.get('exc_type')}: {e.get('exc_value')}" for e in line.get("error_detail") or []]
    return " | ".join([str(line.get("event", "")), *causes])
