"""What a statement is, and what finding statements of either kind stands on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from nashra.quotes.cues import Cue
from nashra.quotes.marks import MARKS, Pair
from nashra.quotes.quote_rules import QuoteRules
from nashra.quotes.sentences import Parsed

Span = tuple[int, int]
Kind = Literal["direct", "indirect"]
_FELLOWS = {"»": "«", "”": "“", "“": "”"}
_TRIM = " \t\u00a0\n،,؛;:-–ـ."


@dataclass(frozen=True, slots=True)
class Statement:
    """body[start:end] is said; `why` in words."""

    kind: Kind
    start: int
    end: int
    cue: Cue | None
    why: str
    goes_on: bool = False
    """Whether it goes on the statement before it, in a paragraph of its own."""
    named_at: tuple[int, int] | None = None
    """A place that names who speaks where no word of saying does: what stands before a colon."""


class Reading:
    """A body with its pairs of marks, its words of saying and the places of persons and bodies in it."""

    def __init__(
        self, parsed: Parsed, pairs: Sequence[Pair], cues: Sequence[Cue], names: Sequence[Span], rules: QuoteRules
    ) -> None:
        self.parsed, self.rules, self.names = parsed, rules, names
        self.outer = [pair for pair in pairs if not pair.inner]
        self.pairs = [pair for pair in self.outer if not pair.lost]
        self.cues = [cue for cue in cues if not inside(cue.start, self.pairs)]

    def says_text(self, cue: Cue) -> bool:
        """Whether a word of saying only tells by whom the paper knows, or who made the text that another is the word
        of: «تقرير نشرته كذا»."""
        if cue.form == "according":
            return True  # «وأضاف فلان بحسب وكالة كذا أن»
        return cue.takes == "marks" and cue.form == "past" and self.parsed.words[cue.word].key.endswith("ته")


def inside(at: int, pairs: Sequence[Pair]) -> bool:
    return any(pair.start <= at < pair.end for pair in pairs)


def within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def trimmed(body: str, start: int, end: int) -> tuple[int, int] | None:
    """A span without white space and signs at its ends, and without a «و» that joins what follows; None if empty."""
    while start < end and body[start] in _TRIM:
        start += 1
    while end > start and (body[end - 1] in _TRIM or (body[end - 1] in MARKS and _is_odd(body, start, end))):
        end -= 1
    return (start, end) if start < end else None


def _is_odd(body: str, start: int, end: int) -> bool:
    """Whether a mark at a span's end has no fellow in the span."""
    mark = body[end - 1]
    return body.count(mark, start, end) == 1 and _FELLOWS.get(mark, mark) not in body[start : end - 1]
