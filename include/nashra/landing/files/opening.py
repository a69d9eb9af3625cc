"""Opening a file of the landing: nothing outside it, nothing that isn't a file, and no waiting on a pipe."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeVar

from nashra.lake import Storage
from nashra.landing.records import Fault
from nashra.telling.progress import have_read

Item = TypeVar("Item")


@dataclass(slots=True)
class Opened:
    """A file open for reading bytes, seekable, with what must not change while it is read."""

    path: str
    file: BinaryIO
    size: int
    stamp: tuple[int, ...]  # size, time and inode of a local file
    member: bool = False  # of an archive, with which it is counted

    def counted(self, items: Iterator[Item], parts: int) -> Iterator[Item]:
        """What a reader finds in the file, while progress is told how far it is.

        Each of `parts` readers reads the whole file, and counts for its share.
        """
        if self.member:
            yield from items
            return
        before = 0
        try:
            for item in items:
                yield item
                at = before if self.file.closed else min(max(self.file.tell(), before), self.size)
                have_read((at - before) / parts, 1)
                before = at
        finally:
            have_read((self.size - before) / parts)

    def now(self) -> tuple[int, ...]:
        return _stamp(self.file) if self.stamp else ()


def printable(path: str) -> str:
    """The path as text that can be stored: bytes of a name that aren't UTF-8 are shown as \\xNN."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _stamp(file: BinaryIO) -> tuple[int, ...]:
    status = os.fstat(file.fileno())
    return status.st_size, status.st_mtime_ns, status.st_ino


def _refuse_path(path: str) -> None:
    if path.startswith("/") or ".." in path.split("/") or "\0" in path:
        raise Fault("name: leaves the landing")


@contextmanager
def open_landing(storage: Storage, path: str) -> Iterator[Opened]:
    """The file at a path below the storage's root. Raises Fault when it must not or can't be opened."""
    _refuse_path(path)
    try:
        if storage.is_local:
            with _open_local(Path(storage.root), path) as file:
                stamp = _stamp(file)
                yield Opened(path, file, stamp[0], stamp)
        else:
            with storage.open_input(path) as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(0)
                yield Opened(path, file, size, ())
    except OSError as error:
        raise Fault(f"unreadable: {error.strerror or type(error).__name__}") from error


def _open_local(root: Path, path: str) -> BinaryIO:
    full = root / path
    try:
        real = full.resolve()
    except RuntimeError as error:  # before Python 3.13 a loop of links is no OSError
        raise Fault("unreadable: links in a circle") from error
    if not real.is_relative_to(root.resolve()):
        raise Fault("link: leaves the landing", os.fsencode(_link_target(full)))
    # O_NONBLOCK: a named pipe would otherwise be waited for until someone writes to it.
    handle = os.open(real, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise Fault("not a file: " + ("a folder" if real.is_dir() else "a pipe, socket or device"))
    return os.fdopen(handle, "rb")


def _link_target(full: Path) -> str:
    return str(full.readlink()) if full.is_symlink() else str(full)
