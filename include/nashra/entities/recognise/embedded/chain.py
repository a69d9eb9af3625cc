"""The last step: the best sequence of labels under a linear-chain CRF, and how sure each label is.

Both count with the labels first and the sentences last: a step then is a few sums of long rows.
"""

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
        given = np.ascontiguousarray(scores.transpose(0, 2, 1))
        time, _, rows = given.shape
        ends = np.empty_like(given)  # of the best sequence that ends with each label at each step
        ends[0] = self.start[:, None] + given[0]
        for step in range(1, time):
            options = ends[step - 1][:, None] + self.pairs[:, :, None]
            ends[step] = np.where(step < lengths, options.max(0) + given[step], ends[step - 1])
        path = np.zeros((time, rows), np.int64)
        label = (ends[-1] + self.end[:, None]).argmax(0)
        for step in range(time - 1, 0, -1):
            path[step] = label
            label = np.where(step < lengths, (ends[step - 1] + self.pairs[:, label]).argmax(0), label)
        path[0] = label
        return path

    def marginals(self, scores: Floats, lengths: Ints) -> Floats:
        """Probability of each label at each place, (time, rows, labels)."""
        given = scores.transpose(0, 2, 1)
        time = len(given)
        moves = np.exp(self.pairs)
        emitted = np.exp(given - given.max(1, keepdims=True))
        before, after = np.empty_like(emitted), np.empty_like(emitted)
        before[0] = _even(emitted[0] * np.exp(self.start)[:, None])
        for step in range(1, time):
            before[step] = _even(_times(before[step - 1], moves) * emitted[step])
        last = np.exp(self.end)[:, None]
        after[-1] = last
        for step in range(time - 2, -1, -1):
            ahead = _even(_times(after[step + 1] * emitted[step + 1], moves.T))
            after[step] = np.where(step + 1 < lengths, ahead, last)
        both = before * after
        return np.ascontiguousarray((both / _sum(both.swapaxes(0, 1))[:, None]).transpose(0, 2, 1))


def _times(left: Floats, right: NDArray[np.float32]) -> Floats:
    """right (a, b), turned, times left (a, rows), summed in one order whatever the number of rows."""
    out = right[0][:, None] * left[0]
    for row in range(1, len(left)):
        out += right[row][:, None] * left[row]
    return np.asarray(out, np.float32)


def _even(x: Floats) -> Floats:
    """x with its first axis summing to 1."""
    return np.asarray(x / _sum(x), np.float32)


def _sum(x: Floats) -> Floats:
    """Over the first axis, in one order whatever stands behind it: pairs, then pairs of pairs."""
    if len(x) == 1:
        return np.asarray(x[0], np.float32)
    half = 1 << (len(x) - 1).bit_length() - 1
    return _sum(x[:half]) + _sum(x[half:])
