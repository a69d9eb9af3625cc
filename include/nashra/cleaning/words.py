"""The small word lists of include/rules/words.yaml, looked up by hash for a whole batch at once."""

from functools import cache

import numpy as np
import yaml

from nashra.cleaning.lines import U64, Bool, word_hash
from nashra.settings import RULES
from nashra.text.fold import fold_line

_SLOTS = np.uint64(1 << 18)


class WordList:
    """A set of folded words."""

    def __init__(self, words: list[str]) -> None:
        self.words = sorted({fold_line(word) for word in words})
        self.keys: U64 = np.sort(word_hash(self.words))
        self.slots: Bool = np.zeros(int(_SLOTS), dtype=np.bool_)
        self.slots[self.keys % _SLOTS] = True

    def has(self, hashes: U64) -> Bool:
        """Which of the words, given as hashes, are in the list."""
        found = self.slots[hashes % _SLOTS]
        near = np.flatnonzero(found)
        at = np.minimum(np.searchsorted(self.keys, hashes[near]), self.keys.size - 1)
        found[near] = self.keys[at] == hashes[near]
        return np.asarray(found)


@cache
def word_lists() -> dict[str, WordList]:
    """`function`, `opener` and `time`."""
    lists = yaml.safe_load((RULES / "words.yaml").read_text(encoding="utf-8"))
    return {name: WordList(words) for name, words in lists.items()}
