"""The images of docker-compose.yml, built without a container engine: what their commands import is in them."""

import shlex
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from nashra.lake import Storage
from nashra.settings import CHECKOUT
from tests.support import made_lake
from tests.support.image import Image, built, instructions
from tests.support.s3_server import KEYS, bucket, free_port, ready, s3_server, upload

DEPLOY = CHECKOUT / "include" / "deploy"
FILES = sorted(path.name for path in DEPLOY.glob("*Dockerfile"))
DAYS = ["2023-09-13", "2023-09-14"]
# what the services of the Airflow image run, or load when they are asked
AIRFLOW = """
import runpy, sys
import airflow.providers.celery.executors.celery_executor, psycopg2, asyncpg, redis
from airflow.providers.postgres.hooks.postgres import PostgresHook
for dag in ("nightly", "entities", "upkeep"):
    runpy.run_path(f"{sys.argv[1]}/dags/nashra_{dag}.py")
runpy.run_path(f"{sys.argv[1]}/include/deploy/init.py", run_name="loaded")
sys.path.insert(0, f"{sys.argv[1]}/plugins")
import nashra_plugin
from nashra_ui.app import make_app
from nashra_ui.charts import seconds_chart
make_app()
assert seconds_chart([("plan", 1.0)], "ar").startswith("<svg"), "a chart is drawn"
from nashra_airflow.local.preload import preload
preload()
import obstore
"""


def service(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    return dict(found[name])


def test_there_are_two_images() -> None:
    assert FILES == ["Dockerfile", "dashboard.Dockerfile"]


@pytest.mark.parametrize("name", FILES)
def test_an_image_installs_extras_by_name(name: str) -> None:
    steps = instructions(DEPLOY / name)
    arguments = dict(rest.split("=", 1) for step, rest in steps if step == "ARG")
    installed = [rest for step, rest in steps if step == "RUN" and ".ci/install.py" in rest]
    assert len(installed) == 1
    said = installed[0].partition("install.py")[2]
    for variable, value in arguments.items():
        said = said.replace(f"${{{variable}}}", value.strip('"'))
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "s3" in said.split(), "the lake of docker-compose.yml is on S3"
    assert set(said.split()) <= set(project["optional-dependencies"])
    assert all("pip install" not in rest or "--no-deps" in rest for step, rest in steps if step == "RUN")


@pytest.mark.parametrize("name", FILES)
def test_what_an_image_copies_is_there(name: str) -> None:
    for step, rest in instructions(DEPLOY / name):
        if step == "COPY":
            *sources, _ = [word for word in shlex.split(rest) if not word.startswith("--")]
            assert [source for source in sources if not (CHECKOUT / source).exists()] == []


@pytest.mark.faults
def test_the_image_of_airflow_has_what_its_services_import(tmp_path: Path) -> None:
    image = built(DEPLOY / "Dockerfile", tmp_path / "image")
    home = {"AIRFLOW_HOME": str(tmp_path / "home"), "PYTHONWARNINGS": "ignore"}
    where = image.root / "opt" / "nashra"
    done = image.run(f"python -c {shlex.quote(AIRFLOW)} {where}", **home)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "nashra" in image.run("nashra --version", **home).stdout


@pytest.mark.faults
def test_the_image_of_the_dashboard_starts_on_a_lake_on_s3(tmp_path: Path) -> None:
    image = built(DEPLOY / "dashboard.Dockerfile", tmp_path / "image")
    local = Storage(str(tmp_path / "lake"))
    for day in DAYS:
        made_lake.write_day(local, day, 20)
    made_lake.write_entities(local, DAYS)
    with s3_server(tmp_path / "s3.log") as url:
        upload(bucket(url, "nashra"), tmp_path / "lake", "lake")
        _answers(image, url, tmp_path / "dashboard.log")


def _answers(image: Image, url: str, log: Path) -> None:
    """Runs the service's own command, and asks for a page as its health check does, and for what a page asks."""
    composed, port = service("dashboard"), free_port()
    command = composed["command"].replace("--host 0.0.0.0 --port 8050", f"--host 127.0.0.1 --port {port}")
    assert str(port) in command
    lake = {"NASHRA_LAKE": composed["environment"]["NASHRA_LAKE"], "AWS_ENDPOINT_URL": url}
    variables, page = image.variables(**KEYS, **lake), f"http://127.0.0.1:{port}/"
    with log.open("wb") as out:
        process = subprocess.Popen(
            shlex.split(command), env=variables, cwd=image.here("."), stdout=out, stderr=subprocess.STDOUT
        )
    try:
        ready(lambda: process.poll() is not None or _status(page) == 200, 120, "the dashboard answers")
        assert process.poll() is None, log.read_text(errors="replace")[-3000:]
        code = "import sys; from nashra.lake import Storage; from nashra_dashboard.lake import Lake; " \
            "print(*Lake(Storage(sys.argv[1])).days())"  # fmt: skip
        asked = image.run(f"python -c {shlex.quote(code)} {lake['NASHRA_LAKE']}", **KEYS, **lake)
        assert asked.stdout.split() == DAYS, asked.stderr[-3000:]
    finally:
        process.terminate()
        process.wait(20)


def _status(page: str) -> int:
    try:
        return httpx.get(page, timeout=5).status_code
    except httpx.HTTPError:
        return 0
