"""Stories may be made by several at once, and whoever makes them may be killed: in the end the same is there."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from nashra.lake import Storage, partition_path
from nashra.night.stages import rebuild_stories
from nashra.settings import load_settings
from nashra.stories import rebuild as rebuilding
from nashra.stories.rebuild import TABLES
from tests.support.made_lake import write_lake

DAYS = ["2023-09-12", "2023-09-13"]
Bytes = dict[str, bytes]


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Storage:
    """Published days without stories."""
    lake = Storage(str(tmp_path_factory.mktemp("bare") / "lake"))
    write_lake(lake, DAYS, articles=6)
    for table in TABLES:
        lake.delete_tree(table)
    return lake


def made(lake: Storage) -> Bytes:
    return {info.path: lake.read_bytes(info.path) for table in TABLES for info in lake.files(table)}


def rebuild(lake: Storage) -> None:
    rebuild_stories(load_settings(lake=lake.address))


@pytest.fixture(scope="module")
def undisturbed(bare: Storage) -> Bytes:
    lake = Storage(str(shutil.copytree(bare.root, f"{bare.root}-whole")))
    rebuild(lake)
    found = made(lake)
    assert len(found) == len(TABLES) * len(DAYS)
    return found


def forked(work: Callable[[], None]) -> int:
    if not (child := os.fork()):
        try:
            work()
        finally:
            os._exit(0)
    return child


@pytest.mark.parametrize("step", [1, 3, 4, 6, 9])
def test_killed_and_made_again(bare: Storage, undisturbed: Bytes, tmp_path: Path, step: int) -> None:
    """Killed where a file is about to take its place."""
    lake = Storage(str(shutil.copytree(bare.root, tmp_path / "lake")))

    def killed() -> None:
        placed, replace = iter(range(1, 1000)), Path.replace

        def ends(path: Path, target: Path) -> Path:
            return os._exit(9) if next(placed) == step else replace(path, target)

        Path.replace = ends  # type: ignore[method-assign, assignment]
        rebuild(lake)

    assert os.waitstatus_to_exitcode(os.waitpid(forked(killed), 0)[1]) == 9
    assert made(lake) != undisturbed
    rebuild(lake)
    assert made(lake) == undisturbed


def test_made_by_three_at_once(bare: Storage, undisturbed: Bytes, tmp_path: Path) -> None:
    lake = Storage(str(shutil.copytree(bare.root, tmp_path / "lake")))
    for child in [forked(lambda: rebuild(lake)) for _ in range(3)]:
        os.waitpid(child, 0)
    assert made(lake) == undisturbed


@pytest.mark.parametrize("step", ["read_day", "links_of", "rows_of", "copies_of"])
def test_a_day_that_is_published_while_stories_are_made_of_it(
    bare: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Its stories are of the one state or of the other: here of the newer, as if nobody had been in the middle."""
    newer = Storage(str(tmp_path / "newer"))
    write_lake(newer, DAYS, articles=9)
    lake, alone = (Storage(str(shutil.copytree(bare.root, tmp_path / name))) for name in ("lake", "alone"))

    def published(to: Storage) -> None:
        for table in ("articles", "mentions"):
            to.write_bytes(path := partition_path(table, DAYS[1]), newer.read_bytes(path))

    published(alone)
    rebuild(alone)
    real, asked = getattr(rebuilding, step), iter(range(1000))

    def disturbed(*given: object) -> object:
        if next(asked) == 1:
            published(lake)
        return real(*given)

    monkeypatch.setattr(rebuilding, step, disturbed)
    rebuild(lake)
    assert next(asked) > 1
    assert made(lake) == made(alone)
    published(lake)  # the same bytes: what is kept beside the lake says the same
    rebuild(lake)
    assert made(lake) == made(alone)
