"""Stories may be made by several at once, and whoever makes them may be killed: in the end the same is there."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from nashra.lake import Storage
from nashra.night.stages import rebuild_stories
from nashra.settings import load_settings
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
