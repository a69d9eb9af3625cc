"""From Airflow's runs to days: the tab, the calendar, the links from tasks."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pyarrow.parquet as pq
import pytest

from nashra.lake import Storage, partition_path
from nashra.settings import CHECKOUT

DAY, BEFORE, FAILED, MISSING = "2023-09-13", "2023-09-12", "2023-09-15", "2023-09-14"
PUBLISHED_RUN, FAILED_RUN = "manual__2023-09-14T00:00:00+00:00__a", "backfill__2023-09-15T00:00:00+00:00"
Page = Callable[..., str]


def test_the_tab_of_the_run_that_published_a_day_is_the_day_s_report(page: Page) -> None:
    shown = page(f"/run?dag_id=nashra_nightly&run_id={quote(PUBLISHED_RUN)}")
    assert f"<h1>{DAY}</h1>" in shown
    assert "120" in shown


def test_the_tab_of_a_stopped_run_shows_which_check_stopped_it(page: Page) -> None:
    shown = page(f"/run?dag_id=nashra_nightly&run_id={quote(FAILED_RUN)}")
    assert "Nothing is published from this run" in shown
    assert "markers in few bodies" in shown
    assert "30 of 36 rows" in shown
    assert 'id="checks-clean"' in shown


def test_why_a_run_failed_is_told_on_its_day_and_at_its_task(page: Page, lake: Any) -> None:
    from airflow.models.taskinstance import TaskInstance
    from airflow.utils.session import create_session
    from nashra_ui.nights import Night

    said = f"there is no landing folder for {FAILED} <b>in</b> landing"
    folder = f"_reports/{FAILED}/{FAILED}.backfill{Night(FAILED_RUN, FAILED, 'failed', None, None).suffix}"
    lake.write_json(f"{folder}/failed-plan.json", {"task": "plan", "map_index": -1, "said": said, "results": []})
    try:
        shown = page(f"/day/{FAILED}")
        assert f"there is no landing folder for {FAILED} &lt;b&gt;in" in shown
        with create_session() as session:
            tasks = session.query(TaskInstance).filter(TaskInstance.run_id == FAILED_RUN).count()
        if tasks:
            assert "there is no landing folder" in page(f"/run?run_id={quote(FAILED_RUN)}")
    finally:
        lake.delete_file(f"{folder}/failed-plan.json")


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("ar", ["لم يتحقق فحص المرحلة الاستيراد ولم ينشر شيء؛ الحرج 1 من 28 توقعات:",
                "لم يتحقق: السجلات المرفوضة قليلة — 20 من 40 إلى الحجر، والمسموح 8 ما بقي سجل"]),
        ("en", ["The check of stage ingest failed, nothing was published; 1 critical of 28 expectations:",
                "Failed: few of the records were refused — "
                "20 of 40 to quarantine, at most 8 allowed while one is left"]),
    ],
)  # fmt: skip
def test_a_check_that_stopped_a_run_is_told_in_each_language(page: Page, lake: Any, lang: str, told: Any) -> None:
    from nashra_ui.nights import Night

    said = (
        "check of stage ingest failed, nothing was published; 1 critical of 28 expectations:\n"
        "  quarantine: share of the landed records that ingest refused: "
        "20 of 40 to quarantine, at most 8 allowed while one is left"
    )
    folder = f"_reports/{FAILED}/{FAILED}.backfill{Night(FAILED_RUN, FAILED, 'failed', None, None).suffix}"
    report = {"task": "check_ingest", "map_index": -1, "said": said, "results": []}
    lake.write_json(f"{folder}/failed-check_ingest.json", report)
    try:
        shown = page(f"/day/{FAILED}", lang)
    finally:
        lake.delete_file(f"{folder}/failed-check_ingest.json")
    assert re.findall(r'<bdi class="why" dir="auto">([^<]+)</bdi>', shown) == told


def test_a_run_that_published_nothing_shows_why_records_were_set_aside(page: Page, lake: Any) -> None:
    """From its staging: what ingest refused lies beside its shards, what checks set aside in a folder of its own."""
    import pyarrow as pa
    from nashra_ui.nights import Night

    staging = f"_staging/{FAILED}.backfill{Night(FAILED_RUN, FAILED, 'failed', None, None).suffix}"
    rows = {
        "ingest/shard-0000.quarantine.parquet": ["language: en 0.98", "language: en 1.00", "empty: no text"],
        "quarantine/clean.parquet": ["check body: too long"],
        "ingest/shard-0000.articles.parquet": ["language: none of these"],
    }
    for path, reasons in rows.items():
        stage = "clean" if "clean" in path else "ingest"
        lake.write_table(f"{staging}/{path}", pa.table({"stage": [stage] * len(reasons), "reason": reasons}))
    try:
        shown = page(f"/run?run_id={quote(FAILED_RUN)}")
    finally:
        lake.delete_tree(staging)
    part = shown.partition('id="quarantine"')[2].partition("</section>")[0]
    told = [re.sub(r"<[^>]+>|\s+", " ", row).split() for row in re.findall(r"<tr>(.*?)</tr>", part, re.DOTALL)[1:]]
    assert [row[row.index(stage) + 1] for row, stage in zip(told, ("ingest", "clean", "ingest"), strict=True)] == [
        "2", "1", "1",
    ]  # fmt: skip
    assert "not in Arabic: en (0.98)" in part
    assert "none of these" not in part


@pytest.mark.parametrize("read", ["counts/ingest", "quarantine/clean", "failed-plan"])
def test_a_run_whose_files_are_cleared_while_its_page_is_made_is_shown(
    page: Page, lake: Any, read: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when it publishes: its staging goes between the listing of a file and its reading."""
    import pyarrow as pa
    from nashra_ui.nights import Night

    run = f"{FAILED}.backfill{Night(FAILED_RUN, FAILED, 'failed', None, None).suffix}"
    staging, report = f"_staging/{run}", f"_reports/{FAILED}/{run}/failed-plan.json"
    for number in range(2):
        counts = {"counts": {"landed": 20}, "seconds": 1.0, "files": {}}
        lake.write_json(f"{staging}/counts/ingest-{number:04d}.json", counts)
    lake.write_table(
        f"{staging}/quarantine/clean.parquet", pa.table({"stage": ["clean"], "reason": ["check body: no"]})
    )
    lake.write_json(report, {"task": "plan", "map_index": -1, "said": "the drop is not whole", "results": []})
    opened = Storage.open_input

    def clear_first(self: Storage, path: str) -> Any:
        if read in self.full(path):
            lake.delete_tree(staging)
            self.delete_file(path)
        return opened(self, path)

    with monkeypatch.context() as patch:
        patch.setattr(Storage, "open_input", clear_first)
        try:
            assert "Nothing is published from this run" in page(f"/run?run_id={quote(FAILED_RUN)}")
        finally:
            lake.delete_tree(staging)
            lake.delete_file(report)


