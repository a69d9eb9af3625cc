"""What name lists say about tokens: one byte of types for a word, and matches of names of several words.

The lists are kept as hashes (crc32 of folded text), which is small and quick; one key in some fifty thousand
is matched wrongly by chance, which a recogniser that only takes hints can bear.
"""

from collections.abc import Iterable, Sequence
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


Span = tuple[int, int, int]


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

    def spans(
        self, tails: Sequence[bytes], hints: Sequence[WordHints], places: Iterable[tuple[int, int]]
    ) -> list[Span]:
        """(first, after last, flags) of names of several words: the longest from each start, none beginning inside
        another. `tails` are `tail` of the words; `places` those that may begin a name, in order, each with where its
        sentence ends."""
        found: list[Span] = []
        names, prefixes, free = self.names, self.prefixes, 0
        for place, last in places:
            if place < free:
                continue
            best, flags = 0, 0
            for form in hints[place].starts:
                hashed = _hash(form)
                for at in range(place + 1, min(place + LONGEST, last)):
                    hashed = crc32(tails[at], hashed)  # of the words so far, joined by spaces
                    if at >= best and (match := names.get(hashed)):
                        best, flags = at + 1, match
                    if hashed not in prefixes:
                        break
            if best:
                found.append((place, best, flags))
                free = best
        return found


def tail(key: str) -> bytes:
    """A word behind another in a name."""
    return f" {key}".encode()


def _hash(text: str) -> int:
    return crc32(text.encode())


def _merge(table: dict[int, int], key: str, flags: int) -> None:
    hashed = _hash(key)
    table[hashed] = table.get(hashed, 0) | flags
