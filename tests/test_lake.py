"""A lake at a store that now and then refuses."""

from pathlib import Path
from typing import Any

import pytest

from nashra.lake import Storage

BUSY = "When reading from key 'runs': AWS Error SLOW_DOWN during GetObject operation: Please reduce your request rate."


class Refusing:
    """A file system that refuses to open a file some times before it does."""

    def __init__(self, fs: Any, refusals: list[OSError]) -> None:
        self._fs, self.left = fs, refusals

    def open_input_file(self, path: str) -> Any:
        if self.left:
            raise self.left.pop()
        return self._fs.open_input_file(path)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited, in seconds, without waiting."""
    seconds: list[float] = []
    monkeypatch.setattr("time.sleep", seconds.append)
    return seconds


def a_lake(tmp_path: Path, *refusals: OSError) -> Storage:
    (tmp_path / "views.sql").write_bytes("-- ليبيا".encode())
    lake = Storage(str(tmp_path))
    lake.fs = Refusing(lake.fs, list(refusals))
    return lake


@pytest.mark.parametrize("times", [0, 1, 2, 3])
def test_a_small_file_that_a_busy_store_refuses_is_asked_for_again(
    tmp_path: Path, waits: list[float], times: int
) -> None:
    lake = a_lake(tmp_path, *[OSError(BUSY)] * times)
    assert lake.read_bytes("views.sql") == "-- ليبيا".encode()
    assert len(waits) == times
    assert waits == sorted(set(waits)), "each wait is longer than the one before"


def test_a_store_that_gives_nothing_is_told(tmp_path: Path, waits: list[float]) -> None:
    with pytest.raises(OSError, match="SLOW_DOWN"):
        a_lake(tmp_path, *[OSError(BUSY)] * 9).read_bytes("views.sql")
    assert 0 < len(waits) < 9


def test_what_a_disk_refuses_is_told_at_once(tmp_path: Path, waits: list[float]) -> None:
    with pytest.raises(OSError, match="bad sector"):
        a_lake(tmp_path, OSError(5, "bad sector")).read_bytes("views.sql")
    assert waits == []
