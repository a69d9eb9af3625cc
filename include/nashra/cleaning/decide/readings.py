"""Lines above an article's first sentence that are none of its text whatever it says: what a page shows of weather and
rates, one reading below the other, and words in another script."""

import re
from functools import cache

import numpy as np

from nashra.cleaning.decide.weighing import weighing
from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.line_arrays import I64, Bool, Lines
from nashra.text.fold import fold_line

_HEAD = 60  # lines from the top that are looked at


def take_readings(goes: Bool, metadata: Bool, lines: Lines) -> list[int]:
    """Marks such lines as going, and returns them. `metadata` marks lines about the article."""
    found = [line for run in _heads(goes, lines) for line in _readings(run, lines) + _foreign(run, lines)]
    found = [line for line in found if not metadata[line]]
    goes[found] = True
    return found


def _heads(goes: Bool, lines: Lines) -> list[list[int]]:
    """Of each article the lines above its first paragraph that stay, where some are such that one may be meant."""
    known, counts = weighing().readings, lines.counts
    asked = (counts[:, ch.DIGIT] > 0) & (lines.letters <= known.letters)
    asked |= _is_foreign(lines)
    asked &= ~goes
    long = np.append(np.flatnonzero((lines.letters >= known.paragraph) & (counts[:, ch.LATIN] * 2 < lines.letters)),
                     lines.letters.size)  # fmt: skip
    first = lines.first[:-1][lines.first[1:] > lines.first[:-1]]
    stop: I64 = np.minimum(long[np.searchsorted(long, first)], first + _HEAD)
    some = np.concatenate([[0], np.cumsum(asked)])
    any_there = some[np.minimum(stop, lines.letters.size)] > some[first]
    heads = zip(first[any_there].tolist(), stop[any_there].tolist(), strict=True)
    ends = lines.first[lines.article[first[any_there]] + 1].tolist() if any_there.any() else []
    return [
        [line for line in range(start, last) if asked[line]]
        for (start, last), end in zip(heads, ends, strict=True)
        if last < end  # an article without a paragraph may be a list of readings
    ]


def _readings(asked: list[int], lines: Lines) -> list[int]:
    """Lines that are a number with its unit, where there are several."""
    found = [line for line in asked if _reading().fullmatch(fold_line(lines.raw(line)).strip(" •-–|"))]
    return found if len(found) >= weighing().readings.many else []


def _foreign(asked: list[int], lines: Lines) -> list[int]:
    """Lines of several words that have no Arabic letter."""
    foreign = _is_foreign(lines)
    return [line for line in asked if foreign[line]]


def _is_foreign(lines: Lines) -> Bool:
    """(n,) lines of enough Latin letters, and no others."""
    latin, digits = lines.counts[:, ch.LATIN], lines.counts[:, ch.DIGIT]
    return np.asarray((latin >= weighing().readings.foreign) & (latin + digits == lines.letters))


@cache
def _reading() -> "re.Pattern[str]":
    """«22° القدس», «القاهرة °33 صحو», «4.67 جنيه إسترليني», «الدولار 3.73»."""
    known = weighing().readings
    name = r"[^\W\d_]{2,14}(?:\s[^\W\d_]{1,14}){0,2}"
    degrees = r"(?:[+-]?\d{1,2}\s?[°º˚]\s?[cم]?|[°º˚]\s?\d{1,2})"
    unit = rf"(?:ال)?(?:{'|'.join(map(re.escape, map(fold_line, known.units)))})(?:\s[^\W\d_]{{2,14}})?"
    rate = r"\d{1,6}(?:[.,]\d{1,6})?"
    return re.compile(rf"(?:{name}\s?)?{degrees}(?:\s?{name})?|{rate}\s?{unit}|{unit}\s?[:=]?\s?{rate}")
