"""Readers of a lake on S3, where nothing can be renamed or held open, while a day is published again and again."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from obstore.exceptions import PermissionDeniedError

from nashra.lake import Run, Storage
from nashra.night.upkeep import DAY as SECONDS_A_DAY
from nashra.night.upkeep import trim_lake
from nashra.settings import CHECKOUT, load_settings
from nashra.tables.publish import publish
from nashra.tables.read.open_lake import open_lake
from nashra.tables.snapshot import lock
from nashra.tables.write.logbook import write_checks, write_runs
from nashra.tables.write.write import write_tables
from tests.support.s3_server import bucket
from tests.support.staged_night import DAY, Story, stage_night

pytestmark = pytest.mark.faults
VERSIONS = {"code": "0.1.0", "rules": "r1", "reference": "f1", "packages": "p1", "model": "embedded-1"}
QUERY = "SELECT body, body_chars, published FROM articles, runs"  # of two tables
TURNS = 8


def has(seen: list[int], number: int) -> bool:
    return len(seen) >= number


def staged_on_s3(folder: Path, count: int) -> Run:
    """A night of so many articles, ready to be published to s3://readers/lake."""
    local = stage_night(folder, [Story(no) for no in range(count)], run_id=f"run-{count}")
    counts = write_tables(local, load_settings(), [0]) | {"landed": count + 1, "cleaned": count, "shards": 1}
    local.staging.write_json("checks/clean.json", {"results": []})
    write_checks(local, f"{count:016x}")
    write_runs(local, f"{count:016x}", counts, {}, VERSIONS, "")
    run = Run(DAY, local.run_id, local.landing, Storage("s3://readers/lake"))
    for info in local.staging.files():
        run.staging.write_bytes(info.path, local.staging.read_bytes(info.path))
    return run


@pytest.fixture
def two(s3: str, tmp_path: Path) -> tuple[Run, Run]:
    """Two contents of a day; the small one is published."""
    bucket(s3, "readers")
    small, large = staged_on_s3(tmp_path / "small", 4), staged_on_s3(tmp_path / "large", 90)
    publish(small)
    return small, large


def rows_of(lake: Storage) -> list[tuple[str, int, int]]:
    with open_lake(lake) as connection:
        return connection.execute(QUERY).fetchall()


def is_whole(rows: list[tuple[str, int, int]]) -> bool:
    """Whether all is of one publication, in both tables."""
    return all(len(body) == chars and published == len(rows) for body, chars, published in rows)


def test_every_answer_is_the_old_or_the_new_content(
    two: tuple[Run, Run], record_property: Callable[[str, Any], None]
) -> None:
    small, large = two
    stop, answered = threading.Event(), threading.Condition()
    seen: list[int] = []
    wrong: list[str] = []
    failed: list[str] = []

    def read() -> None:
        while not stop.is_set():
            rows = []
            try:
                rows = rows_of(small.lake)
            except Exception as error:
                failed.append(repr(error))
            with answered:
                seen.append(len(rows))
                if not is_whole(rows):
                    wrong.append(f"mixed: {len(rows)} rows, {rows[0][2]} published")
                answered.notify_all()

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for turn in range(TURNS):
        for run in (large, small):
            publish(run)
            if turn % 2 == 0:  # else without pause
                with answered:
                    enough = len(seen) + 3
                    assert answered.wait_for(partial(has, seen, enough), 120)
    stop.set()
    for reader in readers:
        reader.join()
    figures = {"publications": 2 * TURNS, "queries": len(seen), "wrong": len(wrong), "failed": len(failed)}
    for name, value in figures.items():
        record_property(name, value)
    assert wrong == []
    assert failed == []
    assert set(seen) == {4, 90}


def test_what_is_open_stays_as_it_was(two: tuple[Run, Run]) -> None:
    small, large = two
    with open_lake(small.lake) as before:
        publish(large)
        publish(small)
        publish(large)
        rows = [before.execute(QUERY).fetchall() for _ in range(2)]
        days = before.execute(f"SELECT count(*) FROM articles WHERE day = '{DAY}' AND body_chars > 0").fetchone()
    assert [len(found) for found in rows] == [4, 4]
    assert all(is_whole(found) for found in rows)
    assert days == (4,)
    assert len(rows_of(small.lake)) == 90


def test_who_may_not_read_the_locks_reads_the_tables_all_the_same(
    two: tuple[Run, Run], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refused(*_: Any) -> None:
        raise PermissionDeniedError("_locks")

    monkeypatch.setattr("nashra.tables.read.open_lake.moment", refused)
    assert len(rows_of(two[0].lake)) == 4
    assert "may meet a publication" in caplog.text


class OutOfOrder(RuntimeError):
    """The store no longer answers."""


@pytest.mark.parametrize("puts", range(4))  # so many tables differ
def test_a_publisher_that_fails_between_two_puts_leaves_the_old_day(
    two: tuple[Run, Run], monkeypatch: pytest.MonkeyPatch, puts: int
) -> None:
    """Whoever publishes next needn't wait for the lock to grow stale."""
    small, large = two
    fail_after(large, puts, monkeypatch)
    with pytest.raises(OutOfOrder):
        publish(large)
    monkeypatch.undo()
    rows = rows_of(small.lake)
    assert (len(rows), is_whole(rows)) == (4, True)
    publish(large)
    rows = rows_of(small.lake)
    assert (len(rows), is_whole(rows)) == (90, True)
    assert small.lake.files("_locks") == []


def fail_after(run: Run, puts: int, patch: pytest.MonkeyPatch, how: Callable[[], None] | None = None) -> None:
    """Lets so many objects be put in their places, and no more."""
    fs, left = run.lake.fs, [puts]

    class Failing:
        def __getattr__(self, name: str) -> Any:
            return getattr(fs, name)

        def copy_file(self, source: str, target: str) -> None:
            if "/_kept/" not in target:
                if not left[0]:
                    if how:
                        how()
                    raise OutOfOrder
                left[0] -= 1
            fs.copy_file(source, target)

    patch.setattr(run.lake, "fs", Failing())


def publish_and_be_killed(run_id: str, puts: int) -> None:
    run = Run(DAY, run_id, Storage("s3://readers/landing"), Storage("s3://readers/lake"))
    with pytest.MonkeyPatch.context() as patch:
        fail_after(run, puts, patch, lambda: os.kill(os.getpid(), signal.SIGKILL))
        publish(run)


def test_a_publisher_that_is_killed_between_two_puts_leaves_the_old_day(
    two: tuple[Run, Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    small, large = two
    killed = subprocess.run(
        [sys.executable, "-m", "tests.scale.test_s3_readers", large.run_id, "2"], cwd=CHECKOUT, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert [info.path for info in small.lake.files("_locks")] == [f"_locks/day={DAY}.lock"]
    rows = rows_of(small.lake)
    assert (len(rows), is_whole(rows)) == (4, True)
    # what the lock names stays for readers, however old
    settings, later = load_settings(lake=small.lake.address), time.time() + 100 * SECONDS_A_DAY
    trim_lake(settings, lambda run: False, later)
    rows = rows_of(small.lake)
    assert (len(rows), is_whole(rows)) == (4, True)
    monkeypatch.setattr(lock, "STALE_SECONDS", 0.5)
    publish(large)
    rows = rows_of(small.lake)
    assert (len(rows), is_whole(rows)) == (90, True)
    assert trim_lake(settings, lambda run: True, later)["replaced_files"] > 0
    assert small.lake.files("_kept") == []


if __name__ == "__main__":
    publish_and_be_killed(sys.argv[1], int(sys.argv[2]))
