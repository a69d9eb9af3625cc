"""Publishing: a partition is the old one or the new one, whole, and one publisher wins whole."""

import multiprocessing
import threading
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nashra.door import refusal
from nashra.lake import Run, Storage, partition_path
from nashra.settings import load_settings
from nashra.tables.dictionary.dictionary import PUBLISHED
from nashra.tables.dictionary.schema import schema
from nashra.tables.publish import changes, publish, publish_entities
from nashra.tables.read.open_lake import open_lake
from nashra.tables.write.logbook import write_checks, write_runs
from nashra.tables.write.write import write_tables
from tests.support.staged_night import DAY, Story, stage_night

VERSIONS = {"code": "0.1.0", "rules": "r1", "reference": "f1", "packages": "p1", "model": "embedded-1"}
SETTINGS = load_settings()


def staged(folder: Path, count: int, run_id: str = "run", seconds: float = 1.0) -> Run:
    run = stage_night(folder, [Story(no) for no in range(count)], run_id=run_id)
    counts = write_tables(run, SETTINGS, [0]) | {"landed": count + 1, "cleaned": count, "shards": 1}
    result = {"stage": "clean", "expectation": "articles.body: x", "severity": "critical", "success": True,
              "observed": f"0 of {count} rows", "unexpected_count": 0}  # fmt: skip
    run.staging.write_json("checks/clean.json", {"results": [result]})
    write_checks(run, f"{count:016x}")
    write_runs(run, f"{count:016x}", counts, {"clean": seconds}, VERSIONS, "manual__1")
    return run


def published(lake: Storage) -> dict[str, bytes]:
    return {table: lake.read_bytes(partition_path(table, DAY)) for table in PUBLISHED}


def test_first_same_and_replaced(tmp_path: Path) -> None:
    run = staged(tmp_path, 5)
    assert set(changes(run).values()) == {"new"}
    assert set(publish(run).values()) == {"new"}
    place = tmp_path / "lake" / partition_path("articles", DAY)
    before = place.stat().st_mtime_ns
    assert publish(staged(tmp_path, 5, "again", seconds=9.0)) == dict.fromkeys(PUBLISHED, "same") | {"runs": "replaced"}
    assert place.stat().st_mtime_ns == before
    assert publish(staged(tmp_path, 6, "more"))["articles"] == "replaced"
    assert pq.read_table(place, partitioning=None).num_rows == 6


def test_the_row_of_runs_adds_up(tmp_path: Path) -> None:
    run = staged(tmp_path, 5)
    publish(run)
    row = run.lake.read_table(partition_path("runs", DAY)).to_pylist()[0]
    assert row["landed"] == row["published"] + row["duplicates"] + row["quarantined"] == 6
    assert (row["run"], row["seconds_clean"], row["seconds_enrich"]) == (f"{5:016x}", 1.0, None)
    assert row["airflow_run_id"] == "manual__1"


def test_a_table_that_is_not_staged_stops_before_anything_changes(tmp_path: Path) -> None:
    publish(staged(tmp_path, 5))
    run = staged(tmp_path, 7, "broken")
    before = published(run.lake)
    run.staging.fs.delete_file(run.staging.full("write/checks.parquet"))
    with pytest.raises(FileNotFoundError, match="checks"):
        publish(run)
    assert published(run.lake) == before


def test_a_failing_copy_leaves_every_partition_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(staged(tmp_path, 5))
    run = staged(tmp_path, 7, "disk-full")
    before = published(run.lake)
    copied: list[int] = []

    def full_disk(source, target, length):  # type: ignore[no-untyped-def]
        copied.append(1)
        if len(copied) == 3:
            raise OSError(28, "No space left on device")
        target.write(source.read())

    monkeypatch.setattr("nashra.tables.snapshot.placing.shutil.copyfileobj", full_disk)
    with pytest.raises(OSError, match="No space") as met:
        publish(run)
    mentions = "mentions/day=2023-09-13/mentions.parquet"
    assert refusal(met.value) == f"{tmp_path}/lake/_placing/day=2023-09-13/{mentions}: No space left on device"
    assert published(run.lake) == before
    monkeypatch.undo()
    assert publish(run)["articles"] == "replaced"


