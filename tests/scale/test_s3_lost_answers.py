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
    """Of the requests that put a lock's object, and of those that delete it, in their order; the others are as ever."""

    def __init__(self) -> None:
        self.puts: list[Fate] = []
        self.deletes: list[Fate] = []

    def __call__(self, method: str, path: str) -> Fate:
        left = self.puts if "_locks/" in path and method == "PUT" else []
        if method == "POST" and "delete" in path:
            left = self.deletes
        return left.pop(0) if left else ""


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
    ("puts", "deletes"),
    [(["answer lost"], []), (["", "answer lost"], []), ([], ["answer lost"])],
    ids=["it is taken", "it says what is replaced", "it is released"],
)
def test_a_lock_is_known_though_the_answer_was_lost(
    lake: Storage, fates: Fates, puts: list[Fate], deletes: list[Fate]
) -> None:
    began, fates.puts, fates.deletes = time.monotonic(), puts, deletes
    hold(lake)
    assert fates.puts == fates.deletes == []
    hold(lake)
    assert time.monotonic() - began < STALE / 2
    assert lake.files("_locks") == []


@pytest.mark.parametrize(
    ("puts", "deletes"),
    [(["", "refused", "refused"], []), ([], ["refused"])],
    ids=["it can't say what is replaced", "it can't be released"],
)
def test_a_lock_that_cannot_be_put_or_released_keeps_nobody_waiting(
    lake: Storage, fates: Fates, puts: list[Fate], deletes: list[Fate]
) -> None:
    began, fates.puts, fates.deletes = time.monotonic(), puts, deletes
    with pytest.raises(StoreError):
        hold(lake)
    fates.puts = []
    hold(lake)
    assert time.monotonic() - began < STALE / 2
    assert lake.files("_locks") == []
