"""Lines above the day of an article whose headline is known from elsewhere: a page shows there what it always shows,
headlines of other stories and names of its parts."""

from collections.abc import Sequence

import numpy as np

from nashra.cleaning.decide.weigh.likeness import topic_of, topical_words
from nashra.cleaning.decide.weigh.weigher import F64
from nashra.cleaning.decide.weigh.weighing import AboveDay, weighing
from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.hashes import Bool
from nashra.cleaning.lines.line_arrays import Lines
from nashra.cleaning.lines.read_lines import read_lines


def take_above_the_day(
    goes: Bool, over: F64, topical: Bool, metadata: Bool, titles: Sequence[str | None], lines: Lines
) -> list[int]:
    """Marks such lines as going, and returns them. `over` is by how much each line's odds are over what it goes from,
    `metadata` marks lines about the article, `titles` are the articles' title fields."""
    known = weighing().above_day
    dated = metadata & (lines.counts[:, ch.DIGIT] > 0) & (lines.letters <= known.day)
    place = np.arange(goes.size) - lines.first[lines.article]
    found: list[int] = []
    for day in np.flatnonzero(dated & (place > 0) & (place <= known.lines)).tolist():
        if title := titles[int(lines.article[day])]:
            found += _above(day, title, goes, over, topical, metadata, lines, known)
    goes[found] = True
    return found


def _above(
    day: int, title: str, goes: Bool, over: F64, topical: Bool, metadata: Bool, lines: Lines, known: AboveDay
) -> list[int]:
    """Of the lines above a day those that go; none where a paragraph, or the headline itself, stands there."""
    number = int(lines.article[day])
    first, last = int(lines.first[number]), int(lines.first[number + 1])
    asked = [line for line in range(first, day) if not goes[line] and not metadata[line]]
    if not asked or max(lines.letters[asked]) > known.letters or min(over[asked]) < known.nearly:
        return []
    if np.isin(lines.tail[asked], (ch.STOP, ch.COMMA, ch.COLON)).any():
        return []
    said = [set(topic_of(line, topical, lines)) for line in asked]
    own = set[int]().union(*(topic_of(line, topical, lines) for line in range(day + 1, last) if not goes[line]))
    field = read_lines([" ".join(title.split())])
    own_title = set(field.stem[topical_words(field)].tolist())
    if any(words & own_title or len(words & own) > known.shared for words in said):
        return []
    wordy = sum(int(lines.word_first[line + 1] - lines.word_first[line]) > known.label for line in asked)
    return asked if wordy != 1 else []  # one line of several words may be a heading above the headline