def test_the_calendar_says_what_is_switched_off(page: Page) -> None:
    from airflow.models.dag import DagModel
    from airflow.models.dagbundle import DagBundleModel
    from airflow.utils.session import create_session

    def switched(off: bool) -> None:
        with create_session() as session:
            session.query(DagModel).filter(DagModel.dag_id == "nashra_entities").delete()
            session.merge(DagBundleModel(name="dags-folder"))
            session.flush()
            made: Any = DagModel  # Airflow gives it no types
            session.add(made(dag_id="nashra_entities", bundle_name="dags-folder", is_paused=off, is_stale=False))

    for lang, told in (("ar", "الأسماء والمصادر لا تتبع الأيام المنشورة"), ("en", "names and sources do not follow")):
        switched(True)
        assert told in page("/days", lang)
        switched(False)
        assert told not in page("/days", lang)


def test_results_of_a_stopped_run_are_on_the_quality_page(page: Page) -> None:
    assert "30 of 36 rows" in page(f"/quality/{FAILED}?run_id={quote(FAILED_RUN)}")


def test_runs_of_other_dags_have_no_report(page: Page, site: Any) -> None:
    assert "not a run of nashra_nightly" in page("/run?dag_id=nashra_entities&run_id=x")
    assert site.get("/run?dag_id=nashra_nightly&run_id=nosuch").status_code == 404


def test_the_calendar_shows_how_each_day_stands(page: Page) -> None:
    shown = page("/days")
    assert f'class="day warned" href="/nashra/day/{DAY}"' in shown
    assert f'class="day failed" href="/nashra/run?run_id={quote(FAILED_RUN, safe="")}' in shown
    assert f'class="day missing" href="/dags/nashra_nightly" data-backfill="{MISSING}"' in shown
    assert "(landed)" in shown
    assert shown.count('class="marks"') == 4  # the trends


