"""Pairs of articles that may be near duplicates, by locality-sensitive hashing of their signatures."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from nashra.landing.limits import Limits
from nashra.mixing import mixed_in

Numbers = npt.NDArray[np.int64]
_CHUNK = 200_000  # pairs whose estimate is computed at a time


def candidate_pairs(minhashes: npt.NDArray[np.uint32], limits: Limits) -> Numbers:
    """Pairs (i, j), i < j, of rows of `minhashes` whose estimated Jaccard is near the threshold or above.

    `minhashes`: one row of `limits.permutations` numbers an article. The result, of shape (pairs, 2), is
    sorted by j, then i, and depends on the rows' order alone.
    """
    count = len(minhashes)
    if count < 2:
        return np.empty((0, 2), np.int64)
    found = np.empty(0, np.int64)
    for band in range(limits.bands):
        pairs = [_codes(_pairs(group, few), count) for group, few in _groups(minhashes, band, limits)]
        if pairs:
            found = np.union1d(found, np.concatenate(pairs))
    kept = [found[:0]]
    for start in range(0, len(found), _CHUNK):
        part = found[start : start + _CHUNK]
        same = (minhashes[part // count] == minhashes[part % count]).mean(axis=1)
        kept.append(part[same >= limits.jaccard - limits.estimate_slack])
    found = np.concatenate(kept)
    return np.column_stack((found % count, found // count))


def _codes(pair: tuple[Numbers, Numbers], count: int) -> Numbers:
    """Pairs as single numbers that sort by j, then i."""
    return np.maximum(*pair) * count + np.minimum(*pair)


def _band_keys(minhashes: npt.NDArray[np.uint32], band: int, limits: Limits) -> npt.NDArray[np.uint64]:
    rows = limits.permutations // limits.bands
    keys = np.zeros(len(minhashes), np.uint64)
    for column in range(band * rows, (band + 1) * rows):
        keys = mixed_in(keys, minhashes[:, column], 29)
    return keys


def _groups(minhashes: npt.NDArray[np.uint32], band: int, limits: Limits) -> Iterator[tuple[Numbers, bool]]:
    """Rows that agree in a band, and whether they are few enough to be compared each with each.

    The others come once as they are, then split by the next bands.
    """
    waiting = [(group, 1) for group in _runs(_band_keys(minhashes, band, limits))]
    while waiting:
        group, depth = waiting.pop()
        few = len(group) <= limits.bucket
        yield group, few
        if not few and depth < limits.bands:
            keys = _band_keys(minhashes[group], (band + depth) % limits.bands, limits)
            waiting.extend((group[part], depth + 1) for part in _runs(keys))


def _runs(keys: npt.NDArray[np.uint64]) -> list[Numbers]:
    """Indices of equal keys, each group ascending, groups of one left out."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    edges = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1], True])
    return [order[a:b] for a, b in pairwise(edges.tolist()) if b - a > 1]


def _pairs(group: Numbers, few: bool) -> tuple[Numbers, Numbers]:
    """Each with each, or each with the first."""
    if few:
        first, second = np.triu_indices(len(group), 1)
        return group[first], group[second]
    return np.full(len(group) - 1, group[0]), group[1:]
