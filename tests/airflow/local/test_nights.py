"""`make run` over several days, held against an Airflow that answers as one does: what fails stops no other."""

from typing import Any

import pytest
from click.testing import CliRunner

from nashra.door import refusal
from nashra_airflow import __main__ as commands
from nashra_airflow.local import nights
from nashra_airflow.local.nights import ENTITIES, NIGHTLY, STORIES, run_days
from nashra_airflow.local.processes import AirflowError

DAYS = ["2024-03-05", "2024-03-06", "2024-03-07"]


class Airflow:
    """Ends a run each time it is asked, those of `bad` red; a rebuild ends behind each day that is published."""

    def __init__(self, bad: tuple[str, ...] = (), on: tuple[str, ...] = (), slow: int = 0) -> None:
        self.bad, self.on, self.slow = bad, on, slow
        self.days: dict[str, str] = {}
        self.asked = 0

    def trigger(self, _: str, *, partition_key: str) -> str:
        self.days[f"run of {partition_key}"] = partition_key
        return f"run of {partition_key}"

    def run(self, _: str, run_id: str) -> dict[str, Any]:
        return {"state": "failed" if self.days[run_id] in self.bad else "success"}

    def runs(self, dag_id: str) -> list[dict[str, Any]]:
        """Of the rebuilds one more each `slow` times that it is asked."""
        self.asked += 1
        ended = [day for day in self.days.values() if day not in self.bad]
        some = ended[: self.asked // self.slow] if self.slow else ended
        return [{"dag_run_id": f"{dag_id} {day}", "partition_key": day, "state": "success"} for day in some]

    def tasks(self, _: str, run_id: str) -> list[dict[str, Any]]:
        state = "failed" if self.days[run_id] in self.bad else "success"
        return [{"task_id": "plan", "state": state, "try_number": 1, "map_index": -1, "duration": 2.0}]

    def log(self, *_: Any) -> str:
        return "\nthe landing holds nothing but files that are still being uploaded\n"

    def is_on(self, dag_id: str) -> bool:
        return dag_id in self.on


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nashra_airflow.local.nights.time.sleep", lambda _: None)


def test_a_day_that_fails_stops_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    failed = run_days(Airflow(bad=(DAYS[1],)), DAYS)  # type: ignore[arg-type]
    assert list(failed) == [DAYS[1]]
    assert failed[DAYS[1]].splitlines()[0] == f"{DAYS[1]}: plan failed"
    assert "still being uploaded" in failed[DAYS[1]]
    told = capsys.readouterr().out
    assert "entities" in told
    assert "stories" in told, "and what is over all days is waited for"


def test_when_all_fail_nothing_is_waited_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(run_days(Airflow(bad=tuple(DAYS)), DAYS)) == DAYS  # type: ignore[arg-type]
    assert "rebuilt" not in capsys.readouterr().out


def test_rebuilds_are_waited_for_as_long_as_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 10_000, 20))  # seconds pass with each look
    monkeypatch.setattr("nashra_airflow.local.nights.time.monotonic", lambda: float(next(clock)))
    assert run_days(Airflow(slow=5), DAYS) == {}  # type: ignore[arg-type]
    with pytest.raises(AirflowError, match=f"nashra_entities did not run for {DAYS[0]}"):
        run_days(Airflow(slow=1000), DAYS)  # type: ignore[arg-type]


def test_days_that_failed_are_told_behind_the_funnel(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(nights, "landing_days", lambda _: DAYS)
    monkeypatch.setattr(nights, "why_to_run", lambda *_: dict.fromkeys(DAYS, "not published"))
    monkeypatch.setattr(nights, "Home", lambda: None)
    monkeypatch.setattr(nights, "running", lambda _: ["scheduler"])
    monkeypatch.setattr(nights, "_bring_up", lambda _: None)
    monkeypatch.setattr(nights, "Api", lambda _: Airflow(bad=(DAYS[1],)))
    monkeypatch.setattr(nights, "print_funnel", lambda _, days: done.extend(days))
    result = CliRunner().invoke(commands.main, ["run"])
    assert done == DAYS
    assert isinstance(result.exception, AirflowError)
    assert (refusal(result.exception) or "").startswith(f"1 of 3 days failed\n{DAYS[1]}: plan failed\n")


@pytest.mark.parametrize(
    ("on", "told"),
    [((), "nashra_nightly, nashra_upkeep"), ((NIGHTLY,), "nashra_upkeep"), ((NIGHTLY, "nashra_upkeep"), "")],
)
def test_up_says_which_waits_to_be_switched_on(monkeypatch: pytest.MonkeyPatch, on: tuple[str, ...], told: str) -> None:
    class Place:
        url, logs = "http://127.0.0.1:8080", "logs"

        def password(self) -> str:
            return "p"

    monkeypatch.setattr(commands, "Home", Place)
    for name in ("migrate", "start", "wait_ready"):
        monkeypatch.setattr(commands, name, lambda *_, **__: None)
    monkeypatch.setattr(commands, "Api", lambda _: Airflow(on=(*on, ENTITIES, STORIES)))
    done = CliRunner().invoke(commands.main, ["up"], catch_exceptions=False)
    assert (f"switched off: {told}." in done.output) is bool(told)
    assert ("switched off" in done.output) is bool(told)
