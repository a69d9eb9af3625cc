"""Whether the code, the rules and the reference data are still those that this process has read.

A file of rules is read once a process, or once by the one that it was forked from; code is loaded where it is first
needed. What an editor saves meanwhile must neither be taken for what was read, nor be read for a part of the work.
"""

import functools
import os
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from nashra.errors import PassingError
from nashra.settings import INCLUDE
from nashra.text.remembered import Remembered

_CODE, _DATA = ("nashra",), ("rules", "reference")  # below include/
_MADE = "__pycache__"
_TRIES = 3
Found = TypeVar("Found")
_Cached: Any = type(functools.cache(lambda: None))


class InputsMoved(PassingError, RuntimeError):
    """Rules, reference data or code were written to while they were used; doing the work again uses what is there."""


class Stamp(NamedTuple):
    """Names, sizes, times and inodes of files: another one says that something may have been written."""

    code: str
    data: str


_held: Stamp | None = None


def stamp_now() -> Stamp:
    return Stamp(_stamp(_CODE), _stamp(_DATA))


def hold() -> Stamp:
    """From here on, what is read of rules and reference data is what is there now: what this process had read of
    others is forgotten."""
    global _held
    now = stamp_now()
    if _held is not None and _held.data != now.data:
        forget_read()
    _held = now
    return now


def require_held() -> None:
    """Raises InputsMoved when something was written since `hold`: what was made since may be of two minds. A process
    that never called it holds nothing."""
    if _held is not None and _held != stamp_now():
        raise InputsMoved("rules, reference data or code were written to while they were used: do it again")


def as_held(work: Callable[[], Found], begin: Callable[[Stamp], None] = lambda _: None) -> Found:
    """Does the work, with `begin` before it, and again when something was written to meanwhile.

    Raises InputsMoved when that happens again and again.
    """
    for _ in range(_TRIES):
        begun = hold()
        begin(begun)
        try:
            found = work()
        except InputsMoved:
            continue
        if stamp_now() == begun:
            return found
    raise InputsMoved("rules, reference data or code are being written to: do it again when they are whole")


def forget_read() -> None:
    """Empties what functions of ours keep of their answers: it may have been made of rules.

    They are found by their modules. The collector doesn't list them all: in a task that a scheduler forked, what the
    scheduler had read is frozen.
    """
    for thing in _things():
        if isinstance(thing, (_Cached, Remembered)):
            thing.cache_clear()


def _things() -> Iterator[Any]:
    """What stands in our modules, and in their classes."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == _CODE[0]:
            for thing in list(vars(module).values()):
                yield thing
                if isinstance(thing, type):
                    yield from (getattr(one, "__func__", one) for one in vars(thing).values())


def _stamp(folders: tuple[str, ...]) -> str:
    seen = sorted(part for folder in folders for part in _files(INCLUDE / folder))
    return sha256("\n".join(seen).encode()).hexdigest()


def _files(folder: str | Path) -> Iterator[str]:
    try:
        entries = list(os.scandir(folder))
    except OSError:  # a folder that goes away meanwhile
        return
    for entry in entries:
        if entry.is_dir():
            if entry.name != _MADE:
                yield from _files(entry.path)
            continue
        try:
            found = entry.stat()
        except OSError:
            continue
        yield f"{entry.path} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"
