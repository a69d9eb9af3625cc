"""The publishing lock of a lake on S3, on a store in memory with the same conditional puts and ETags."""

import threading
import time
from typing import Any

import obstore
import pytest
from obstore.store import MemoryStore

from nashra.lake import Storage
from nashra.tables.snapshot import lock
from nashra.tables.snapshot.lock import Before, publishing_lock

LAKE = Storage("s3://news/lake?region=eu-south-1")
KEY = "lake/_locks/day=2023-09-13.lock"
DAY = "day=2023-09-13"
WAITS = 0.3  # seconds that one waits for the lock in these tests


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Any:
    made = MemoryStore()
    monkeypatch.setattr(lock, "store_of", lambda lake: made)
    monkeypatch.setattr(lock, "POLL_SECONDS", 0.01)
    return made


class Publisher(threading.Thread):
    """Another one, which waits for the lock and lets it go at once."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.before: Before = {}
        self.start()

    def run(self) -> None:
        with publishing_lock(LAKE, DAY) as held:
            self.before = held.before

    def has_had_it(self, seconds: float) -> bool:
        self.join(seconds)
        return not self.is_alive()


def keys(store: Any) -> list[str]:
    return [one["path"] for some in obstore.list(store) for one in some]


def test_a_lock_that_is_held_is_not_taken_over_and_is_handed_on_when_released(store: Any) -> None:
    with publishing_lock(LAKE, DAY):
        assert keys(store) == [KEY]
        other = Publisher()
        assert not other.has_had_it(WAITS)
    assert other.has_had_it(20)
    assert keys(store) == []


def test_a_dead_publisher_s_lock_is_kept_for_as_long_as_a_live_one_could_need(
    store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "STALE_SECONDS", 1.5)
    obstore.put(store, KEY, b"{}")
    other = Publisher()
    assert not other.has_had_it(WAITS)
    assert other.has_had_it(20)
    assert keys(store) == []


@pytest.mark.parametrize("wrong", [-54 * 365 * 86400.0, -3600.0, 3600.0])
def test_a_publisher_s_own_clock_says_nothing_of_how_old_a_lock_is(
    store: Any, monkeypatch: pytest.MonkeyPatch, wrong: float
) -> None:
    """It is in 1970, an hour behind or an hour ahead; the store's is right."""
    right = time.time
    monkeypatch.setattr(time, "time", lambda: right() + wrong)
    with publishing_lock(LAKE, DAY):
        other = Publisher()
        assert not other.has_had_it(WAITS)  # of one that lives
    assert other.has_had_it(20)
    monkeypatch.setattr(lock, "STALE_SECONDS", 0.2)
    obstore.put(store, KEY, b"{}")
    assert Publisher().has_had_it(20)  # of one that died
    assert keys(store) == []


def test_what_a_publisher_that_failed_had_begun_is_told_to_the_next_who_needs_not_wait(store: Any) -> None:
    before = {"articles/day=2023-09-13/articles.parquet": ('"e1"', 4711), "runs/day=2023-09-13/runs.parquet": None}
    with pytest.raises(OSError, match="no space"), publishing_lock(LAKE, DAY) as held:
        held.note(before)
        assert lock.noted(store, KEY) == before
        raise OSError("no space")
    assert lock.noted(store, KEY) == before
    other = Publisher()
    assert other.has_had_it(20)
    assert other.before == before
    assert lock.noted(store, KEY) == {}


def test_a_publisher_that_failed_before_it_began_leaves_no_lock(store: Any) -> None:
    with pytest.raises(OSError, match="no space"), publishing_lock(LAKE, DAY):
        raise OSError("no space")
    assert keys(store) == []
