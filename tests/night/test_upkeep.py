"""What upkeep takes from a lake, and what it must leave."""

import os
from pathlib import Path

import pytest

from nashra.night.upkeep import DAY, trim_lake, trim_logs
from nashra.settings import Settings, load_settings

NOW = 1_700_000_000.0


def put(path: Path, days_old: float, text: str = "{}") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, (NOW - days_old * DAY,) * 2)
    os.utime(path.parent, (NOW - days_old * DAY,) * 2)
    return path


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    night = load_settings().night
    keep = night.upkeep.model_copy(update={"staging_days": 3, "report_days": 90, "cache_files": 2})
    return load_settings(lake=str(tmp_path), night=night.model_copy(update={"upkeep": keep}))


def test_only_what_is_old_and_not_published_goes(tmp_path: Path, settings: Settings) -> None:
    published = [put(tmp_path / f"{t}/day=2020-01-01/{t}.parquet", 1000) for t in ("articles", "runs", "entities")]
    dead = put(tmp_path / "_staging/2023-01-01.dead/clean/shard-0000.articles.parquet", 10)
    fresh = put(tmp_path / "_staging/2023-11-14.fresh/clean/shard-0000.articles.parquet", 1)
    report = put(tmp_path / "_reports/2023-01-01/dead/clean.json", 200)
    recent = put(tmp_path / "_reports/2023-11-01/x/clean.json", 20)
    tally = put(tmp_path / "_cache/entities/days/2020-01-01.spellings.parquet", 1000)  # as old as its day
    cache = [put(tmp_path / f"_cache/evidence/{n}.rows.parquet", 50 - n) for n in range(4)]
    views = put(tmp_path / ".nashra.duckdb.3f1c.part", 20)
    part = put(tmp_path / "_reports/2023-11-01/x/.k3.part", 20)
    gone = trim_lake(settings, lambda run: True, NOW)
    assert gone == {"staging_runs": 1, "reports": 1, "cache_files": 2, "unfinished_files": 2, "replaced_files": 0}
    assert [p.exists() for p in (dead, report, part, views, *cache)] == [False] * 6 + [True] * 2
    assert all(p.exists() for p in (*published, tally, fresh, recent))
    assert not (tmp_path / "_reports/2023-01-01").exists()


def test_an_entry_of_the_cache_goes_whole(tmp_path: Path, settings: Settings) -> None:
    """Its note is written after its parts: by the file, the oldest would lose the parts alone."""
    night = settings.night.model_copy(update={"upkeep": settings.night.upkeep.model_copy(update={"cache_files": 4})})
    names = ("0.articles.parquet", "0.rows.parquet", "json")
    files = {day: [put(tmp_path / f"_cache/evidence/{day}.{name}", age) for name in names] for day, age in
             (("old", 9.0), ("new", 5.0))}  # fmt: skip
    os.utime(files["old"][2], (NOW - 4 * DAY,) * 2)
    assert trim_lake(settings.model_copy(update={"night": night}), lambda run: True, NOW)["cache_files"] == 3
    assert [sum(path.exists() for path in files[day]) for day in ("old", "new")] == [3, 0]


def test_staging_of_a_run_that_goes_on_stays(tmp_path: Path, settings: Settings) -> None:
    staged = put(tmp_path / "_staging/2023-01-01.slow/clean/shard-0000.articles.parquet", 10)
    put(tmp_path / "_staging/2023-01-01.slow/options.json", 10, '{"airflow_run_id": "scheduled__slow"}')
    assert trim_lake(settings, lambda run: run != "scheduled__slow", NOW)["staging_runs"] == 0
    assert staged.exists()
    assert trim_lake(settings, lambda run: True, NOW)["staging_runs"] == 1


def test_an_empty_folder_of_a_killed_run_goes_too(tmp_path: Path, settings: Settings) -> None:
    left = tmp_path / "_staging" / "2023-01-01.killed"
    left.mkdir(parents=True)
    os.utime(left, (NOW - 10 * DAY,) * 2)
    assert trim_lake(settings, lambda run: True, NOW)["staging_runs"] == 1
    assert not left.exists()


def test_old_logs_go(tmp_path: Path) -> None:
    old, new = put(tmp_path / "dag_id=a/run/attempt=1.log", 90), put(tmp_path / "dag_id=b/run/attempt=1.log", 1)
    assert trim_logs(tmp_path, 60, NOW) == 1
    assert (old.exists(), old.parent.exists(), new.exists()) == (False, False, True)
