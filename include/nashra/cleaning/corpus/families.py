"""Families of articles: copies and near copies of one text, found by MinHash over pairs of words."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from nashra.cleaning.lines.hashes import BLOCK, I64, U64, mix
from nashra.cleaning.lines.line_arrays import Lines

SKETCH = 16  # permutations
ROWS = 2  # permutations in a band: articles that agree in a whole band are compared
PAIRS = 1 << 16  # of words, that are hashed together: what is made of them on the way stays close to the processor
ALIKE = 0.7  # share of permutations that agree, from which two articles are one family
U32 = npt.NDArray[np.uint32]
_RNG = np.random.default_rng(20240229)
_A = _RNG.integers(1, 1 << 63, SKETCH, dtype=np.uint64) | np.uint64(1)
_B = _RNG.integers(0, 1 << 63, SKETCH, dtype=np.uint64)


def sketches(lines: Lines, articles: int) -> U32:
    """(articles, SKETCH): the least hash of the article's word pairs under each permutation."""
    result = np.full((articles, SKETCH), 0xFFFFFFFF, dtype=np.uint32)
    if lines.word.size < 2:
        return result
    pair = mix(lines.word[:-1] * np.uint64(3) + lines.word[1:])
    first = lines.word_first[lines.first[:-1]]
    full = np.flatnonzero(lines.word_first[lines.first[1:]] - first >= 2)
    if not full.size:
        return result
    starts = np.minimum(first[full], pair.size - 1)
    for some in _near(starts):
        begin, end = starts[some.start], starts[some.stop] if some.stop < starts.size else pair.size
        result[full[some]] = _least(pair[begin:end], starts[some] - begin)
    return result


def _near(starts: I64) -> Iterator[slice]:
    """Articles whose pairs begin within PAIRS of one another, as slices."""
    at = 0
    while at < starts.size:
        end = int(np.searchsorted(starts, starts[at] + PAIRS))
        yield slice(at, end)
        at = end


def _least(pair: U64, starts: I64) -> U32:
    """(starts, SKETCH) the least hash under each permutation, from each start to the next."""
    result = np.empty((starts.size, SKETCH), dtype=np.uint32)
    values = np.empty_like(pair)
    for number in range(SKETCH):
        np.multiply(pair, _A[number], out=values)
        values += _B[number]
        # The least of them has the least upper half.
        result[:, number] = np.minimum.reduceat(values, starts) >> np.uint64(32)
    return result


def families(digest: U64, sketch: U32) -> I64:
    """A number for each article, the same for copies; articles must be sorted by digest, without repeats."""
    count = digest.size
    parent = np.arange(count)
    if count < 2:
        return parent
    real = ~(sketch == 0xFFFFFFFF).all(axis=1)
    for band in range(0, SKETCH, ROWS):
        key = mix(sketch[:, band].astype(np.uint64) * np.uint64(0x1F123BB5) + sketch[:, band + 1])
        order = np.lexsort((np.arange(count), key))
        order = order[real[order]]
        if order.size < 2:
            continue
        sorted_key = key[order]
        new = np.concatenate([[True], sorted_key[1:] != sorted_key[:-1]])
        head = order[np.maximum.accumulate(np.where(new, np.arange(order.size), 0))]
        again = np.flatnonzero(~new)  # few: most articles agree with none
        for at in range(0, again.size, BLOCK):
            some = again[at : at + BLOCK]
            one, other = order[some], head[some]
            alike = (sketch[one] == sketch[other]).mean(axis=1) >= ALIKE
            for a, b in zip(one[alike].tolist(), other[alike].tolist(), strict=True):
                a, b = _root(parent, a), _root(parent, b)
                if a != b:
                    parent[max(a, b)] = min(a, b)
    while True:
        above = parent[parent]
        if (above == parent).all():
            return parent
        parent = above


def _root(parent: I64, node: int) -> int:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = int(parent[node])
    return node
