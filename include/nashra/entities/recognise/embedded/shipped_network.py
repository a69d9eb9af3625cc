"""The shipped network: word vectors, a context layer, a BiLSTM, label scores."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nashra.entities.recognise.embedded.columns import WORD_COLUMNS
from nashra.entities.recognise.embedded.integers import POSITIVE, SIGNED, Codes, Floats, Product, row_codes
from nashra.entities.recognise.embedded.recurrent import ROWS, BiLSTM, Ints, row_product


class Cells:
    """Tokens of up to ROWS sentences, the longest first: the first of each, then the second of each that has one, and
    so on, so that none is computed in vain."""

    def __init__(self, lengths: Ints) -> None:
        """`lengths` do not rise, and those of 0 have no cell."""
        steps = np.arange(lengths[0])
        self.active: list[int] = (lengths.size - np.searchsorted(lengths[::-1], steps, side="right")).tolist()
        self._first = np.concatenate([[0], np.cumsum(self.active, dtype=np.int64)])  # of each step
        self.first: list[int] = self._first.tolist()
        self.step: Ints = np.repeat(steps, self.active)
        self.row: Ints = np.arange(self.step.size) - self._first[self.step]
        self.left: Ints = lengths[self.row] - 1 - self.step  # steps to the sentence's end

    def at(self, step: Ints, row: Ints) -> Ints:
        """Which cell a step of a sentence is; the one behind the last for a step below 0."""
        return np.where(step < 0, self.step.size, self._first[step] + row)


class Batch:
    """Sentences that are computed side by side."""

    def __init__(self, starts: Ints, lengths: Ints) -> None:
        """`starts`: where each sentence begins among the tokens of a chunk; `lengths`: none 0, the longest first."""
        self.cells = cells = Cells(lengths)
        self.tokens: Ints = starts[cells.row] + cells.step  # which of the chunk's each cell is
        self.turned: Ints = cells.at(cells.left, cells.row)  # the cell at the same place from its sentence's end
        # The context layer's: a sentence's last state, in either direction, stands beside no other token.
        self.context = context = Cells(lengths - 1)
        self.ahead: Ints = starts[context.row] + context.step
        self.back: Ints = self.ahead + context.left - context.step + 1
        self.before: Ints = context.at(cells.step - 1, cells.row)  # its cell of the token before, for each cell
        self.behind: Ints = context.at(cells.left - 1, cells.row)  # and of the one behind, read backwards


BLOCK = 256  # words, or cells, that are computed one behind the other


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
        biases = [arrays[f"{name}.bias"].astype(np.float32) for name in ("context", "tagger")]
        self._context, self._tagger = (
            BiLSTM(Product(arrays[f"{name}.again.product"]), len(bias[0]) // 4)
            for name, bias in zip(("context", "tagger"), biases, strict=True)
        )
        self._word_bias = [bias for both in biases for bias in both]
        self._columns = arrays["columns"].astype(np.float32)  # (word columns + sentence columns, 8 * hidden)

    def room(self, words: int) -> Projected:
        """Room for what so many words give."""
        ahead, back, tagged_ahead, tagged_back = (np.empty((words, len(bias)), np.float32) for bias in self._word_bias)
        return Projected((ahead, back), (tagged_ahead, tagged_back))

    def project(self, table: Floats, rows: Ints, into: Projected, places: Ints) -> None:
        """Writes what some rows of a table of words (n, vector + WORD_COLUMNS) give, each to its place."""
        parts = [np.empty((BLOCK, len(bias)), np.float32) for bias in self._word_bias]
        for block in _blocks(len(rows)):
            words, there = table[rows[block]], places[block]
            codes, scale = row_codes(words[:, :-WORD_COLUMNS], SIGNED)
            made = [part[: len(words)] for part in parts]
            self._words.into(codes, made)
            for part, bias in zip(made, self._word_bias, strict=True):
                part *= scale
                part += bias
            columns = row_product(words[:, -WORD_COLUMNS:], self._columns[:WORD_COLUMNS])
            for part, added in zip(made[2:], np.split(columns, 2, axis=1), strict=True):
                part += added
            for whole, part in zip((*into.context, *into.tagger), made, strict=True):
                whole[there] = part

    def score(self, batch: Batch, rows: Ints, extras: Floats, words: Projected) -> Floats:
        """Label scores (cells, labels); of the chunk's tokens, `rows` are those of `words` and `extras` the columns."""
        around = _adder(batch.context, words.context, (rows[batch.ahead], rows[batch.back]))
        states = self._context.run(batch.context.active, around)
        ahead, back = self._around(batch, states, extras[batch.tokens])
        there = rows[batch.tokens]
        add_words = _adder(batch.cells, words.tagger, (there, there[batch.turned]))
        add_inner = _adder(batch.cells, (ahead, back), (None, batch.turned))

        def add(step: int, gates: Floats) -> None:
            add_words(step, gates)
            add_inner(step, gates)

        states = self._tagger.run(batch.cells.active, add)
        (scores,) = self._head(np.concatenate([states[0, :-1], states[1].take(batch.turned, 0)], axis=1))
        scores += self._head_bias
        return scores

    def _around(self, batch: Batch, states: Codes, extras: Floats) -> tuple[Floats, Floats]:
        """What context and sentence columns give to the tagger, for both directions (cells, 4 * hidden): of the context
        layer's states before and after a place, not its own."""
        cells = batch.tokens.size
        ahead, back = np.empty((2, cells, self._columns.shape[1] // 2), np.float32)
        for block in _blocks(cells):
            beside = [
                side.take(there[block], 0) for side, there in zip(states, (batch.before, batch.behind), strict=True)
            ]
            (joined,) = self._join(np.concatenate(beside, axis=1))
            joined += self._join_bias
            codes, scale = row_codes(np.maximum(joined, 0, out=joined), POSITIVE)
            parts = ahead[block], back[block]
            self._inner.into(codes, parts)
            for part in parts:
                part *= scale
        said = np.flatnonzero(extras.any(1))  # few places have any
        columns = row_product(extras[said], self._columns[WORD_COLUMNS:])
        for part, added in zip((ahead, back), np.split(columns, 2, axis=1), strict=True):
            part[said] += added
        return ahead, back


def _blocks(rows: int) -> Iterator[slice]:
    """Runs of rows: what is made of them on the way stays close to the processor."""
    return (slice(at, min(at + BLOCK, rows)) for at in range(0, rows, BLOCK))


def _adder(
    cells: Cells, tables: tuple[Floats, Floats], rows: tuple[Ints | None, Ints]
) -> Callable[[int, Floats], None]:
    """A step's inputs for `BiLSTM.run`: of each direction a table, and which row of it each cell takes, its own if
    none is given."""
    first, spare = cells.first, np.empty((ROWS, tables[0].shape[1]), np.float32)

    def add(step: int, gates: Floats) -> None:
        here = slice(first[step], first[step + 1])
        for gate, table, taken in zip(gates, tables, rows, strict=True):
            if taken is None:
                gate += table[here]
            else:  # taken a step at a time: what stays in the cache is added far quicker
                gate += table.take(taken[here], 0, spare[: len(gate)], "clip")

    return add
