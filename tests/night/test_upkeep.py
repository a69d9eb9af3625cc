"""What upkeep takes from a lake, and what it must leave."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from nashra.lake import Storage
from nashra.night import upkeep
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
    os.utime(tmp_path / "_reports/2023-01-01", (NOW - 200 * DAY,) * 2)
    tally = put(tmp_path / "_cache/entities/days/2020-01-01.spellings.parquet", 1000)  # as old as its day
    cache = [put(tmp_path / f"_cache/evidence/{n}.rows.parquet", 50 - n) for n in range(4)]
    views = put(tmp_path / ".nashra.duckdb.3f1c.part", 20)
    part = put(tmp_path / "_reports/2023-11-01/x/.k3.part", 20)
    gone = trim_lake(settings, lambda run: True, NOW)
    assert gone == {"staging_runs": 1, "reports": 1, "cache_files": 2, "unfinished_files": 2, "replaced_files": 0}
    assert [p.exists() for p in (dead, report, part, views, *cache)] == [False] * 6 + [True] * 2
    assert all(p.exists() for p in (*published, tally, fresh, recent))
    assert not (tmp_path / "_reports/2023-01-01").exists()


def test_a_copy_that_a_publisher_makes_anew_meanwhile_stays(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On S3 a copy is named by its bytes: a day that is as it was weeks ago gets it under the old name."""
    old = [put(tmp_path / f"_kept/articles/day=2023-11-0{n}/articles.parquet/e{n}.parquet", 20) for n in (1, 2)]

    def locks_read_then_published(lake: Storage) -> set[str]:
        put(old[1], 0)
        return set()

    monkeypatch.setattr(upkeep, "still_kept", locks_read_then_published)
    assert trim_lake(settings, lambda run: True, NOW)["replaced_files"] == 1
    assert [path.exists() for path in old] == [False, True]


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


def test_who_may_be_at_work_without_airflow_is_left_a_day(tmp_path: Path, settings: Settings) -> None:
    """By settings that keep nothing: a run of `nashra run`, and a file that is being written."""
    keep = settings.night.upkeep.model_copy(update={"staging_days": 0})
    at_once = settings.model_copy(update={"night": settings.night.model_copy(update={"upkeep": keep})})
    at_work = put(tmp_path / "_staging/2023-01-01.cli.3f/clean/shard-0000.articles.parquet", 0.5)
    part = put(tmp_path / "articles/day=2023-01-01/.k3.part", 0.5)
    made = [put(tmp_path / f"_cache/evidence/{n}.rows.parquet", 0.5) for n in range(5)]  # of days that are run again
    over = put(tmp_path / "_staging/2023-01-01.over/clean/shard-0000.articles.parquet", 0.5)
    put(tmp_path / "_staging/2023-01-01.over/options.json", 0.5, '{"airflow_run_id": "scheduled__over"}')
    trim_lake(at_once, lambda run: True, NOW)
    assert [path.exists() for path in (at_work, part, *made, over)] == [*[True] * 7, False]
    trim_lake(at_once, lambda run: True, NOW + DAY)
    assert [path.exists() for path in (at_work, part, *made)] == [False] * 2 + [True] * 2 + [False] * 3


def test_an_empty_folder_of_a_killed_run_goes_too(tmp_path: Path, settings: Settings) -> None:
    left = tmp_path / "_staging" / "2023-01-01.killed"
    left.mkdir(parents=True)
    os.utime(left, (NOW - 10 * DAY,) * 2)
    assert trim_lake(settings, lambda run: True, NOW)["staging_runs"] == 1
    assert not left.exists()


def test_what_a_night_has_just_made_and_not_filled_yet_stays(tmp_path: Path, settings: Settings) -> None:
    """The folder of a check's first report, and that of a task's log: who made it is about to write there."""
    for made in ("_reports/2023-11-14", "logs/dag_id=a/run_id=now"):
        (tmp_path / made).mkdir(parents=True)
    put(tmp_path / "logs/dag_id=a/run_id=then/attempt=1.log", 90)
    for old in ("_reports/2023-01-01", "logs/dag_id=b"):
        (tmp_path / old).mkdir()
        os.utime(tmp_path / old, (NOW - 100 * DAY,) * 2)
    for made in ("_reports/2023-11-14", "logs/dag_id=a/run_id=now", "logs/dag_id=a"):
        os.utime(tmp_path / made, (NOW - 1,) * 2)
    trim_lake(settings, lambda run: True, NOW)
    trim_logs(tmp_path / "logs", 60, NOW)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    assert left == {"_reports", "_reports/2023-11-14", "logs", "logs/dag_id=a", "logs/dag_id=a/run_id=now"}


def test_of_two_at_once_neither_fails(tmp_path: Path, settings: Settings) -> None:
    """A second worker's, or one that was taken for dead and lives."""
    for number in range(120):
        put(tmp_path / f"_staging/2023-01-01.{number % 3}/clean/{number}.parquet", 10)
        put(tmp_path / f"_reports/2023-01-{number % 9 + 1:02}/{number % 5}/{number}.json", 200)
        put(tmp_path / f"_cache/evidence/{number}.rows.parquet", number)
        put(tmp_path / f"logs/dag_id=a/{number}/attempt=1.log", 90)
    begin = Barrier(2)

    def trim(_: int) -> None:
        begin.wait()
        trim_lake(settings, lambda run: True, NOW)
        trim_logs(tmp_path / "logs", 60, NOW)

    with ThreadPoolExecutor(2) as both:
        list(both.map(trim, range(2)))
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.name for path in left} == {"0.rows.parquet", "1.rows.parquet"}


def test_old_logs_go(tmp_path: Path) -> None:
    old, new = put(tmp_path / "dag_id=a/run/attempt=1.log", 90), put(tmp_path / "dag_id=b/run/attempt=1.log", 1)
    for folder in (old.parent, old.parent.parent):
        os.utime(folder, (NOW - 90 * DAY,) * 2)
    assert trim_logs(tmp_path, 60, NOW) == 1
    assert (old.exists(), old.parent.parent.exists(), new.exists()) == (False, False, True)
