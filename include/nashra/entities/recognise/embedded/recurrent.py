"""A bidirectional LSTM: integer products and tanh by ONNX Runtime, the rest in numpy."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from nashra.entities.recognise.embedded.integers import Codes, Floats, Product, state_codes
from nashra.entities.recognise.embedded.runtime import bound, session
from nashra.settings import REFERENCE

Ints = NDArray[np.int64]

ROWS = 64  # sentences side by side
ZERO = 128  # the code of 0
_TANH = REFERENCE / "recogniser" / "tanh.onnx"  # numpy's takes four times as long where there is no AVX-512


def row_product(x: Floats, weights: Floats) -> Floats:
    """x (n, k) times weights (k, m) for any n, in blocks of 4 * ROWS rows: a product of floats can change its last
    bits with the number of rows."""
    size = 4 * ROWS
    out = np.empty((len(x), weights.shape[1]), np.float32)
    block = np.zeros((size, x.shape[1]), np.float32)
    for start in range(0, len(x), size):
        part = x[start : start + size]
        block[: len(part)] = part
        out[start : start + len(part)] = (block @ weights)[: len(part)]
    return out


class BiLSTM:
    """Both directions, each with gates in the order in, forget, cell, out.

    The weights of the three sigmoid gates (and what is added to them) are halved, so that one tanh serves all four:
    sigmoid(x) = (1 + tanh(x / 2)) / 2.
    """

    def __init__(self, again: Product, hidden: int) -> None:
        self.hidden = hidden
        self._codes = np.empty((2, ROWS, hidden), np.uint8)
        self._gates = np.empty((2, ROWS, 4 * hidden), np.float32)
        self._cell, self._state = (np.empty((2, ROWS, hidden), np.float32) for _ in range(2))
        self._multiply = again.bound(self._codes, self._gates)
        ready = session(_TANH.read_bytes())
        self._squash_gates = bound(ready, [self._gates], [self._gates])
        self._squash_cell = bound(ready, [self._cell], [self._state])

    def run(self, time: int, add: Callable[[int, Floats], None]) -> Codes:
        """Codes of the states (time, 2, ROWS, hidden).

        add(step, gates) adds a step's inputs to gates (2, ROWS, 4 * hidden). The second direction is in reading order
        of its own: its step 0 is each sentence's last token.
        """
        hidden, codes, gates = self.hidden, self._codes, self._gates
        states = np.empty((time, 2, ROWS, hidden), np.uint8)
        cell, state, spare = self._cell, self._state, np.empty((2, ROWS, hidden), np.float32)
        opened, out = gates[:, :, : 2 * hidden], gates[:, :, 3 * hidden :]
        let_in, kept, new = (gates[:, :, number * hidden : (number + 1) * hidden] for number in range(3))
        codes[:] = ZERO
        cell[:] = 0
        for step in range(time):
            self._multiply()
            add(step, gates)
            self._squash_gates()
            opened += 1
            opened *= 0.5
            cell *= kept
            np.multiply(let_in, new, out=spare)
            cell += spare
            self._squash_cell()
            out += 1
            out *= 0.5
            state *= out
            state_codes(state, spare, codes)
            states[step] = codes
        return states


def reversal(lengths: Ints, time: int) -> Ints:
    """(time, ROWS): where each column's token comes from when its sentence is read backwards; own inverse."""
    steps = np.arange(time)[:, None]
    return np.where(steps < lengths, lengths - 1 - steps, steps)
