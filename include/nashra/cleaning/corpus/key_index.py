"""Where hashes stand in a sorted table of them: looked up by their upper bits, many times as fast as by halving."""

import numpy as np

from nashra.cleaning.lines.hashes import I64, U64

_MOST_BITS = 22  # of the index: 32 MiB


class KeyIndex:
    """For each value of a hash's upper bits, where a table's keys with such bits begin.

    Hashes are spread evenly, so one or two keys share their upper bits; keys that are not cost time, nothing else.
    """

    def __init__(self, keys: U64) -> None:
        self.keys = keys
        bits = min(max(int(keys.size).bit_length(), 1), _MOST_BITS)
        self._shift = np.uint64(64 - bits)
        self._first: I64 = np.searchsorted(keys, np.arange(1 << bits, dtype=np.uint64) << self._shift)

    def at(self, wanted: U64) -> I64:
        """The place of the first key that is no less than each hash, as np.searchsorted gives it."""
        places = self._first.take((wanted >> self._shift).view(np.int64))
        left = np.arange(wanted.size if self.keys.size else 0)
        while left.size:
            here = places.take(left)
            less = (here < self.keys.size) & (self.keys.take(here, mode="clip") < wanted.take(left))
            left = left[less]
            places[left] += 1
        return places
