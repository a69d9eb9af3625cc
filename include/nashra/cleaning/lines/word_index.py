"""Some words, found among those of a batch by their hashes: a few numpy calls, however many are asked."""

import re
from collections.abc import Iterable

import numpy as np

from nashra.cleaning.lines.hashes import I64, U64, Bool, word_hash

_SLOTS = 1 << 16  # of the table in which a word is first looked up
_MASK = np.uint64(_SLOTS - 1)
_WORD = re.compile(r"[^\W_]+")  # as lines have them


class WordIndex:
    """Folded words, in the order of their hashes."""

    def __init__(self, words: Iterable[str]) -> None:
        listed = sorted(set(words))
        keys = word_hash(listed)
        order = np.argsort(keys)
        self.words = [listed[place] for place in order.tolist()]
        self._keys = keys[order]
        self._slots = np.zeros(_SLOTS, dtype=np.bool_)  # by the low bits of a hash: few words of a text are any of them
        self._slots[(keys & _MASK).view(np.int64)] = True

    def among(self, hashes: U64) -> tuple[I64, I64]:
        """Which of some words, given as their hashes, are any of these, and the place of each in `words`."""
        some = np.flatnonzero(self._slots.take((hashes & _MASK).view(np.int64)))
        own = hashes.take(some)
        at = np.minimum(np.searchsorted(self._keys, own), len(self.words) - 1)
        known = self._keys.take(at) == own
        return some[known], at[known]

    def has(self, hashes: U64) -> Bool:
        """Which of some words are any of these."""
        found = np.zeros(hashes.size, dtype=np.bool_)
        found[self.among(hashes)[0]] = True
        return found


def first_words(phrases: Iterable[str]) -> WordIndex:
    """The first words of folded phrases."""
    return WordIndex(found[0] for phrase in phrases if (found := _WORD.findall(phrase)))
