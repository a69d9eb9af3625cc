"""What an Airflow is told by variables: refused by its name before any work, and never with a key in what is said."""

from pathlib import Path

import pytest

from nashra.settings import CHECKOUT, SettingsError, load_settings
from nashra_airflow.local.environment import HOST, Home, NoPort
from nashra_airflow.variables import TaskVariables, read_variables
from tests.support.doors import run

NAMES = ("PORT", "AIRFLOW_HOME", "ALERT_WEBHOOK", "ALERT_MAIL", "ALERT_FROM", "WATCHDOG_GRACE")


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(f"NASHRA_{name}", raising=False)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ALERT_WEBHOOK", "hooks.example/T0/secret-key", "expected an address that begins with http:// or https://"),
        ("ALERT_WEBHOOK", "https:///secret-key", "expected an address that begins with http:// or https://"),
        ("ALERT_MAIL", "desk@news.example; night@news.example", "expected addresses such as desk@news.example, with"),
        ("ALERT_MAIL", "desk", "got 'desk'"),
        ("ALERT_FROM", "نشرة", "expected addresses such as desk@news.example"),
        ("WATCHDOG_GRACE", "a minute", "Input should be a valid number"),
        ("WATCHDOG_GRACE", "nan", "Input should be a finite number"),
        ("WATCHDOG_GRACE", "-1", "Input should be greater than or equal to 0"),
    ],
)
def test_a_mistaken_one_stops_the_dags_by_its_name(
    name: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nashra_airflow.dag.defaults import of_tasks

    monkeypatch.setenv(f"NASHRA_{name}", value)
    with pytest.raises(SettingsError) as refused:
        of_tasks(load_settings().night)
    assert f"NASHRA_{name}: " in str(refused.value) and said in str(refused.value)
    assert "secret-key" not in str(refused.value)


def test_right_ones_pass_and_empty_ones_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    from nashra_airflow.dag.defaults import of_tasks

    for name in NAMES:
        monkeypatch.setenv(f"NASHRA_{name}", "")
    assert read_variables(TaskVariables) == TaskVariables.model_construct()
    assert Home().folder == CHECKOUT / ".airflow"
    monkeypatch.setenv("NASHRA_ALERT_MAIL", "desk@news.example, night@news.example,")
    monkeypatch.setenv("NASHRA_ALERT_FROM", "نشرة <nashra@news.example>")
    monkeypatch.setenv("NASHRA_PORT", "tcp://10.0.4.7:8080")  # which Kubernetes sets for a service of that name
    assert of_tasks(load_settings().night)["owner"] == "nashra"
    assert read_variables(TaskVariables).told == ["desk@news.example", "night@news.example"]


@pytest.mark.parametrize("port", ["eighty", "0", "70000"])
def test_a_port_that_is_none_is_refused_in_a_sentence(port: str, tmp_path: Path) -> None:
    given = {"NASHRA_AIRFLOW_HOME": str(tmp_path), "NASHRA_PORT": port, "NASHRA_DASHBOARD_PORT": port}
    for command in (("python", "-m", "nashra_airflow", "up"), ("python", "-m", "nashra_dashboard")):
        done = run(command, tmp_path, **given)
        assert done.code == 2 and done.err.count("\n") == 1, done.told
        assert done.err.startswith("error: ") and "port" in done.err.lower()


def test_a_note_of_a_port_that_is_empty_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path)
    home.state.mkdir()
    (home.state / "port").touch()
    monkeypatch.setenv("NASHRA_PORT", "18930")
    assert 18930 <= home.port() < 18930 + 200
    monkeypatch.setattr("nashra_airflow.local.environment._is_free", lambda port: False)
    home.forget_ports()
    with pytest.raises(NoPort, match=f"no port from 18930 to 19129 of {HOST} is free: set NASHRA_PORT to another one"):
        home.port()


def test_a_home_is_the_same_wherever_somebody_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NASHRA_AIRFLOW_HOME", "airflow")
    assert Home().folder == tmp_path / "airflow"
