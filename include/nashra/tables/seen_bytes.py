"""What the bytes of published files are, kept in the lake by size, times and inode, so that a year of days is not read
anew to learn that nothing has changed.

What is lost or damaged of it is read again. So is a file so young that it could be written to once more within one tick
of the file system's clock: its digest is not kept."""

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nashra.errors import PassingError
from nashra.kept_json import keep, kept
from nashra.lake import FileInfo, Storage, day_of, partition_path

SEEN = "_cache/bytes.json"
"""Of all that is made of published days: who writes it knows of the same files."""
SETTLED = 10.0  # seconds since a file was last written to, from which its digest is kept


class Republished(PassingError, RuntimeError):
    """A day was published while something was made of it: what was read may be of both."""


class SeenBytes:
    """Digests of the files of some tables, as they lie in the lake now."""

    def __init__(self, lake: Storage, tables: tuple[str, ...]) -> None:
        self.lake, self.tables = lake, tables
        self._stamps = {info.path: _stamp_of(lake, info) for table in tables for info in lake.files(table)}
        self._known: dict[str, list[Any]] = kept(lake, SEEN) or {}
        self._now: dict[str, str] = {}
        self.read = 0
        """Files whose bytes were read; the others' digests had been kept."""

    def days(self) -> list[str]:
        """Days of which every one of the tables is there, earliest first."""
        found = sorted({day for path in self._stamps if (day := day_of(path))})
        return [day for day in found if all(partition_path(table, day) in self._stamps for table in self.tables)]

    def has(self, path: str) -> bool:
        """Whether a file was there at the begin."""
        return path in self._stamps

    def require_unmoved(self, days: Iterable[str]) -> None:
        """Raises Republished when some days' files are no longer those that were there at the begin."""
        for folder in (f"{table}/day={day}" for day in days for table in self.tables):
            before = {path: stamp for path, stamp in self._stamps.items() if path.startswith(f"{folder}/")}
            if {info.path: _stamp_of(self.lake, info) for info in self.lake.files(folder)} != before:
                raise Republished(f"{folder} was published while tables were made of it: make them again")

    def digest(self, path: str) -> str:
        """sha256 of a file, in hex."""
        if path not in self._now:
            entry = self._known.get(path)
            if entry is not None and entry[:-1] == self._stamps[path]:
                self._now[path] = entry[-1]
            else:
                self._read(path)
        return self._now[path]

    def _read(self, path: str) -> None:
        stamp, began = self._stamps[path], time.time()
        self._now[path] = self.lake.digest(path)
        self._known.pop(path, None)
        self.read += 1
        if 0 < max(stamp[1:3]) < (began - SETTLED) * 1e9:
            self._known[path] = [*stamp, self._now[path]]

    def keep(self) -> None:
        """Keeps what was read, of files that are still there."""
        now = {path: entry for path, entry in self._known.items() if path in self._stamps}
        if now != kept(self.lake, SEEN):
            keep(self.lake, SEEN, now)


def _stamp_of(lake: Storage, info: FileInfo) -> list[int]:
    return [info.size, *info.stamp, *_inode_of(lake, info.path)]


def _inode_of(lake: Storage, path: str) -> list[int]:
    """What tells, on a disk, of a change that left size and time of writing as they were."""
    if not lake.is_local:
        return []
    try:
        status = Path(lake.full(path)).stat()
    except OSError:
        return [0, 0]
    return [status.st_ctime_ns, status.st_ino]
