"""The register of stages, and that everything which goes through the night goes by it."""

import inspect
import itertools
import json
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from nashra.labels import read_labels
from nashra.lake import Run, Storage
from nashra.night.options import parse_day
from nashra.night.register import BETWEEN, CHECKED, NIGHT, PLAN, PUBLISH, before, stage_named
from nashra.night.run.mend import mend
from nashra.night.run_command import run_command
from nashra.quality.gate import STAGES
from nashra.settings import load_settings
from nashra.tables.dictionary.dictionary import load_dictionary
from nashra.tables.dictionary.schema import schema
from nashra.tables.write.excluded import CHECKED as SET_ASIDE

DAY = "2024-03-05"
# Airflow's task ids, the names of receipts and of columns of `runs`: changed here only when they are meant to change.
NAMES = [
    "plan", "ingest", "check_ingest", "survey", "clean", "check_clean", "enrich", "check_enrich", "write_tables",
    "check_tables", "publish",
]  # fmt: skip


def test_the_stages_their_order_and_which_are_done_once_a_shard() -> None:
    assert [stage.name for stage in NIGHT] == NAMES
    assert [stage.name for stage in NIGHT if stage.sharded] == ["ingest", "clean", "enrich"]
    assert [stage.name for stage in before("survey")] == ["plan", "ingest", "check_ingest"]
    with pytest.raises(KeyError, match="sweep"):
        stage_named("sweep")


@pytest.mark.parametrize("stage", [PLAN, *BETWEEN], ids=lambda stage: stage.name)
def test_each_function_is_there_and_takes_a_shard_or_all_of_them(stage: Any) -> None:
    run, settings, last = inspect.signature(stage.function()).parameters.values()
    assert (run.annotation, settings.annotation) == (Run, type(load_settings()))
    assert last.annotation == (int if stage.sharded else list[int])


def test_a_sharded_stage_is_followed_by_its_check() -> None:
    """On a day without files it is skipped, and only a check is done all the same."""
    for stage, after in itertools.pairwise(NIGHT):
        if stage.sharded:
            assert after.checks == stage.name


def test_tables_and_checks_agree_with_the_register() -> None:
    timed = [name.removeprefix("seconds_") for name in schema("runs").names if name.startswith("seconds_")]
    assert timed == [stage.name for stage in NIGHT if stage is not PUBLISH]
    assert CHECKED == STAGES == (*SET_ASIDE, "tables")
    dictionary = load_dictionary()
    named = {table.made_by for table in dictionary.tables.values() if table.partitioned}
    named |= {account.stage for account in dictionary.accounts}
    assert {name for name in named if name in NAMES} <= set(CHECKED)


def test_both_sets_of_pages_have_words_for_every_stage() -> None:
    inside, outside = read_labels("airflow"), read_labels("dashboard")
    assert {f"stage_{stage.name}" for stage in NIGHT} <= set(inside)
    assert {f"stage_{checked}" for checked in CHECKED} <= set(inside) & set(outside)


def test_the_page_of_a_night_shows_the_seconds_in_this_order() -> None:
    from nashra_ui.data.counts import stage_seconds

    row = {f"seconds_{stage.name}": float(number) for number, stage in enumerate(NIGHT)}
    shown = stage_seconds(dict(reversed(row.items())))
    assert shown == [(stage.name, float(number)) for number, stage in enumerate(NIGHT)]


def landing(folder: Path) -> Path:
    """A day of two small files, each large enough for a shard of its own."""
    day = folder / "landing" / parse_day(DAY)
    day.mkdir(parents=True)
    for number, port in enumerate(["درنة", "بنزرت"]):
        text = f"وصلت قافلة تحمل أدوية وخياما إلى ميناء {port} صباح الثلاثاء، وقال مدير الميناء إن التفريغ ينتهي غدا."
        row = {"text": text, "url": f"https://saha.example/{number}", "source": "saha.example"}
        (day / f"{number}.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    return day.parent


def test_a_night_in_process_is_this_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "night.yaml").write_text("{shard_bytes: 1, shards: 2}", encoding="utf-8")
    monkeypatch.setenv("NASHRA_NIGHT", str(tmp_path / "night.yaml"))
    options = ["--landing", str(landing(tmp_path)), "--lake", str(tmp_path / "lake"), "--recognizer", "embedded"]
    done = CliRunner().invoke(run_command, ["--day", DAY, "--dry-run", *options], catch_exceptions=False)
    told = [line.split() for line in done.stderr.splitlines() if " done in " in line]
    expected = [[stage.name, *map(str, part[:1] * stage.sharded)] for stage in NIGHT for part in stage.parts([0, 1])]
    assert [[word for word in line[1:3] if word != "done"] for line in told] == expected


def test_mending_makes_again_what_stands_before_in_this_order(tmp_path: Path) -> None:
    run = Run(DAY, "lost", Storage(str(tmp_path / "landing")), Storage(str(tmp_path / "lake")))
    made: list[tuple[str, list[int]]] = []

    def make(_: Run, __: Any, stage: str, shards: list[int]) -> dict[str, int]:
        made.append((stage, shards))
        return {"shards": 2}

    (tmp_path / "lake" / "_locks").mkdir(parents=True)  # the run's plan was here
    assert mend(run, load_settings(), PUBLISH.name, None, make) == ["*"]
    expected = [(stage.name, part) for stage in BETWEEN for part in stage.parts([0, 1])]
    assert made == [(PLAN.name, []), *expected]


def test_a_measured_night_is_this_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from nashra_lab.bench.night import measure
    from nashra_lab.bench.night.measured_task import BEHIND, Cost

    calls: list[tuple[str, list[int]]] = []

    class Pool:
        def __init__(self, count: int) -> None: ...

        def __enter__(self) -> "Pool":
            return self

        def __exit__(self, *_: object) -> None: ...

        def all(self, tasks: list[tuple[Any, ...]]) -> list[Cost]:
            calls.extend((stage, part) for _, _, _, stage, part in tasks)
            time.sleep(0.002)  # a stage that took no time has no rates
            return [Cost(1.0, 1.0, 1, {"shards": 2}) for _ in tasks]

    monkeypatch.setattr(measure, "Workers", Pool)
    settings = load_settings(landing=str(tmp_path), lake=str(tmp_path / "lake"))
    sizes = {"articles": 2, "tokens": 60, "bytes": 900}
    figures = measure.measure_night(DAY, settings, sizes, 2, enriched="whole", report=lambda _: None)
    assert list(figures["stages"]) == NAMES
    expected = [(stage.name, part) for stage in NIGHT[1:] for part in stage.parts([0, 1])]
    assert calls == [(PLAN.name, []), (PLAN.name, []), *expected, *((table, []) for table in BEHIND)]
