"""How far a long piece of work is: a log line now and then, or a bar where somebody looks on.

Whoever does the work says what it counts (`progress`, `counted`). Where it is shown is the context's (`shown_by`), so
that no function between has to hand it on. Nothing here reaches a table.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

MEGABYTE = 1_000_000
logger = logging.getLogger(__name__)
Part = TypeVar("Part")


@dataclass(slots=True)
class Work:
    """A piece of work that is being done."""

    what: str  # as in "cleaning"
    unit: str  # of what is counted, as in "articles"
    of: float | None  # how many there are, None when nobody knows
    shown: "Shown" = field(repr=False)
    done: float = 0.0
    beside: int = 0  # counted too, without an end in sight: records of the megabytes read
    beside_unit: str = ""
    _at: float = field(default_factory=lambda: time.monotonic())

    def add(self, amount: float = 1, beside: int = 0) -> None:
        """So much more is done."""
        self.done += amount
        self.beside += beside
        now = time.monotonic()
        if now - self._at >= self.shown.every:
            self._at = now
            self.shown.moved(self)

    def so_far(self) -> str:
        """As in "1,200 of 5,000 articles" or "0.3 of 1.5 MB, 40 records"."""
        most = self.done if self.of is None else self.of
        digits = ",.0f" if most >= 10 or most == int(most) else ",.1f" if most >= 1 else ",.2f"
        said = f"{self.done:{digits}} " + ("" if self.of is None else f"of {self.of:{digits}} ") + self.unit
        return said + (f", {self.beside:,} {self.beside_unit}" if self.beside_unit else "")


class Shown(Protocol):
    """Where progress is shown."""

    @property
    def every(self) -> float:
        """Seconds between two looks at a piece of work."""
        ...

    def moved(self, work: Work) -> None: ...

    def ended(self, work: Work) -> None: ...


@dataclass(frozen=True, slots=True)
class LogLines:
    """A line now and then; work that is done before the first is due says nothing."""

    every: float = 15.0

    def moved(self, work: Work) -> None:
        logger.info("%s: %s", work.what, work.so_far())

    def ended(self, work: Work) -> None:
        pass


_shown: ContextVar[Shown | None] = ContextVar("_shown", default=None)
_awaited: ContextVar[Work | None] = ContextVar("_awaited", default=None)


@contextmanager
def shown_by(shown: Shown) -> Iterator[None]:
    """Within it, progress is shown there."""
    token = _shown.set(shown)
    try:
        yield
    finally:
        _shown.reset(token)


@contextmanager
def progress(what: str, unit: str, of: float | None = None) -> Iterator[Work]:
    """Within it, `Work.add` says how much more of it is done."""
    work = Work(what, unit, of, _shown.get() or LogLines())
    try:
        yield work
    finally:
        work.shown.ended(work)


def counted(
    parts: Iterable[Part], what: str, unit: str, of: float | None = None, size: Callable[[Any], float] = len
) -> Iterator[Part]:
    """The parts as they are; each counts for its `size` when the next one is asked for."""
    with progress(what, unit, of) as work:
        for part in parts:
            yield part
            work.add(size(part))


@contextmanager
def awaited(what: str, unit: str, of: float | None, beside_unit: str = "") -> Iterator[None]:
    """Progress of work that is done further below: whoever does it says so by `have_done`, if it counts the same."""
    outer = _awaited.get()
    with progress(what, unit, of) as work:
        work.beside_unit = beside_unit
        _awaited.set(work)
        try:
            yield
        finally:
            _awaited.set(outer)


def have_done(unit: str, amount: float, beside: int = 0) -> None:
    """So much more is done; nothing happens when nobody awaits it."""
    work = _awaited.get()
    if work is not None and work.unit == unit:
        work.add(amount, beside)


def reading(what: str, size: float | None = None) -> AbstractContextManager[None]:
    """Progress through `size` bytes of files, and their records."""
    return awaited(what, "MB", None if size is None else size / MEGABYTE, "records")


def have_read(size: float, records: int = 0) -> None:
    """So many bytes and records more were read."""
    have_done("MB", size / MEGABYTE, records)
