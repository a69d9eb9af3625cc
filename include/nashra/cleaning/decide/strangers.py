"""Lines around the text of which the text says next to nothing: a list of ordinary headlines above it, and what
is left of a list or a page's own words beside lines that go."""

import re

import numpy as np

from nashra.cleaning.decide.likeness import topic_of
from nashra.cleaning.decide.weigher import F64
from nashra.cleaning.decide.weighing import weighing
from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.line_arrays import Bool, Lines

PARAGRAPH = 60  # letters of a line that is no entry of a menu
_HALVES = re.compile(r"\S\s?(?:\.\.+|…|\*+|\s{3,})\s?\S")  # between the halves of a line of verse


def take_strangers(
    goes: Bool, odds: F64, topical: Bool, metadata: Bool, verse: Bool, titled: Bool, lines: Lines
) -> list[int]:
    """Marks such lines as going, and returns them. `topical` marks words that stand for a topic, `metadata` lines about
    the article, `verse` what looks like verse, `titled` lines of articles whose records have a title."""
    found = _lists_above(goes, topical, metadata, verse, lines)
    goes[found] = True
    left = _left_over(goes, odds, topical, metadata | verse, lines)
    goes[left] = True
    between = _between(goes, odds, topical, metadata | verse, lines)
    goes[between] = True
    return found + left + between


def _lists_above(goes: Bool, topical: Bool, metadata: Bool, verse: Bool, lines: Lines) -> list[int]:
    """Many headlines one below the other above an article's first sentence, down to its own headline."""
    known = weighing().strangers
    words = np.diff(lines.word_first)
    prose = (lines.letters > known.headline) | np.isin(lines.tail, (ch.STOP, ch.COMMA))
    first = lines.first[:-1][lines.first[1:] > lines.first[:-1]]
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


def _down_to_its_own(run: list[int], below: set[int], topical: Bool, lines: Lines) -> list[int]:
    """The lines above the first that is the article's own headline, or stands twice as a page's own headline does."""
    known = weighing().ticker
    for place, line in enumerate(run):
        own = set(topic_of(line, topical, lines))
        twice = place + 1 < len(run) and lines.hash[line] == lines.hash[run[place + 1]]
        if twice or len(own & below) >= max(known.own, known.told * len(own)):
            return run[:place]
    return run


def _left_over(goes: Bool, odds: F64, topical: Bool, spared: Bool, lines: Lines) -> list[int]:
    """The last lines of an article that stayed behind several that go, and its first above or below such, where
    they nearly went too."""
    known = weighing().strangers
    first, end = lines.first[:-1], lines.first[1:]
    article = np.flatnonzero(np.add.reduceat(np.append(goes, False), np.minimum(first, goes.size)) * (end > first))
    found: list[int] = []
    for number in article.tolist():
        own = range(int(first[number]), int(end[number]))
        stay = [line for line in own if not goes[line] and not spared[line]]
        for run in (_first_left(stay, own, goes), _last_left(stay, own, goes)):
            if not run or min(odds[run]) <= known.nearly:
                continue
            text = [line for line in stay if line not in run]
            if lines.letters[run].sum() > known.part * lines.letters[stay].sum() or max(lines.letters[text]) < max(
                lines.letters[run]
            ):
                continue  # then it may be they that are the text
            said = set[int]().union(*(topic_of(line, topical, lines) for line in run))
            if len(said) < known.left:
                continue
            rest = set[int]().union(*(topic_of(line, topical, lines) for line in text))
            if len(rest) >= known.rest and len(said & rest) < known.stray * len(said):
                found += run
    return found


def _last_left(stay: list[int], own: range, goes: Bool) -> list[int]:
    """Of an article the last lines that stay, with several right above them that go."""
    known, run = weighing().strangers, list[int]()
    while stay and len(run) <= known.lines and (not run or stay[-1 - len(run)] == run[-1] - 1):
        run.append(stay[-1 - len(run)])
        if len(run) == len(stay):
            return []
    above = range(run[-1] - known.beside, run[-1]) if run else range(0)
    inside = bool(run) and above.start >= own.start and len(run) <= known.lines
    return run if inside and goes[above.start : above.stop].all() else []


def _first_left(stay: list[int], own: range, goes: Bool) -> list[int]:
    """Of an article the first line that stays, with several right above it or below it that go."""
    known = weighing().strangers
    if len(stay) < 2:
        return []
    line = stay[0]
    above, below = line - known.beside, line + 1 + known.beside
    beside = (above >= own.start and goes[above:line].all()) or (below <= own.stop and goes[line + 1 : below].all())
    return [line] if beside else []


def _between(goes: Bool, odds: F64, topical: Bool, spared: Bool, lines: Lines) -> list[int]:
    """Short lines that nearly went, a few in a row with several above and below them that go: entries of a menu."""
    known = weighing().strangers
    may = ~goes & ~spared & (odds > known.entry) & (lines.letters < PARAGRAPH)
    found: list[int] = []
    for run in _runs(may, lines):
        own = range(int(lines.first[lines.article[run.start]]), int(lines.first[lines.article[run.start] + 1]))
        above, below = run.start - known.around, run.stop + known.around
        if len(run) > known.lines or above < own.start or below > own.stop:
            continue
        if not (goes[above : run.start].all() and goes[run.stop : below].all()):
            continue
        story = set[int]().union(
            *(topic_of(line, topical, lines) for line in own if not goes[line] and lines.letters[line] >= PARAGRAPH)
        )
        if not any(story & set(topic_of(line, topical, lines)) for line in run):
            found += run
    return found


def _runs(may: Bool, lines: Lines) -> list[range]:
    """Runs of lines of one article."""
    line = np.flatnonzero(may)
    new = np.flatnonzero((np.diff(line) > 1) | (np.diff(lines.article[line]) > 0)) + 1
    return [range(int(part[0]), int(part[-1]) + 1) for part in np.split(line, new) if part.size]
