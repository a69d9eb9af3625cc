"""The hand-made columns that the network reads beside its word vectors."""

import numpy as np
from numpy.typing import NDArray

from nashra.entities.recognise.hints import SPAN_COLUMNS, SPAN_TYPES, Hints, WordHints

RANKS = (100, 500, 2000, 8000)  # how common a word is: its place in the vocabulary, most frequent first
WORD_COLUMNS = 16 + 12 + len(RANKS) + 2
SENTENCE_COLUMNS = SPAN_COLUMNS + 2
QUOTES = frozenset("\"“”«»'")


def word_columns(key: str, rank: int, hint: WordHints) -> list[int]:
    """WORD_COLUMNS zeros and ones for a word by itself; rank is 0 for a word out of the vocabulary."""
    row = [hint.exact >> bit & 1 for bit in range(8)] + [hint.stem >> bit & 1 for bit in range(8)]
    first, size = key[:1], len(key)
    row += [
        not key[:1].isalnum(),
        "0" in key,
        key.isascii() and key.isalpha(),
        key.startswith("ال"),
        key[1:3] == "ال" or key.startswith("لل"),
        first in "وفبلك",
        key.endswith(("ه", "ات")),
        key.endswith("ي"),
        size == 1,
        2 <= size <= 3,
        4 <= size <= 6,
        size > 6,
    ]
    row += [rank == 0, *(0 < rank <= limit for limit in RANKS), rank > RANKS[-1]]
    return [int(value) for value in row]


def sentence_columns(keys: list[str], found: list[WordHints], hints: Hints) -> NDArray[np.float32]:
    """(tokens, SENTENCE_COLUMNS): names of several words (begins, goes on, by type), first token, in quotes."""
    rows = np.zeros((len(keys), SENTENCE_COLUMNS), np.float32)
    for start, end, flags in hints.spans(keys, found):
        for column, types in enumerate(SPAN_TYPES):
            if flags & types:
                rows[start, 2 * column] = 1
                rows[start + 1 : end, 2 * column + 1] = 1
    if keys:
        rows[0, -2] = 1
    marks = [place for place, key in enumerate(keys) if key in QUOTES]
    for opening, closing in zip(marks[::2], marks[1::2], strict=False):
        rows[opening + 1 : closing, -1] = 1
    return rows
