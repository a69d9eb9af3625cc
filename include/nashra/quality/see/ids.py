"""Sets of article ids and row keys as sorted numbers: a million in 8 MB, looked up a column at a time."""

import hashlib
import re
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from nashra.mixing import mixed_in

Numbers = npt.NDArray[np.uint64]
_HEX = re.compile("[0-9a-f]{16}")
NO_NUMBERS: Numbers = np.zeros(0, np.uint64)


def _number(key: str) -> int:
    if _HEX.fullmatch(key):
        return int(key, 16)
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big")


def id_numbers(ids: pa.ChunkedArray) -> Numbers:
    """A number for each id, equal for equal ids; 0 for null. Shape (rows,)."""
    encoded = pc.dictionary_encode(pc.fill_null(ids, "0" * 16)).combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = pa.concat_arrays(encoded.chunks) if encoded.num_chunks else pa.array([], ids.type).dictionary_encode()
    words = np.fromiter((_number(word) for word in encoded.dictionary.to_pylist()), np.uint64, len(encoded.dictionary))
    return words[encoded.indices.to_numpy()] if len(encoded) else NO_NUMBERS


def mixed(first: Numbers, *others: pa.ChunkedArray) -> Numbers:
    """One number for each row's key of several parts: an id's number with whole-number columns mixed in."""
    mix = first
    for column in others:
        mix = mixed_in(mix, column.to_numpy().astype(np.uint64), 29)
    return mix


def joined(parts: Iterable[Numbers]) -> Numbers:
    return np.concatenate([NO_NUMBERS, *parts])


def within(numbers: Numbers, ordered: Numbers) -> npt.NDArray[np.bool_]:
    """Which numbers are in the sorted array."""
    if not len(ordered):
        return np.zeros(len(numbers), np.bool_)
    place = np.minimum(np.searchsorted(ordered, numbers), len(ordered) - 1)
    found: npt.NDArray[np.bool_] = ordered[place] == numbers
    return found


def repeated(numbers: Numbers) -> Numbers:
    """The numbers that occur more than once, sorted."""
    values, counts = np.unique(numbers, return_counts=True)
    return values[counts > 1]


class Sums:
    """Numbers added up by id."""

    def __init__(self, ids: Numbers, values: npt.NDArray[np.int64]) -> None:
        self.ids, places = np.unique(ids, return_inverse=True)
        self.values = np.zeros(len(self.ids), np.int64)
        np.add.at(self.values, places, values)

    def of(self, ids: Numbers) -> npt.NDArray[np.int64]:
        """The sum of each id; 0 for one that has none."""
        if not len(self.ids):
            return np.zeros(len(ids), np.int64)
        place = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
        return np.where(self.ids[place] == ids, self.values[place], 0)
