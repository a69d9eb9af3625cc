"""Kept text cut where its entities begin and end."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """Text with the mention that it is, or with none."""

    text: str
    mention: dict[str, Any] | None = None


class Spans:
    """The mentions of a body, by start. Each text of it asks for its own, however many both are."""

    def __init__(self, mentions: list[dict[str, Any]]) -> None:
        self._mentions = mentions
        self._starts = [mention["start"] for mention in mentions]
        self._reach = list(accumulate((mention["end"] for mention in mentions), max))  # the furthest end so far

    def of(self, text: str, start: int) -> list[Span]:
        """`text` stands at code point `start` of the body.

        Of a mention that begins before the text or goes on behind it, the part that is inside is cut out.
        """
        found: list[Span] = []
        at = 0
        for mention in self._mentions[bisect_right(self._reach, start) : bisect_left(self._starts, start + len(text))]:
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
