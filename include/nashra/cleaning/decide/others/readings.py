"""Lines above an article's first sentence that are none of its text whatever it says: what a page shows of weather and
rates, one reading below the other, and words in another script."""

import re
from functools import cache

import numpy as np

from nashra.cleaning.decide.weigh.weighing import weighing
from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.hashes import Bool
from nashra.cleaning.lines.line_arrays import Lines
from nashra.text.fold import fold_line

_HEAD = 60  # lines from the top that are looked at


def take_readings(goes: Bool, metadata: Bool, lines: Lines) -> list[int]:
    """Marks such lines as going, and returns them. `metadata` marks lines about the article."""
    known, foreign = weighing().readings, _foreign(lines)
    numbers = (lines.counts[:, ch.DIGIT] > 0) & (lines.letters <= known.letters)
    above = _above_paragraphs(lines) & ~goes
    found = np.flatnonzero(above & foreign).tolist()
    readings: dict[int, list[int]] = {}  # by article
    for line in np.flatnonzero(above & numbers & ~foreign).tolist():
        if _reading().fullmatch(lines.fold(line).strip(" •-–|")):
            readings.setdefault(int(lines.article[line]), []).append(line)
    found += [line for some in readings.values() if len(some) >= known.many for line in some]
    found = [line for line in found if not metadata[line]]
    goes[found] = True
    return found


def _above_paragraphs(lines: Lines) -> Bool:
    """(n,) lines near the top of their article that its first paragraph stands below; without one the article may be a
    list of readings."""
    long = (lines.letters >= weighing().readings.paragraph) & (lines.counts[:, ch.LATIN] * 2 < lines.letters)
    paragraphs = np.append(np.flatnonzero(long), long.size)
    lead = paragraphs[np.searchsorted(paragraphs, lines.first[:-1])]  # of each article, or of a later one
    lead[lead >= lines.first[1:]] = 0
    here = np.arange(long.size)
    return np.asarray((here < lead[lines.article]) & (here - lines.first[lines.article] < _HEAD))


def _foreign(lines: Lines) -> Bool:
    """(n,) lines of several words that have no Arabic letter."""
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
