"""How alike two runs of words are."""

import numpy as np

from nashra.cleaning.lines.line_arrays import U64, Bool, Lines
from nashra.cleaning.lines.word_kinds import FUNCTION, TIME

LEAST = 4  # letters of a word that stands for a topic


def topical_words(lines: Lines) -> Bool:
    """(m,) whether a word stands for what its line is about: neither a particle nor a day nor a number."""
    first = lines.plain.take(lines.word_start)
    digits = (first >= ord("0")) & (first <= ord("9"))
    return np.asarray((lines.word_length >= LEAST) & (lines.kinds & (FUNCTION | TIME) == 0) & ~digits)


def likeness(above: U64, below: U64, least: int) -> float | None:
    """How alike two runs of words (their hashes) are, 0 to 1: the cosine of their counts; None when either has fewer
    than `least` different ones."""
    left, many = np.unique(above, return_counts=True)
    right, often = np.unique(below, return_counts=True)
    if min(left.size, right.size) < least:
        return None
    _, in_left, in_right = np.intersect1d(left, right, assume_unique=True, return_indices=True)
    both = float((many[in_left] * often[in_right]).sum())
    return both / float(np.sqrt(float((many * many).sum()) * float((often * often).sum())))
