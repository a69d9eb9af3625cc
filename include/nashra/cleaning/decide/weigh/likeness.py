"""How alike two runs of words are."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import sqrt
from operator import mul

import numpy as np

from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.hashes import Bool
from nashra.cleaning.lines.line_arrays import Lines
from nashra.cleaning.lines.word_kinds import FUNCTION, TIME, kinds_of_words

SENTENCE = 40  # letters from which a line that ends with a full stop is a paragraph
LEAST = 4  # letters of a word that stands for a topic


def topical_words(lines: Lines) -> Bool:
    """(m,) whether a word stands for what its line is about: neither a particle nor a day nor a number."""
    first = lines.plain.take(lines.word_start)
    digits = (first >= ord("0")) & (first <= ord("9"))
    return np.asarray((lines.word_length >= LEAST) & (lines.made(kinds_of_words) & (FUNCTION | TIME) == 0) & ~digits)


def sentences(lines: Lines) -> Bool:
    """(n,) short lines that are paragraphs all the same: they end with a full stop."""
    return np.asarray((lines.letters >= SENTENCE) & (lines.tail == ch.STOP))


def topic_of(line: int, topical: Bool, lines: Lines) -> list[int]:
    """The words of a line that stand for what it is about, without their proclitics."""
    words = slice(int(lines.word_first[line]), int(lines.word_first[line + 1]))
    found: list[int] = lines.stem[words][topical[words]].tolist()
    return found


class Counted:
    """Words (their hashes), each with how often it is there."""

    def __init__(self, words: Iterable[int]) -> None:
        self._often = Counter(words)
        self._squares = sum(map(mul, self._often.values(), self._often.values()))

    def likeness(self, other: "Counted", least: int) -> float | None:
        """How alike the words of two runs of lines are, 0 to 1: the cosine of their counts; None when either has fewer
        than `least` different ones."""
        if min(len(self._often), len(other._often)) < least:
            return None
        return self._common(other) / sqrt(float(self._squares) * float(other._squares))

    def add(self, words: Sequence[int]) -> None:
        """Counts the words of another run too."""
        other = Counted(words)
        self._squares += 2 * self._common(other) + other._squares
        self._often.update(words)  # several times as fast as with their counts

    def _common(self, other: "Counted") -> int:
        mine, others = self._often, other._often
        both = mine.keys() & others.keys()
        return sum(map(mul, map(mine.__getitem__, both), map(others.__getitem__, both)))
