"""Counting kinds of characters in many texts at once."""

import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

LETTER, ARABIC, SOLID = range(3)
_ARABIC_BLOCKS = ((0x600, 0x6FF), (0x750, 0x77F), (0x870, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFE))
_ASTRAL = 0xFFFF  # stands for every character above the basic plane: not a letter here, but not white space
_BITS = 21  # of each of the three counts, which are added up as one number
CHARS_AT_ONCE = 1 << 20  # below what a count's bits hold


@cache
def _kinds() -> npt.NDArray[np.int64]:
    """For each code of the basic plane, 1 in the place of each kind that it is."""
    kinds = np.zeros(0x10000, np.int64)
    for code in range(0x10000):
        category = unicodedata.category(chr(code))
        if category not in ("Cc", "Cf", "Zs", "Zl", "Zp"):
            kinds[code] |= 1 << SOLID * _BITS
        if category.startswith("L"):
            kinds[code] |= 1 << LETTER * _BITS
            if any(first <= code <= last for first, last in _ARABIC_BLOCKS):
                kinds[code] |= 1 << ARABIC * _BITS
    kinds[_ASTRAL] = 1 << SOLID * _BITS
    return kinds


def count_kinds(texts: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    """Letters, Arabic letters and solid characters (neither white space nor control) of each text.

    Shape (3, rows), to be indexed with LETTER, ARABIC and SOLID. A null counts nothing.
    """
    strings = [text or "" for text in texts.to_pylist()]
    counts = np.zeros((3, len(strings)), np.int64)
    start = 0
    while start < len(strings):
        stop, chars = start, 0
        while stop < len(strings) and (stop == start or chars + len(strings[stop]) <= CHARS_AT_ONCE):
            chars += len(strings[stop])
            stop += 1
        counts[:, start:stop] = _count(strings[start:stop])
        start = stop
    return counts


def _count(strings: list[str]) -> npt.NDArray[np.int64]:
    if sum(map(len, strings)) >= 1 << _BITS:  # one text that is longer than a count's bits hold
        middle = len(strings[0]) // 2
        return _count([strings[0][:middle]]) + _count([strings[0][middle:]])
    codes = np.frombuffer("".join(strings).encode("utf-32-le", "surrogatepass"), np.uint32)
    before = np.zeros(len(codes) + 1, np.int64)
    np.cumsum(_kinds()[np.minimum(codes, _ASTRAL)], out=before[1:])
    ends = np.cumsum([len(text) for text in strings])
    sums = np.diff(before[ends], prepend=0)
    return np.stack([sums >> kind * _BITS & (1 << _BITS) - 1 for kind in (LETTER, ARABIC, SOLID)])