def test_days_that_another_version_made_are_marked_and_can_be_run_again(page: Page, lake: Storage) -> None:
    """Held against the day that was published last; the link fills in Airflow's own dialog."""
    assert "another version" not in page("/days")
    place = Path(lake.full(partition_path("runs", BEFORE)))
    kept, times = place.read_bytes(), place.stat()
    rows = pq.ParquetFile(place).read()
    at = rows.schema.get_field_index("code_version")
    pq.write_table(rows.set_column(at, rows.schema.field(at), [["0.1.0+0a1b2c3d4e5f"]]), place)
    os.utime(place, (1.7e9, 1.7e9))
    try:
        shown, report = page("/days"), page(f"/day/{BEFORE}")
        assert "Made by another version than the last publication: code" in shown
        assert f'data-backfill="{BEFORE}" data-until="{BEFORE}"' in shown
        assert "choose All Runs" in report
        assert "choose All Runs" not in page(f"/day/{DAY}")
        assert "«All Runs»" in page(f"/day/{BEFORE}", "ar")
    finally:
        place.write_bytes(kept)
        os.utime(place, ns=(times.st_atime_ns, times.st_mtime_ns))


@pytest.mark.parametrize(
    ("row", "warned", "state", "expected", "status"),
    [
        ({"run": "x", "published": 9}, 0, None, True, "published"),
        ({"run": "x", "published": 9}, 2, "success", True, "warned"),
        ({"run": "x", "published": 9}, 0, "failed", True, "failed"),
        ({"run": "x", "published": 0}, 0, "success", True, "emptied"),
        (None, 0, "failed", True, "failed"),
        (None, 0, "queued", True, "running"),
        (None, 0, None, True, "missing"),
        (None, 0, None, False, "none"),
    ],
)
def test_the_status_of_a_day(row: Any, warned: int, state: str | None, expected: bool, status: str) -> None:
    from nashra_ui.data.calendar import status_of
    from nashra_ui.nights import Night

    assert status_of(row, warned, Night("r", DAY, state, None, None) if state else None, expected) == status


def test_missing_is_what_landed_or_was_due_and_nothing_else(lake: Any) -> None:
    from nashra_ui.data.calendar import read_days, to_run
    from nashra_ui.lake import Lake
    from nashra_ui.nights import Night

    days = [f"2023-09-{number:02d}" for number in range(5, 22)]
    nights = {
        FAILED: [Night("r", FAILED, "failed", None, None)],
        "2023-11-27": [Night("n", "2023-11-27", "failed", None, None)],
    }
    landed = {"2023-09-07", "2023-09-10", "2023-09-11", "2023-09-12", DAY, MISSING}

    def missing(due: tuple[str, str] | None) -> list[str]:
        return [day.day for day in read_days(Lake(), days, landed, nights, due) if day.status == "missing"]

    assert missing(None) == ["2023-09-07", "2023-09-10", "2023-09-11", MISSING]
    assert missing(("2023-09-16", "2023-09-18")) == [*missing(None), "2023-09-16", "2023-09-17", "2023-09-18"]
    shown = read_days(Lake(), days, landed, nights, None)
    assert to_run(shown) == ("2023-09-07", "2023-09-07")
    assert to_run(shown[4:]) == (
        "2023-09-10",
        MISSING,
    )  # over two days that are published, whose runs are not done again


def test_months_and_weeks_over_the_turn_of_a_year() -> None:
    from nashra_ui.data.calendar import Day, days_of, months_until, weeks

    assert months_until("2024-02", 4) == ["2023-11", "2023-12", "2024-01", "2024-02"]
    assert len(days_of("2024-02")) == 29
    rows = weeks([Day(day, "none", False, False, 0, None, None) for day in days_of("2024-02")])
    assert rows[0][:4] == [None] * 4  # the first of February 2024 was a Thursday; weeks begin on Sunday
    assert rows[0][4] is not None
    assert all(len(row) == 7 for row in rows)


def test_a_rule_that_suddenly_fires_is_marked() -> None:
    from nashra_ui.data.rules import RuleRow

    assert RuleRow("r", "c", 200, 100, 50.0, 10.0, []).odd
    assert not RuleRow("r", "c", 200, 100, 12.0, 10.0, []).odd
    assert not RuleRow("r", "c", 5, 5, 50.0, 10.0, []).odd  # too few lines to say
    assert not RuleRow("r", "c", 200, 100, 50.0, None, []).odd


