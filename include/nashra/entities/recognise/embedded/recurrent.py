"""A bidirectional LSTM: integer products and tanh by ONNX Runtime, the rest in numpy."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nashra.entities.recognise.embedded.integers import Codes, Floats, Product, half_state_codes
from nashra.entities.recognise.embedded.runtime import bound, session
from nashra.settings import REFERENCE

Ints = NDArray[np.int64]

ROWS = 96  # sentences side by side, at the most
TOGETHER = 256  # rows of a product of floats: other numbers could give other last bits
EIGHT = 8  # what their number is rounded up to
ZERO = 128  # the code of 0
_TANH = REFERENCE / "recogniser" / "tanh.onnx"  # numpy's takes four times as long where there is no AVX-512


def row_product(x: Floats, weights: Floats) -> Floats:
    """x (n, k) times weights (k, m) for any n, in blocks of TOGETHER rows: a product of floats can change its last
    bits with the number of rows."""
    size = TOGETHER
    out = np.empty((len(x), weights.shape[1]), np.float32)
    block = np.zeros((size, x.shape[1]), np.float32)
    for start in range(0, len(x), size):
        part = x[start : start + size]
        block[: len(part)] = part
        out[start : start + len(part)] = (block @ weights)[: len(part)]
    return out


class _Side:
    """Memory for so many sentences side by side, and what is computed on it."""

    def __init__(self, again: Product, squash: Any, rows: int, hidden: int) -> None:
        self.codes = np.empty((2, rows, hidden), np.uint8)
        self.gates = np.empty((2, rows, 4 * hidden), np.float32)
        self.cell, self.state, self.spare = (np.empty((2, rows, hidden), np.float32) for _ in range(3))
        self.multiply = again.bound(self.codes, self.gates)
        self.squash_gates = bound(squash, [self.gates], [self.gates])
        self.squash_cell = bound(squash, [self.cell], [self.state])
        self.let_in, self.kept, self.new, self.out = (
            self.gates[:, :, gate * hidden : (gate + 1) * hidden] for gate in range(4)
        )

    def step(self) -> None:
        """From gates to the next cell and codes. A sigmoid's halving is left to what follows (halves are exact), and no
        gate is written, since each is in pieces."""
        spare, cell = self.spare, self.cell
        self.squash_gates()
        np.add(self.kept, 1, out=spare)
        cell *= spare
        np.add(self.let_in, 1, out=spare)
        spare *= self.new
        cell += spare
        cell *= 0.5
        self.squash_cell()
        np.add(self.out, 1, out=spare)
        self.state *= spare
        half_state_codes(self.state, self.codes)


class BiLSTM:
    """Both directions, each with gates in the order in, forget, cell, out.

    The weights of the three sigmoid gates (and what is added to them) are halved, so that one tanh serves all four:
    sigmoid(x) = (1 + tanh(x / 2)) / 2.
    """

    def __init__(self, again: Product, hidden: int) -> None:
        self.hidden = hidden
        squash = session(_TANH.read_bytes())
        self._sides = {rows: _Side(again, squash, rows, hidden) for rows in range(EIGHT, ROWS + 1, EIGHT)}

    def run(self, active: list[int], add: Callable[[int, Floats], None]) -> Codes:
        """Codes of the states (2, cells + 1, hidden), the last of them that of 0.

        active: how many sentences, the first ones, have a token at each step; a cell is a token, step by step.
        add(step, gates) adds a step's inputs to gates (2, active, 4 * hidden). The second direction is in reading order
        of its own: its step 0 is each sentence's last token.
        """
        states = np.full((2, sum(active) + 1, self.hidden), ZERO, np.uint8)
        if not active:
            return states
        side, first = self._side(active[0]), 0
        side.cell[:] = 0
        side.gates[:] = 0  # what codes of 0 would give
        for step, rows in enumerate(active):
            if (fewer := self._side(rows)) is not side:
                size = fewer.codes.shape[1]
                fewer.codes[:], fewer.cell[:] = side.codes[:, :size], side.cell[:, :size]
                side = fewer
            if step:
                side.multiply()
            add(step, side.gates[:, :rows])
            side.step()
            states[:, first : first + rows] = side.codes[:, :rows]
            first += rows
        return states

    def _side(self, rows: int) -> _Side:
        return self._sides[-(-rows // EIGHT) * EIGHT]
