"""Alerts, without an Airflow that runs: what they say, where they go, and that they never do harm."""

import json
import logging
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

RUN = "manual__2024-03-05T01:00:00+00:00"


@pytest.fixture
def alerts(bag: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    from nashra_airflow.dag import alerts

    for name in ("WEBHOOK", "MAIL"):
        monkeypatch.delenv(f"NASHRA_ALERT_{name}", raising=False)
    monkeypatch.setenv("NASHRA_LAKE", str(tmp_path))
    return alerts


def context(**more: Any) -> dict[str, Any]:
    run = SimpleNamespace(dag_id="nashra_nightly", run_id=RUN, partition_key="2024-03-05", conf={})
    return {"dag_run": run, "ti": SimpleNamespace(task_id="check_clean"), "reason": "task_failure"} | more


def report(lake: Path, severity: str, observed: str) -> None:
    from nashra_airflow.dag.context import staging_name

    results = [
        {"stage": "clean", "expectation": "articles.body", "severity": severity, "success": False, "observed": observed}
    ]
    folder = lake / "_reports" / "2024-03-05" / staging_name("2024-03-05", RUN)
    folder.mkdir(parents=True)
    (folder / "clean.json").write_text(json.dumps({"results": results}))


def test_a_failure_names_day_stage_expectation_and_link(alerts: Any, tmp_path: Path, caplog: Any) -> None:
    report(tmp_path, "critical", "7 of 20")
    with caplog.at_level(logging.WARNING):
        alerts.on_failure(context())
    (said,) = [r.getMessage() for r in caplog.records if r.getMessage().startswith("alert: ")]
    told = json.loads(said.removeprefix("alert: "))
    assert (told["kind"], told["day"], told["stage"]) == ("failure", "2024-03-05", "check_clean")
    assert told["expectations"] == ["clean: articles.body: 7 of 20"]
    assert told["link"].endswith("/dags/nashra_nightly/runs/manual__2024-03-05T01%3A00%3A00%2B00%3A00")


def test_warnings_are_told_and_their_absence_is_not(alerts: Any, tmp_path: Path, caplog: Any) -> None:
    alerts.on_success(context())
    assert "alert: " not in caplog.text
    report(tmp_path, "warning", "3 of 20")
    alerts.on_success(context())
    assert "1 warnings: clean: articles.body: 3 of 20" in caplog.text


def test_a_late_run_is_told_from_airflows_json(alerts: Any, caplog: Any) -> None:
    run = {"dag_id": "nashra_nightly", "dag_run_id": RUN, "partition_key": None, "conf": {"day": "2024-03-05"}}
    alerts.on_deadline(context={"dag_run": run, "deadline": {"id": "x"}})
    assert '"kind": "late"' in caplog.text
    assert '"day": "2024-03-05"' in caplog.text


def test_a_run_that_has_failed_is_not_told_as_late(alerts: Any, caplog: Any) -> None:
    """Airflow keeps its deadline, and meets it hours behind the failure, which was told."""
    run = {"dag_id": "nashra_nightly", "dag_run_id": RUN, "partition_key": "2024-03-05", "state": "failed"}
    alerts.on_deadline(context={"dag_run": run})
    assert "alert: " not in caplog.text
    alerts.on_deadline(context={"dag_run": run | {"state": "running"}})
    assert '"kind": "late"' in caplog.text


def test_a_run_whose_publish_was_marked_as_done_is_told(alerts: Any, tmp_path: Path, caplog: Any) -> None:
    """It is green, and no table is its own."""
    from nashra_airflow.dag.context import staging_name

    staged = tmp_path / "_staging" / staging_name("2024-03-05", RUN) / "options.json"
    staged.parent.mkdir(parents=True)
    staged.write_text("{}")
    alerts.on_success(context())
    assert "published nothing" in caplog.text
    caplog.clear()
    staged.unlink()  # as publishing does
    alerts.on_success(context())
    assert "alert: " not in caplog.text


@pytest.mark.parametrize("day", ["../../aside", ["2024-03-05"], "2024-02-31", {"day": 1}])
def test_what_was_asked_for_as_a_day_and_is_none_leads_nowhere(
    alerts: Any, tmp_path: Path, caplog: Any, monkeypatch: pytest.MonkeyPatch, day: Any
) -> None:
    from nashra.errors import NashraError
    from nashra_airflow.dag.why import tell_why

    monkeypatch.setenv("NASHRA_LAKE", str(tmp_path / "lake"))
    run = SimpleNamespace(dag_id="nashra_nightly", run_id=RUN, partition_key=None, conf={"day": day})
    refused = context(dag_run=run, exception=NashraError("no such day"))
    tell_why(refused)
    alerts.on_failure(refused)
    alerts.on_success(refused)
    assert '"kind": "failure"' in caplog.text
    assert not list(tmp_path.rglob("*.json"))


def test_an_alert_that_cannot_be_sent_harms_nothing_and_tells_no_secret(
    alerts: Any, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    monkeypatch.setenv("NASHRA_ALERT_WEBHOOK", "http://127.0.0.1:9/hook?key=a-secret-key")
    alerts.on_failure(context())
    assert "could not be sent by WebhookNotifier: ConnectError" in caplog.text
    assert "a-secret-key" not in caplog.text
    alerts.on_failure({"dag_run": object()})  # nothing in it that an alert needs


def test_what_the_landing_says_is_no_template_and_no_markup(bag: Any) -> None:
    from nashra_airflow.dag.alerts import Alert
    from nashra_airflow.dag.notifiers import _page

    text = "{{ conf }} <script>alert(1)</script>"
    page = _page(Alert("quality", "d", "r", "2024-03-05", "clean", (text,), text, "http://a.example/?x=1&y='2'"))
    assert "<script>" not in page
    assert "{{ conf }}" in page


def test_a_chat_is_shown_what_was_scraped_and_no_more(bag: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import httpx

    from nashra_airflow.dag.alerts import Alert
    from nashra_airflow.dag.notifiers import WebhookNotifier

    posted: list[str] = []

    class Answer:
        def raise_for_status(self) -> None:
            pass

    def post(_: str, json: dict[str, str], timeout: float) -> Answer:
        posted.append(json["text"])
        return Answer()

    monkeypatch.setattr(httpx, "post", post)
    title = "<!channel> <https://evil.example/login|log in again> @everyone [here](https://evil.example)"
    alert = Alert("quality", "d", "r", "2024-03-05", "clean", (), title, "http://a.example/dags/d")
    WebhookNotifier("http://a.example/hook").notify({"alert": alert})
    said, link = posted[0].split("\n")
    assert link == "http://a.example/dags/d"
    assert not any(mark in said for mark in ("<", "@everyone", "](", "https://e"))
    assert "log in again" in said
