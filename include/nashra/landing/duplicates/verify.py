"""Whether two articles are one: the verified Jaccard of their own words, and no template with other numbers."""

from typing import NamedTuple

import numpy as np

from nashra.landing.duplicates.shingles import (
    Hashes,
    Words,
    folded,
    line_hash,
    shingles,
    word_list,
)
from nashra.landing.facts.metadata_words import metadata_words
from nashra.landing.limits import Limits
from nashra.text.word_hashes import sure_hashes


class Outline(NamedTuple):
    """An article as sorted hashes: of all shingles, of those in its own lines, of its words and numbers."""

    shingles: Hashes
    own: Hashes
    own_words: int
    words: Hashes  # of its own lines, each as often as it stands there
    numbers: Hashes  # those of `words` that are numbers, weekdays or months


def outline(text: str, source: str, shared: frozenset[int], limits: Limits) -> Outline:
    """The outline of a text; `shared` are hashes of lines that many articles of its source have."""
    lines = folded(text).split("\n")
    own = [line for line in lines if line_hash(source, line.strip()) not in shared] if shared else lines
    calendar = metadata_words().calendar
    words, places = word_list("\n".join(own))
    numbers = [word for word in words if word[:1].isdigit() or word in calendar]
    hashes = Words(sure_hashes(words), places)
    every = hashes if len(own) == len(lines) else _words("\n".join(lines))
    return Outline(
        shingles=shingles(every, limits.shingle_words),
        own=shingles(hashes, limits.shingle_words),
        own_words=len(words),
        words=np.sort(hashes.hashes),
        numbers=np.sort(sure_hashes(numbers)),
    )


def _words(text: str) -> Words:
    words, places = word_list(text)
    return Words(sure_hashes(words), places)


def same_article(first: Outline, second: Outline, limits: Limits) -> bool:
    if min(first.own_words, second.own_words) >= limits.own_words:
        alike = _jaccard(first.own, second.own)
    else:
        alike = _jaccard(first.shingles, second.shingles)
    return alike >= limits.jaccard and not _template(first, second, limits)


def _template(first: Outline, second: Outline, limits: Limits) -> bool:
    """The same sentences with other numbers: tomorrow's weather is not a copy of today's."""
    changed = min(_missing(first.numbers, second.numbers), _missing(second.numbers, first.numbers))
    if changed < limits.changed_numbers:
        return False
    words = max(_missing(first.words, second.words), _missing(second.words, first.words))
    return changed >= limits.changed_numbers_share * words


def _missing(these: Hashes, others: Hashes) -> int:
    """How many of these the others lack, counted as often as they stand."""
    names, counts = np.unique(these, return_counts=True)
    other = np.searchsorted(others, names, "right") - np.searchsorted(others, names, "left")
    return int(np.maximum(counts - other, 0).sum())


def _jaccard(first: Hashes, second: Hashes) -> float:
    shared = len(np.intersect1d(first, second, assume_unique=True))
    return shared / max(len(first) + len(second) - shared, 1)
