"""Being told, tasks that hang, and upkeep, against a real Airflow, a real webhook and a real mail server."""

import json
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

import pytest

from nashra_airflow.local.api import ENDED, Api
from nashra_airflow.local.nights import NIGHTLY, REBUILDS
from tests.support.plant import DAYS, LANDING, PATIENCE, Plant, plant, until
from tests.support.receivers import mailbox, webhook

pytestmark = pytest.mark.faults
BROKEN, WARNED, LATE = "2023-10-01", "2023-10-02", DAYS[0]


@dataclass
class Told:
    airflow: Plant
    posts: list[dict[str, Any]]
    mails: list[EmailMessage]

    def post(self, kind: str, day: str) -> dict[str, Any]:
        def found() -> Any:
            return [p for p in self.posts if (p["kind"], p["day"]) == (kind, day)]

        return dict(until(found, 90, f"a {kind} alert of {day}")[0])


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    tmp = tmp_path_factory.mktemp("told")
    landing = tmp / "landing"
    shutil.copytree(LANDING / DAYS[0], landing / LATE)
    (landing / BROKEN).mkdir(parents=True)
    for number in range(12):
        (landing / BROKEN / f"{number}.jsonl").write_text('{"text": "{{ 7 * 7 }} <script>alert(1)</script>')
    shutil.copytree(LANDING / DAYS[0], landing / WARNED)
    for number in range(60):
        (landing / WARNED / f"{number}.txt").touch()
    with webhook() as (url, posts), mailbox() as (port, mails):
        mail = {"conn_type": "smtp", "host": "127.0.0.1", "port": port}
        environment = {
            "NASHRA_ALERT_WEBHOOK": url,
            "NASHRA_WATCHDOG_GRACE": "5",
            "NASHRA_ALERT_MAIL": "oncall@saha.example, desk@saha.example",
            "AIRFLOW_CONN_SMTP_DEFAULT": json.dumps(mail | {"extra": {"disable_ssl": True, "disable_tls": True}}),
        }
        night = {"deadline_minutes": 0.1, "stage_timeout_minutes": 0.5 * PATIENCE}
        with plant(tmp, 8610, landing=landing, environment=environment, night=night) as made:
            yield Told(made, posts, mails)


def test_a_failed_night_is_told_by_webhook_and_mail(told: Told) -> None:
    run_id = told.airflow.trigger(BROKEN)
    until(lambda: told.airflow.state(run_id) in ENDED, 180)
    assert told.airflow.state(run_id) == "failed"
    post = told.post("failure", BROKEN)
    assert post["stage"] == "check_ingest"
    assert any("quarantine: share" in text for text in post["expectations"])
    assert post["link"].endswith(f"/dags/{NIGHTLY}/runs/{run_id.replace(':', '%3A').replace('+', '%2B')}")
    (mail,) = until(lambda: [m for m in told.mails if BROKEN in m["Subject"] and "failed" in m["Subject"]], 30)
    assert {a.strip() for a in mail["To"].split(",")} == {"oncall@saha.example", "desk@saha.example"}
    page = next(p for p in mail.walk() if p.get_content_type() == "text/html").get_content()
    assert "check_ingest" in page
    assert post["link"] in page
    assert [p["kind"] for p in told.posts if p["day"] == BROKEN].count("failure") == 1
    assert told.airflow.tables(BROKEN) == {}


def test_a_night_that_is_late_is_told_while_it_goes_on(told: Told) -> None:
    told.airflow.order(enrich="wait")
    run_id = told.airflow.trigger(LATE)
    post = told.post("late", LATE)
    assert told.airflow.state(run_id) == "running"
    assert (post["run"], "minutes" in post["text"]) == (run_id, True)
    told.airflow.go("enrich")
    told.airflow.success(run_id)


def test_tasks_hang(told: Told, expected: dict[str, str]) -> None:
    """One sleeps for ever; the other is in C code that does not come back."""
    airflow = told.airflow
    airflow.clear_orders()
    airflow.order(clean="hang", check_clean="stuck")
    tasks = airflow.success(airflow.trigger(DAYS[0]), 600)
    tries = {t["task_id"]: t["try_number"] for t in tasks if t["task_id"].endswith("clean")}
    assert tries["check_clean"] >= 2
    assert max(t["try_number"] for t in tasks if t["task_id"] == "clean") >= 2
    assert airflow.tables(DAYS[0]) == {path: digest for path, digest in expected.items() if DAYS[0] in path}
    assert airflow.staged(DAYS[0]) == []


