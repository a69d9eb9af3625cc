"""The ports of an Airflow home."""

import os
import socket
from pathlib import Path

import pytest

from nashra_airflow.local.environment import HOST, Home, airflow_environment


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    for name in [name for name in os.environ if name.startswith("AIRFLOW")]:  # another test's Airflow
        monkeypatch.delenv(name)
    monkeypatch.setenv("NASHRA_PORT", "8890")
    return Home(folder=tmp_path)


def test_pages_and_tasks_have_ports_of_their_own(home: Home) -> None:
    environment = airflow_environment(home)
    assert environment["AIRFLOW__API__PORT"] == str(home.port())
    assert f":{home.tasks_port()}/" in environment["AIRFLOW__CORE__EXECUTION_API_SERVER_URL"]
    assert home.port() != home.tasks_port()


def test_a_port_that_somebody_else_took_is_chosen_anew(home: Home) -> None:
    before = home.port()
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind((HOST, before))
        other.listen()
        assert home.port() == before  # what is up keeps its port
        home.forget_ports()
        assert home.port() != before


@pytest.mark.parametrize("wanted", ["64500", "8890"])
def test_both_are_ports(home: Home, monkeypatch: pytest.MonkeyPatch, wanted: str) -> None:
    monkeypatch.setenv("NASHRA_PORT", wanted)
    assert 1024 < home.tasks_port() < 65536
    assert 1024 < home.port() < 65536
