"""Where settings come from: night.yaml, then variables, then what the caller says; and what a refusal names."""

from pathlib import Path
from typing import Any

import pytest

from nashra import extras
from nashra.extras import MissingExtra
from nashra.settings import CHECKOUT, SettingsError, load_settings
from nashra.yaml_files import RulesError


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANDING", "LAKE", "RECOGNIZER", "CAMEL_MODEL", "CAMEL_MODE", "NIGHT"):
        monkeypatch.delenv(f"NASHRA_{name}", raising=False)


def test_without_variables_it_is_the_checkout() -> None:
    settings = load_settings()
    assert settings.landing == str(CHECKOUT / "seeds" / "landing")
    assert (settings.lake, settings.recognizer, settings.sources) == (str(CHECKOUT / "lake"), "auto", ())


def test_what_the_caller_says_wins_over_a_variable_and_that_over_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NASHRA_LAKE", "/srv/lake")
    monkeypatch.setenv("NASHRA_RECOGNIZER", "embedded")
    settings = load_settings(lake="/tmp/other", recognizer=None)
    assert (settings.lake, settings.recognizer) == ("/tmp/other", "embedded")
    assert load_settings().lake == "/srv/lake"


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LAKE", "RECOGNIZER", "CAMEL_MODE", "NIGHT"):
        monkeypatch.setenv(f"NASHRA_{name}", "")
    settings = load_settings()
    assert (settings.lake, settings.recognizer, settings.camel_mode) == (str(CHECKOUT / "lake"), "auto", "int8")


def test_variables_reach_nothing_but_what_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """NASHRA_SOURCES is no variable, and a .env file beside the caller is docker-compose's."""
    monkeypatch.setenv("NASHRA_SOURCES", '["canal"]')
    (tmp_path / ".env").write_text("NASHRA_LAKE=/from/env/file\n")
    monkeypatch.chdir(tmp_path)
    settings = load_settings()
    assert (settings.sources, settings.lake) == ((), str(CHECKOUT / "lake"))