@pytest.mark.parametrize(
    ("task", "section"),
    [("clean", "removals"), ("check_enrich", "checks-enrich"), ("enrich", "entities"), ("ingest", "quarantine")],
)
def test_each_task_links_to_its_part_of_the_report(site: Any, task: str, section: str) -> None:
    from airflow.plugins_manager import get_global_operator_extra_links

    link = next(found for found in get_global_operator_extra_links() if found.name == "Night report")
    key = SimpleNamespace(dag_id="nashra_nightly", run_id=PUBLISHED_RUN, task_id=task)
    address = link.get_link(None, ti_key=key)
    assert (
        address == f"/plugin/nashra/nashra/run?dag_id=nashra_nightly&run_id={quote(PUBLISHED_RUN, safe='')}#{section}"
    )
    assert link.get_link(None, ti_key=SimpleNamespace(dag_id="other", run_id="x", task_id="x")) == ""
    assert site.get(address.removeprefix("/plugin/nashra/nashra").partition("#")[0]).text.count(f'id="{section}"') == 1


def test_airflow_loads_the_plugin_without_an_error(site: Any) -> None:
    headers = {"Authorization": f"Bearer {site.tokens['admin']}"}
    assert site.client.get("/api/v2/plugins/importErrors", headers=headers).json()["import_errors"] == []
    plugins = site.client.get("/api/v2/plugins", headers=headers).json()["plugins"]
    views = next(plugin["external_views"] for plugin in plugins if plugin["name"] == "nashra")
    assert {view["destination"] for view in views} == {"nav", "dag_run"}


def test_loading_the_plugin_imports_nothing_heavy() -> None:
    code = (
        "import sys; import airflow.plugins_manager; before = set(sys.modules)\n"
        "sys.path[:0] = ['plugins', 'include']; import nashra_plugin\n"
        "heavy = {'pandas', 'pyarrow', 'duckdb', 'altair', 'vl_convert', 'fastapi', 'great_expectations', 'jinja2'}\n"
        "print(sorted(heavy & (set(sys.modules) - before)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"


def test_an_emptied_and_a_forced_day_look_so(page: Page, lake: Any) -> None:
    import pyarrow as pa

    table = lake.read_table(f"runs/day={DAY}/runs.parquet")
    (row,) = table.to_pylist()
    day = "2022-05-05"
    lake.write_table(
        f"runs/day={day}/runs.parquet", pa.Table.from_pylist([row | {"published": 0, "forced": True}], table.schema)
    )
    try:
        calendar = page("/days?month=2022-05")
        assert re.search(
            rf'class="day emptied" href="/nashra/day/{day}" title="[^"]*forced"><b>5</b><i>∅ 0 ⚑', calendar
        )
        for lang, emptied, forced in (
            ("en", "without a single article", "by force"),
            ("ar", "بلا أي مقال", "بالإجبار"),
        ):
            shown = page(f"/day/{day}", lang)
            assert emptied in shown and forced in shown
    finally:
        lake.delete_tree(f"runs/day={day}")


def test_a_later_failure_is_told_on_the_published_day(site: Any, page: Page) -> None:
    from airflow.models.dagrun import DagRun
    from airflow.utils.session import create_session
    from airflow.utils.state import DagRunState
    from airflow.utils.types import DagRunTriggeredByType, DagRunType

    at = datetime(2023, 9, 20, tzinfo=UTC)
    run = DagRun(
        dag_id="nashra_nightly", run_id="again", run_type=DagRunType.MANUAL, state=DagRunState.FAILED, run_after=at,
        start_date=at, partition_key=BEFORE, triggered_by=DagRunTriggeredByType.TEST,
    )  # fmt: skip
    with create_session() as session:
        session.add(run)
    try:
        assert "A later run of this day failed" in page(f"/day/{BEFORE}")
        assert re.search(rf'class="day failed" [^>]*title="{BEFORE}[^>]*><b>12</b><i>! 60', page("/days"))
    finally:
        with create_session() as session:
            session.query(DagRun).filter(DagRun.run_id == "again").delete()
    assert "A later run" not in page(f"/day/{DAY}")


def test_the_calendar_jumps_by_year(site: Any, page: Page) -> None:
    shown = page("/days?month=2023-09")
    assert 'href="/nashra/days?month=2022-09"' in shown
    assert 'href="/nashra/days?month=2024-09"' not in shown, "nothing is there"
    assert 'href="/nashra/days?month=2023-09"' in page("/days?month=2022-09")
    assert site.get("/days?month=2023-13").status_code == 400
