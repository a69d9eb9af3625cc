"""What two articles have in common, as numbers of 0 to 1 (but for `lengths`)."""

import math
from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nashra.stories.common_terms import common_terms
from nashra.stories.rarity import Rarity, rarity_of, rarity_of_groups
from nashra.stories.told import Told
from nashra.stories.told_terms import (
    NAME,
    Floats,
    Matrix,
    Numbers,
    Spelling,
    ToldTerms,
    canonical,
    gather,
    only,
    rows_of,
    spelled,
)

KINDS = ("words", "pieces", "title", "numbers", "places", "persons", "lengths")
"""words, pieces: angle between what both tell of; title: how much of each one's title the other has; numbers: shared
ones; places, persons: angle between those named; lengths: how much longer one is (log), which lets the others be
small."""
_MOST = (1 << 15) - 1
"""How often a term counts at the most."""
ROWS = 1024
"""Articles whose sizes are worked out at once: some megabytes."""
NAMED = {"places": "LOC", "persons": "PERS"}


def compare(one: Told, other: Told, rarity: Rarity) -> dict[str, float]:
    """A number for each of KINDS; the same whichever stands first."""
    both = gather([one, other])
    evidence = Evidence(both, Weights(both.terms, rarity, spelled(both.terms)))
    found = evidence.between(np.array([0]), evidence, np.array([1]))
    return {kind: float(found[kind][0]) for kind in KINDS}


class Weights:
    """What each of some terms, and each of their pieces, tells: where one of two articles has it, and where both."""

    def __init__(self, terms: tuple[str, ...], rarity: Rarity, spelling: Spelling) -> None:
        self.spelling = spelling
        self.terms = [rarity.of_terms(terms, own) for own in (1, 2)]
        self.pieces = [rarity.of_pieces(spelling.pieces, own) for own in (1, 2)]
        self.named = {kind: _beginning(terms, f"{NAME}{type_}-") for kind, type_ in NAMED.items()}


def weights_of(parts: Sequence[ToldTerms]) -> Weights:
    """By how few of some articles have each of their terms; all parts have the same terms."""
    terms = parts[0].terms
    spelling = spelled(terms)
    return Weights(terms, rarity_of(parts, terms, spelling), spelling)


def weights_of_groups(articles: ToldTerms, groups: Sequence[Sequence[int]]) -> Weights:
    """By how few of some groups, which hold each of the articles once, have each of their terms."""
    spelling = spelled(articles.terms)
    return Weights(articles.terms, rarity_of_groups(articles, groups, spelling), spelling)


def _beginning(terms: tuple[str, ...], with_: str) -> NDArray[np.bool_]:
    """Which of some terms, in order of spelling, begin with something."""
    found = np.zeros(len(terms), np.bool_)
    found[bisect_left(terms, with_) : bisect_left(terms, with_[:-1] + chr(ord(with_[-1]) + 1))] = True
    return found


class Evidence:
    """Some articles, made ready once so that many pairs of them can be compared at once."""

    def __init__(self, articles: ToldTerms, weights: Weights) -> None:
        pieces = canonical(articles.words @ weights.spelling.of)
        self._angles = {
            "words": _Angle(articles.words, *weights.terms),
            "pieces": _Angle(pieces, *weights.pieces),
        } | {kind: _Angle(only(articles.names, columns), *weights.terms) for kind, columns in weights.named.items()}
        self._titles = _Titles(articles, *weights.terms)
        self._numbers = articles.numbers
        self._many = np.diff(articles.numbers.indptr)
        self._lengths = np.array([math.log(length + 5) for length in articles.lengths.tolist()])

    def between(
        self, ones: Numbers, theirs: "Evidence", others: Numbers, kinds: Sequence[str] = KINDS
    ) -> dict[str, Floats]:
        """For each of some kinds the numbers of each of `ones` with that of `others`, articles of `theirs`, that stands
        where it does; both were weighed alike."""
        return {kind: self._between(kind, ones, theirs, others) for kind in kinds}

    def _between(self, kind: str, ones: Numbers, theirs: "Evidence", others: Numbers) -> Floats:
        if kind == "title":
            return self._titles.between(ones, theirs._titles, others)
        if kind == "numbers":
            both = np.bincount(common_terms(self._numbers, ones, theirs._numbers, others).pairs, minlength=len(ones))
            share: Floats = both / np.maximum(np.minimum(self._many[ones], theirs._many[others]), 2.0)
            return share
        if kind == "lengths":
            longer: Floats = np.abs(self._lengths[ones] - theirs._lengths[others])
            return longer
        return self._angles[kind].between(ones, theirs._angles[kind], others)


class _Angle:
    """Angle between counts, each weighed by rarity: that of a term which one of the two has, or both."""

    def __init__(self, counts: Matrix, alone: Floats, shared: Floats) -> None:
        few = np.minimum(counts.data, _MOST).astype(np.int16)
        self._counts = counts = rows_of((few, counts.indices, counts.indptr), counts.shape)
        self._product = shared * shared
        self._more = self._product - alone * alone  # what sharing a term adds to a size
        parts = (counts[at : at + ROWS] for at in range(0, counts.shape[0], ROWS))
        sizes = [_added(part, (part.data * alone[part.indices]) ** 2) for part in parts]
        self._sizes = np.concatenate([np.zeros(0), *sizes])

    def between(self, ones: Numbers, theirs: "_Angle", others: Numbers) -> Floats:
        both, pairs = common_terms(self._counts, ones, theirs._counts, others), len(ones)
        more, mine, their = self._more[both.terms], both.mine, both.their
        product = both.summed(mine * their * self._product[both.terms], pairs)
        sizes = (self._sizes[ones] + both.summed(mine * mine * more, pairs)) * (
            theirs._sizes[others] + both.summed(their * their * more, pairs)
        )
        return np.minimum(_divided(product, np.sqrt(sizes)), 1.0)


class _Titles:
    """How much of one's title the other tells of, words weighed by rarity; the mean of both."""

    def __init__(self, articles: ToldTerms, alone: Floats, shared: Floats) -> None:
        self._words, self._titles = articles.words, articles.titles
        self._shared, self._more = shared, shared - alone
        self._whole = _added(self._titles, alone[self._titles.indices])

    def between(self, ones: Numbers, theirs: "_Titles", others: Numbers) -> Floats:
        return (self._held(ones, theirs, others) + theirs._held(others, self, ones)) / 2

    def _held(self, titles: Numbers, theirs: "_Titles", words: Numbers) -> Floats:
        both = common_terms(self._titles, titles, theirs._words, words)
        whole = self._whole[titles] + both.summed(self._more[both.terms], len(titles))
        return _divided(both.summed(self._shared[both.terms], len(titles)), whole)


def _added(matrix: Matrix, values: Floats) -> Floats:
    """The sum of a value a term in each row, in the order of terms."""
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    return np.bincount(rows, values, matrix.shape[0]).astype(np.float64, copy=False)


def _divided(part: Floats, whole: Floats) -> Floats:
    """The share of a part; 0 of nothing."""
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1.0), 0.0)
