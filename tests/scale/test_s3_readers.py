"""Readers of a lake on S3, where nothing can be renamed, while a day is published again and again.

A query reads a file in several requests. When the file is replaced between two of them the query ends with an error;
it never gets a wrong answer. On a local disk `open_lake` holds the files open, so that it has no errors either.
"""

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from s3_server import bucket

from nashra.lake import Run, Storage
from nashra.settings import load_settings
from nashra.tables.logbook import write_checks, write_runs
from nashra.tables.publish import publish
from nashra.tables.read import open_lake
from nashra.tables.write import write_tables

sys.path.insert(0, str(Path(__file__).parents[1] / "tables"))
from staged_night import DAY, Story, stage_night

pytestmark = pytest.mark.faults
VERSIONS = {"code": "0.1.0", "rules": "r1", "reference": "f1", "model": "embedded-1"}
QUERY = "SELECT body, body_chars FROM articles"
TURNS = 8


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


def test_every_answer_is_the_old_or_the_new_content(
    s3: str, tmp_path: Path, record_property: Callable[[str, Any], None]
) -> None:
    bucket(s3, "readers")
    small, large = staged_on_s3(tmp_path / "small", 4), staged_on_s3(tmp_path / "large", 90)
    publish(small)
    stop, answered = threading.Event(), threading.Condition()
    seen: list[int] = []
    wrong: list[str] = []
    failed: list[str] = []

    def read() -> None:
        while not stop.is_set():
            try:
                with open_lake(small.lake) as connection:
                    rows = connection.execute(QUERY).fetchall()
                rows = rows or [("no rows", 0)]  # the day is never missing
            except Exception as error:
                failed.append(repr(error))
                rows = []
            with answered:
                seen.append(len(rows))
                if any(len(body) != chars for body, chars in rows) or len(rows) not in (0, 4, 90):
                    wrong.append(f"mixed: {len(rows)} rows")
                answered.notify_all()

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for turn in range(TURNS):
        for run in (large, small):
            publish(run)
            if turn % 2 == 0:  # else without pause
                with answered:
                    kept = len(seen) - len(failed) + 3
                    assert answered.wait_for(lambda kept=kept: len(seen) - len(failed) >= kept, 120)
    stop.set()
    for reader in readers:
        reader.join()
    figures = {"publications": 2 * TURNS, "queries": len(seen), "wrong": len(wrong), "failed": len(failed)}
    for name, value in figures.items():
        record_property(name, value)
    assert wrong == []
    assert set(seen) - {0} == {4, 90}
