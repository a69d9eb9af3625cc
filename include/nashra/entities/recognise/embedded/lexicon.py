"""From tokens to numbers: each distinct word's vector and columns, kept in a table while there is room."""

from itertools import chain, filterfalse

import numpy as np
from numpy.typing import NDArray

from nashra.entities.recognise.embedded.columns import QUOTES, WORD_COLUMNS, token_columns, word_columns
from nashra.entities.recognise.embedded.hints import Hints, WordHints, tail
from nashra.entities.recognise.embedded.integers import Floats
from nashra.entities.recognise.embedded.memory import memorable
from nashra.entities.recognise.embedded.recurrent import Ints
from nashra.entities.recognise.embedded.word_shapes import pieces, word_keys

KEPT = 60_000  # distinct words held before the table is begun anew
SPELLINGS = 4 * KEPT  # and tokens, of which several are one word: numbers


class Lexicon:
    """Words of the model's vocabulary, vectors of pieces for the others, and the hints for both."""

    def __init__(self, arrays: dict[str, NDArray[np.generic]]) -> None:
        words = arrays["words"].tobytes().decode().split("\n")
        self._ranks = {word: rank for rank, word in enumerate(words, 1)}
        self._vectors, self._pieces = _unpacked(arrays, "vectors"), _unpacked(arrays, "pieces")
        self._hints = Hints.from_arrays(arrays)
        self._width = self._vectors.shape[1] + WORD_COLUMNS
        self.times = 0  # that the table was begun anew
        self._forget(KEPT)

    def _forget(self, size: int) -> None:
        self.times += 1
        self._tokens: dict[str, int] = {}  # each spelling's row
        self._rows: dict[str, int] = {}  # each key's
        self._found: list[WordHints] = []
        self._tails: list[bytes] = []
        self.table = np.zeros((size, self._width), np.float32)
        # of each row, whether it may begin a name of several words, is a quotation mark, is worth remembering
        self._begins, self._quotes, self.memorable = np.zeros((3, size), np.bool_)

    def rows(self, sentences: list[list[str]]) -> Ints:
        """The table's row of each token, sentence by sentence; rows given before may lose their meaning."""
        new = list(filterfalse(self._tokens.__contains__, dict.fromkeys(chain.from_iterable(sentences))))
        if len(self._rows) + len(new) > len(self.table) or len(self._tokens) + len(new) > SPELLINGS:
            new = list(dict.fromkeys(chain.from_iterable(sentences)))
            self._forget(max(len(new), KEPT))
        self._add(new)
        known = self._tokens
        return np.array([known[token] for tokens in sentences for token in tokens], np.int64)

    def columns(self, rows: Ints, starts: Ints, sizes: Ints) -> Floats:
        """(tokens, SENTENCE_COLUMNS) of sentences one behind the other: the rows of their tokens, where each starts,
        and how long it is."""
        sentence = np.repeat(np.arange(starts.size), sizes)
        ends = (starts + sizes)[sentence]
        begin, marks = np.flatnonzero(self._begins[rows]), np.flatnonzero(self._quotes[rows])
        listed = rows.tolist()
        tails, found = self._tails, self._found
        places = zip(begin.tolist(), ends[begin].tolist(), strict=True)
        spans = self._hints.spans([tails[row] for row in listed], [found[row] for row in listed], places)
        return token_columns(
            len(rows), starts.tolist(), spans, zip(marks.tolist(), sentence[marks].tolist(), strict=True)
        )

    def _add(self, tokens: list[str]) -> None:
        keys = word_keys(tokens)
        new = list(filterfalse(self._rows.__contains__, dict.fromkeys(keys)))
        first = len(self._rows)
        self._fill(slice(first, first + len(new)), new)  # first: a key that can't be read leaves no trace of the others
        self._rows.update(zip(new, range(first, first + len(new)), strict=True))
        self._tokens.update(zip(tokens, map(self._rows.__getitem__, keys), strict=True))

    def _fill(self, new: slice, keys: list[str]) -> None:
        """The rows of new keys."""
        if not keys:
            return
        found = [self._hints.word(key) for key in keys]
        self._begins[new] = [bool(hints.starts) for hints in found]
        self._quotes[new] = [key in QUOTES for key in keys]
        self.memorable[new] = list(map(memorable, keys))
        ranks = np.array([self._ranks.get(key, 0) for key in keys])
        table = self.table[new]
        size = self._vectors.shape[1]
        table[:, :size] = self._vectors[ranks - 1]
        if len(unknown := np.flatnonzero(ranks == 0)):
            table[unknown, :size] = self._spelled([keys[place] for place in unknown])
        table[:, size:] = word_columns(keys, ranks, found)
        self._found += found
        self._tails += map(tail, keys)

    def _spelled(self, keys: list[str]) -> Floats:
        """The mean of each key's pieces."""
        parts = [pieces(key, len(self._pieces)) for key in keys]
        counts = np.array([len(part) for part in parts])
        vectors = np.empty((len(keys), self._pieces.shape[1]), np.float32)
        for count in np.unique(counts):
            places = np.flatnonzero(counts == count)
            vectors[places] = self._pieces[np.array([parts[place] for place in places])].mean(1)
        return vectors


def _unpacked(arrays: dict[str, NDArray[np.generic]], name: str) -> Floats:
    """Rows kept as bytes, each with its own scale."""
    return arrays[name].astype(np.float32) * arrays[f"{name}.scale"].astype(np.float32)[:, None]
