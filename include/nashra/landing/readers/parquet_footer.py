"""What the footer of a Parquet file says, read where it does no harm.

A few wrong bytes there end the process that looks at them: Arrow's C++ throws through Cython, which nothing can
catch. So a child process looks first, and dies of what it would be. One child serves a process for all its files.
"""

import atexit
import json
import os
import select
import struct
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from nashra.landing.limits import Limits
from nashra.landing.readers import parquet_footer_child as child
from nashra.landing.records import Fault

CONTAINERS = 1_000_000  # members of a list or map of the footer at the most
_SECONDS = 120  # for a child to start and to answer
_STEP = 1 << 16


class ColumnSize(NamedTuple):
    """A column of a row group."""

    path: str
    kind: str  # Parquet's physical type
    unpacked: int  # bytes
    values: int


class Group(NamedTuple):
    """A row group."""

    rows: int
    columns: list[ColumnSize]


def read_footer(file: BinaryIO, limits: Limits) -> list[Group]:
    """The row groups of a Parquet file, which is left at its start. Raises Fault when its footer can't be read."""
    footer = _footer(file)
    try:
        said = json.loads(_ask(footer, limits.record_bytes))
    except _Died as died:
        raise Fault(f"parquet: the footer is damaged: reading it {died}") from None
    if "error" in said:
        raise Fault(f"parquet: {said['error'][:160]}")
    return [Group(one["rows"], [ColumnSize(*column) for column in one["columns"]]) for one in said["groups"]]


def _ask(footer: bytes, strings: int) -> bytes:
    try:
        return _reader().ask(footer, strings)
    except _Died as died:
        if died.code != 0:
            raise
        return _reader().ask(footer, strings)  # it had just ended of itself, with nothing to do


def _footer(file: BinaryIO) -> bytes:
    size = file.seek(0, os.SEEK_END)
    tail = 4 + len(child.MAGIC)
    if size < 2 * tail:
        raise Fault("parquet: too short")
    file.seek(size - tail)
    length, magic = struct.unpack("<I4s", file.read(tail))
    if magic != child.MAGIC:
        raise Fault("parquet: no PAR1 at its end")
    if length > size - tail - len(magic):
        raise Fault("parquet: a footer longer than the file")
    file.seek(size - tail - length)
    footer = file.read(length)
    file.seek(0)
    return footer


class _Died(Exception):
    """The child ended, or said nothing in time."""

    def __init__(self, said: str, code: int | None = None) -> None:
        super().__init__(said)
        self.code = code  # of its exit


class _Child:
    """The process that reads footers. It ends when this process does: then nothing can be asked any more."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        # -P: the folder of the script is not where its imports are looked for
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(Path(child.__file__))], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, bufsize=0,
        )  # fmt: skip

    def ask(self, footer: bytes, strings: int) -> bytes:
        """The child's answer. Raises _Died, and then there is no child any more."""
        assert self._process.stdin
        until = time.monotonic() + _SECONDS
        try:
            with suppress(BrokenPipeError):
                self._process.stdin.write(child.HEAD.pack(len(footer), strings, CONTAINERS))
                for start in range(0, len(footer), _STEP):
                    self._process.stdin.write(footer[start : start + _STEP])
            (length,) = child.LENGTH.unpack(self._read(child.LENGTH.size, until))
            return self._read(length, until)
        except _Died:
            self.end()
            raise

    def _read(self, size: int, until: float) -> bytes:
        out = self._process.stdout
        assert out
        found = bytearray()
        while len(found) < size:
            ready, _, _ = select.select([out], [], [], max(until - time.monotonic(), 0))
            if not ready:
                raise _Died(f"took more than {_SECONDS} s")
            some = out.read(size - len(found))
            if not some:
                code = self._process.wait()
                raise _Died(f"ends the process with {code}", code)
            found += some
        return bytes(found)

    def end(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()
        if self.owner == os.getpid():
            self._process.kill()
            self._process.wait()

    def is_ours(self) -> bool:
        """Whether this process, and not one that it was forked from, began it, and it still runs."""
        return self.owner == os.getpid() and self._process.poll() is None


_children: list[_Child] = []


def _reader() -> _Child:
    if not (_children and _children[0].is_ours()):
        _children[:] = [_Child()]
    return _children[0]


@atexit.register
def _end() -> None:
    for one in _children:
        one.end()
