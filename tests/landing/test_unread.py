"""What a disk or a store fails to give is no bad file: nothing is published of a day that was read in part."""

import json
import os
import re
import sqlite3
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nashra.article import Article
from nashra.errors import PassingError
from nashra.labels import retold
from nashra.lake import Storage
from nashra.landing import noted
from nashra.landing.files import beneath, opening, tar_members, zip_members
from nashra.landing.files.unread import LandingUnread, is_passing, of_store
from nashra.landing.read import read_articles
from nashra.night.current import why_to_run
from nashra.night.options import Options
from nashra.night.run.in_process import run_day
from nashra.night.run.kept_back import EXPECTATION
from nashra.night.stages import NothingLanded
from nashra.quality.results import CriticalFailure
from nashra.settings import Settings, load_settings
from tests.support.permissions import permissions_hold

BEFORE, DAY = "2024-03-04", "2024-03-05"
TEXT = "وصلت قافلة تحمل أدوية وخياما إلى ميناء {} صباح الأحد، وقال مدير الميناء إن التفريغ ينتهي غدا."
PORTS = {"derna.jsonl": "درنة", "bizerte.jsonl": "بنزرت", "sur.jsonl": "صور"}


@pytest.fixture
def night(tmp_path: Path) -> Settings:
    for day in (BEFORE, DAY):
        folder = tmp_path / "landing" / day
        folder.mkdir(parents=True)
        for name, port in PORTS.items():
            row = {"text": TEXT.format(port), "url": f"https://saha.example/{day}/{port}"}
            (folder / name).write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    return load_settings(landing=str(tmp_path / "landing"), lake=str(tmp_path / "lake"), recognizer="embedded")


