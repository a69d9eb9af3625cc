"""docker-compose.yml as text: valid, no secret of its own, and its queues those of the DAGs."""

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from nashra.settings import CHECKOUT

FILE = CHECKOUT / "docker-compose.yml"
MAKE_ENV = CHECKOUT / "include" / "deploy" / "make_env.py"
REFERENCE = re.compile(r"(?<!\$)\$\{([A-Z0-9_]+)([^}]*)\}")
OPTIONAL = {"NASHRA_ALERT_WEBHOOK", "NASHRA_ALERT_MAIL"}  # no secret of the set-up's: empty is an answer


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def make_env(file: Path) -> int:
    return subprocess.run([sys.executable, str(MAKE_ENV), "--out", str(file)], check=False).returncode


def settings(text: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in text.splitlines())


def test_nothing_that_is_asked_for_has_a_default() -> None:
    asked = REFERENCE.findall(FILE.read_text(encoding="utf-8"))
    assert {name for name, _ in asked} >= {"POSTGRES_PASSWORD", "AIRFLOW_FERNET_KEY", "S3_SECRET_KEY"}
    assert {name for name, more in asked if not more.startswith(":?")} == OPTIONAL
    assert {more for name, more in asked if name in OPTIONAL} == {"-"}
    assert [name for name, more in asked if name not in OPTIONAL and f"{name} is missing" not in more] == []


def test_every_secret_is_asked_for(compose: dict[str, Any]) -> None:
    secret = re.compile("PASSWORD|SECRET|KEY|BROKER_URL|RESULT_BACKEND|SQL_ALCHEMY_CONN|_CONN_")
    given = {
        (service, name): str(value)
        for service, made in compose["services"].items()
        for name, value in made.get("environment", {}).items()
        if secret.search(name) and not name.endswith("PASSWORDS_FILE")
    }
    assert len(given) > 30
    assert {key for key, value in given.items() if not REFERENCE.search(value)} == set()


def test_the_script_makes_all_of_them_once_and_for_the_user_alone(tmp_path: Path) -> None:
    first, second = tmp_path / "a.env", tmp_path / "b.env"
    assert (make_env(first), make_env(second)) == (0, 0)
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    made, other = settings(first.read_text()), settings(second.read_text())
    asked = {name for name, _ in REFERENCE.findall(FILE.read_text(encoding="utf-8"))}
    assert set(made) == asked - OPTIONAL
    assert {name for name in made if made[name] == other[name]} == {"NASHRA_PORT", "AIRFLOW_USER"}
    assert len(made["AIRFLOW_JWT_SECRET"]) >= 64
    assert make_env(first) == 2
    assert settings(first.read_text()) == made


def test_the_workers_take_the_queues_of_the_dags(compose: dict[str, Any], bag: Any) -> None:
    commands = [made.get("command", "") for made in compose["services"].values()]
    taken = {
        queue for text in commands for queues in re.findall(r"--queues (\S+)", text) for queue in queues.split(",")
    }
    assert taken == {task.queue for dag in bag.dags.values() for task in dag.tasks}


def test_every_service_is_watched_limited_and_started_again(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert set(services) >= {
        "postgres", "redis", "s3", "init", "api-server", "scheduler", "dag-processor", "triggerer", "worker-light",
        "worker-heavy", "dashboard",
    }  # fmt: skip
    assert [name for name, made in services.items() if not made["deploy"]["resources"]["limits"]["memory"]] == []
    lasting = {name: made for name, made in services.items() if name != "init"}
    assert {made["restart"] for made in lasting.values()} == {"always"}
    assert [name for name, made in lasting.items() if "healthcheck" not in made] == []
    assert services["dashboard"]["profiles"] == ["bi"]
    ports = [str(port) for made in services.values() for port in made.get("ports", [])]
    assert [port for port in ports if not port.startswith("127.0.0.1:")] == []


LISTENS = {
    "postgres": {"5432"}, "redis": {"6379"}, "s3": {"9000", "9001"}, "api-server": {"8080"}, "dashboard": {"8050"},
    "scheduler": {"127.0.0.1:8974"},
    "init": set(), "dag-processor": set(), "triggerer": set(), "worker-light": set(), "worker-heavy": set(),
}  # fmt: skip
"""Where each service listens, to the others of its network if no address is said; of the images' own, what they are."""
PUBLISHED = {"s3": {"9000", "9001"}, "api-server": {"8080"}, "dashboard": {"8050"}}
LOG_SERVERS = ("scheduler", "triggerer", "worker-light", "worker-heavy")  # who would serve logs to all addresses


def test_every_socket_that_a_service_listens_on_is_known(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert set(services) == set(LISTENS)
    asked = {
        name: set(re.findall(r"(?:--port |address :)(\d+)", str(made.get("command", ""))))
        for name, made in services.items()
    }
    assert {name: ports for name, ports in asked.items() if not ports <= LISTENS[name]} == {}
    for name in LOG_SERVERS:
        assert "--skip-serve-logs" in services[name]["command"]
    health = services["scheduler"]["environment"]["AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_SERVER_HOST"]
    assert f"{health}:8974" in LISTENS["scheduler"]
    published = {name: made["ports"] for name, made in services.items() if made.get("ports")}
    assert {name: {str(port).rpartition(":")[2] for port in ports} for name, ports in published.items()} == PUBLISHED
    assert all(str(port).startswith("127.0.0.1:") for ports in published.values() for port in ports)


def test_the_files_that_are_built_from_are_there(compose: dict[str, Any]) -> None:
    for name in ("api-server", "dashboard"):
        file = CHECKOUT / compose["services"][name]["build"]["dockerfile"]
        copied = [line.split()[-2] for line in file.read_text().splitlines() if line.startswith("COPY")]
        assert [path for path in copied if not (CHECKOUT / path).exists()] == []


@pytest.mark.skipif(not shutil.which("docker-compose"), reason="docker-compose is not installed")
def test_docker_compose_takes_it_with_secrets_and_refuses_it_without(tmp_path: Path) -> None:
    made, without = tmp_path / "made.env", tmp_path / "without.env"
    make_env(made)
    without.write_text("".join(line for line in made.read_text().splitlines(True) if "JWT_SECRET" not in line))
    clean = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME"}}

    def config(env: Path) -> "subprocess.CompletedProcess[str]":
        call = ["docker-compose", "--file", str(FILE), "--env-file", str(env), "config", "-q"]
        return subprocess.run(call, env=clean, capture_output=True, text=True, check=False)

    accepted, refused = config(made), config(without)
    assert accepted.returncode == 0, accepted.stderr
    assert refused.returncode != 0
    assert "AIRFLOW_JWT_SECRET is missing; run include/deploy/make_env.py" in refused.stderr.rpartition("}")[2]
