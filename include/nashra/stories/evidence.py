"""What two articles have in common, as numbers of 0 to 1 (but for `lengths`)."""

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from nashra.stories.rarity import Rarity
from nashra.stories.terms import Dense, Floats, Numbers, Terms, added
from nashra.stories.told import Told

KINDS = ("words", "pieces", "title", "numbers", "places", "persons", "lengths")
"""words, pieces: angle between what both tell of; title: how much of each one's title the other has; numbers: shared
ones; places, persons: angle between those named; lengths: how much longer one is (log), which lets the others be
small."""
Weigh = Callable[[str, int], float]


def compare(one: Told, other: Told, rarity: Rarity) -> dict[str, float]:
    """A number for each of KINDS; the same whichever stands first."""
    found = Evidence([one, other], rarity).between(0, np.array([1]))
    return {kind: float(found[kind][0]) for kind in KINDS}


class Evidence:
    """Some articles, made ready once so that each can be compared with many of the others at once."""

    def __init__(self, articles: Sequence[Told], rarity: Rarity) -> None:
        self._words = _Angle([told.words for told in articles], rarity.word)
        self._others = {
            "pieces": _Angle([told.pieces for told in articles], rarity.piece),
            "places": _Angle([told.names.get("LOC", {}) for told in articles], rarity.name),
            "persons": _Angle([told.names.get("PERS", {}) for told in articles], rarity.name),
        }
        self._titles = _Titles(articles, self._words)
        self._numbers = _Numbers(articles)
        self._lengths = np.array([math.log(told.length + 5) for told in articles])

    def between(self, one: int, others: Numbers) -> dict[str, Floats]:
        """For each of KINDS the numbers of an article with each of some others."""
        return {
            "words": self._words.between(one, others),
            "title": self._titles.between(one, others),
            "numbers": self._numbers.between(one, others),
            "lengths": np.abs(self._lengths[one] - self._lengths[others]),
        } | {kind: angle.between(one, others) for kind, angle in self._others.items()}


class _Angle:
    """Angle between counts, each weighed by rarity: that of a term which one of the two has, or both."""

    def __init__(self, articles: Sequence[Mapping[str, int]], weigh: Weigh) -> None:
        self.terms = Terms(articles)
        self.dense = Dense(self.terms)
        self.alone, self.shared = (
            np.fromiter((weigh(term, own) for term in self.terms.number), np.float64, len(self.terms.number))
            for own in (1, 2)
        )
        self._product = self.shared * self.shared
        self._more = self._product - self.alone * self.alone  # what sharing a term adds to a size
        self._sizes = self.terms.sums((self.terms.counts * self.alone[self.terms.terms]) ** 2)

    def between(self, one: int, others: Numbers) -> Floats:
        at, rows = self.terms.places(others)
        mine = self.dense.hold(one)[self.terms.terms[at]]
        both = np.flatnonzero(mine)
        at, rows, mine = at[both], rows[both], mine[both]
        terms, theirs, many = self.terms.terms[at], self.terms.counts[at], len(others)
        more = self._more[terms]
        product = added(rows, mine * theirs * self._product[terms], many)
        size = self._sizes[one] + added(rows, mine * mine * more, many)
        other = self._sizes[others] + added(rows, theirs * theirs * more, many)
        return np.minimum(_divided(product, np.sqrt(size * other)), 1.0)


class _Titles:
    """How much of one's title the other tells of, words weighed by rarity; the mean of both."""

    def __init__(self, articles: Sequence[Told], words: _Angle) -> None:
        self._words = words
        self._titles = Terms([frozenset(told.title) for told in articles], words.terms.number)
        self._dense = Dense(self._titles)
        self._more = words.shared - words.alone
        self._whole = self._titles.sums(words.alone[self._titles.terms])

    def between(self, one: int, others: Numbers) -> Floats:
        words = self._words
        theirs = self._held(words.terms, self._dense.hold(one), others, np.broadcast_to(self._whole[one], len(others)))
        return (theirs + self._held(self._titles, words.dense.hold(one), others, self._whole[others])) / 2

    def _held(self, terms: Terms, dense: Floats, others: Numbers, alone: Floats) -> Floats:
        at, rows = terms.places(others)
        both = np.flatnonzero(dense[terms.terms[at]])
        shared, rows = terms.terms[at[both]], rows[both]
        held = added(rows, self._words.shared[shared], len(others))
        whole = alone + added(rows, self._more[shared], len(others))
        return _divided(held, whole)


class _Numbers:
    """How many of the numbers are shared."""

    def __init__(self, articles: Sequence[Told]) -> None:
        self._terms = Terms([told.numbers for told in articles])
        self._dense = Dense(self._terms)
        self._many = np.array([len(told.numbers) for told in articles])

    def between(self, one: int, others: Numbers) -> Floats:
        at, rows = self._terms.places(others)
        both = added(rows, self._dense.hold(one)[self._terms.terms[at]], len(others))
        return _divided(both, np.maximum(np.minimum(self._many[one], self._many[others]), 2.0))


def _divided(part: Floats, whole: Floats) -> Floats:
    """The share of a part; 0 of nothing."""
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1.0), 0.0)
