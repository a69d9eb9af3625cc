"""The scraped text of an article again: its kept lines and, between them, what cleaning took out.

The tables hold the line number of what was removed, not of what was kept, and blank lines leave no trace. So the
order is exact for texts without blank lines and for texts with one after each line, and near it for others.
"""

from dataclasses import dataclass, field
from typing import Any

Rows = list[dict[str, Any]]
REPAIR = "repair"  # category of an edit inside a line that stays
TITLE_FIELD = "the record's title"  # evidence of a line that repeats a title which a field gave
TAIL = "tail of a line"  # how the evidence of a tail begins that was cut off a line that stays


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text of one kind: kept (with its place in the body), the title, or removed (with its removal)."""

    text: str
    kind: str  # "kept", "title" or "removed"
    start: int = 0  # of a kept piece: its first code point in the body
    removal: dict[str, Any] = field(default_factory=dict)


def rebuild(title: str | None, body: str, removals: Rows, raw_chars: int) -> list[list[Piece]]:
    """The lines of the scraped text, each its pieces. A title that is no line of the text stands above it."""
    # a title that a field gave is no line of the text; where the text has it too, that line is among the removals
    above = [Piece(title, "title")] if title and any(r["evidence"] == TITLE_FIELD for r in removals) else []
    kept: list[Piece] = [Piece(title, "title")] if title and not above else []
    at = 0
    for text in body.split("\n"):
        if text.strip():
            kept.append(Piece(text, "kept", at))
        at += len(text) + 1
    taken = sorted((r for r in removals if r["category"] != REPAIR), key=lambda r: r["line_no"])
    whole = sum(not is_tail(r) for r in taken)
    chars = sum(len(p.text) for p in kept) + sum(len(r["text"]) for r in taken)
    apart = spacing(len(kept) + whole, raw_chars - chars + 1)

    lines: list[list[Piece]] = []
    waiting = iter(kept)
    for removal in taken:
        piece = Piece(removal["text"].strip("\n"), "removed", removal=removal)
        before = round(removal["line_no"] / apart)
        while len(lines) < before + is_tail(removal) and (line := next(waiting, None)):
            lines.append([line])
        if is_tail(removal) and lines:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [above] * bool(above) + lines + [[line] for line in waiting]


def is_tail(removal: dict[str, Any]) -> bool:
    return str(removal["evidence"]).startswith(TAIL)


def spacing(solid: int, lines: int) -> float:
    """Lines of the text from one that holds something to the next; `lines` is an estimate, white space adds to it."""
    if solid < 2 or lines <= 1.15 * solid + 2:
        return 1.0
    apart = (lines - 1) / (solid - 1)
    return 2.0 if abs(apart - 2) < 0.3 else apart
