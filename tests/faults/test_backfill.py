"""Backfills: from the UI in a real browser, and through REST, in every order, while a nightly run works too."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from nashra.tables.dictionary.dictionary import PUBLISHED
from nashra_airflow.local.api import ENDED
from nashra_airflow.local.nights import ENTITIES, NIGHTLY
from tests.support.browser import Browser, missing
from tests.support.plant import DAYS, LANDING, PATIENCE, PURE, Plant, digests, plant, until

pytestmark = pytest.mark.faults
MENDED = "2023-09-16"  # its drop is broken at first


@pytest.fixture(scope="module")
def airflow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plant]:
    tmp = tmp_path_factory.mktemp("backfill")
    shutil.copytree(LANDING, tmp / "landing")
    (tmp / "landing" / MENDED).mkdir()
    for number in range(12):
        (tmp / "landing" / MENDED / f"{number}.jsonl").write_text('{"text": "مقطو')
    with plant(tmp, 8640, landing=tmp / "landing", night={"shard_bytes": 1_000_000}) as made:
        yield made


@pytest.fixture(scope="module")
def browser(airflow: Plant) -> Iterator[Browser]:
    if reason := missing():
        pytest.skip(reason)
    with Browser(airflow.home, PATIENCE) as made:
        made.log_in(f"/dags/{NIGHTLY}")
        yield made


def ended(airflow: Plant, more: int) -> list[str]:
    """Waits until `more` runs than before have ended; returns the days of the runs in the order they started."""
    until(
        lambda: (runs := airflow.nights()) and len(runs) >= more and all(r["state"] in ENDED for r in runs),
        600,
        f"{more} runs have ended",
    )
    runs = sorted(airflow.nights(), key=lambda run: run["start_date"])
    assert len(runs) == more
    return [run["partition_key"] for run in runs]


def test_missing_runs_from_the_ui(airflow: Plant, browser: Browser, expected: dict[str, str]) -> None:
    browser.backfill(NIGHTLY, DAYS[0], DAYS[1], "none")
    assert ended(airflow, 2) == [DAYS[0], DAYS[1]]
    assert digests(airflow.lake) == {k: v for k, v in expected.items() if DAYS[0] in k or DAYS[1] in k}


def test_all_runs_from_the_ui_while_a_nightly_run_works(
    airflow: Plant, browser: Browser, expected: dict[str, str]
) -> None:
    nightly = airflow.trigger(DAYS[2])
    before = [run["dag_run_id"] for run in airflow.nights()]
    browser.backfill(NIGHTLY, DAYS[0], DAYS[2], "completed", active=2, backwards=True)
    days = ended(airflow, 6)
    assert sorted(days) == sorted([*DAYS[:2], *DAYS, DAYS[2]])
    mine = [run for run in airflow.nights() if run["dag_run_id"] not in before]
    assert max(mine, key=lambda run: run["start_date"])["partition_key"] == DAYS[0]  # two at once, the first day last
    assert airflow.state(nightly) == "success"
    assert digests(airflow.lake) == {k: v for k, v in expected.items() if "entities" not in k}


def test_missing_and_errored_runs_from_the_ui(airflow: Plant, browser: Browser) -> None:
    run_id = airflow.trigger(MENDED)
    until(lambda: airflow.state(run_id) in ENDED, 240)
    assert airflow.state(run_id) == "failed"
    folder = airflow.landing / MENDED
    shutil.rmtree(folder)
    shutil.copytree(LANDING / DAYS[0], folder)
    before = len(airflow.nights())
    browser.backfill(NIGHTLY, DAYS[2], MENDED, "failed")

    def mended() -> bool:
        runs = [run for run in airflow.nights() if run["partition_key"] == MENDED]
        return any(run["state"] == "success" for run in runs)

    until(mended, 600, "the failed day is done again")
    # the day that was done stays as it was
    assert len([run for run in airflow.nights() if run["partition_key"] == DAYS[2]]) == 2
    assert len(airflow.nights()) in (before, before + 1)  # the failed run again, or a new one of its day
    assert airflow.tables(MENDED)
    for table in (*PURE, "runs"):
        shutil.rmtree(airflow.lake / table / f"day={MENDED}")


def through_rest(airflow: Plant, reprocess: str, **more: Any) -> int:
    def accepted() -> int:
        try:  # Airflow takes one backfill of a DAG at a time, and notices late that the last one is done
            return airflow.api.backfill(NIGHTLY, DAYS[0], DAYS[2], reprocess=reprocess, **more)
        except RuntimeError as refused:
            assert " 409 " in str(refused) or " 500 " in str(refused)  # 500: SQLite was locked for long
            return 0

    return int(until(accepted, 90, "the backfill is accepted"))


def test_all_runs_through_rest_backwards(airflow: Plant, expected: dict[str, str]) -> None:
    """Three at once."""
    until(lambda: all(r["state"] in ENDED for r in airflow.nights()), 600, "earlier runs have ended")
    before = {run["dag_run_id"] for run in airflow.nights()}
    through_rest(airflow, "completed", run_backwards=True, max_active_runs=3)

    def done() -> bool:
        runs = [run for run in airflow.nights() if run["dag_run_id"] not in before]
        return len(runs) == 3 and all(run["state"] in ENDED for run in runs)

    until(done, 600, "three days are done")
    mine = [run for run in airflow.nights() if run["dag_run_id"] not in before]
    assert {run["state"] for run in mine} == {"success"}
    until(lambda: all(r["state"] in ENDED for r in airflow.api.runs(ENTITIES)), 240, "the entities are rebuilt")
    last = airflow.api.trigger(ENTITIES)  # whatever was published last is in it
    until(lambda: airflow.api.run(ENTITIES, last)["state"] in ENDED, 120)
    assert digests(airflow.lake, (*PURE, "entities")) == expected
    assert [left for day in DAYS for left in airflow.staged(day)] == []


@pytest.mark.parametrize("reprocess", ["none", "failed"])
def test_what_is_done_is_left_alone(airflow: Plant, reprocess: str) -> None:
    """Missing, and missing and errored, through REST, of days that are there: accepted, and nothing is run."""
    before = {run["dag_run_id"] for run in airflow.nights()}
    number = through_rest(airflow, reprocess)
    until(lambda: airflow.api.call("GET", f"/backfills/{number}")["completed_at"], 120, "the backfill is done")
    assert {run["dag_run_id"] for run in airflow.nights()} == before


def _events(airflow: Plant) -> list[dict[str, Any]]:
    """All events of assets, those of rebuilds among them, which a page of Airflow's does not hold."""
    events: list[dict[str, Any]] = []
    while True:
        page = airflow.api.call("GET", "/assets/events", params={"limit": 100, "offset": len(events)})
        events += page["asset_events"]
        if not page["asset_events"] or len(events) >= page["total_entries"]:
            return events


def test_one_event_a_day_for_each_publication(airflow: Plant) -> None:
    from nashra_airflow.dag import assets  # Airflow's settings are made by the fixtures, and read as it is imported

    published = sorted(run["partition_key"] for run in airflow.nights() if run["state"] == "success")
    keys: dict[str, list[str | None]] = {}
    for event in _events(airflow):
        keys.setdefault(event["name"], []).append(event["partition_key"])
    of_all_days = (assets.ENTITIES, assets.STORIES, assets.STORY_ARTICLES, assets.COPIES, assets.SOURCES)
    rebuilt = {asset.name for asset in of_all_days}
    of_tables = {name: sorted(filter(None, days)) for name, days in keys.items() if name not in rebuilt}
    assert of_tables == dict.fromkeys((f"nashra.{table}" for table in PUBLISHED), published)
