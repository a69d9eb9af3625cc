"""Opening a file of the landing: nothing outside it, nothing that isn't a file, and no waiting on a pipe."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, TypeVar

from nashra.lake import Storage
from nashra.landing.files.beneath import open_file
from nashra.landing.files.unread import is_kept_back, note_opened, noted, of_disk, of_store
from nashra.landing.records import NOT_GIVEN, Fault
from nashra.telling.progress import have_read

Item = TypeVar("Item")
_LIKE_SHOWN = re.compile(rb"\\x[0-9a-f]{2}")


@dataclass(slots=True)
class Opened:
    """A file open for reading bytes, seekable, with what must not change while it is read."""

    path: str
    file: BinaryIO
    size: int
    stamp: tuple[int, ...]  # size, time and inode of a local file
    member: bool = False  # of an archive, with which it is counted
    again: bool = False  # read before: that was counted

    def counted(self, items: Iterator[Item], parts: int) -> Iterator[Item]:
        """What a reader finds in the file, while progress is told how far it is.

        Each of `parts` readers reads the whole file, and counts for its share.
        """
        if self.member or self.again:
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
    """The path as text that can be stored, another for each path: bytes of a name that aren't UTF-8 are shown as \\xNN,
    and in a name that holds either these or what looks like them a backslash is two."""
    data = os.fsencode(path)
    if b"\\" in data and (_LIKE_SHOWN.search(data) or _undecodable(data)):
        data = data.replace(b"\\", b"\\\\")
    return data.decode("utf-8", "backslashreplace")


def _undecodable(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def _stamp(file: BinaryIO) -> tuple[int, ...]:
    status = os.fstat(file.fileno())
    return status.st_size, status.st_mtime_ns, status.st_ino


def _refuse_path(path: str) -> None:
    if path.startswith("/") or ".." in path.split("/") or "\0" in path:
        raise Fault("name: leaves the landing")


def below_top(storage: Storage, path: str) -> str:
    """A path below a local storage's root, as one below the folder that whoever runs the night has named."""
    return f"{storage.root[len(storage.top) :]}/{path}"


@contextmanager
def open_landing(storage: Storage, path: str) -> Iterator[Opened]:
    """The file at a path below the storage's root. Raises Fault when it must not or can't be opened.

    What the disk or the store fails to give is noted (see unread.py), whatever the file's reader makes of it.
    """
    _refuse_path(path)
    try:
        with _open(storage, path) as file:
            if storage.is_local:
                stamp = _stamp(file)
                note_opened(path, stamp[-1])
                yield Opened(path, file, stamp[0], stamp)
            else:
                size = file.seek(0, os.SEEK_END)
                file.seek(0)
                yield Opened(path, file, size, ())
    except OSError as error:
        kind = NOT_GIVEN if is_kept_back(error) else "unreadable: "
        raise Fault(f"{kind}{error.strerror or type(error).__name__}") from error


def _open(storage: Storage, path: str) -> BinaryIO:
    with noted(path):
        if storage.is_local:
            return of_disk(open_file(storage.top, below_top(storage, path)), path)
        return of_store(storage.open_input(path), path)
