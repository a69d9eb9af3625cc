"""Which articles, or groups of them, are worth comparing: those that share some of their heaviest words and names.

Near linear in the articles: an article has few heavy terms, and one that many have tells nothing and is left out."""

from collections.abc import Iterator, Sequence

import numpy as np
from scipy import sparse

from nashra.stories.common_terms import common_terms
from nashra.stories.evidence import Weights
from nashra.stories.story_rules import read_story_rules
from nashra.stories.told_terms import Matrix, Numbers, ToldTerms, canonical, having, only, rows_of

ROWS = 1000
"""Rows multiplied at once: some ten megabytes."""


def heavy_terms(articles: ToldTerms, weights: Weights) -> Matrix:
    """1 for each of the words and names that weigh most in an article."""
    most, alone = read_story_rules().candidates.terms, weights.terms[0]
    terms = [np.zeros(0, np.int32)]
    for row in range(len(articles.article_ids)):
        parts = [_row(matrix, row) for matrix in (articles.words, articles.names)]
        columns, counts = (np.concatenate(some) for some in zip(*parts, strict=True))
        terms.append(np.sort(columns[np.lexsort((columns, -counts * alone[columns]))[:most]]))
    begin = np.cumsum([len(some) for some in terms])
    found = np.concatenate(terms)
    return rows_of((np.ones(len(found), np.int32), found, begin), (len(begin) - 1, len(articles.terms)))


def _row(matrix: Matrix, row: int) -> tuple[Numbers, Numbers]:
    part = slice(matrix.indptr[row], matrix.indptr[row + 1])
    return matrix.indices[part], matrix.data[part]


def candidate_pairs(heavy: Matrix) -> tuple[Numbers, Numbers]:
    """Numbers of the articles to compare, the smaller one first, in order. `heavy` are the heavy terms of each."""
    rules = read_story_rules().candidates
    ones, others = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for at, shared in products(heavy, [heavy], rules.most, rules.shared):
        row, column = shared.coords
        kept = column > row + at
        ones.append(row[kept] + at)
        others.append(column[kept])
    return np.concatenate(ones).astype(np.int64), np.concatenate(others).astype(np.int64)


def candidate_groups(heavy: Matrix, earlier: Matrix) -> list[tuple[int, int]]:
    """Numbers of groups and of earlier ones to compare them with, the likeliest of each first."""
    rules, found = read_story_rules().candidates, list[tuple[int, int]]()
    for at, shared in products(heavy, [earlier], rules.most, rules.shared):
        row, column = shared.coords
        order = np.lexsort((column, -shared.data, row))
        row, column = row[order], column[order]
        rank = np.arange(len(row)) - np.searchsorted(row, row)
        best = rank < rules.looked_at
        found += zip((row[best] + at).tolist(), column[best].tolist(), strict=True)
    return found


def shared_rare(rows: Matrix, earlier: Matrix, pairs: Sequence[tuple[int, int]], most: int) -> Numbers:
    """How many terms the groups of each pair have in common, of those that `most` of the earlier have at the most."""
    ones, others = np.array(pairs, np.int64).reshape(-1, 2).T
    both = common_terms(rows, ones, only(earlier, having(earlier) <= most), others)
    return np.bincount(both.pairs, minlength=len(pairs))


def products(rows: Matrix, parts: Sequence[Matrix], most: int, least: int) -> Iterator[tuple[int, Matrix]]:
    """How many terms each of some rows shares with each row of the parts, where it is `least` or more; a term that
    more than `most` of them have is left out. Gives some rows at a time, with the number of the first."""
    others = sparse.vstack(parts, "csr")
    turned, rows = others.T.tocsr(), only(rows, having(others) <= most)
    for at in range(0, rows.shape[0], ROWS):
        shared = canonical(rows[at : at + ROWS] @ turned)
        shared.data[shared.data < least] = 0
        shared.eliminate_zeros()
        yield at, shared.tocoo()
