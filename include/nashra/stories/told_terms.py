"""What many articles tell of, as sparse matrices with a row an article: small, and compared many at a time."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from nashra.stories.story_rules import read_story_rules
from nashra.stories.told import Told, pieces_of

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
Ints = NDArray[np.int32]
Matrix = Any
"""A scipy.sparse.csr_array, a row an article; scipy tells no types."""
NAME = "@"
"""Stands before an entity's id among the terms; no word has it."""
MATRICES = ("words", "names", "titles", "numbers")


def rows_of(parts: tuple[NDArray[Any], NDArray[Any], NDArray[Any]], shape: tuple[int, int]) -> Matrix:
    """A matrix of its values, their columns, and where each row begins among them: in numbers of 32 bits where these
    do, for half the memory."""
    values, columns, begin = parts
    small = np.int32 if max(len(values), *shape) < 1 << 31 else np.int64
    return sparse.csr_array((values, columns.astype(small, copy=False), begin.astype(small, copy=False)), shape)


class Spelling(NamedTuple):
    """Of some terms the pieces, in order of spelling, and how often each (a column) stands in each term (a row)."""

    pieces: list[str]
    of: Matrix


@dataclass(frozen=True, slots=True)
class ToldTerms:
    """Some articles. The matrices have a column a term, in order of spelling: sums go in an order that other
    articles do not change."""

    article_ids: tuple[str, ...]
    terms: tuple[str, ...]
    """Stems of words, and ids of entities behind NAME."""
    words: Matrix
    """How often each stem is told; see `Told.words`."""
    names: Matrix
    """How often each entity is named."""
    titles: Matrix
    """1 for each stem of the title."""
    numbers: Matrix
    """1 for each number that may tell something."""
    lengths: Numbers
    """Words of the bodies."""

    def rows(self, some: Sequence[int] | Numbers) -> "ToldTerms":
        """Some of the articles, in the order given."""
        taken = {name: canonical(getattr(self, name)[some]) for name in MATRICES}
        ids = tuple(self.article_ids[at] for at in some)
        return replace(self, article_ids=ids, lengths=self.lengths[some], **taken)

    def among(self, terms: tuple[str, ...], places: NDArray[np.int32]) -> "ToldTerms":
        """The same articles, with columns for more terms; `places` are those of its own."""
        wide = {name: moved(getattr(self, name), places, len(terms)) for name in MATRICES}
        return replace(self, terms=terms, **wide)


def gather(articles: Iterable[Told]) -> ToldTerms:
    """Some articles, in the order in which they come; each is read and forgotten."""
    number = _numbering()
    ids, lengths = [], []
    rows = {name: _Rows(number) for name in MATRICES}
    for told in articles:
        ids.append(told.article_id)
        lengths.append(told.length)
        rows["words"].add(told.words)
        rows["names"].add({NAME + entity: n for names in told.names.values() for entity, n in names.items()})
        rows["titles"].add(dict.fromkeys(told.title, 1))
        rows["numbers"].add(dict.fromkeys(told.numbers, 1))
    terms = tuple(sorted(number))
    places = np.zeros(len(terms), np.int32)
    places[[number[term] for term in terms]] = np.arange(len(terms))
    matrices = {name: some.matrix(places) for name, some in rows.items()}
    return ToldTerms(tuple(ids), terms, lengths=np.array(lengths, np.int64), **matrices)


def spelled(terms: Sequence[str]) -> Spelling:
    """The pieces of some terms."""
    size = read_story_rules().words.gram
    number = _numbering()
    found, lengths = array("i"), array("i")
    for term in terms:
        some = () if term.startswith(NAME) else pieces_of(term, size)
        found.extend(map(number.__getitem__, some))
        lengths.append(len(some))
    pieces = sorted(number)
    places = np.zeros(len(pieces), np.int32)
    places[[number[piece] for piece in pieces]] = np.arange(len(pieces))
    begin = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
    columns = places[np.array(found, np.int32)]
    matrix = rows_of((np.ones(len(columns), np.int32), columns, begin), (len(terms), len(pieces)))
    matrix.sum_duplicates()
    return Spelling(pieces, matrix)


def having(matrix: Matrix) -> Numbers:
    """How many articles have each term."""
    counts: Numbers = np.bincount(matrix.indices, minlength=matrix.shape[1])
    return counts


def canonical(matrix: Matrix) -> Matrix:
    """The matrix with its terms in order."""
    matrix.sort_indices()
    return matrix


def moved(matrix: Matrix, places: NDArray[np.int32], columns: int) -> Matrix:
    """The matrix with each column at another place."""
    return canonical(rows_of((matrix.data, places[matrix.indices], matrix.indptr), (matrix.shape[0], columns)))


def only(matrix: Matrix, columns: NDArray[np.bool_]) -> Matrix:
    """The matrix with nothing outside of some columns."""
    kept = columns[matrix.indices]
    begin = np.concatenate([[0], np.cumsum(kept)])[matrix.indptr]
    return rows_of((matrix.data[kept], matrix.indices[kept], begin), matrix.shape)


def _numbering() -> dict[str, int]:
    """Gives a number to each term that it is asked for, in the order in which they come."""
    return defaultdict(count().__next__)


class _Rows:
    """Rows of a matrix that is not there yet: its columns are numbered as terms come."""

    def __init__(self, number: dict[str, int]) -> None:
        self._number = number
        self._terms: list[NDArray[np.int32]] = []
        self._counts: list[NDArray[np.int32]] = []

    def add(self, counts: dict[str, int]) -> None:
        self._terms.append(np.fromiter(map(self._number.__getitem__, counts), np.int32, len(counts)))
        self._counts.append(np.fromiter(counts.values(), np.int32, len(counts)))

    def matrix(self, places: Ints) -> Matrix:
        terms, counts = (np.concatenate([np.zeros(0, np.int32), *some]) for some in (self._terms, self._counts))
        return matrix_of(np.array([len(some) for some in self._terms], np.int64), terms, counts, places)


def matrix_of(sizes: Numbers, terms: Ints, counts: Ints, places: Ints) -> Matrix:
    """A matrix of which each row has so many terms; `places` are the columns of the terms' numbers."""
    begin = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
    return canonical(rows_of((counts, places[terms], begin), (len(sizes), len(places))))
