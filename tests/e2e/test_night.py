"""Whole nights over the sample landing, in-process: the stages that the DAG's tasks call."""

import hashlib
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import yaml

from nashra.lake import Storage
from nashra.night.options import Options
from nashra.night.run.in_process import run_day
from nashra.night.stages import NothingLanded, rebuild_entities, rebuild_stories
from nashra.settings import CHECKOUT, Settings, load_settings
from nashra_lab.pages.bi_answers import PAGE, page

LANDING = CHECKOUT / "seeds" / "landing"
DAYS = ("2023-09-13", "2023-09-14", "2023-09-15")
PURE = ("articles", "removals", "mentions", "quarantine", "checks")


def settings_for(lake: Path, landing: Path = LANDING) -> Settings:
    return load_settings(landing=str(landing), lake=str(lake), recognizer="embedded")


def digests(lake: Path, tables: tuple[str, ...] = PURE) -> dict[str, str]:
    """Path below the lake -> SHA-256 of the file, for the tables that hold no times."""
    files = [f for table in tables for f in sorted((lake / table).rglob("*.parquet"))]
    return {str(f.relative_to(lake)): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's three days, published in order."""
    folder = tmp_path_factory.mktemp("lake")
    for day in DAYS:
        run_day(Options(day=day), settings_for(folder))
    rebuild_entities(settings_for(folder))
    return folder


@pytest.mark.parametrize("day", DAYS)
def test_the_funnel_is_the_one_that_the_sample_was_made_for(lake: Path, day: str) -> None:
    expected = yaml.safe_load((CHECKOUT / "seeds" / "expected.yaml").read_text(encoding="utf-8"))[day]
    row = Storage(str(lake)).read_table(f"runs/day={day}/runs.parquet").to_pylist()[0]
    assert (row["landed"], row["duplicates"], row["quarantined"]) == (
        expected["landed"], expected["duplicates"], expected["quarantined"],
    )  # fmt: skip
    assert row["landed"] == row["published"] + row["duplicates"] + row["quarantined"]
    assert row["mentions"] > 0
    assert row["removed_lines"] > 0


def test_one_event_of_the_sample_is_a_story_of_many_papers_that_goes_on(lake: Path) -> None:
    rebuild_stories(settings_for(lake))
    rows = [row | {"day": day} for day in DAYS
            for row in Storage(str(lake)).read_table(f"stories/day={day}/stories.parquet").to_pylist()]  # fmt: skip
    most = max(rows, key=lambda row: int(row["articles"]))
    assert most["articles"] >= 5
    assert most["sources"] >= 4
    assert any(row["continues"] == most["story_id"] and row["sources"] > 1 for row in rows)


def test_the_answers_in_the_documents_are_those_of_the_sample(lake: Path) -> None:
    """What fails here is made again by `python -m nashra_lab.pages.bi_answers`."""
    rebuild_stories(settings_for(lake))
    assert page(str(lake)) == PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def backwards(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The same days in many shards, the last one first; and what that one was while it was alone."""
    folder = tmp_path_factory.mktemp("backwards")
    run_day(Options(day=DAYS[2], shards=7), settings_for(folder))
    alone = digests(folder)
    for day in (DAYS[1], DAYS[0]):
        run_day(Options(day=day, shards=7), settings_for(folder))
    rebuild_entities(settings_for(folder))
    return folder, alone


def test_an_older_day_is_evidence_only_through_its_landing(backwards: tuple[Path, dict[str, str]], lake: Path) -> None:
    """A day published alone equals the same day published after the days before it."""
    _, alone = backwards
    assert alone == {path: digest for path, digest in digests(lake).items() if DAYS[2] in path}


def test_shards_order_and_repetition_change_no_byte(backwards: tuple[Path, dict[str, str]], lake: Path) -> None:
    folder, _ = backwards
    whole = digests(lake, (*PURE, "entities"))
    assert digests(folder, (*PURE, "entities")) == whole
    run_day(Options(day=DAYS[1], shards=1), settings_for(folder))
    rebuild_entities(settings_for(folder))
    assert digests(folder, (*PURE, "entities")) == whole


def test_staging_is_cleared_when_the_day_is_published(lake: Path) -> None:
    left = [f for f in (lake / "_staging").rglob("*") if f.is_file()]
    assert left == []


def test_a_dry_run_publishes_nothing(tmp_path: Path) -> None:
    counts = run_day(Options(day=DAYS[0], dry_run=True), settings_for(tmp_path))
    assert counts["published"] > 0
    assert [f.name for f in tmp_path.iterdir() if not f.name.startswith("_")] == []


def test_an_empty_day_is_published_empty_and_a_missing_one_is_refused(tmp_path: Path) -> None:
    landing = tmp_path / "landing"
    (landing / "2023-09-16").mkdir(parents=True)
    lake = tmp_path / "lake"
    counts = run_day(Options(day="2023-09-16"), settings_for(lake, landing))
    assert counts["landed"] == counts["published"] == 0
    articles = pq.read_table(lake / "articles/day=2023-09-16/articles.parquet", partitioning=None)
    assert articles.num_rows == 0
    before = digests(lake)
    with pytest.raises(NothingLanded, match="2023-09-17"):
        run_day(Options(day="2023-09-17"), settings_for(lake, landing))
    assert digests(lake) == before


def test_a_critical_failure_leaves_the_published_day_as_it_was(lake: Path, tmp_path: Path) -> None:
    from nashra.quality.gate import CriticalFailure

    landing, published = tmp_path / "landing", tmp_path / "lake"
    shutil.copytree(LANDING / DAYS[0], landing / DAYS[0])
    shutil.copytree(lake, published)
    before = digests(published, (*PURE, "runs"))
    english = "The delegation left the capital on Monday after two days of talks about grain and gas.\n" * 4
    for number in range(400):
        (landing / DAYS[0] / f"feeds/wire-{number}.txt").write_text(f"{english}{number}\n", encoding="utf-8")
    with pytest.raises(CriticalFailure, match="quarantine"):
        run_day(Options(day=DAYS[0]), settings_for(published, landing))
    assert digests(published, (*PURE, "runs")) == before
    told = {file.relative_to(lake) for file in (lake / "_reports" / DAYS[0]).rglob("*.json")}
    assert {file.relative_to(published) for file in (published / "_reports" / DAYS[0]).rglob("*.json")} > told
