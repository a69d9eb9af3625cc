"""From tokens to numbers: each distinct word's vector and columns, kept in a table while there is room."""

import numpy as np
from numpy.typing import NDArray

from nashra.entities.recognise.columns import WORD_COLUMNS, word_columns
from nashra.entities.recognise.hints import Hints, WordHints
from nashra.entities.recognise.recurrent import Floats
from nashra.entities.recognise.words import pieces, word_key

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

    def rows(self, tokens: list[str]) -> list[int]:
        """The table's row of each token."""
        known = self._tokens
        return [known[token] if token in known else self._add(token) for token in tokens]

    def _add(self, token: str) -> int:
        key = word_key(token)
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = len(self.keys)
            rank, hint = self._ranks.get(key, 0), self.hints.word(key)
            self.keys.append(key)
            self.found.append(hint)
            size = self._vectors.shape[1]
            self.table[row, :size] = self._vectors[rank - 1] if rank else self._spelled(key)
            self.table[row, size:] = word_columns(key, rank, hint)
        self._tokens[token] = row
        return row

    def _spelled(self, key: str) -> Floats:
        return np.asarray(self._pieces[pieces(key, len(self._pieces))].mean(0), np.float32)


def _unpacked(arrays: dict[str, NDArray[np.generic]], name: str) -> Floats:
    """Rows kept as bytes, each with its own scale."""
    return arrays[name].astype(np.float32) * arrays[f"{name}.scale"].astype(np.float32)[:, None]
