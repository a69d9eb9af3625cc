"""Kept text cut where its entities begin and end."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """Text with the mention that it is, or with none."""

    text: str
    mention: dict[str, Any] | None = None


def spans(text: str, start: int, mentions: list[dict[str, Any]]) -> list[Span]:
    """`text` stands at code point `start` of the body; `mentions` are all of the body's, by start.

    Of a mention that begins before the text or goes on behind it, the part that is inside is cut out.
    """
    found: list[Span] = []
    at = 0
    for mention in mentions:
        first, last = max(mention["start"] - start, 0), min(mention["end"] - start, len(text))
        if first < at or last <= first:
            continue
        if first > at:
            found.append(Span(text[at:first]))
        found.append(Span(text[first:last], mention))
        at = last
    if at < len(text):
        found.append(Span(text[at:]))
    return found
