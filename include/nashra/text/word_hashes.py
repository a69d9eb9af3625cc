"""Words as numbers that are the same on every machine, each hashed once: a language repeats itself."""

import hashlib
from collections.abc import Callable, Sequence

import numpy as np

from nashra.mixing import U64

_REMEMBERED = 200_000


class WordHashes(dict[str, int]):
    """A function's numbers of words, each asked for once."""

    def __init__(self, of: Callable[[str], int]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        value = self[word] = self._of(word)
        return value

    def array(self, words: Sequence[str]) -> U64:
        """The numbers of some words, in order."""
        return np.fromiter(map(self.__getitem__, words), np.uint64, len(words))


def hash64(text: str) -> int:
    """64 bits that nobody can find a second text to."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8"), digest_size=8).digest(), "little")


_sure_hashes = WordHashes(hash64)


def sure_hashes(words: Sequence[str]) -> U64:
    """Hashes that are equal for equal words alone."""
    return _sure_hashes.array(words)
