"""Headlines of other stories run together in one line near the top of an article's text, with a mark between them."""

import re
from collections import Counter
from collections.abc import Iterator

import numpy as np

from nashra.cleaning.decide.weigh.likeness import topic_of
from nashra.cleaning.decide.weigh.weighing import weighing
from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.hashes import Bool
from nashra.cleaning.lines.line_arrays import Lines

PIECES = 4  # headlines of a ticker in one line, at the least
NEAR = 3  # lines from the top of the text among which it stands
WORDS = 3  # of its headlines, in the middle
NUMBERED = 3  # of so many headlines one may have a number
LONGEST = 20  # words of one of them, at the most
_ENDED = (".", "،", ":")  # what a sentence or its half ends with, and no headline
_PARTING = (  # marks that part headlines; dashes between numbers are of results
    re.compile(r"\||/{2,}|(?<=\s)[•*●▪■](?=\s)|(?<=[^\d\s]\s)[-–—/](?=\s[^\d\s])"), re.compile(r"[ \u00a0]{2,}"),
)  # fmt: skip
SENTENCES = re.compile(r"[^\s.\d]{2}\s{0,2}\.(?!\.)\s*[^\W\d_]")  # the end of one and the beginning of another
_LATIN = re.compile(r"(?<= )[A-Za-z][\w.-]{2,30}(?= )")
_CLOCK = re.compile(r"\d:\d\d")


def parted_lines(goes: Bool, paragraph: Bool, topical: Bool, spared: Bool, lines: Lines) -> list[int]:
    """Tickers in one line near the top whose headlines a mark parts («… | …», «… • …», «… .. …»), of which the text
    below says next to nothing."""
    known = weighing().ticker
    place = np.arange(goes.size) - lines.first[lines.article]
    asked = (place < NEAR) & ~goes & ~spared & (lines.letters >= known.parted) & (lines.tail != ch.STOP)
    asked &= (
        (lines.odd > 0)
        | (lines.counts[:, ch.LATIN] >= PIECES * 3)
        | (lines.counts[:, [ch.STOP, ch.BAR, ch.BULLET, ch.DASH]].sum(axis=1) >= PIECES - 1)
    )
    found: list[int] = []
    for line in np.flatnonzero(asked).tolist():
        if not _is_parted(lines.raw(line)):
            continue
        end = int(lines.first[lines.article[line] + 1])
        text = [other for other in range(line + 1, end) if paragraph[other] and not goes[other]]
        own = set(topic_of(line, topical, lines))
        both = len(own & set[int]().union(*(topic_of(other, topical, lines) for other in text)))
        if text and both < known.little * len(own):
            found.append(line)
    return found


def _is_parted(line: str) -> bool:
    """Whether a mark parts the headlines of a line, which has no sentences. Results and programmes have numbers and
    clocks."""
    if SENTENCES.search(line) or _CLOCK.search(line):  # most lines, and seen soonest
        return False
    pieces = next(filter(are_headlines, _ways(line)), None)
    if pieces is None:
        return False
    numbered = sum(any(map(str.isdigit, piece)) for piece in pieces)
    return numbered * NUMBERED <= len(pieces) and max(len(piece.split()) for piece in pieces) <= LONGEST


def _ways(line: str) -> Iterator[list[str]]:
    """The ways in which a line may be parted."""
    for mark in _PARTING:
        yield mark.split(line)
    yield by_mark(line)


def by_mark(line: str) -> list[str]:
    """What stands between the places of a Latin word that a line has again and again: its site's name."""
    often = Counter(_LATIN.findall(line)).most_common(1)
    return f" {line} ".split(f" {often[0][0]} ") if often and often[0][1] >= PIECES else []


def are_headlines(pieces: list[str]) -> bool:
    """Whether the pieces of a line are several headlines: of some words each, and without the mark of a sentence."""
    pieces = [piece for piece in map(str.strip, pieces) if piece]
    if len(pieces) < PIECES or sum(piece.endswith(_ENDED) for piece in pieces) * PIECES > len(pieces):
        return False
    return sorted(len(piece.split()) for piece in pieces)[len(pieces) // 2] >= WORDS