def test_a_site_has_its_own_night(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shipped = load_settings().night
    own = tmp_path / "own.yaml"
    own.write_text("timezone: Asia/Amman\nupkeep: {log_days: 3}\n")
    monkeypatch.setenv("NASHRA_NIGHT", str(own))
    night = load_settings().night
    assert (night.timezone, night.upkeep.log_days) == ("Asia/Amman", 3)
    assert (night.schedule, night.upkeep.schedule) == (shipped.schedule, shipped.upkeep.schedule)


def test_a_home_in_a_file_of_settings_is_the_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where no shell reads them, as in .env, `~` is still there; it was a folder of that name wherever one stood."""
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "own.yaml").write_text("timezone: Asia/Amman\n")
    for name, given in (("LAKE", "~/lake"), ("LANDING", "~"), ("CAMEL_MODEL", "~/model"), ("NIGHT", "~/own.yaml")):
        monkeypatch.setenv(f"NASHRA_{name}", given)
    settings = load_settings()
    assert (settings.lake, settings.landing) == (f"{tmp_path}/lake", str(tmp_path))
    assert (settings.camel_model, settings.night.timezone) == (f"{tmp_path}/model", "Asia/Amman")
    assert load_settings(lake="./~/lake").lake == "./~/lake"


@pytest.mark.parametrize(
    ("variables", "said", "name"),
    [
        ({"NASHRA_LAKE": " "}, {}, "NASHRA_LAKE: expected a folder or an s3:// address, got ' '"),
        ({"NASHRA_LANDING": "\t\n"}, {}, "NASHRA_LANDING: expected a folder or an s3:// address, got '\\t\\n'"),
        ({}, {"lake": ""}, "settings: lake: expected a folder or an s3:// address, got ''"),
        ({"NASHRA_LAKE": "~nobody-of-that-name/lake"}, {}, "there is no home '~nobody-of-that-name' on this machine"),
        (
            {"NASHRA_LAKE": "/srv/\udcff\udcfe/lake"},
            {},
            r"NASHRA_LAKE: /srv/\xff\xfe/lake is not written in UTF-8: rename",
        ),
        ({"NASHRA_NIGHT": "no/such.yaml"}, {}, "NASHRA_NIGHT: no/such.yaml cannot be read: No such file or directory"),
        ({"NASHRA_NIGHT": " "}, {}, "NASHRA_NIGHT:   cannot be read: expected a folder"),
        ({"NASHRA_NIGHT": "n" * 300}, {}, "cannot be read: File name too long"),
        ({"NASHRA_RECOGNIZER": "camle"}, {}, "NASHRA_RECOGNIZER: Input should be 'auto', 'camel' or 'embedded'"),
        ({"NASHRA_CAMEL_MODE": "fp16"}, {}, "NASHRA_CAMEL_MODE: Input should be 'int8' or 'fp32'"),
        ({"NASHRA_CAMEL_MODE": "fp32"}, {"camel_mode": "fp16"}, "settings: camel_mode: Input"),
    ],
)
def test_a_refusal_names_what_was_set(
    variables: dict[str, str], said: dict[str, Any], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable, value in variables.items():
        monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as refused:
        load_settings(**said)
    assert name in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_lake_on_s3_without_its_extra_is_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda name: None if name == "obstore" else object())
    assert load_settings(landing="s3://news/landing").landing == "s3://news/landing"  # which pyarrow reads alone
    with pytest.raises(MissingExtra, match=r"s3://news/lake needs the package obstore, .*`make s3`"):
        load_settings(lake="s3://news/lake")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("schedule: never", "schedule: expected the five fields of cron, such as 30 2 * * *, got 'never'"),
        ("schedule: '* * * * * *'", "schedule: expected the five fields of cron"),  # each second
        ("upkeep: {schedule: ''}", "upkeep.schedule: expected the five fields of cron"),
        ("schedule: '61 * * * *'", "schedule: expected cron such as 30 2 * * *: '61' is no minute (0 to 59)"),
        ("schedule: '0 25 * * *'", "schedule: expected cron such as 30 2 * * *: '25' is no hour (0 to 23)"),
        ("schedule: '*/0 * * * *'", "'*/0' is no minute"),
        ("schedule: '0 3 * * fr'", "'fr' is no day of the week (0 to 7)"),
        ("schedule: '0 3 , * *'", "'' is no day of the month (1 to 31)"),
        ("schedule: '٣٠ ٢ * * *'", "'٣٠' is no minute"),
        ("schedule: 'R R * * *'", "'r' is no minute"),  # another one whenever Airflow reads it
        ("schedule: '0 0 31 2 *'", "schedule: expected cron such as 30 2 * * *: no month has such a day"),
        ("upkeep: {schedule: '0 0 31 4,6,sep,11 *'}", "upkeep.schedule: expected cron such as 30 2 * * *: no month"),
        ("shards: true", "shards: expected a number, got YAML's true"),
        ("upkeep: {report_days: yes}", "upkeep.report_days: expected a number, got YAML's true"),
        ("lost_share: .nan", "lost_share: expected a finite number, got nan"),
        ("deadline_minutes: .inf", "deadline_minutes: expected a finite number, got inf"),
        ("retry_delay_seconds: 1000000000000000", "retry_delay_seconds: expected less than or equal to 31536000"),
        ("evidence_days: 1000000000000", "evidence_days: expected less than or equal to 36500"),
        ("quarantine_record_bytes: 99999999999999999999", "quarantine_record_bytes: expected a number of at most 9007"),
        ("upkeep: {airflow_days: .inf}", "upkeep.airflow_days: expected a finite number, got inf"),
    ],
)
def test_what_no_night_could_be_run_with_is_refused_before_one(
    given: str, said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(f"{given}\n")
    monkeypatch.setenv("NASHRA_NIGHT", str(own))
    with pytest.raises(RulesError) as refused:
        load_settings()
    assert said in str(refused.value)


def test_a_schedule_has_five_fields_or_a_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    right = (
        "0 3 * * MON-FRI", "15  1,13\t* * *", "@daily", "*/20 0-6/2 * * *", "5/15 22-2 1 jan-mar,12 *", "0 0 29 2 *",
        "0 0 31 2 mon", "0 0 L * ?", "0 0 15W * *", "0 0 * * sun#2", "0 0 * * L5", "00 02 * * fri-mon", "0 0 * * 7",
    )  # fmt: skip
    for number, schedule in enumerate(right):
        own = tmp_path / f"{number}.yaml"
        own.write_text(f"schedule: '{schedule}'\n")
        monkeypatch.setenv("NASHRA_NIGHT", str(own))
        assert load_settings().night.schedule.split() == schedule.split()
