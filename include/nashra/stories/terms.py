"""Counts of terms of many articles as arrays, so that one article is compared with many at once."""

from collections.abc import Collection, Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


class Terms:
    """The terms of some articles, of one kind. A term's number is its place among all in order of spelling: sums
    go in an order that other articles do not change."""

    def __init__(
        self, articles: Sequence[Mapping[str, int] | Collection[str]], known: Mapping[str, int] | None = None
    ) -> None:
        """Of each article its terms, each once, with how often they are there; `known` are numbers of more terms."""
        self.number = known or {term: at for at, term in enumerate(sorted(set(chain.from_iterable(articles))))}
        lengths = np.fromiter(map(len, articles), np.int64, len(articles))
        self.begin = np.concatenate([[0], np.cumsum(lengths)])
        total = int(self.begin[-1])
        terms = np.fromiter(map(self.number.__getitem__, chain.from_iterable(articles)), np.int64, total)
        counts = np.fromiter(chain.from_iterable(map(_counts, articles)), np.float64, total)
        self.article = np.repeat(np.arange(len(articles)), lengths)
        order = np.lexsort((terms, self.article))
        self.terms, self.counts = terms[order], counts[order]

    def of(self, article: int) -> tuple[Numbers, Floats]:
        """Numbers of an article's terms, and their counts."""
        part = slice(self.begin[article], self.begin[article + 1])
        return self.terms[part], self.counts[part]

    def sums(self, values: Floats) -> Floats:
        """Of each article the sum of a value a term, `values` in the order of `terms`."""
        return added(self.article, values, len(self.begin) - 1)

    def places(self, articles: Numbers) -> tuple[Numbers, Numbers]:
        """Where some articles' terms stand in `terms`, and for each the place in `articles` of its article."""
        begin = self.begin[articles]
        lengths = self.begin[articles + 1] - begin
        rows = np.repeat(np.arange(len(articles)), lengths)
        return np.arange(len(rows)) + np.repeat(begin - (np.cumsum(lengths) - lengths), lengths), rows


def added(rows: Numbers, values: Floats, many: int) -> Floats:
    """The sum of the values of each of `many` rows, in their order."""
    return np.bincount(rows, values, many).astype(np.float64, copy=False)


class Dense:
    """The counts of one article by number of term, zero elsewhere; used for one article after another."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self.counts = np.zeros(len(terms.number))
        self._last: Numbers = np.zeros(0, np.int64)

    def hold(self, article: int) -> Floats:
        """The counts of an article."""
        self.counts[self._last] = 0
        self._last, counts = self._terms.of(article)
        self.counts[self._last] = counts
        return self.counts


def _counts(terms: Mapping[str, int] | Collection[str]) -> Collection[int]:
    return terms.values() if isinstance(terms, Mapping) else (1,) * len(terms)
