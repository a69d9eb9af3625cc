"""A bidirectional LSTM in numpy, with results that don't depend on what else is computed beside a row.

A matrix product's last bits can change with the number of rows, so every product here has ROWS rows: short
batches are filled up.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

ROWS = 64  # sentences side by side


def product(x: Floats, weights: Floats) -> Floats:
    """x (n, ROWS, k) times weights (k, m), one product of ROWS rows after another."""
    out = np.empty((*x.shape[:2], weights.shape[1]), np.float32)
    for step in range(len(x)):
        np.matmul(x[step], weights, out=out[step])
    return out


def row_product(x: Floats, weights: Floats) -> Floats:
    """x (n, k) times weights (k, m) for any n, in blocks of 4 * ROWS rows."""
    size = 4 * ROWS
    out = np.empty((len(x), weights.shape[1]), np.float32)
    block = np.zeros((size, x.shape[1]), np.float32)
    for start in range(0, len(x), size):
        part = x[start : start + size]
        block[: len(part)] = part
        out[start : start + len(part)] = (block @ weights)[: len(part)]
    return out


@dataclass(slots=True)
class BiLSTM:
    """Weights of both directions, gates in the order in, forget, cell, out.

    `load` halves the weights of the three sigmoid gates, so that one tanh serves all four:
    sigmoid(x) = (1 + tanh(x / 2)) / 2.
    """

    into: Floats  # (inputs, 8 * hidden): both directions' input weights side by side
    bias: Floats  # (8 * hidden)
    again: Floats  # (2, hidden, 4 * hidden)

    @classmethod
    def load(cls, arrays: dict[str, NDArray[np.generic]], name: str) -> "BiLSTM":
        """From arrays `<name>.into`, `<name>.bias`, `<name>.again`, gates not yet halved."""
        again = arrays[f"{name}.again"].astype(np.float32)
        hidden = again.shape[1]
        scale = np.repeat(np.array([0.5, 0.5, 1.0, 0.5], np.float32), hidden)
        both = np.concatenate([scale, scale])
        into = arrays[f"{name}.into"].astype(np.float32) * both
        return cls(into, arrays[f"{name}.bias"].astype(np.float32) * both, np.ascontiguousarray(again * scale))

    @property
    def hidden(self) -> int:
        return int(self.again.shape[1])

    def run(self, ahead: Floats, back: Floats) -> Floats:
        """States (time, 2, ROWS, hidden) from each direction's projected inputs (time, ROWS, 4 * hidden).

        `back` is in reading order of its own: row 0 is each sentence's last token, and so is the result's.
        """
        time, hidden = len(ahead), self.hidden
        states = np.empty((time, 2, ROWS, hidden), np.float32)
        gates = np.empty((2, ROWS, 4 * hidden), np.float32)
        cell = np.zeros((2, ROWS, hidden), np.float32)
        state = np.zeros((2, ROWS, hidden), np.float32)
        for step in range(time):
            np.matmul(state[0], self.again[0], out=gates[0])
            np.matmul(state[1], self.again[1], out=gates[1])
            gates[0] += ahead[step]
            gates[1] += back[step]
            np.tanh(gates, out=gates)
            opened = gates[:, :, : 2 * hidden]
            opened += 1
            opened *= 0.5
            cell *= gates[:, :, hidden : 2 * hidden]
            cell += gates[:, :, :hidden] * gates[:, :, 2 * hidden : 3 * hidden]
            out = gates[:, :, 3 * hidden :]
            out += 1
            out *= 0.5
            state = states[step]
            np.tanh(cell, out=state)
            state *= out
        return states


def reversal(lengths: Ints, time: int) -> Ints:
    """(time, ROWS): where each column's token comes from when its sentence is read backwards; own inverse."""
    steps = np.arange(time)[:, None]
    return np.where(steps < lengths, lengths - 1 - steps, steps)
