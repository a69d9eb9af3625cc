"""A text as hashes of its words, lines and shingles: what duplicates are found by.

Pairs are looked for with quick hashes and judged with others, to which nobody can find a second word: with the quick
ones alone, a page of nonsense could be made that hides an article.
"""

import re
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from nashra.mixing import GOLDEN, runs_of
from nashra.text.fold import fold
from nashra.text.word_hashes import hash64

Hashes = npt.NDArray[np.uint64]

_WORD = re.compile(r"[^\W_]+")
_PLANE = 0x10000  # code points of which a table says whether they are of a word
_LONG = 64  # letters of a word whose powers are kept
_NEW_LINE = 10


class Words(NamedTuple):
    """The words of a text in order: each one's hash, and the number of its line."""

    hashes: Hashes
    lines: npt.NDArray[np.int64]


@lru_cache(maxsize=2)
def folded(text: str) -> str:
    """The text folded and in lower case. Remembered, because several steps need it of the same article."""
    return fold(text).lower()


def line_hash(source: str, line: str) -> int:
    """A folded line of a source: the same words of another site are another line."""
    return hash64(source + "\x1f" + line)


def word_list(text: str) -> tuple[list[str], npt.NDArray[np.int64]]:
    """The words of a folded text, and the number of each one's line."""
    lines = [_WORD.findall(line) for line in text.split("\n")]
    places = np.repeat(np.arange(len(lines)), [len(words) for words in lines])
    return list(chain.from_iterable(lines)), places


def words_of(text: str) -> Words:
    """The words of a folded text by quick hashes: what has other ones is another word."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    inside = np.concatenate([[False], _of_words(codes), [False]])
    ends = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = ends[::2], ends[1::2]
    sizes = ends - starts
    letters = codes[inside[1:-1]].astype(np.uint64)
    first = np.cumsum(sizes) - sizes  # of each word, among the letters of all
    letters *= _powers(int(sizes.max(initial=0)))[np.arange(len(letters)) - np.repeat(first, sizes)]
    hashes = np.add.reduceat(letters, first) if len(first) else letters
    return Words(hashes, np.searchsorted(np.flatnonzero(codes == _NEW_LINE), starts))


def _of_words(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    """Whether each code point is of a word, as `_WORD` has it."""
    found = _in_plane()[np.minimum(codes, _PLANE)]
    for place in np.flatnonzero(codes >= _PLANE).tolist():
        found[place] = chr(codes[place]).isalnum()
    return found


@cache
def _in_plane() -> npt.NDArray[np.bool_]:
    return np.array([chr(code).isalnum() for code in range(_PLANE)] + [False])


def _powers(size: int) -> Hashes:
    """What the letters of a word are multiplied with, by their places in it."""
    return _made_powers(max(_LONG, size))


@lru_cache(maxsize=2)
def _made_powers(size: int) -> Hashes:
    return np.multiply.accumulate(np.full(size, GOLDEN, np.uint64))


def shingles(words: Words, size: int) -> Hashes:
    """Sorted hashes of all runs of `size` words within lines; of runs over lines if no line is that long."""
    hashes, lines = words
    size = min(size, len(hashes))
    if size == 0:
        return np.empty(0, np.uint64)
    joined = runs_of(hashes, size, 31)
    within = joined[lines[: len(joined)] == lines[size - 1 :]]
    ordered = np.sort(within if len(within) else joined)
    return np.asarray(ordered[np.append(True, ordered[1:] != ordered[:-1])])
