"""The small word lists of include/rules/words.yaml, looked up by hash for a whole batch at once."""

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nashra.cleaning.lines.hashes import U64, word_hash
from nashra.cleaning.lines.line_arrays import Lines
from nashra.settings import RULES
from nashra.text.fold import fold_line
from nashra.yaml_files import Strict, Words, read_model

FUNCTION, OPENER, TIME = 1, 2, 4  # bits of what `kinds` gives
_BITS = {"function": FUNCTION, "opener": OPENER, "time": TIME}
_SLOTS = 1 << 16
U8 = npt.NDArray[np.uint8]


class WordLists(Strict):
    """What words.yaml holds."""

    function: Words
    opener: Words
    time: Words


class WordKinds:
    """A table of folded words and the lists that each is in."""

    def __init__(self, lists: WordLists) -> None:
        kinds: dict[str, int] = {}
        for name, words in lists:
            for word in words:
                kinds[fold_line(word)] = kinds.get(fold_line(word), 0) | _BITS[name]
        keys = word_hash(sorted(kinds))
        # Some bits of a hash that tell all words apart: each then has a slot of its own, looked up in one step.
        self._shift = next(
            shift for shift in map(np.uint64, range(48)) if np.unique(self._slot(keys, shift)).size == keys.size
        )
        slots = self._slot(keys, self._shift)
        self._keys = np.zeros(_SLOTS, dtype=np.uint64)
        self._kinds = np.zeros(_SLOTS, dtype=np.uint8)
        self._keys[slots] = keys
        self._kinds[slots] = [kinds[word] for word in sorted(kinds)]

    @staticmethod
    def _slot(hashes: U64, shift: np.uint64) -> npt.NDArray[np.int64]:
        return ((hashes >> shift) & np.uint64(_SLOTS - 1)).view(np.int64)

    def of(self, hashes: U64) -> U8:
        """For each word, given as its hash, the bits of the lists that it is in."""
        slots = self._slot(hashes, self._shift)
        kinds: U8 = self._kinds.take(slots)
        taken = np.flatnonzero(kinds)  # a few words in ten: only their hashes are compared
        kinds[taken[self._keys.take(slots.take(taken)) != hashes.take(taken)]] = 0
        return kinds


@cache
def word_kinds() -> WordKinds:
    """`function`, `opener` and `time`."""
    return WordKinds(read_word_lists())


def kinds_of_words(lines: Lines) -> U8:
    """(m,) bits of the lists of words.yaml that each word of some lines is in."""
    return word_kinds().of(lines.word)


def read_word_lists(path: Path = RULES / "words.yaml") -> WordLists:
    """Raises RulesError on a malformed file."""
    return read_model(path, WordLists)


@cache
def common_words() -> frozenset[str]:
    """All words of the lists, folded: those that sentences are full of, and names are not."""
    lists = read_word_lists()
    return frozenset(fold_line(word) for word in (*lists.function, *lists.opener, *lists.time))
