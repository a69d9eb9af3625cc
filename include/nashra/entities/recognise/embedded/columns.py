"""The hand-made columns that the network reads beside its word vectors."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from nashra.entities.recognise.embedded.hints import SPAN_COLUMNS, SPAN_TYPES, Hints, Span, WordHints, tail
from nashra.text.clitics import ARTICLE, MERGED, read_clitics

RANKS = (100, 500, 2000, 8000)  # how common a word is: its place in the vocabulary, most frequent first
WORD_COLUMNS = 16 + 12 + len(RANKS) + 2
SENTENCE_COLUMNS = SPAN_COLUMNS + 2
QUOTES = frozenset("\"“”«»'")


def word_columns(keys: list[str], ranks: NDArray[np.int64], hints: list[WordHints]) -> NDArray[np.uint8]:
    """(words, WORD_COLUMNS) zeros and ones for words by themselves; rank is 0 for a word out of the vocabulary."""
    flags = np.array([(hint.exact, hint.stem) for hint in hints], np.uint8).reshape(len(keys), 2)
    sizes = np.array([len(key) for key in keys])
    by_letters = np.array([_by_letters(key) for key in keys], np.uint8).reshape(len(keys), 8)
    by_size = [sizes == 1, (sizes > 1) & (sizes <= 3), (sizes > 3) & (sizes <= 6), sizes > 6]
    by_rank = [ranks == 0, *((ranks > 0) & (ranks <= limit) for limit in RANKS), ranks > RANKS[-1]]
    bits = np.unpackbits(flags, axis=1, bitorder="little")
    return np.concatenate([bits, by_letters, np.stack(by_size + by_rank, 1)], axis=1, dtype=np.uint8)


def _by_letters(key: str) -> tuple[bool, ...]:
    return (
        not key[:1].isalnum(),
        "0" in key,
        key.isascii() and key.isalpha(),
        key.startswith(ARTICLE),
        key[1:3] == ARTICLE or key.startswith(MERGED),
        not key or key[0] in read_clitics().single,
        key.endswith(("ه", "ات")),
        key.endswith("ي"),
    )


def sentence_columns(keys: list[str], found: list[WordHints], hints: Hints) -> NDArray[np.float32]:
    """(tokens, SENTENCE_COLUMNS) of one sentence, see `token_columns`."""
    spans = hints.spans([tail(key) for key in keys], found, [(place, len(keys)) for place in range(len(keys))])
    marks = [place for place, key in enumerate(keys) if key in QUOTES]
    return token_columns(len(keys), [0] if keys else [], spans, [(place, 0) for place in marks])


def token_columns(
    tokens: int, starts: Sequence[int], spans: Iterable[Span], marks: Iterable[tuple[int, int]]
) -> NDArray[np.float32]:
    """(tokens, SENTENCE_COLUMNS): names of several words (begins, goes on, by type), first token, in quotes.

    Of sentences one behind the other: where each starts, names in them, and quotation marks, each with the number of
    its sentence.
    """
    rows = np.zeros((tokens, SENTENCE_COLUMNS), np.float32)
    for start, end, flags in spans:
        for column, types in enumerate(SPAN_TYPES):
            if flags & types:
                rows[start, 2 * column] = 1
                rows[start + 1 : end, 2 * column + 1] = 1
    rows[starts, -2] = 1
    opening: tuple[int, int] | None = None
    for place, sentence in marks:
        if opening and opening[1] == sentence:
            rows[opening[0] + 1 : place, -1] = 1
            opening = None
        else:
            opening = place, sentence
    return rows
