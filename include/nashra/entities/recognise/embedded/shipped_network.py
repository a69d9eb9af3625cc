"""The shipped network: word vectors, a context layer, a BiLSTM, label scores."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nashra.entities.recognise.embedded.columns import WORD_COLUMNS
from nashra.entities.recognise.embedded.integers import POSITIVE, SIGNED, Codes, Floats, Product, row_codes
from nashra.entities.recognise.embedded.recurrent import ROWS, ZERO, BiLSTM, Ints, reversal, row_product


@dataclass(slots=True)
class Batch:
    """Up to ROWS sentences of about one length, filled up with empty ones."""

    sentences: list[int]  # which sentences, by number
    lengths: Ints  # (ROWS)
    rows: Ints  # (time, ROWS): each token's row of the lexicon's table; 0 on padding
    extras: Floats  # (time, ROWS, SENTENCE_COLUMNS)
    scores: Floats  # (time, ROWS, labels), once computed


@dataclass(slots=True)
class Projected:
    """What distinct words give to both LSTMs wherever they stand: two arrays (words, 4 * hidden), one a direction."""

    context: tuple[Floats, Floats]
    tagger: tuple[Floats, Floats]


class Network:
    """Weights, and the way from a batch to label scores."""

    def __init__(self, arrays: dict[str, NDArray[np.generic]]) -> None:
        self._words, self._join, self._inner, self._head = (
            Product(arrays[f"{name}.product"]) for name in ("words", "join", "inner", "head")
        )
        self._join_bias, self._head_bias = (arrays[f"{name}.bias"].astype(np.float32) for name in ("join", "head"))
        self._word_bias = [arrays[f"{name}.bias"].astype(np.float32) for name in ("context", "tagger")]
        self._context, self._tagger = (
            BiLSTM(Product(arrays[f"{name}.again.product"]), len(bias[0]) // 4)
            for name, bias in zip(("context", "tagger"), self._word_bias, strict=True)
        )
        self._columns = arrays["columns"].astype(np.float32)  # (word columns + sentence columns, 8 * hidden)

    def project(self, table: Floats) -> Projected:
        """From distinct words (n, vector + WORD_COLUMNS)."""
        codes, scale = row_codes(table[:, :-WORD_COLUMNS], SIGNED)
        parts = self._words(codes)
        for part, bias in zip(parts, [*self._word_bias[0], *self._word_bias[1]], strict=True):
            part *= scale
            part += bias
        columns = row_product(table[:, -WORD_COLUMNS:], self._columns[:WORD_COLUMNS])
        for part, added in zip(parts[2:], np.split(columns, 2, axis=1), strict=True):
            part += added
        return Projected((parts[0], parts[1]), (parts[2], parts[3]))

    def score(self, batch: Batch, words: Projected) -> Floats:
        """Label scores (time, ROWS, labels)."""
        order = reversal(batch.lengths, len(batch.rows))
        rows = batch.rows, batch.rows[order, _COLUMNS]
        around = self._around(batch, order, self._context.run(len(order), _adder(words.context, rows)))
        inner = self._scaled(around, batch.extras)
        places = np.arange(order.size).reshape(order.shape)
        turned = places, order * ROWS + _COLUMNS
        states = self._tagger.run(len(order), _adder(words.tagger, rows, inner, turned))
        both = np.concatenate([states[:, 0], states[:, 1][order, _COLUMNS]], axis=2)
        (scores,) = self._head(both.reshape(order.size, -1))
        scores += self._head_bias
        return scores.reshape(*order.shape, -1)

    def _around(self, batch: Batch, order: Ints, states: Codes) -> Floats:
        """The context layer's output (time * ROWS, joined): of the states before and after a place, not its own."""
        time, hidden = len(order), self._context.hidden
        around = np.full((time, ROWS, 2 * hidden), ZERO, np.uint8)
        around[1:, :, :hidden] = states[:-1, 0]
        back = states[:, 1][order, _COLUMNS]
        back[np.arange(time)[:, None] >= batch.lengths] = ZERO
        around[:-1, :, hidden:] = back[1:]
        (joined,) = self._join(around.reshape(time * ROWS, -1))
        joined += self._join_bias
        return np.maximum(joined, 0, out=joined)

    def _scaled(self, around: Floats, extras: Floats) -> tuple[Floats, Floats]:
        """What context and sentence columns give to the tagger, for both directions (time * ROWS, 4 * hidden)."""
        codes, scale = row_codes(around, POSITIVE)
        ahead, back = self._inner(codes)
        ahead *= scale
        back *= scale
        columns = extras.reshape(len(around), -1)
        said = np.flatnonzero(columns.any(1))  # few places have any
        for part, added in zip(
            (ahead, back), np.split(row_product(columns[said], self._columns[WORD_COLUMNS:]), 2, axis=1), strict=True
        ):
            part[said] += added
        return ahead, back


_COLUMNS = np.arange(ROWS)


def _adder(*given: Any) -> Callable[[int, Floats], None]:
    """A step's inputs for `BiLSTM.run` from (table of each direction, rows of it (time, ROWS) for each direction)."""
    spare = np.empty((ROWS, given[0][0].shape[1]), np.float32)
    sources = [
        (direction, tables[direction], rows[direction])
        for tables, rows in zip(given[::2], given[1::2], strict=True)
        for direction in (0, 1)
    ]

    def add(step: int, gates: Floats) -> None:
        for direction, table, rows in sources:
            # taken a step at a time: what stays in the cache is added far quicker
            np.take(table, rows[step], 0, out=spare, mode="clip")
            gates[direction] += spare

    return add
