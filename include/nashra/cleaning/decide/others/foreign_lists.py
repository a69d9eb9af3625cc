"""Lists of other stories' titles without a header: short lines in a row of which none has a word of the article's
paragraphs or of its title. Shape and place speak against each of them; that they are several, and of other things,
speaks too, and lets less evidence do."""

import re

import numpy as np

from nashra.cleaning.decide.weigh.features import AT, F32
from nashra.cleaning.decide.weigh.likeness import sentences
from nashra.cleaning.decide.weigh.weigher import F64
from nashra.cleaning.decide.weigh.weighing import ForeignLists, weighing
from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.hashes import I64, Bool, starts
from nashra.cleaning.lines.line_arrays import Lines

# A number of a list, a year of a chronology, a label and a number, an hour as a label: lists that are the news.
_FACT = re.compile(
    r"\d{1,2}\s?[.)\-–/]|(?:19|20)\d\d$|[^:\d]{2,25}:[^:\d]{0,12}\d"
    r"|(?:\w{3,10} )?\d{1,2}:\d\d (?:صباحا|مساء|ظهرا|عصرا|ليلا|فجرا|ص|م) ?:"
)
_TAILS = (ch.COLON, ch.COMMA, ch.STOP)  # no headline ends so


def foreign_lists(features: F32, lines: Lines, goes: Bool, over: F64, verse: Bool) -> F64:
    """(n,) by how much lower the odds may be from which a line goes: more than 0 in such a row alone. `goes` marks
    lines that go without that, `over` is by how much their odds are over what they go from, `verse` marks poems."""
    known = weighing().foreign_lists
    relief = np.zeros(len(features))
    inside = (features[:, [AT["long"], AT["prelude"]]] == 0).all(axis=1) & ~verse & ~sentences(lines)
    if not inside.size:
        return relief
    run = np.cumsum(starts(inside, lines.article)) - 1
    titles, own = _titles(features, lines, inside & ~goes, known)
    size, count, told = np.bincount(run, ~goes), np.bincount(run, titles), np.bincount(run, own)
    first = np.flatnonzero(starts(run))
    few = np.where(features[first, AT["postlude"]] > 0, known.behind, known.between)
    led = np.bincount(run, inside & goes) > 0  # by a header, a button
    listed = (
        (count + led >= few)
        & (count >= known.behind)
        & (told <= known.own * count)
        & (count >= known.titles * size)
        & ~_led_in(lines, first)
    )
    listed &= np.bincount(run, inside & ~goes & (lines.tail == ch.COLON)) == 0  # a list that the article announces
    whole = np.bincount(lines.article, lines.letters, minlength=lines.first.size - 1)[lines.article[first]]
    most = np.where((count >= known.many) & (told == 0), known.most, known.share)
    listed &= np.bincount(run, lines.letters * ~goes) <= most * whole
    found = inside & listed[run] & ~own
    facts = np.zeros(first.size)
    for line in np.flatnonzero(found & (lines.counts[:, ch.DIGIT] > 0)).tolist():
        facts[run[line]] += _FACT.match(lines.fold(line)) is not None
    found &= (facts <= known.facts * count)[run]
    going = np.bincount(run, found & (over > -known.relief))
    as_one = found & (going * 2 > np.bincount(run, found))[run]
    relief[found] = known.relief
    relief[as_one] = np.maximum(known.relief, known.least - over[as_one])
    alone = (count == 1) & (size == 1) & (features[first, AT["postlude"]] > 0) & ~_led_in(lines, first)
    relief[titles & alone[run] & (relief == 0)] = known.alone
    relief[_above(features, lines, goes, known)] = known.above
    return relief


def _above(features: F32, lines: Lines, goes: Bool, known: ForeignLists) -> Bool:
    """Such titles above a line that has words of the first paragraphs: the article's own title."""
    above = features[:, AT["prelude"]] > 0
    titles, own = _titles(features, lines, above & ~goes, known)
    here, first = np.arange(len(own)), lines.first[lines.article]
    headline = own & above & (np.diff(lines.word_first) >= known.words)
    next_one = np.minimum.accumulate(np.where(headline, here, len(own))[::-1])[::-1]
    last_one = np.maximum.accumulate(np.where(headline, here, -1))
    titles &= ~np.isin(lines.head, (ch.BULLET, ch.DASH)) & (last_one < first)
    return np.asarray(titles & (next_one < lines.first[lines.article + 1]))


def _titles(features: F32, lines: Lines, inside: Bool, known: ForeignLists) -> tuple[Bool, Bool]:
    """Lines that may be another story's title, and those with words of the article."""
    words = np.diff(lines.word_first)
    form = inside & (words >= known.words) & (lines.letters >= known.letters)
    form &= ~np.isin(lines.tail, _TAILS)
    told = (features[:, AT["novel"]] < known.novel) | (features[:, AT["overlap_title"]] > 0)
    again = features[:, AT["overlap"]] > known.again
    form &= ~again
    told |= again & (lines.counts[:, ch.DIGIT] == 0)  # not days and clocks, which repeat
    return form & ~told, inside & told & (features[:, AT["content"]] > 0)


def _led_in(lines: Lines, first: I64) -> Bool:
    """Whether a row stands below a line that ends with a colon: a list that the article announces."""
    above = np.maximum(first - 1, 0)
    same = lines.article[above] == lines.article[first]
    return np.asarray((lines.tail[above] == ch.COLON) & same & (first > 0))
