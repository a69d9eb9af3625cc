"""The shipped network: word vectors, a context layer, a BiLSTM, label scores."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nashra.entities.recognise.embedded.columns import WORD_COLUMNS
from nashra.entities.recognise.embedded.integers import POSITIVE, SIGNED, Codes, Floats, Product, row_codes
from nashra.entities.recognise.embedded.recurrent import ROWS, BiLSTM, Ints, row_product


class Batch:
    """Up to ROWS sentences, the longest first. Their tokens are *cells*: the first of each, then the second of each that
    has one, and so on, so that none is computed in vain."""

    def __init__(self, starts: Ints, lengths: Ints) -> None:
        """`starts`: where each sentence begins among the tokens of a chunk; `lengths`, none 0, do not rise."""
        steps = np.arange(lengths[0])
        self.active: list[int] = (lengths.size - np.searchsorted(lengths[::-1], steps, side="right")).tolist()
        first = np.concatenate([[0], np.cumsum(self.active)])
        self.first: list[int] = first.tolist()
        step = np.repeat(steps, self.active)
        row = np.arange(step.size) - first[step]
        left = lengths[row] - 1 - step
        self.tokens: Ints = starts[row] + step  # (cells) which of the chunk's each is
        self.turned: Ints = first[left] + row  # (cells) the cell at the same place from the sentence's end
        none = step.size
        self.before: Ints = np.where(step > 0, first[step - 1] + row, none)  # (cells) the cell of the token before
        # and of the token behind, in the reading order of the second direction
        self.behind: Ints = np.where(left > 0, first[left - 1] + row, none)


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

    def score(self, batch: Batch, rows: Ints, extras: Floats, words: Projected) -> Floats:
        """Label scores (cells, labels); of the chunk's tokens, `rows` are those of `words` and `extras` the columns."""
        there = rows[batch.tokens]
        turned = there[batch.turned]
        around = self._around(batch, self._context.run(batch.active, _adder(batch, words.context, (there, turned))))
        ahead, back = self._scaled(around, extras[batch.tokens])
        add_words, add_inner = (
            _adder(batch, words.tagger, (there, turned)),
            _adder(batch, (ahead, back), (None, batch.turned)),
        )

        def add(step: int, gates: Floats) -> None:
            add_words(step, gates)
            add_inner(step, gates)

        states = self._tagger.run(batch.active, add)
        (scores,) = self._head(np.concatenate([states[0, :-1], states[1].take(batch.turned, 0)], axis=1))
        scores += self._head_bias
        return scores

    def _around(self, batch: Batch, states: Codes) -> Floats:
        """The context layer's output (cells, joined): of the states before and after a place, not its own."""
        around = np.concatenate([states[0].take(batch.before, 0), states[1].take(batch.behind, 0)], axis=1)
        (joined,) = self._join(around)
        joined += self._join_bias
        return np.maximum(joined, 0, out=joined)

    def _scaled(self, around: Floats, extras: Floats) -> tuple[Floats, Floats]:
        """What context and sentence columns give to the tagger, for both directions (cells, 4 * hidden)."""
        codes, scale = row_codes(around, POSITIVE)
        ahead, back = self._inner(codes)
        ahead *= scale
        back *= scale
        said = np.flatnonzero(extras.any(1))  # few places have any
        for part, added in zip(
            (ahead, back), np.split(row_product(extras[said], self._columns[WORD_COLUMNS:]), 2, axis=1), strict=True
        ):
            part[said] += added
        return ahead, back


def _adder(
    batch: Batch, tables: tuple[Floats, Floats], rows: tuple[Ints | None, Ints]
) -> Callable[[int, Floats], None]:
    """A step's inputs for `BiLSTM.run`: of each direction a table, and which row of it each cell takes, its own if
    none is given."""
    first, spare = batch.first, np.empty((ROWS, tables[0].shape[1]), np.float32)

    def add(step: int, gates: Floats) -> None:
        here = slice(first[step], first[step + 1])
        for gate, table, taken in zip(gates, tables, rows, strict=True):
            if taken is None:
                gate += table[here]
            else:  # taken a step at a time: what stays in the cache is added far quicker
                gate += table.take(taken[here], 0, spare[: len(gate)], "clip")

    return add
