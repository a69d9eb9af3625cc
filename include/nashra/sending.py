"""A file is on S3 when the store shows it, not when a client says that it was sent.

S3 may answer "200 OK" and say in the same answer that it failed; what stands between, such as a proxy, may end an
answer early. `pyarrow.fs.copy_files` calls the first a success, and pyarrow the second. Then the object is not there,
or is still the one before, and a night would publish what is not in the lake.
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyarrow.fs as pafs

from nashra.errors import PassingError

_STEP = 1 << 20


class NotStored(PassingError, OSError):
    """The store took a file, and has it not."""


class _Object(NamedTuple):
    size: int
    etag: bytes


def send(made: Path, fs: pafs.FileSystem, target: str) -> None:
    """Puts a file of this disk into the store. Raises NotStored, or what pyarrow raises."""
    before = _object(fs, target)
    pafs.copy_files(str(made), target, pafs.LocalFileSystem(), fs, use_threads=False)
    _require(fs, target, made.stat().st_size, before, lambda: _same(pafs.LocalFileSystem(), str(made), fs, target))


def copy(fs: pafs.FileSystem, source: str, target: str) -> None:
    """Copies an object, inside the store. Raises NotStored, or what pyarrow raises."""
    before, wanted = _object(fs, target), _object(fs, source)
    fs.copy_file(source, target)
    if wanted:
        _require(fs, target, wanted.size, before, lambda: _same(fs, source, fs, target))


def _object(fs: pafs.FileSystem, path: str) -> _Object | None:
    try:
        with fs.open_input_file(path) as file:
            return _Object(file.size(), dict(file.metadata() or {}).get("ETag", b""))  # a store may give none
    except FileNotFoundError:
        return None


def _require(fs: pafs.FileSystem, path: str, size: int, before: _Object | None, same: Callable[[], bool]) -> None:
    """An object of that size is there, and is another than before; or it holds the same, which costs a reading."""
    found = _object(fs, path)
    if found and found.size == size and (found != before or same()):
        return
    raise NotStored(f"{path} was sent, and the store has {'not taken it' if found else 'no such object'}: try again")


def _same(fs: pafs.FileSystem, path: str, other_fs: pafs.FileSystem, other_path: str) -> bool:
    with fs.open_input_file(path) as one, other_fs.open_input_file(other_path) as other:
        while block := one.read(_STEP):
            if block != other.read(_STEP):
                return False
    return True
