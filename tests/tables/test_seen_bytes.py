"""What is kept of published files' bytes: read once, and again when a file is another, however it was changed."""

import os
from pathlib import Path

import pytest

from nashra.lake import Storage, partition_path
from nashra.tables import seen_bytes
from nashra.tables.seen_bytes import SEEN, SeenBytes

DAYS = ("2024-05-01", "2024-05-02")
PATHS = [partition_path("articles", day) for day in DAYS]


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Storage:
    monkeypatch.setattr(seen_bytes, "SETTLED", -1.0)  # as if some time had gone by
    found = Storage(str(tmp_path))
    for number, path in enumerate(PATHS):
        found.write_bytes(path, b"articles %d" % number)
    look(found)
    return found


def look(lake: Storage) -> tuple[dict[str, str], int]:
    seen = SeenBytes(lake, ("articles",))
    found = {path: seen.digest(path) for path in PATHS if lake.exists(path)}
    seen.keep()
    return found, seen.read


def digests(lake: Storage) -> dict[str, str]:
    return {path: lake.digest(path) for path in PATHS if lake.exists(path)}


def test_nothing_is_read_twice(lake: Storage) -> None:
    assert look(lake) == (digests(lake), 0)


def test_a_file_that_was_written_anew_is_read(lake: Storage) -> None:
    lake.write_bytes(PATHS[0], b"articles 7")
    assert look(lake) == (digests(lake), 1)


def test_a_file_changed_by_hand_is_read_though_size_and_time_are_as_they_were(lake: Storage) -> None:
    file = Path(lake.full(PATHS[1]))
    times = file.stat()
    with file.open("r+b") as opened:
        opened.write(b"A")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert look(lake) == (digests(lake), 1)


def test_a_young_file_is_read_again(lake: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen_bytes, "SETTLED", 60.0)
    lake.write_bytes(PATHS[0], b"articles 7")
    assert [look(lake)[1] for _ in range(2)] == [1, 1]


@pytest.mark.parametrize("damage", [b"", b'{"check": "", "value": {}}'])
def test_what_is_kept_may_be_lost(lake: Storage, damage: bytes) -> None:
    lake.write_bytes(SEEN, damage)
    assert look(lake) == (digests(lake), 2)


def test_a_day_without_one_of_the_tables_is_none(lake: Storage) -> None:
    lake.write_bytes(partition_path("mentions", DAYS[1]), b"mentions")
    assert SeenBytes(lake, ("articles", "mentions")).days() == [DAYS[1]]
