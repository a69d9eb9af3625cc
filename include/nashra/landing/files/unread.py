"""What a disk or a store failed to give, or to take, while files of the landing were read.

A reader meets such a failure as it meets bad bytes, and some readers go on behind it. But it says nothing of what
landed: a store that is asked too much, a share that is gone for a moment, no room for what is unpacked. Whoever must
not take it for a bad file has what could not be read noted (`failures`); what can't be unpacked ends the reading.
"""

import errno
import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, BinaryIO, TypeGuard, cast

from nashra.errors import PassingError

_BUFFER = 1 << 20  # bytes asked of a store at once: each time is a request
# of the machine or of what stands between, not of the file (EMFILE is not: folders deep in each other bring it about)
_PASSING = frozenset(
    getattr(errno, name)
    for name in (
        "EAGAIN", "ECONNABORTED", "ECONNREFUSED", "ECONNRESET", "EHOSTDOWN", "EHOSTUNREACH", "EINTR", "ENETDOWN",
        "ENETUNREACH", "ENFILE", "ENODEV", "ENOLCK", "ENOMEM", "ENOTCONN", "ESHUTDOWN", "ESTALE", "ETIMEDOUT",
    )
)  # fmt: skip
_OF_NAMES = frozenset([errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG, errno.EMFILE])
_STORE_PASSING = re.compile(
    r"AWS Error (?:SLOW_DOWN|THROTTLING|SERVICE_UNAVAILABLE|INTERNAL_FAILURE|NETWORK_CONNECTION|REQUEST_TIMEOUT"
    r"|[A-Z_]+ \(HTTP status (?:408|429|5\d\d)\))"
)
_failed: ContextVar[dict[str, OSError] | None] = ContextVar("_failed", default=None)
_opened: ContextVar[dict[str, set[int]] | None] = ContextVar("_opened", default=None)


class LandingUnread(PassingError):
    """A disk or a store did not give a file of the landing that is there, or there was no room to unpack it."""


@contextmanager
def failures() -> Iterator[dict[str, OSError]]:
    """The files, by path below the landing's day, that could not be read, or not to their end, within the block, each
    with its first failure; whatever their readers made of it."""
    found: dict[str, OSError] = {}
    token = _failed.set(found)
    try:
        yield found
    finally:
        _failed.reset(token)


@contextmanager
def openings() -> Iterator[dict[str, set[int]]]:
    """The files, by path below the landing's day, that are opened on a disk within the block, each with its inodes."""
    found: dict[str, set[int]] = {}
    token = _opened.set(found)
    try:
        yield found
    finally:
        _opened.reset(token)


def note_opened(path: str, inode: int) -> None:
    if (found := _opened.get()) is not None:
        found.setdefault(path, set()).add(inode)


@contextmanager
def noted(path: str) -> Iterator[None]:
    """Notes an OSError on its way."""
    try:
        yield
    except OSError as error:
        if (found := _failed.get()) is not None:
            found.setdefault(path, error)
        raise


@contextmanager
def unpacking() -> Iterator[None]:
    """Around what writes to a disk of ours while a file is read. Raises LandingUnread when that fails."""
    try:
        yield
    except OSError as error:
        raise LandingUnread(
            f"a file of the landing could not be unpacked on the disk for temporary files ({why(error)}). "
            "Nothing was published: make room there, or set TMPDIR, and run the day again"
        ) from error


def is_passing(error: BaseException | None) -> bool:
    """Whether a failure is the machine's or the store's and may pass, and not the file's own."""
    if not isinstance(error, OSError):
        return False
    return error.errno in _PASSING or isinstance(error, _EndedEarly) or bool(_STORE_PASSING.search(str(error)))


def is_kept_back(error: BaseException | None) -> TypeGuard[OSError]:
    """Whether the machine or the store does not give what is there: another user's file, a bad sector, an archived
    object. Not when a name, or what it lies in, is to blame: anybody can let such a one land; nor when what was read
    is damaged, which some unpackers tell by an OSError without a number."""
    if not isinstance(error, OSError):
        return False
    return error.errno not in _OF_NAMES if error.errno is not None else "AWS Error" in str(error)


def why(error: OSError) -> str:
    """The failure in a few words."""
    return error.strerror or " ".join(str(error).partition("; Details:")[0].split()) or type(error).__name__


def of_disk(handle: int, path: str) -> BinaryIO:
    """A file of a disk, by its descriptor, whose failures are noted."""
    return cast(BinaryIO, io.BufferedReader(_OfDisk(handle, path)))


def of_store(file: BinaryIO, path: str) -> BinaryIO:
    """An open object of a store, whose failures are noted."""
    return cast(BinaryIO, io.BufferedReader(_OfStore(file, path), _BUFFER))


class _EndedEarly(OSError):
    """A store's answer that holds less than the object has."""


class _OfDisk(io.FileIO):
    def __init__(self, handle: int, path: str) -> None:
        super().__init__(handle)
        self._path = path

    def readinto(self, buffer: Any, /) -> int | None:
        with noted(self._path):
            return super().readinto(buffer)

    def readall(self) -> bytes:
        with noted(self._path):
            return super().readall()


class _OfStore(io.RawIOBase):
    def __init__(self, file: BinaryIO, path: str) -> None:
        self._file, self._path = file, path
        with noted(path):
            self._size = file.seek(0, os.SEEK_END)
            file.seek(0)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._file.tell()

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        with noted(self._path):
            return self._file.seek(offset, whence)

    def readinto(self, buffer: Any, /) -> int:
        view = memoryview(buffer).cast("B")
        with noted(self._path):
            data = self._file.read(len(view))
            if not data and len(view) and self._file.tell() < self._size:
                raise _EndedEarly(errno.EIO, "the store's answer ended early")
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()
