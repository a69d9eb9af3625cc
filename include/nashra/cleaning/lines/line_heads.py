"""What may stand before the text of a paragraph: up to a few names, each closed by a mark («عمان - <كاتب> - ...»)."""

import re
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.hashes import I64
from nashra.cleaning.lines.line_arrays import Lines

PARTS = 3  # names before a text: a place, a writer, a paper
REACH = 90  # characters of a line in which they stand
FIRST = 50  # and in which the first of them is closed
LINES, PARAGRAPHS, LETTERS = 12, 3, 60  # of an article's first lines, the first paragraphs, of so many letters

_WORD = r"(?!\u0640)[^\W\d_](?:[^\W\d_]|[\u064b-\u0652]){0,20}"
_PART = re.compile(rf"{_WORD}(?:(?:\.\s?|\s{{1,2}}){_WORD}){{0,4}}")
_MARK = re.compile(r"\s{0,3}(?:(?P<bars>\|\|?)|(?P<colon>:)[-–—]{0,3}|(?P<dots>\.\.)|(?P<dash>[-–—−ـ]{1,3}|/))\s{0,3}")
_BEFORE = re.compile(r"[\s\-–—*•]{0,5}")
CLOSING = frozenset({"bars", "colon", "dash"})


class Head(NamedTuple):
    """Names at the beginning of a line, as they stand."""

    end: int  # code points into the line: where its text begins
    parts: tuple[tuple[int, int], ...]  # from where to where each name is
    closed_by: str  # bars, colon, dots or dash: the mark behind the last one


def opening_paragraphs(lines: Lines) -> I64:
    """The first paragraphs of each article that have a mark close to their beginning."""
    paragraph = lines.letters >= LETTERS
    first = lines.first[lines.article]
    before: I64 = np.cumsum(paragraph) - paragraph
    near = (np.arange(paragraph.size) - first < LINES) & (before - before[first] < PARAGRAPHS)
    return marked_early(lines, np.flatnonzero(paragraph & near))


def marked_early(lines: Lines, asked: I64) -> I64:
    """Of some lines, those that have a mark close to their beginning."""
    marks = lines.made(head_marks)
    if not marks.size or not asked.size:
        return asked[:0]
    at = np.minimum(np.searchsorted(marks, lines.start[asked] + 2), marks.size - 1)
    return asked[(marks[at] >= lines.start[asked]) & (marks[at] < lines.start[asked] + FIRST)]


def head_marks(lines: Lines) -> I64:
    """Places of colons, dashes, bars, and of two dots in a row."""
    stops = lines.places_of(_STOPS)
    stops = stops[lines.codes[stops] == ord(".")]
    dots = stops[:-1][np.diff(stops) == 1]
    return np.sort(np.concatenate([lines.places_of(_MARKS), dots]))


_MARKS = np.array([ch.COLON, ch.DASH, ch.BAR], dtype=np.uint8)
_STOPS = np.array([ch.STOP], dtype=np.uint8)


@lru_cache(maxsize=1 << 12)
def heads(beginning: str) -> tuple[Head, ...]:
    """The heads that a line may have, the shortest first; `beginning` is that of the line, REACH long."""
    found: list[Head] = []
    spans: list[tuple[int, int]] = []
    before = _BEFORE.match(beginning)
    at = before.end() if before else 0
    while len(spans) < PARTS and (part := _PART.match(beginning, at)):
        mark = _MARK.match(beginning, part.end())
        if not mark or mark.end() >= len(beginning):
            break
        spans.append(part.span())
        at = mark.end()
        found.append(Head(at, tuple(spans), str(mark.lastgroup)))
    return tuple(found)