class Disk:
    """Opens files as ever, but for some openings of one, which gives the system's own error when it is read."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.wrong: dict[str, Iterator[bool]] = {}
        self._open: Callable[[str, str], int] = beneath.open_file
        monkeypatch.setattr(opening, "open_file", self.open)

    def open(self, top: str, path: str) -> int:
        turns = next((turns for end, turns in self.wrong.items() if path.endswith(end)), iter(()))
        # the process's first page of memory is nobody's: EIO, as of a disk
        return os.open("/proc/self/mem", os.O_RDONLY) if next(turns, False) else self._open(top, path)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


def more_ports(settings: Settings, number: int) -> None:
    for port in range(number):
        row = {"text": TEXT.format(f"رقم {port}"), "url": f"https://saha.example/{port}"}
        path = Path(settings.landing, DAY, f"more-{port}.jsonl")
        path.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")


def rows_of(settings: Settings, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(
        Path(settings.lake, table, f"day={DAY}", f"{table}.parquet"), partitioning=None
    ).to_pylist()
    return found


def published(settings: Settings) -> int:
    rows: int = pq.read_metadata(Path(settings.lake, "articles", f"day={DAY}", "articles.parquet")).num_rows
    return rows


def test_a_file_that_the_plan_could_read_and_ingest_could_not_stops_the_run(night: Settings, disk: Disk) -> None:
    disk.wrong[f"{DAY}/derna.jsonl"] = iter([False, True])
    with pytest.raises(LandingUnread, match=rf"1 files of the landing of {DAY} .*Input/output error.*: derna\.jsonl"):
        run_day(Options(day=DAY), night)
    assert not Path(night.lake, "articles").exists()
    assert issubclass(LandingUnread, PassingError)  # the nightly DAG tries again
    run_day(Options(day=DAY), night)
    assert published(night) == 3


def test_evidence_that_could_not_be_read_stops_the_run(night: Settings, disk: Disk) -> None:
    disk.wrong[f"{BEFORE}/derna.jsonl"] = iter([False, True])
    with pytest.raises(LandingUnread, match=rf"landing of {BEFORE} .*derna\.jsonl"):
        run_day(Options(day=DAY), night)
    run_day(Options(day=DAY), night)
    assert published(night) == 3


def test_a_file_that_the_machine_never_gives_is_told_and_is_no_bad_record(night: Settings, disk: Disk) -> None:
    disk.wrong[f"{DAY}/derna.jsonl"] = iter([True] * 99)
    more_ports(night, 7)
    run_day(Options(day=DAY), night)
    (told,) = [row for row in rows_of(night, "checks") if not row["success"] and row["expectation"] == EXPECTATION]
    assert (told["severity"], told["unexpected_count"]) == ("warning", 1)
    assert re.fullmatch(r"1 of 10 files \(\d+ of \d+ bytes\): derna\.jsonl\. Let whoever .* again", told["observed"])
    assert retold(told["observed"], "ar").startswith("1 من 10 ملفا")
    assert [(row["landing_file"], row["reason"]) for row in rows_of(night, "quarantine")] == [
        ("derna.jsonl", "not given: Input/output error")
    ]
    disk.wrong.clear()
    noted._digests.clear()  # as another process has it
    assert why_to_run([DAY], night)  # it can be read now
    run_day(Options(day=DAY), night)
    assert not [row for row in rows_of(night, "checks") if row["expectation"] == EXPECTATION]


def test_many_files_that_the_machine_never_gives_stop_the_run(night: Settings, disk: Disk) -> None:
    disk.wrong[f"{DAY}/derna.jsonl"] = iter([True] * 99)
    with pytest.raises(CriticalFailure, match=f"{EXPECTATION}.*1 of 3 files"):
        run_day(Options(day=DAY), night)
    assert not Path(night.lake, "articles").exists()
    run_day(Options(day=DAY, force=True), night)
    assert published(night) == 2


def test_one_file_that_is_much_of_the_day_stops_the_run(night: Settings, disk: Disk) -> None:
    more_ports(night, 7)
    large = Path(night.landing, DAY, "derna.jsonl")
    large.write_bytes(large.read_bytes() * 9)
    disk.wrong[f"{DAY}/derna.jsonl"] = iter([True] * 99)
    with pytest.raises(CriticalFailure, match=f"{EXPECTATION}.*1 of 10 files"):
        run_day(Options(day=DAY), night)


@pytest.mark.parametrize(
    ("said", "passes"),
    [
        ("AWS Error SLOW_DOWN during GetObject operation: Please reduce your request rate.", True),
        ("AWS Error UNKNOWN (HTTP status 503) during GetObject operation: no body", True),
        ("AWS Error NETWORK_CONNECTION during GetObject operation: curlCode: 56", True),
        ("AWS Error ACCESS_DENIED during GetObject operation: no body", False),
        ("AWS Error UNKNOWN (HTTP status 403) during GetObject operation: archived", False),
    ],
)
def test_what_may_pass_is_told_from_what_stays(said: str, passes: bool) -> None:
    assert is_passing(OSError(said)) is passes


def test_an_answer_that_ends_before_the_object_does_is_no_end_of_the_file(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    whole.write_bytes(b"0123456789")
    with whole.open("rb") as file, of_store(file, "whole") as stored:
        whole.write_bytes(b"01234")
        with pytest.raises(OSError, match="ended early") as met:
            stored.read()
    assert is_passing(met.value)


def packed(folder: Path, kind: str) -> Path:
    """A file whose texts are unpacked to a disk before they are read."""
    path, made = folder / f"ports.{kind}", folder.parent / "ports.parquet"
    if kind == "sqlite":
        with closing(sqlite3.connect(path)) as database, database:
            database.execute("CREATE TABLE ports (title TEXT, body TEXT)")
            database.executemany(
                "INSERT INTO ports VALUES (?, ?)", [(port, TEXT.format(port)) for port in PORTS.values()]
            )
        return path
    pq.write_table(pa.table({"text": [TEXT.format(port) for port in PORTS.values()]}), made)
    if kind == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.write(made, made.name)
    else:
        with tarfile.open(path, "w") as bundle:
            bundle.add(made, made.name)
    return path


@pytest.mark.parametrize("kind", ["sqlite", "zip", "tar"])
def test_no_room_to_unpack_is_no_fault_of_the_file(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "day").mkdir()
    name = packed(tmp_path / "day", kind).name
    for module in (zip_members, tar_members):
        monkeypatch.setattr(module, "_IN_MEMORY", 16)
    with monkeypatch.context() as gone:
        gone.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
        with pytest.raises(LandingUnread, match="could not be unpacked"):
            list(read_articles(Storage(str(tmp_path / "day")), [name], load_settings()))
    found = list(read_articles(Storage(str(tmp_path / "day")), [name], load_settings()))
    assert [isinstance(one, Article) for one in found] == [True] * 3


@pytest.mark.parametrize(
    ("folder", "said"), [("", "the landing folder of"), ("saha", "the folder saha in the landing")]
)
def test_a_folder_that_cannot_be_listed_is_no_day_without_news(night: Settings, folder: str, said: str) -> None:
    run_day(Options(day=BEFORE), night)
    closed = Path(night.landing, DAY, folder)
    closed.mkdir(exist_ok=True)
    closed.chmod(0)
    refused = pytest.raises(NothingLanded, match=rf"{said}.* cannot be listed \(Permission denied\)")
    with permissions_hold(), refused:
        run_day(Options(day=DAY), night)
    closed.chmod(0o755)


def test_files_that_may_not_be_read_are_told(night: Settings) -> None:
    more_ports(night, 7)
    for name in ("more-0.jsonl", "more-1.jsonl"):
        Path(night.landing, DAY, name).chmod(0)
    with permissions_hold():
        run_day(Options(day=DAY), night)
    (told,) = [row for row in rows_of(night, "checks") if row["expectation"] == EXPECTATION]
    assert (told["severity"], told["success"], told["unexpected_count"]) == ("warning", False, 2)
    assert {row["reason"] for row in rows_of(night, "quarantine")} == {"not given: Permission denied"}