def test_warnings_are_told_once_a_run(told: Told) -> None:
    """So many empty files are worth a look, and the night goes on."""
    run_id = told.airflow.trigger(WARNED)
    told.airflow.success(run_id)
    post = told.post("quality", WARNED)
    assert any("files without a record" in text for text in post["expectations"])
    time.sleep(5)
    assert len([p for p in told.posts if p["kind"] == "quality" and p["run"] == run_id]) == 1


def test_no_secret_is_in_any_log(told: Told) -> None:
    home = told.airflow.home
    secrets = [home.secret(name) for name in ("fernet", "api", "jwt")] + [home.password(), "a-key-of-the-webhook"]
    logs = [file for file in home.logs.rglob("*") if file.is_file()]
    assert len(logs) > 20
    leaks = [
        f"{file.name}: {secret[:4]}..."
        for file in logs
        for secret in secrets
        if secret in file.read_text(errors="replace")
    ]
    assert leaks == []


@pytest.mark.parametrize(
    ("conf", "said"),
    [
        ({"dya": "2023-09-13"}, "dya"),
        ({"shards": "many"}, "shards"),
        ({"shards": 0}, "shards"),
        ({"recognizer": "bert"}, "recognizer"),
        ({"day": "2023-02-31"}, "day"),
        ({"sources": {"a": 1}}, "sources"),
        ({"dry_run": "perhaps"}, "dry_run"),
    ],
)
def test_what_cannot_be_asked_for_is_refused_before_any_work(told: Told, conf: dict[str, Any], said: str) -> None:
    api: Api = told.airflow.api
    key = None if "day" in conf else DAYS[0]
    try:
        run_id = api.trigger(NIGHTLY, partition_key=key, conf=conf)
    except RuntimeError as refused:
        assert "4" in str(refused).split(": ")[1][:1]
        assert said in str(refused)
        return
    until(lambda: api.run(NIGHTLY, run_id)["state"] in ENDED, 60)
    tasks = api.tasks(NIGHTLY, run_id)
    assert {t["task_id"] for t in tasks if t["state"] == "failed"} == {"plan"}
    (failed,) = [t for t in tasks if t["task_id"] == "plan"]
    assert failed["try_number"] == 1
    assert said in api.log(NIGHTLY, run_id, failed)
    assert not [name for name in told.airflow.staged() if run_id.split("__")[-1] in name]


def test_upkeep_trims_what_is_old_and_nothing_that_is_published(told: Told) -> None:
    airflow = told.airflow
    old = time.time() - 400 * 86400
    dead = airflow.lake / "_staging" / "2020-01-01.dead.0000" / "ingest" / "shard-0000.articles.parquet"
    report = airflow.lake / "_reports" / "2020-01-01" / "dead" / "ingest.json"
    log = airflow.home.logs / "dag_id=gone" / "attempt=1.log"
    for file in (dead, report, log):
        file.parent.mkdir(parents=True)
        file.write_text("{}")
        os.utime(file, (old, old))
    for file in (airflow.lake / "articles").rglob("*.parquet"):
        os.utime(file, (old, old))
    until(lambda: all(run["state"] in ENDED for dag in REBUILDS for run in airflow.api.runs(dag)), 120)
    before = airflow.tables("")
    airflow.api.unpause("nashra_upkeep")
    run_id = airflow.api.trigger("nashra_upkeep")
    until(lambda: airflow.api.run("nashra_upkeep", run_id)["state"] in ENDED, 120)
    tasks = airflow.api.tasks("nashra_upkeep", run_id)
    assert {t["task_id"]: t["state"] for t in tasks} == dict.fromkeys(
        ("trim_lake", "trim_airflow", "trim_logs", "look_after"), "success"
    )
    assert not any(file.exists() for file in (dead, report, log))
    assert before
    assert airflow.tables("") == before
    (trimmed,) = [t for t in tasks if t["task_id"] == "trim_airflow"]
    until(lambda: "dag_run" in airflow.api.log("nashra_upkeep", run_id, trimmed), 30, "what Airflow trimmed in the log")
