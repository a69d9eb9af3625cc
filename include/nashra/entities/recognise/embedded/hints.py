"""What name lists say about tokens: one byte of types for a word, and matches of names of several words.

The lists are kept as hashes (crc32 of folded text), which is small and quick; one key in some fifty thousand
is matched wrongly by chance, which a recogniser that only takes hints can bear.
"""

from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from nashra.entities.recognise.embedded.word_shapes import stems, word_key

# Bits of a word's flags. NORP: peoples; OCC: occupations and titles; FAC: buildings; PART: a part of a
# person's name.
PERS, LOC, ORG, MISC, NORP, OCC, FAC, PART = (1 << bit for bit in range(8))
LONGEST = 6  # words of a name
SPAN_TYPES = (PERS, LOC, ORG, MISC | FAC)  # of several words: one pair of columns (begins, goes on) each
SPAN_COLUMNS = 2 * len(SPAN_TYPES)


@dataclass(frozen=True, slots=True)
class WordHints:
    """Flags of a word as it stands, flags of it without a proclitic, and forms that begin longer names."""

    exact: int
    stem: int
    starts: tuple[str, ...]


class Hints:
    """Name lists as hash tables."""

    def __init__(self, words: dict[int, int], names: dict[int, int], prefixes: frozenset[int]) -> None:
        self.words = words  # hash of a word key -> flags
        self.names = names  # hash of the keys of a name of several words, joined by spaces -> flags
        self.prefixes = prefixes  # hashes of the beginnings of those names

    @classmethod
    def from_names(cls, names: dict[str, int]) -> "Hints":
        """From names (any spelling) and their flags."""
        words: dict[int, int] = {}
        longer: dict[int, int] = {}
        prefixes: set[int] = set()
        for name, flags in names.items():
            keys = [word_key(part) for part in name.split()]
            if len(keys) == 1:
                _merge(words, keys[0], flags)
            elif 1 < len(keys) <= LONGEST:
                _merge(longer, " ".join(keys), flags)
                prefixes.update(_hash(" ".join(keys[:size])) for size in range(1, len(keys)))
        return cls(words, longer, frozenset(prefixes))

    @classmethod
    def from_arrays(cls, arrays: dict[str, NDArray[np.generic]]) -> "Hints":
        """From what `arrays` gave."""
        words = dict(zip(arrays["hint_words"].tolist(), arrays["hint_word_flags"].tolist(), strict=True))
        names = dict(zip(arrays["hint_names"].tolist(), arrays["hint_name_flags"].tolist(), strict=True))
        return cls(words, names, frozenset(arrays["hint_prefixes"].tolist()))

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Sorted arrays to be stored."""
        words, names = sorted(self.words.items()), sorted(self.names.items())
        return {
            "hint_words": np.array([key for key, _ in words], np.uint32),
            "hint_word_flags": np.array([flags for _, flags in words], np.uint8),
            "hint_names": np.array([key for key, _ in names], np.uint32),
            "hint_name_flags": np.array([flags for _, flags in names], np.uint8),
            "hint_prefixes": np.array(sorted(self.prefixes), np.uint32),
        }

    def word(self, key: str) -> WordHints:
        """Hints for one word by itself."""
        words, prefixes = self.words, self.prefixes
        exact = stem = 0
        starts: tuple[str, ...] = ()
        for place, form in enumerate(stems(key)):
            hashed = _hash(form)
            if place:
                stem |= words.get(hashed, 0)
            else:
                exact = words.get(hashed, 0)
            if hashed in prefixes:
                starts += (form,)
        return WordHints(exact, stem, starts)

    def spans(self, keys: list[str], hints: list[WordHints]) -> list[tuple[int, int, int]]:
        """(first, after last, flags) of names of several words in a sentence: the longest from each start,
        none beginning inside another."""
        found = []
        place, count = 0, len(keys)
        while place < count - 1:
            starts = hints[place].starts
            if not starts:
                place += 1
                continue
            best, flags = 0, 0
            for form in starts:
                text, end = form, place + 1
                while end < count and end - place < LONGEST and _hash(text) in self.prefixes:
                    text += f" {keys[end]}"
                    end += 1
                    if (match := self.names.get(_hash(text), 0)) and end > best:
                        best, flags = end, match
            if best:
                found.append((place, best, flags))
            place = best or place + 1
        return found


def _hash(text: str) -> int:
    return crc32(text.encode())


def _merge(table: dict[int, int], key: str, flags: int) -> None:
    hashed = _hash(key)
    table[hashed] = table.get(hashed, 0) | flags