def test_a_reader_sees_old_or_new_whole(tmp_path: Path) -> None:
    small, large = staged(tmp_path, 4, "small"), staged(tmp_path, 90, "large")
    publish(small)
    stop = threading.Event()
    seen: list[int] = []
    wrong: list[str] = []
    query = "SELECT body, body_chars, published FROM articles, runs"

    def read() -> None:
        while not stop.is_set():
            try:
                rows = open_lake(small.lake).execute(query).fetchall()
                if any(len(body) != chars or published != len(rows) for body, chars, published in rows):
                    wrong.append("mixed")
                seen.append(len(rows))
            except Exception as error:
                wrong.append(repr(error))
                return

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for turn in range(25):
        for run in (large, small):
            publish(run)
            if turn % 5 == 0:  # else without pause, so that queries meet the moment of replacement
                _more_of(seen, len(readers) + 1, readers)
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert set(seen) == {4, 90}


def _more_of(seen: list[int], number: int, readers: list[threading.Thread]) -> None:
    """Waits for so many answers more, or for the end of the readers: the last of them was asked after this began."""
    enough = len(seen) + number
    while len(seen) < enough and all(reader.is_alive() for reader in readers):
        time.sleep(0.005)


def test_a_reader_of_the_files_themselves_never_gets_a_mixture(tmp_path: Path) -> None:
    small, large = staged(tmp_path, 4, "small"), staged(tmp_path, 90, "large")
    publish(small)
    place = tmp_path / "lake" / partition_path("articles", DAY)
    stop = threading.Event()
    seen: set[int] = set()
    wrong: list[object] = []

    def read() -> None:
        while not stop.is_set():
            try:
                with place.open("rb") as file:
                    rows = pq.read_table(file, columns=["body", "body_chars"]).to_pylist()
            except Exception as error:
                wrong.append(error)
            seen.add(len(rows))
            wrong.extend(row for row in rows if len(row["body"]) != row["body_chars"])

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(25):
        publish(large)
        publish(small)
    stop.set()
    reader.join()
    assert not wrong
    assert seen <= {4, 90}


def _publish_often(run: Run, times: int) -> None:
    for _ in range(times):
        publish(run)


def test_of_two_publishers_one_wins_whole(tmp_path: Path) -> None:
    runs = [staged(tmp_path, 3, "a"), staged(tmp_path, 8, "b")]
    spawn = multiprocessing.get_context("fork")
    publishers = [spawn.Process(target=_publish_often, args=(run, 25)) for run in runs]
    for publisher in publishers:
        publisher.start()
    for publisher in publishers:
        publisher.join()
        assert publisher.exitcode == 0
    lake = runs[0].lake
    row = lake.read_table(partition_path("runs", DAY)).to_pylist()[0]
    assert lake.read_table(partition_path("articles", DAY)).num_rows == row["published"]
    assert lake.read_table(partition_path("mentions", DAY)).num_rows == row["mentions"]
    assert lake.read_table(partition_path("checks", DAY))["run"].to_pylist() == [row["run"]]


def entity(entity_id: str, mentions: int) -> dict[str, object]:
    spellings = [{"surface": "بيروت", "count": mentions}]
    return {"entity_id": entity_id, "type": "LOC", "name_ar": "بيروت", "spellings": spellings,
            "first_day": pa.scalar(0, pa.date32()).as_py(), "last_day": pa.scalar(1, pa.date32()).as_py(),
            "mentions": mentions, "articles": 1}  # fmt: skip


def test_entities_is_one_sorted_table(tmp_path: Path) -> None:
    lake = Storage(str(tmp_path / "lake"))
    rows = pa.Table.from_pylist([entity("Q822", 2), entity("Q3820", 5)], schema=schema("entities"))
    assert publish_entities(lake, lambda: rows) == "new"
    assert publish_entities(lake, lambda: rows) == "same"
    assert publish_entities(lake, lambda: rows.slice(1)) == "replaced"
    publish_entities(lake, lambda: rows)
    assert lake.read_table("entities/entities.parquet")["entity_id"].to_pylist() == ["Q3820", "Q822"]
    assert lake.files("_staging") == []
