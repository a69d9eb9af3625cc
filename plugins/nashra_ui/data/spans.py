"""Kept text cut where its entities begin and end."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """Text with the mention that it is, or with none."""

    text: str
    mention: dict[str, Any] | None = None


def spans(text: str, start: int, mentions: list[dict[str, Any]]) -> list[Span]:
    """`text` stands at code point `start` of the body; `mentions` are all of the body's, by start."""
    found: list[Span] = []
    at = 0
    for mention in mentions:
        first, last = mention["start"] - start, mention["end"] - start
        if first < at or last > len(text) or last <= first:
            continue
        if first > at:
            found.append(Span(text[at:first]))
        found.append(Span(text[first:last], mention))
        at = last
    if at < len(text):
        found.append(Span(text[at:]))
    return found
