"""Counting kinds of characters in many texts at once."""

import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

LETTER, ARABIC, SOLID = 1, 2, 4
_ARABIC_BLOCKS = ((0x600, 0x6FF), (0x750, 0x77F), (0x870, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFE))
_ASTRAL = 0xFFFF  # stands for every character above the basic plane: not a letter here, but not white space
CHARS_AT_ONCE = 2_000_000


@cache
def _kinds() -> npt.NDArray[np.uint8]:
    kinds = np.zeros(0x10000, np.uint8)
    for code in range(0x10000):
        category = unicodedata.category(chr(code))
        if category not in ("Cc", "Cf", "Zs", "Zl", "Zp"):
            kinds[code] |= SOLID
        if category.startswith("L"):
            kinds[code] |= LETTER
            if any(first <= code <= last for first, last in _ARABIC_BLOCKS):
                kinds[code] |= ARABIC
    kinds[_ASTRAL] = SOLID
    return kinds


def count_kinds(texts: pa.ChunkedArray) -> dict[int, npt.NDArray[np.int64]]:
    """Letters, Arabic letters and solid characters (neither white space nor control) of each text.

    Keys LETTER, ARABIC and SOLID; each of shape (rows,). A null counts nothing.
    """
    strings = [text or "" for text in texts.to_pylist()]
    counts = {kind: np.zeros(len(strings), np.int64) for kind in (LETTER, ARABIC, SOLID)}
    start = 0
    while start < len(strings):
        stop, chars = start, 0
        while stop < len(strings) and (stop == start or chars + len(strings[stop]) <= CHARS_AT_ONCE):
            chars += len(strings[stop])
            stop += 1
        _count(strings[start:stop], counts, start, stop)
        start = stop
    return counts


def _count(strings: list[str], counts: dict[int, npt.NDArray[np.int64]], start: int, stop: int) -> None:
    codes = np.frombuffer("".join(strings).encode("utf-32-le", "surrogatepass"), np.uint32)
    found = _kinds()[np.minimum(codes, _ASTRAL)]
    ends = np.cumsum([len(text) for text in strings])
    for kind, into in counts.items():
        before = np.concatenate([[0], np.cumsum(found & kind != 0)])
        into[start:stop] = before[ends] - before[np.concatenate([[0], ends[:-1]])]
