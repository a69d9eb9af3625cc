"""What is said of a line that is metadata."""

from datetime import datetime
from typing import NamedTuple

Span = tuple[int, int]


class Verdict(NamedTuple):
    """A line, or a part of it, that is metadata. Spans are in the folded line."""

    kind: str
    value: Span
    whole: bool = True
    start: int = 0
    end: int = 0
    places: Span | None = None
    agency: str | None = None
    moment: datetime | None = None  # aware, on the clock that the line names
    worth: int = 0  # of the moment: which of several dates is that of publication


UPDATED, PLAIN, CLOCKED, PUBLISHED = range(4)
"""Worths of a date, the least first."""
