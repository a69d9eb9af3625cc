"""Files inside a tar archive, packed or not, each read as if it lay in the landing, in the order they come in."""

import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, BinaryIO, cast

from nashra.landing.files.listing import wanted
from nashra.landing.files.opening import Opened, printable
from nashra.landing.files.unpack import Unpacked
from nashra.landing.files.unread import unpacking
from nashra.landing.limits import Limits
from nashra.landing.records import Fault

_MAGIC, _PLACE, HEADER = b"ustar", 257, 512
_STEP = 1 << 18
_KEPT = 1 << 16  # bytes that are more than what Python's reader reads ahead
_IN_MEMORY = 8_000_000  # bytes of a member before a temporary file is made
_BROKEN = (tarfile.TarError, EOFError, OSError, ValueError, RecursionError)


def is_tar(head: bytes) -> bool:
    return head[_PLACE : _PLACE + len(_MAGIC)] == _MAGIC


def members(stream: Unpacked, limits: Limits) -> Iterator[tuple[str, tarfile.TarFile, tarfile.TarInfo]]:
    """Path, archive and entry of the files that belong to a landing: no folders, links or devices, nothing hidden.

    One at a time, each to be read before the next is asked for. Raises Fault where the archive breaks.
    """
    listed, watched = 0, _Watched(stream)
    try:
        with tarfile.open(fileobj=cast(IO[bytes], watched), mode="r|", errors="surrogateescape") as archive:
            for entry in archive:
                listed += 1
                if listed > limits.zip_members:
                    raise Fault(f"tar: more than {limits.zip_members} members")
                folders = [part for part in entry.name.split("/") if part not in ("", ".")]
                if entry.isreg() and folders and all(map(wanted, folders)):
                    yield printable("/".join(folders)), archive, entry
                cast(Any, archive).members = []  # else all of them are kept
            end = watched.block(archive.offset)
    except _BROKEN as error:
        raise _fault(error) from error
    if len(end) < HEADER:
        raise Fault("truncated: the tar archive ends without its end")
    if end.strip(b"\0"):
        raise Fault("tar: a damaged header, and what stands behind it can't be read")


class _Watched:
    """The stream, with its last bytes to look at: a damaged header is an archive's end to Python's reader."""

    def __init__(self, stream: Unpacked) -> None:
        self._stream, self._at, self._last = stream, 0, b""

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self._at += len(data)
        self._last = (self._last + data)[-_KEPT:]
        return data

    def block(self, offset: int) -> bytes:
        """A header's bytes."""
        start = offset - (self._at - len(self._last))
        return self._last[start : start + HEADER] if start >= 0 else b""


@contextmanager
def open_member(archive: tarfile.TarFile, entry: tarfile.TarInfo, path: str) -> Iterator[Opened]:
    """A member open for reading bytes, seekable. Of one that breaks off what there is is read, then Fault is raised."""
    packed = archive.extractfile(entry)
    if packed is None:
        raise Fault("tar: a member that is no file")
    with packed, tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
        broken: Fault | None = None
        try:
            while block := packed.read(_STEP):
                with unpacking():
                    copy.write(block)
        except Fault as fault:  # of its compression
            broken = fault
        except _BROKEN as error:
            broken = _fault(error)
        with unpacking():
            copy.seek(0)
        yield Opened(path, cast(BinaryIO, copy), entry.size, (), member=True)
        if broken:
            raise broken


def _fault(error: Exception) -> Fault:
    said = " ".join(str(error).split())[:120] or type(error).__name__
    cut = isinstance(error, EOFError) or "unexpected end" in said
    return Fault("truncated: the tar archive ends within a member" if cut else f"tar: {said}")
