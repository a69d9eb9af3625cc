"""Rows as aligned text that reads well with Arabic in it."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Any

ISOLATE, POP = "\u2068", "\u2069"  # the text between is ordered by itself: columns stay in their places


def width(text: str) -> int:
    """Columns of a terminal that the text takes: none for marks and controls, two for wide letters."""
    return sum(
        0 if unicodedata.combining(c) or unicodedata.category(c) in ("Cf", "Cc", "Mn", "Me")
        else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )  # fmt: skip


def cell(value: Any, longest: int | None) -> str:
    """A value on one line, cut at `longest` columns of the terminal; None: not cut."""
    if value is None:
        return ""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, datetime):
        value = value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, float):
        value = f"{value:.6g}"
    if isinstance(value, list):
        value = "، ".join(cell(item, None) for item in value)
    if isinstance(value, dict):
        value = " ".join(cell(item, None) for item in value.values())
    text = " ⏎ ".join(part for part in str(value).splitlines() if part.strip()) or str(value).strip()
    text = "".join(
        c for c in text if unicodedata.category(c) not in ("Cc", "Cs") and c not in "\u202a\u202b\u202c\u202d\u202e"
    )
    if longest is not None and width(text) > longest:
        while text and width(text) >= longest:
            text = text[:-1]
        text += "…"
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
