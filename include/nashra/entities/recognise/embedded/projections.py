"""What words give to both LSTMs, kept from one chunk to the next: half of a chunk's words were in those before it."""

import numpy as np
from numpy.typing import NDArray

from nashra.entities.recognise.embedded.lexicon import Lexicon
from nashra.entities.recognise.embedded.recurrent import Ints
from nashra.entities.recognise.embedded.shipped_network import Network, Projected

KEPT = 16_000  # distinct words, of 12 KB each; a chunk has some 12,000


class Projections:
    """The words asked for last, each in a place of its own; what they give is the same whenever it is computed."""

    def __init__(self, network: Network, lexicon: Lexicon) -> None:
        self._network = network
        self._lexicon = lexicon
        self._projected = network.room(0)
        self._empty(0)

    def _empty(self, size: int) -> None:
        self._times = self._lexicon.times
        self._place = np.full(len(self._lexicon.table), -1, np.int64)  # of each row of the table
        self._row = np.full(size, -1, np.int64)  # in each place
        self._asked = np.zeros(size, np.int64)  # when each place was last asked for
        self._now = 0

    def of(self, rows: Ints) -> tuple[Projected, Ints]:
        """(what words give, which place of it each of the lexicon's rows has), until the next call."""
        used = _distinct(rows, len(self._lexicon.table))
        if len(used) > len(self._row):
            size = max(KEPT, len(used))
            self._projected = self._network.room(size)
            self._empty(size)
        elif self._times != self._lexicon.times:
            self._empty(len(self._row))  # its rows mean other words now
        self._now += 1
        there = self._place[used]
        self._asked[there[there >= 0]] = self._now
        if len(new := used[there < 0]):
            self._add(new)
        return self._projected, self._place[rows]

    def _add(self, new: Ints) -> None:
        """Gives new rows the places that were not asked for the longest."""
        places = np.sort(np.argsort(self._asked, kind="stable")[: len(new)])
        gone = self._row[places]
        self._place[gone[gone >= 0]] = -1
        self._place[new], self._row[places], self._asked[places] = places, new, self._now
        self._network.project(self._lexicon.table, new, self._projected, places)


def _distinct(rows: Ints, size: int) -> Ints:
    """The different rows, ascending."""
    there: NDArray[np.bool_] = np.zeros(size, np.bool_)
    there[rows] = True
    return np.flatnonzero(there)
