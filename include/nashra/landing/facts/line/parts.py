"""The parts of a line between dashes, slashes, brackets and commas."""

import re

from nashra.landing.facts.line.marks import FIRST_WORD
from nashra.landing.facts.line.verdict import Span
from nashra.landing.facts.place_names import place_names

_DASH = r"[\-–—ـ−:/|،]"
JOINT = re.compile(rf"{_DASH}|[()]")
_PART_ENDS = re.compile(rf"\s{{0,3}}{_DASH}+\s{{0,3}}|\s{{0,2}}[()]\s{{0,2}}|$")
_BUTTONS = re.compile(r"(?:[a-z]+\s)+(?=[\u0621-\u064a])")
_NUMBER_LAST = re.compile(r"\s\d{1,2}$")


def parts_of(line: str) -> list[Span]:
    """Spans of what stands between dashes, slashes, colons, commas."""
    spans, start = [], 0
    for match in _PART_ENDS.finditer(line):
        part = line[start : match.start()]
        if told := part.strip():
            begin = start + part.index(told)
            spans.append((begin, begin + len(told)))
        start = match.end()
    return spans


def without_buttons(line: str, span: Span) -> Span:
    """A part of a line without the Latin words in front of it, which a page's buttons are: «Next Previous الرياض»."""
    buttons = _BUTTONS.match(line, *span)
    return (buttons.end(), span[1]) if buttons else span


def place_at_end(line: str, span: Span) -> Span:
    """The known place that a writer's name ends with: «من سالم أحمد غزة - رويترز»; without one the span as it is."""
    words, places = list(FIRST_WORD.finditer(line, *span)), place_names().places
    starts = (word.start() for word in words[1:])
    return next(((start, span[1]) for start in starts if line[start : span[1]].strip() in places), span)


def place_span(line: str, spans: list[Span]) -> Span | None:
    """From the first place to the last, with the bracket after it."""
    if not spans:
        return None
    end = spans[-1][1]
    return spans[0][0], end + (line[end : end + 1] == ")" and "(" in line[spans[0][0] : end])


def without_number(line: str, span: Span) -> Span:
    """A part of a line without the number behind its name: «طوكيو 01»."""
    number = _NUMBER_LAST.search(line, *span)
    return (span[0], number.start()) if number else span
