"""A snapshot of a local lake: what is published now, held open while others publish.

Engines open a Parquet file twice in a query, for its footer and for its data. When the file is replaced in
between they fail. Files that are held open stay readable after they are replaced, through /proc/self/fd.
"""

import fcntl
import logging
import os
import resource
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from nashra.lake import Storage
from nashra.tables.snapshot.lock import NoLocks, flock_within
from nashra.tables.snapshot.placing import PLACING, READER_SECONDS, waiting

logger = logging.getLogger(__name__)
_SPARE = 256  # file handles left to the process


def pin(lake: Storage, tables: list[str], owner: object) -> Path | None:
    """A folder laid out like the lake whose files don't change as long as `owner` lives.

    All files are of one moment, between publications. None where that can't be had: no /proc, or more files than
    the process may hold open.
    """
    if not Path("/proc/self/fd").is_dir():
        return None
    # listed behind the gate: a day that is published before it is there in all tables or in none
    with standing_still(lake):
        coming = {path: copy for path, copy in waiting(lake).items() if path.partition("/")[0] in tables}
        there = (info.path for table in tables for info in lake.files(table) if info.path.endswith(".parquet"))
        files = sorted({*there, *coming})
        if not _room_for(len(files)):
            return None
        folder = tempfile.TemporaryDirectory(prefix="nashra-lake-")
        handles: list[int] = []
        weakref.finalize(owner, _release, folder, handles)
        for path in files:
            place = Path(folder.name) / path
            place.parent.mkdir(parents=True, exist_ok=True)
            handles.append(_opened(lake, path, coming.get(path)))
            place.symlink_to(f"/proc/self/fd/{handles[-1]}")
    return Path(folder.name)


def _opened(lake: Storage, path: str, copy: str | None) -> int:
    if copy:
        with suppress(FileNotFoundError):  # it has been moved to its place
            return os.open(lake.full(copy), os.O_RDONLY)
    return os.open(lake.full(path), os.O_RDONLY)


@contextmanager
def standing_still(lake: Storage) -> Iterator[None]:
    """As long as it lasts nobody puts a day's files in place; whoever would, waits some seconds for it."""
    gate = _hold_placing(lake)
    try:
        yield
    finally:
        if gate is not None:
            os.close(gate)


def _hold_placing(lake: Storage) -> int | None:
    """Waits for whoever is putting files in place, but not for ever; a lake that nobody publishes to has no lock."""
    try:
        gate = os.open(lake.full(PLACING), os.O_RDONLY)
    except OSError:
        return None
    try:
        if not flock_within(gate, fcntl.LOCK_SH, READER_SECONDS):
            logger.warning("somebody has held %s for %g s: read all the same", lake.full(PLACING), READER_SECONDS)
    except NoLocks as error:  # a share that is mounted to be read: its publishers have locks elsewhere
        logger.warning("queries may meet a publication: %s", error)
    return gate


def _room_for(count: int) -> bool:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = count + len(list(Path("/proc/self/fd").iterdir())) + _SPARE
    if soft < needed <= hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (needed, hard))
    return needed <= hard


def _release(folder: tempfile.TemporaryDirectory[str], handles: list[int]) -> None:
    folder.cleanup()
    for handle in handles:
        os.close(handle)
