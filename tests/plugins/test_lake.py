"""A file that is replaced while a page reads it is asked for again, after a pause; what stays wrong is told."""

import time
from typing import Any

import duckdb
import pytest
from nashra_ui import lake


class Cursor:
    """A cursor whose first queries meet a file that is being replaced."""

    description = (("n",),)

    def __init__(self, failures: int, error: Exception) -> None:
        self.left, self.error = failures, error
        self.asked: list[float] = []

    def execute(self, query: str, values: list[Any]) -> None:
        self.asked.append(time.monotonic())
        if self.left:
            self.left -= 1
            raise self.error

    def fetchall(self) -> list[tuple[int]]:
        return [(7,)]


def test_it_is_asked_again_after_a_pause() -> None:
    cursor = Cursor(2, duckdb.IOException("the file has another size"))
    assert lake._asked(cursor, "SELECT 7", []) == [{"n": 7}]  # type: ignore[arg-type]
    assert len(cursor.asked) == lake.TRIES
    assert all(later - earlier >= lake.PAUSE for earlier, later in zip(cursor.asked, cursor.asked[1:], strict=False))


def test_what_stays_so_is_damage() -> None:
    cursor = Cursor(lake.TRIES, duckdb.InvalidInputException("no magic bytes"))
    with pytest.raises(lake.Damaged, match="no magic bytes"):
        lake._asked(cursor, "SELECT 7", [])  # type: ignore[arg-type]


def test_what_asking_again_cannot_mend_is_raised_at_once() -> None:
    cursor = Cursor(9, duckdb.BinderException("no such column"))
    with pytest.raises(duckdb.BinderException):
        lake._asked(cursor, "SELECT 7", [])  # type: ignore[arg-type]
    assert len(cursor.asked) == 1
