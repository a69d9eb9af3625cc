"""Hashes of pieces of one text, and arrays of them in order."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from nashra.cleaning.lines import characters as ch
from nashra.mixing import GOLDEN

I64 = npt.NDArray[np.int64]
U64 = npt.NDArray[np.uint64]
Bool = npt.NDArray[np.bool_]

_BASE = np.uint64(GOLDEN)
_INVERSE = np.uint64(pow(int(_BASE), -1, 1 << 64))
BLOCK = 1 << 14  # words at a time: what is made of them on the way stays close to the processor


@cache
def _powers(size: int) -> tuple[U64, U64]:
    """Powers of the base and of its inverse, modulo 2**64."""
    up, down = np.empty((2, size), dtype=np.uint64)
    for powers, base in ((up, _BASE), (down, _INVERSE)):
        powers[0], done = 1, 1
        while done < size:  # those that are known, times the next one, are as many more
            more = powers[done : 2 * done]
            np.multiply(powers[: more.size], powers[done - 1 : done] * base, out=more)
            done *= 2
    return up, down


def mix(values: U64) -> U64:
    """Spread hashes evenly (the finaliser of splitmix64: of one number, where `mixed_in` is of several)."""
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = values >> np.uint64(shift)
        mixed ^= values
        mixed *= np.uint64(factor)
        values = mixed
    return values ^ (values >> np.uint64(31))


def starts(*columns: npt.NDArray[Any]) -> Bool:
    """Where rows in order hold a value for the first time."""
    new = np.ones(columns[0].size, dtype=np.bool_)
    new[1:] = columns[0][1:] != columns[0][:-1]
    for column in columns[1:]:
        new[1:] |= column[1:] != column[:-1]
    return new


def doubles(keys: U64) -> tuple[Bool, Bool]:
    """Whether the same key came before, and whether it comes again."""
    order = np.argsort(keys, kind="stable")
    same = keys[order[1:]] == keys[order[:-1]]
    before, behind = np.zeros((2, keys.size), dtype=np.bool_)
    before[order[1:]] = same
    behind[order[:-1]] = same
    return before, behind


def in_order(first: npt.NDArray[Any], second: npt.NDArray[Any]) -> I64:
    """The order of pairs, as np.lexsort((second, first)) gives it.

    Where most of `first` are different, several times as fast: only pairs that agree in it are asked for the second.
    """
    sorted_already = bool((first[1:] >= first[:-1]).all())
    order = np.arange(first.size) if sorted_already else np.argsort(first)
    new = starts(first[order])
    tied = np.flatnonzero(~new | ~np.append(new[1:], True)) if new.size else order
    some = np.sort(order[tied])
    order[tied] = some[np.lexsort((second[some], first[some]))]
    return order


class Hasher:
    """Hashes of any pieces of one array of code points; the same code points give the same hash anywhere."""

    def __init__(self, codes: ch.U32) -> None:
        size = max(1 << int(codes.size).bit_length(), 1024)
        up, self.down = _powers(size)
        self.total = np.zeros(codes.size + 1, dtype=np.uint64)
        np.multiply(codes, up[: codes.size], out=self.total[1:])
        np.cumsum(self.total, out=self.total)

    def __call__(self, starts: I64, ends: I64) -> U64:
        """The hash of codes[start:end] of each pair."""
        sums = self.total.take(ends)
        sums -= self.total.take(starts)
        sums *= self.down.take(starts)
        sums += (ends - starts).view(np.uint64)
        return mix(sums)

    def runs(self, bounds: I64) -> U64:
        """The hash of codes[bounds[i]:bounds[i + 1]] of each i, as of any piece."""
        hashes = np.empty(bounds.size - 1, dtype=np.uint64)
        for at in range(0, hashes.size, BLOCK):
            some = bounds[at : at + BLOCK + 1]
            sums = np.diff(self.total.take(some))
            sums *= self.down.take(some[:-1])
            sums += np.diff(some).view(np.uint64)
            hashes[at : at + BLOCK] = mix(sums)
        return hashes


def word_hash(words: Sequence[str]) -> U64:
    """The hash that a folded word has in `Lines.word`."""
    codes = np.array([ord(c) for w in words for c in w], dtype=np.uint32)
    ends = np.cumsum([len(w) for w in words]).astype(np.int64)
    return Hasher(codes)(np.concatenate([[0], ends[:-1]]).astype(np.int64), ends)
