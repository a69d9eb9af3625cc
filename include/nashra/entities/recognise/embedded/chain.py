"""The last step: the best sequence of labels under a linear-chain CRF, and how sure each label is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nashra.entities.recognise.embedded.integers import Floats
from nashra.entities.recognise.embedded.recurrent import Ints


@dataclass(slots=True)
class Chain:
    """Scores of label pairs (from, to), of the first label and of the last."""

    pairs: Floats
    start: Floats
    end: Floats

    def best(self, scores: Floats, lengths: Ints) -> Ints:
        """Best labels (time, rows) for scores (time, rows, labels); what stands past a length means nothing."""
        time, rows, _ = scores.shape
        back = np.zeros((time, rows, scores.shape[2]), np.int64)
        alpha = self.start + scores[0]
        for step in range(1, time):
            options = alpha[:, :, None] + self.pairs
            back[step] = options.argmax(1)
            alpha = np.where((step < lengths)[:, None], options.max(1) + scores[step], alpha)
        path = np.zeros((time, rows), np.int64)
        label = (alpha + self.end).argmax(1)
        for step in range(time - 1, -1, -1):
            path[step] = label
            label = np.where(step < lengths, np.take_along_axis(back[step], label[:, None], 1)[:, 0], label)
        return path

    def marginals(self, scores: Floats, lengths: Ints) -> Floats:
        """Probability of each label at each place, (time, rows, labels)."""
        time, rows, labels = scores.shape
        moves = np.exp(self.pairs)
        emitted = np.exp(scores - scores.max(2, keepdims=True))
        before = np.empty((time, rows, labels), np.float32)
        after = np.empty((time, rows, labels), np.float32)
        before[0] = _even(emitted[0] * np.exp(self.start))
        for step in range(1, time):
            before[step] = _even(_times(before[step - 1], moves) * emitted[step])
        last = np.exp(self.end)
        after[-1] = last
        for step in range(time - 2, -1, -1):
            ahead = _even(_times(after[step + 1] * emitted[step + 1], moves.T))
            after[step] = np.where((step + 1 < lengths)[:, None], ahead, last)
        return np.asarray(_even(before * after), np.float32)


def _times(left: Floats, right: NDArray[np.float32]) -> Floats:
    """left (rows, a) times right (a, b), summed in one order whatever the number of rows."""
    out = left[:, :1] * right[0]
    for column in range(1, left.shape[1]):
        out += left[:, column : column + 1] * right[column]
    return np.asarray(out, np.float32)


def _even(x: Floats) -> Floats:
    """x with its last axis summing to 1."""
    return np.asarray(x / x.sum(-1, keepdims=True), np.float32)
