"""From tokens to numbers: each distinct word's vector and columns, kept in a table while there is room."""

import numpy as np
from numpy.typing import NDArray

from nashra.entities.recognise.embedded.columns import WORD_COLUMNS, word_columns
from nashra.entities.recognise.embedded.hints import Hints, WordHints
from nashra.entities.recognise.embedded.integers import Floats
from nashra.entities.recognise.embedded.word_shapes import pieces, word_keys

KEPT = 60_000  # distinct words held before the table is begun anew


class Lexicon:
    """Words of the model's vocabulary, vectors of pieces for the others, and the hints for both."""

    def __init__(self, arrays: dict[str, NDArray[np.generic]]) -> None:
        words = arrays["words"].tobytes().decode().split("\n")
        self._ranks = {word: rank for rank, word in enumerate(words, 1)}
        self._vectors, self._pieces = _unpacked(arrays, "vectors"), _unpacked(arrays, "pieces")
        self.hints = Hints.from_arrays(arrays)
        self._tokens: dict[str, int] = {}
        self._rows: dict[str, int] = {}
        self.keys: list[str] = []
        self.found: list[WordHints] = []
        self.table = np.zeros((KEPT, self._vectors.shape[1] + WORD_COLUMNS), np.float32)

    def make_room(self, tokens: int) -> None:
        """To be called before the rows of that many tokens are asked for; older rows lose their meaning."""
        if len(self.keys) + tokens > len(self.table):
            self._tokens, self._rows, self.keys, self.found = {}, {}, [], []
        if tokens > len(self.table):
            self.table = np.zeros((tokens, self.table.shape[1]), np.float32)

    def rows(self, sentences: list[list[str]]) -> list[list[int]]:
        """The table's row of each token."""
        known = self._tokens
        self._add([token for token in dict.fromkeys(token for tokens in sentences for token in tokens)
                   if token not in known])  # fmt: skip
        return [[known[token] for token in tokens] for tokens in sentences]

    def _add(self, tokens: list[str]) -> None:
        keys = word_keys(tokens)
        first = len(self.keys)
        for token, key in zip(tokens, keys, strict=True):
            row = self._rows.get(key)
            if row is None:
                row = self._rows[key] = len(self.keys)
                self.keys.append(key)
            self._tokens[token] = row
        self._fill(first, self.keys[first:])

    def _fill(self, first: int, keys: list[str]) -> None:
        """The table's rows, from the first new one on."""
        if not keys:
            return
        found = [self.hints.word(key) for key in keys]
        self.found += found
        ranks = np.array([self._ranks.get(key, 0) for key in keys])
        table = self.table[first : first + len(keys)]
        size = self._vectors.shape[1]
        table[:, :size] = self._vectors[ranks - 1]
        if len(unknown := np.flatnonzero(ranks == 0)):
            table[unknown, :size] = self._spelled([keys[place] for place in unknown])
        table[:, size:] = word_columns(keys, ranks, found)

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
