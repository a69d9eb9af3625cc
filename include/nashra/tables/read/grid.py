"""Rows as aligned text that reads well with Arabic in it."""

import unicodedata
from collections.abc import Sequence, Sized
from datetime import datetime
from itertools import islice
from typing import Any

ISOLATE, POP = "\u2068", "\u2069"  # the text between is ordered by itself: columns stay in their places


_SEEN = 100  # characters of a value that are looked at for each column that it may take: marks take none


def width(text: str) -> int:
    """Columns of a terminal that the text takes: none for marks and controls, two for wide letters."""
    return sum(map(_columns, text))


def _columns(c: str) -> int:
    if unicodedata.combining(c) or unicodedata.category(c) in ("Cf", "Cc", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1


def cell(value: Any, longest: int | None) -> str:
    """A value on one line, cut at `longest` columns of the terminal; None: not cut. Of a long one that is cut no more
    is looked at than may be shown."""
    most = None if longest is None else longest * _SEEN
    if value is None:
        return ""
    if isinstance(value, bytes):
        value = value[:most].decode("utf-8", "replace") + "…" * _is_longer(value, most)
    if isinstance(value, datetime):
        value = value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, float):
        value = f"{value:.6g}"
    within = None if longest is None else 2 * longest  # so that what is cut there is cut here too
    if isinstance(value, list):
        value = "، ".join(cell(item, within) for item in value[:longest]) + "…" * _is_longer(value, longest)
    if isinstance(value, dict):
        value = " ".join(cell(item, within) for item in islice(value.values(), within))
    text = str(value)
    text = text[:most] + "…" * _is_longer(text, most)
    text = " ⏎ ".join(part for part in text.splitlines() if part.strip()) or text.strip()
    text = "".join(
        c for c in text if unicodedata.category(c) not in ("Cc", "Cs") and c not in "\u202a\u202b\u202c\u202d\u202e"
    )
    return text if longest is None else _cut(text, longest)


def _is_longer(value: Sized, most: int | None) -> bool:
    return most is not None and len(value) > most


def _cut(text: str, longest: int) -> str:
    """A text that takes no more columns; the last of them says that more stood there."""
    columns, fits = 0, 0
    for place, c in enumerate(text):
        before, columns = columns, columns + _columns(c)
        if before < longest <= columns:
            fits = place
        if columns > longest:
            return f"{text[:fits]}…"
    return text


def _padded(text: str, columns: int, right: bool) -> str:
    room = " " * (columns - width(text))
    if any(unicodedata.bidirectional(c) in ("R", "AL") for c in text):
        text = ISOLATE + text + POP
    return room + text if right else text + room


def grid(names: Sequence[str], rows: Sequence[Sequence[Any]], longest: int | None = 60) -> str:
    """A head, a rule, and a line a row; numbers are set to the right."""
    cells = [[cell(value, longest) for value in row] for row in rows]
    widths = [max([width(n), *(width(line[i]) for line in cells)]) for i, n in enumerate(names)]
    number = [
        all(isinstance(r[i], int | float) or r[i] is None for r in rows) and bool(rows) for i in range(len(names))
    ]
    lines = [names, ["─" * columns for columns in widths], *cells]
    return "\n".join(
        "  ".join(
            _padded(text, columns, right) for text, columns, right in zip(line, widths, number, strict=True)
        ).rstrip()
        for line in lines
    )
