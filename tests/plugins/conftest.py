"""Airflow's own API application with the plugin in it, users of three kinds, and a made-up lake."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest

from nashra.lake import Storage
from nashra.night.options import Options
from nashra.night.run.in_process import run_day
from nashra.night.stages import rebuild_entities
from nashra.search.index import index_days
from nashra.settings import CHECKOUT, load_settings
from nashra_airflow.local.environment import Home, airflow_environment
from tests.support import made_lake
from tests.support.accessible import served

DAY, BEFORE, FAILED, MISSING = made_lake.DAY, "2023-09-12", "2023-09-15", "2023-09-14"
SAMPLE_LANDING, SAMPLE_DAYS = CHECKOUT / "seeds" / "landing", ("2023-09-13", "2023-09-14")
PUBLISHED_RUN, FAILED_RUN = "manual__2023-09-14T00:00:00+00:00__a", "backfill__2023-09-15T00:00:00+00:00"


@dataclass(frozen=True, slots=True)
class Site:
    """The application's client, and a bearer token for each user."""

    client: Any
    tokens: dict[str, str]

    def get(self, path: str, user: str = "viewer", **kwargs: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.tokens[user]}"} if user else {}
        self.client.cookies.clear()
        return self.client.get(f"/nashra{path}", headers=headers | kwargs.pop("headers", {}), **kwargs)

    def post(self, path: str, fields: Any, user: str = "viewer", **headers: str) -> Any:
        """A form as a browser sends it from our own page, with the login's cookie, unless `headers` say otherwise."""
        own = {"Sec-Fetch-Site": "same-origin"} | ({"Cookie": f"_token={self.tokens[user]}"} if user else {})
        known = {name.replace("_", "-"): value for name, value in headers.items()}
        self.client.cookies.clear()
        return self.client.post(f"/nashra{path}", data=fields, headers=known or own)

    def page(self, path: str, lang: str = "en") -> str:
        answer = self.get(path, headers={"Accept-Language": lang})
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return str(answer.text)


@pytest.fixture(scope="package")
def airflow() -> Iterator[Home]:
    """An Airflow home with a database and three users, before anything imports Airflow."""
    before = dict(os.environ)
    home = Home()
    users = {"AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": "admin:admin,viewer:viewer,nobody:"}
    os.environ.update(airflow_environment(home) | users)
    from airflow.utils.db import initdb

    initdb()
    yield home
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture(scope="package")
def lake(airflow: Home, tmp_path_factory: pytest.TempPathFactory) -> Storage:
    """Two published days, the second by an Airflow run, and the report of a run that a check stopped."""
    made = Storage(str(tmp_path_factory.mktemp("lake")))
    made_lake.write_day(made, BEFORE, 60)
    made_lake.write_day(made, DAY, 120, warned=True, airflow_run_id=PUBLISHED_RUN)
    made_lake.write_stories(made, DAY, 120)
    made_lake.write_entities(made, [BEFORE, DAY])
    index_days(made)
    from nashra_ui.nights import Night

    suffix = Night(FAILED_RUN, FAILED, "failed", None, None).suffix
    made_lake.write_report(made, FAILED, f"{FAILED}.backfill{suffix}", made_lake.checks(False, failed="clean"))
    return made


@pytest.fixture(scope="package")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Storage:
    """Two days of the sample, as nights publish them."""
    made = Storage(str(tmp_path_factory.mktemp("sample")))
    settings = load_settings(landing=str(SAMPLE_LANDING), lake=made.address, recognizer="embedded")
    for day in SAMPLE_DAYS:
        run_day(Options(day=day), settings)
    rebuild_entities(settings)
    return made


@pytest.fixture(scope="package")
def site(airflow: Home, lake: Storage, tmp_path_factory: pytest.TempPathFactory) -> Site:
    landing = tmp_path_factory.mktemp("landing")
    for day in (BEFORE, DAY, MISSING):
        (landing / day).mkdir()
    os.environ.update({"NASHRA_LAKE": lake.address, "NASHRA_LANDING": str(landing)})
    from airflow.api_fastapi.app import create_app
    from fastapi.testclient import TestClient

    _add_runs()
    client = TestClient(create_app(), base_url="http://127.0.0.1")
    passwords = json.loads((airflow.folder / "passwords.json").read_text())
    tokens = {"forged": "eyJhbGciOiJIUzUxMiJ9.eyJzdWIiOiJhZG1pbiJ9.AAAA"}
    for user in ("admin", "viewer", "nobody"):
        answer = client.post("/auth/token", json={"username": user, "password": passwords[user]})
        tokens[user] = answer.json()["access_token"]
    return Site(client, tokens)


def _add_runs() -> None:
    from airflow.models.dagrun import DagRun
    from airflow.utils.session import create_session
    from airflow.utils.state import DagRunState
    from airflow.utils.types import DagRunTriggeredByType, DagRunType

    def run(run_id: str, day: str, state: DagRunState, dag_id: str = "nashra_nightly") -> Any:
        at = datetime.fromisoformat(f"{day}T23:00:00+00:00")
        return DagRun(
            dag_id=dag_id, run_id=run_id, run_type=DagRunType.MANUAL, state=state, run_after=at, start_date=at,
            partition_key=day, triggered_by=DagRunTriggeredByType.TEST,
        )  # fmt: skip

    with create_session() as session:
        session.add_all([run(PUBLISHED_RUN, DAY, DagRunState.SUCCESS), run(FAILED_RUN, FAILED, DagRunState.FAILED)])


@pytest.fixture
def page(site: Site) -> Callable[..., str]:
    return site.page


@pytest.fixture(scope="module")
def home(site: Site) -> Iterator[str]:
    """The address at which a browser finds the pages."""
    with served(site.client.app) as address:
        yield address
