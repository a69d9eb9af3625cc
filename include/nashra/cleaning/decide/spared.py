"""Lines that look like what goes, and are the news: entries of tables and timetables, verse, prices that the title is
about, lines that go on in the next one. Only what shape and place speak against is spared, never what a rule or
another article does."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from nashra.cleaning.decide.weigh.features import AT, F32
from nashra.cleaning.decide.weigh.weigher import F64
from nashra.cleaning.decide.weigh.weighing import SEEN, weighing
from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.hashes import I64, Bool
from nashra.cleaning.lines.line_arrays import Lines
from nashra.cleaning.rules.rule_book import Hit

_AMOUNT = re.compile(r"\d[.,٫]\d|\d ?[%٪]")
BACK = 3  # lines above an entry in which the one that it goes on from is looked for


def spare(goes: Bool, over: F64, features: F32, lines: Lines, hits: Sequence[Hit]) -> Bool:
    """Lets such lines stay; `over` is by how much each line's log odds are over its threshold. Returns which lines are
    verse: there a title that is said again is a line of its own."""
    known = weighing().spared
    ruled = (features[:, [AT["certain"], AT["strong"]]] > 0).any(axis=1)
    seen = (features[:, [AT[name] for name in SEEN]] > 0).any(axis=1)
    alone = ~ruled & ~seen & (features[:, AT["header_seen"]] == 0)
    goes &= ~(_goes_on(lines) & ~ruled & (over < known.unfinished))
    _amounts(goes, _of_the_title(features) & ~ruled & (over < known.amounts), lines)
    goes &= ~(_widget_of_the_title(features, hits) & (over < known.amounts))
    goes &= ~(_of_a_list(features, lines) & alone & (over < known.entry))
    _entries(goes, alone & (over < known.entry), features, lines)
    verse = _verse(goes, lines)
    goes &= ~(verse & ~ruled & (features[:, [AT["titles"], AT["leads"]]] == 0).all(axis=1) & (over < known.verse))
    return verse


def _goes_on(lines: Lines) -> Bool:
    """Lines that end in mid-sentence: no title of another story does."""
    return np.asarray((lines.tail == ch.COMMA) & (lines.letters >= weighing().spared.sentence))


def _of_the_title(features: F32) -> Bool:
    """Short lines below the title that have a word of the title or of the first paragraph."""
    told = (features[:, [AT["overlap_title"], AT["overlap_lead"]]] > 0).any(axis=1)
    elsewhere = (features[:, [AT[name] for name in ("titles", "leads", "header_seen", "prelude")]] > 0).any(axis=1)
    again = (features[:, AT["seen_before"]] > 0) | (features[:, AT["like_title"]] >= weighing().spared.like_title)
    return np.asarray(told & ~elsewhere & ~again & (features[:, AT["long"]] == 0))


def _amounts(goes: Bool, may_stay: Bool, lines: Lines) -> None:
    """A price, a rate, a share: «16,06 جنيه»."""
    for line in np.flatnonzero(goes & may_stay & (lines.counts[:, ch.DIGIT] > 1)).tolist():
        goes[line] = not _AMOUNT.search(lines.fold(line))


def _widget_of_the_title(features: F32, hits: Sequence[Hit]) -> Bool:
    """Lines that a widget's heading reads like, and that the title or the first paragraph says: «أسعار الذهب اليوم»."""
    found = np.zeros(len(features), dtype=np.bool_)
    found[
        [
            hit.line
            for hit in hits
            if hit.rule.category == "ticker" and hit.rule.strength != "certain" and not hit.behind
        ]
    ] = True
    said = (features[:, AT["overlap_title"]] == 1) | (features[:, AT["overlap_lead"]] >= weighing().spared.said)
    return np.asarray(found & said)


def _of_a_list(features: F32, lines: Lines) -> Bool:
    """Lines of a run of short lines below the first paragraph, or the first sentence, of which most say what something
    is: «المكان: القصر»."""
    known = weighing().spared
    sentence = (features[:, AT["ends_stop"]] > 0) & (lines.letters >= known.sentence)
    told = np.maximum.accumulate(np.where(sentence, np.arange(sentence.size), -1)) >= lines.first[lines.article]
    below = (features[:, AT["long"]] == 0) & ((features[:, AT["prelude"]] == 0) | (told & ~sentence))
    run, size = _runs(below, lines)
    labelled = np.bincount(run, below & (lines.counts[:, ch.COLON] > 0) & (lines.tail != ch.COLON), size.size)
    return np.asarray(below & ((labelled >= known.list_lines) & (labelled >= known.list_share * size))[run])


def _runs(flags: Bool, lines: Lines) -> tuple[I64, I64]:
    """(n,) the number of each line's run of lines that are flagged alike, and how many lines each run has."""
    new = np.ones(flags.size, dtype=np.bool_)
    new[1:] = (flags[1:] != flags[:-1]) | (lines.article[1:] != lines.article[:-1])
    run: I64 = np.cumsum(new) - 1
    return run, np.bincount(run)


def _entries(goes: Bool, may_stay: Bool, features: F32, lines: Lines) -> None:
    """Entries of a list that holds numbers (a table, prices, results) go on from one that stays, and so does a short
    line between two of them: a day, a group, a place."""
    counts = lines.counts
    form = np.stack([lines.head, counts[:, ch.COLON] > 0, counts[:, ch.DASH] > 0], axis=1)
    entry = (counts[:, ch.DIGIT] > 0) & (features[:, AT["long"]] == 0)
    for line in np.flatnonzero(goes & may_stay & entry).tolist():
        for above in range(line - 1, max(line - 1 - BACK, int(lines.first[lines.article[line]]) - 1), -1):
            if entry[above] and (form[above] == form[line]).all():
                goes[line] = goes[above]
                between = slice(above + 1, line)
                if not goes[line]:
                    goes[between] &= ~may_stay[between]
                break


def _verse(goes: Bool, lines: Lines) -> Bool:
    """Lines in a run of lines of about one length, without full stops, most of which stay. Those of many words rhyme:
    headlines in a row have one length, too."""
    known = weighing().spared
    words = np.diff(lines.word_first)
    fits = (lines.letters >= known.verse_letters[0]) & (lines.letters <= known.verse_letters[1]) & (words >= 3)
    fits &= ~np.isin(lines.tail, (ch.STOP, ch.COLON, ch.QUESTION)) & (lines.counts[:, ch.DIGIT] == 0)
    run, size = _runs(fits, lines)
    if not run.size:
        return fits
    stay = np.bincount(run, ~goes)
    total = np.bincount(run, lines.letters)
    like = np.abs(lines.letters - (total / size)[run]) <= known.verse_spread * (total / size)[run]
    long = (size >= known.verse_lines) & (stay >= known.verse_share * size)
    wordy = np.bincount(run, words) >= known.verse_words * size
    for number in np.unique(run[fits & (long & wordy)[run]]).tolist():
        long[number] = _rhymes(np.flatnonzero(run == number), lines)
    return np.asarray(fits & long[run] & like)


def _rhymes(some: I64, lines: Lines) -> bool:
    """Whether some lines end with one letter, all or every other of them: headlines in a row do not."""
    last = lines.word_first[some + 1] - 1
    letters = lines.plain.take(lines.word_start[last] + lines.word_length[last] - 1).tolist()

    def share(ends: list[int]) -> float:
        return Counter(ends).most_common(1)[0][1] / len(ends)

    known = weighing().spared
    return share(letters) >= known.verse_rhyme or max(map(share, (letters[::2], letters[1::2]))) >= known.verse_second
