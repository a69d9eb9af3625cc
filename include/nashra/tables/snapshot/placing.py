"""Files that take their places in a local lake together, also when their publisher dies between two of them.

Each rename is whole, several are not. So copies of all lie beside the lake's tables first, then a note says where each
belongs, and then they are moved. From the note on, the lake is what it says: readers take a copy where it still lies,
and the file in its place where it does not; whoever publishes next moves what a dead publisher left.
"""

import json
import logging
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from nashra.lake import Storage, let_all_read
from nashra.tables.snapshot.lock import LOCKS, gate, when_free

WAITING = "_placing"
PLACING = "_locks/placing.lock"  # held by a publisher only while it puts a day's files in place
PUBLISHER_SECONDS, READER_SECONDS = 5.0, 30.0  # so long each waits for the other
_BLOCK = 1 << 20
logger = logging.getLogger(__name__)


def place(lake: Storage, name: str, moves: Iterable[tuple[str, str]]) -> None:
    """Puts copies of some files in the places of others, all or none. The lock `name` is held.

    `moves`: from where to where, below the lake. Raises OSError, with nothing changed, when they can't be copied.
    """
    moves, folder = list(moves), f"{WAITING}/{name}"
    if not moves:
        return
    try:
        for source, target in moves:
            _copy(Path(lake.full(source)), Path(lake.full(f"{folder}/{target}")))
        with gate(lake, PLACING, PUBLISHER_SECONDS):
            lake.write_json(_note_of(name), [target for _, target in moves])
            _move(lake, name)
    except OSError:
        if not lake.exists(_note_of(name)):
            lake.delete_tree(folder)
        raise
    lake.delete_tree(folder)


def finish_dead(lake: Storage, held: str = "") -> None:
    """Moves what publishers that died have left, so that the files themselves are what the lake is. `held`: the lock
    that whoever asks has; whose lock is held by another, lives."""
    if not lake.is_local:
        return
    for name in _names(lake):
        if name == held:
            _finish(lake, name)
            continue
        try:
            with when_free(lake, f"{LOCKS}/{name}.lock") as dead:
                if dead:
                    _finish(lake, name)
        except OSError as error:  # another user's, a full disk: no reason to keep back what is ours
            logger.warning("%s was left by a publisher that died, and stays: %s", lake.full(_note_of(name)), error)


def _finish(lake: Storage, name: str) -> None:
    with gate(lake, PLACING, PUBLISHER_SECONDS):
        _move(lake, name)
    lake.delete_tree(f"{WAITING}/{name}")


def waiting(lake: Storage) -> dict[str, str]:
    """Path of a published file -> the copy that will be there and may not be yet, both below the lake."""
    if not lake.is_local:
        return {}
    return {target: f"{WAITING}/{name}/{target}" for name in _names(lake) for target in _targets(lake, name)}


def _names(lake: Storage) -> list[str]:
    with suppress(OSError):
        names = {entry.name for entry in Path(lake.full(WAITING)).iterdir()}
        return sorted({name.removesuffix(".json") for name in names if not name.startswith(".")})
    return []


def _targets(lake: Storage, name: str) -> list[str]:
    """Where a publisher puts files, or put them when it died; none of one that died before it said so."""
    with suppress(FileNotFoundError, json.JSONDecodeError):
        return [str(target) for target in lake.read_json(_note_of(name))]
    return []


def _note_of(name: str) -> str:
    return f"{WAITING}/{name}.json"


def _copy(source: Path, copy: Path) -> None:
    copy.parent.mkdir(parents=True, exist_ok=True)
    try:
        with source.open("rb") as old, copy.open("wb") as new:
            shutil.copyfileobj(old, new, _BLOCK)
            new.flush()
            os.fsync(new.fileno())
    except OSError as error:
        error.filename = error.filename or str(copy)  # a full disk: which one
        raise
    let_all_read(copy)
    _sync(copy.parent)


def _move(lake: Storage, name: str) -> None:
    """Does what a note says, and forgets the note when it has come about and outlasts a power cut.

    Behind the gate: a reader that has read a note must not meet the next one's copies where it looks for this one's.
    """
    _sync(Path(lake.full(WAITING)))
    targets = _targets(lake, name)
    for target in targets:
        there = Path(lake.full(target))
        there.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # it was moved before its publisher died
            Path(lake.full(f"{WAITING}/{name}/{target}")).replace(there)
    for target in targets:
        _sync(Path(lake.full(target)).parent)
    lake.delete_file(_note_of(name))


def _sync(folder: Path) -> None:
    """Makes names in a folder outlast a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
