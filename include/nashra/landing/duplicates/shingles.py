"""A text as hashes of its words, lines and shingles: what duplicates are found by.

Pairs are looked for with quick hashes and judged with others, to which nobody can find a second word: with the quick
ones alone, a page of nonsense could be made that hides an article.
"""

import re
import zlib
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from nashra.mixing import runs_of
from nashra.text.fold import fold
from nashra.text.word_hashes import WordHashes, hash64

Hashes = npt.NDArray[np.uint64]

_WORD = re.compile(r"[^\W_]+")


class Words(NamedTuple):
    """The words of a text in order: each one's hash, and the number of its line."""

    hashes: Hashes
    lines: npt.NDArray[np.int64]


@lru_cache(maxsize=2)
def folded(text: str) -> str:
    """The text folded and in lower case. Remembered, because several steps need it of the same article."""
    return fold(text).lower()


_hashes = WordHashes(lambda word: zlib.crc32(word.encode("utf-8")))


def line_hash(source: str, line: str) -> int:
    """A folded line of a source: the same words of another site are another line."""
    return hash64(source + "\x1f" + line)


def word_list(text: str) -> tuple[list[str], npt.NDArray[np.int64]]:
    """The words of a folded text, and the number of each one's line."""
    lines = [_WORD.findall(line) for line in text.split("\n")]
    places = np.repeat(np.arange(len(lines)), [len(words) for words in lines])
    return list(chain.from_iterable(lines)), places


def words_of(text: str) -> Words:
    """The words of a folded text as hashes."""
    words, lines = word_list(text)
    return Words(hash_words(words), lines)


def hash_words(words: list[str]) -> Hashes:
    """Quick hashes: what has other ones is another word."""
    return _hashes.array(words)


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
