"""Lines around the text of which the text says next to nothing: a list of ordinary headlines above it, and what
is left of a list or a page's own words beside lines that go."""

import re

import numpy as np

from nashra.cleaning.decide.weigh.likeness import topic_of
from nashra.cleaning.decide.weigh.weigher import F64
from nashra.cleaning.decide.weigh.weighing import weighing
from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.hashes import Bool
from nashra.cleaning.lines.line_arrays import Lines

_HALVES = re.compile(r"\S\s?(?:\.\.+|…|\*+|\s{3,})\s?\S")  # between the halves of a line of verse


def take_strangers(goes: Bool, odds: F64, topical: Bool, metadata: Bool, verse: Bool, lines: Lines) -> list[int]:
    """Marks such lines as going, and returns them. `topical` marks words that stand for a topic, `metadata` lines about
    the article, `verse` what looks like verse."""
    found = _lists_above(goes, topical, metadata, verse, lines)
    goes[found] = True
    left = _left_over(goes, odds, topical, metadata | verse, lines)
    goes[left] = True
    return found + left


def _lists_above(goes: Bool, topical: Bool, metadata: Bool, verse: Bool, lines: Lines) -> list[int]:
    """Many headlines one below the other above an article's first sentence, down to its own headline."""
    known = weighing().strangers
    words = np.diff(lines.word_first)
    prose = _prose(lines)
    first = lines.first_lines
    text = np.append(np.flatnonzero(prose), lines.letters.size)
    lead = text[np.searchsorted(text, first)]  # the first sentence of each
    found: list[int] = []
    for start, stop in zip(first.tolist(), lead.tolist(), strict=True):
        if stop - start < known.many:  # most articles
            continue
        end = int(lines.first[lines.article[start] + 1])
        run = [line for line in range(start, min(stop, end)) if not goes[line] and not metadata[line]]
        if len(run) < known.many or stop >= end:
            continue
        below = set[int]().union(*(topic_of(line, topical, lines) for line in range(stop, end) if not goes[line]))
        run = _down_to_its_own(run, below, topical, lines)
        said = [line for line in run if words[line] >= known.words]
        if len(said) < known.many or len(said) < len(run) or verse[run].any():
            continue
        own = set[int]().union(*(topic_of(line, topical, lines) for line in said))
        if len(own) < known.telling or len(own & below) >= known.stray * len(own):
            continue
        if sum(_HALVES.search(lines.raw(line)) is not None for line in said) * 3 <= len(said):
            found += run
    return found


def _prose(lines: Lines) -> Bool:
    """(n,) lines that are no headlines: long, or with the mark of a sentence or its half at the end."""
    return np.asarray(
        (lines.letters > weighing().strangers.headline) | np.isin(lines.tail, (ch.STOP, ch.COMMA, ch.COLON))
    )


def _down_to_its_own(run: list[int], below: set[int], topical: Bool, lines: Lines) -> list[int]:
    """The lines above the first that is the article's own headline, or stands twice as a page's own headline does; none
    where no line is one: then these may be verse, or a notice whose lines are broken."""
    known = weighing().ticker
    for place, line in enumerate(run):
        own = set(topic_of(line, topical, lines))
        twice = place + 1 < len(run) and lines.hash[line] == lines.hash[run[place + 1]]
        if twice or len(own & below) >= max(known.own, known.told * len(own)):
            return run[:place]
    return []


def _left_over(goes: Bool, odds: F64, topical: Bool, spared: Bool, lines: Lines) -> list[int]:
    """The last lines of an article that stayed behind several that go, and its first above or below such, where
    they nearly went too."""
    known = weighing().strangers
    kept = ~goes & ~spared
    found: list[int] = []
    for run in _left_last(goes, kept, lines) + _left_first(goes, kept, lines):
        if min(odds[run]) <= known.nearly:
            continue
        said = set[int]().union(*(topic_of(line, topical, lines) for line in run))
        if len(said) < known.left:
            continue
        own = range(int(lines.first[lines.article[run[0]]]), int(lines.first[lines.article[run[0]] + 1]))
        text = [line for line in own if kept[line] and line not in run]
        letters, others = lines.letters[run], lines.letters[text]
        if not text or max(others) < max(letters) or letters.sum() > known.part * (letters.sum() + others.sum()):
            continue  # then it may be they that are the text
        rest = set[int]().union(*(topic_of(line, topical, lines) for line in text))
        if len(rest) >= known.rest and len(said & rest) < known.stray * len(said):
            found += run
    return found


def _left_last(goes: Bool, kept: Bool, lines: Lines) -> list[list[int]]:
    """Of each article the last lines that stay, when they are few and several right above them go."""
    known = weighing().strangers
    here = np.arange(goes.size)
    above = _all_go(goes, lines, -known.beside)
    began = np.maximum.accumulate(np.where(kept & above, here, -1))  # the last line with such above it
    open_from = np.maximum.accumulate(np.where(kept, -1, here))  # and the last that does not stay
    ends = lines.last_lines
    last = np.maximum.accumulate(np.where(kept, here, -1))[ends]
    asked = (last >= 0) & (last >= lines.first[lines.article[ends]])
    last = last[asked]
    few = (began[last] > open_from[last]) & (last - began[last] < known.lines)
    return [list(range(int(began[line]), int(line) + 1)) for line in last[few].tolist()]


def _left_first(goes: Bool, kept: Bool, lines: Lines) -> list[list[int]]:
    """Of each article the first line that stays, when several right above it or below it go. A headline is spared: it
    stands above a day and a writer, and an essay need not say its words; so is a line that announces what is below."""
    known = weighing().strangers
    here = np.arange(goes.size)
    beside = _all_go(goes, lines, -known.beside) | _all_go(goes, lines, known.beside)
    starts = lines.first_lines
    next_one = np.minimum.accumulate(np.where(kept, here, goes.size)[::-1])[::-1]
    line = next_one[starts]
    line = line[line < lines.first[lines.article[starts] + 1]]
    return [[one] for one in line[beside[line] & _prose(lines)[line] & (lines.tail[line] != ch.COLON)].tolist()]


def _all_go(goes: Bool, lines: Lines, steps: int) -> Bool:
    """(n,) whether so many lines above each line (below, when `steps` is more than 0) are of its article, and go."""
    found = np.ones(goes.size, dtype=np.bool_)
    for step in range(1, abs(steps) + 1):
        by = step if steps > 0 else -step
        other = np.clip(np.arange(goes.size) + by, 0, max(goes.size - 1, 0))
        found &= goes[other] & (lines.article[other] == lines.article) & (other == np.arange(goes.size) + by)
    return found
