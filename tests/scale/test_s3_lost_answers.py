"""A store did what it was asked, and nobody hears of it: no publisher waits for itself, none keeps others waiting."""

import time
from collections.abc import Iterator

import pytest

from nashra.lake import Storage
from nashra.tables.snapshot import lock
from nashra.tables.snapshot.objects import StoreError
from tests.support.lossy_proxy import Fate, lossy_proxy
from tests.support.s3_server import bucket

pytestmark = pytest.mark.faults
STALE = 30.0  # seconds: who waits for a dead publisher takes as long


class Fates:
    """Of the requests to a lock's object, in their order; those behind these are as ever."""

    def __init__(self) -> None:
        self.left: list[Fate] = []

    def __call__(self, method: str, path: str) -> Fate:
        changes = "_locks/" in path or (method == "POST" and "delete" in path)
        return self.left.pop(0) if changes and method != "GET" and method != "HEAD" and self.left else ""


@pytest.fixture
def fates() -> Fates:
    return Fates()


@pytest.fixture
def lake(s3: str, fates: Fates, monkeypatch: pytest.MonkeyPatch) -> Iterator[Storage]:
    bucket(s3, "lossy")
    monkeypatch.setattr(lock, "STALE_SECONDS", STALE)
    with lossy_proxy(s3, fates) as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL", url)
        yield Storage("s3://lossy/lake")


def hold(lake: Storage) -> None:
    with lock.publishing_lock(lake, "day=2024-03-05") as held:
        held.note({"articles/day=2024-03-05/articles.parquet": None})


@pytest.mark.parametrize(
    "lost",
    [["answer lost"], ["", "answer lost"], ["", "", "answer lost"]],
    ids=["it is taken", "it says what is replaced", "it is released"],
)
def test_a_lock_is_known_though_the_answer_was_lost(lake: Storage, fates: Fates, lost: list[Fate]) -> None:
    began, fates.left = time.monotonic(), lost
    hold(lake)
    assert fates.left == []
    hold(lake)
    assert time.monotonic() - began < STALE / 2
    assert lake.files("_locks") == []


def test_a_lock_that_cannot_be_released_keeps_nobody_waiting(lake: Storage, fates: Fates) -> None:
    began, fates.left = time.monotonic(), ["", "", "refused"]
    with pytest.raises(StoreError):
        hold(lake)
    hold(lake)
    assert time.monotonic() - began < STALE / 2
    assert lake.files("_locks") == []
