"""Hashes are found in a sorted table where numpy finds them, whatever the table is."""

import numpy as np
import pytest

from nashra.cleaning.corpus.key_index import KeyIndex
from nashra.cleaning.lines.hashes import mix

SPREAD = np.sort(mix(np.arange(1, 4000, dtype=np.uint64)))
TABLES = {
    "none": SPREAD[:0],
    "one": SPREAD[7:8],
    "spread": SPREAD,
    "close together": np.arange(300, 420, dtype=np.uint64),  # all share their upper bits
    "the least and the greatest": np.array([0, (1 << 64) - 1], dtype=np.uint64),
}


@pytest.mark.parametrize("name", TABLES)
def test_keys_and_what_lies_between_them_are_found_where_they_belong(name: str) -> None:
    keys = TABLES[name]
    ends = np.array([0, 1, 1 << 40, (1 << 64) - 2, (1 << 64) - 1], dtype=np.uint64)
    wanted = np.concatenate([keys, keys + np.uint64(1), keys - np.uint64(1), ends])
    np.testing.assert_array_equal(KeyIndex(keys).at(wanted), np.searchsorted(keys, wanted))


def test_hashes_that_nobody_asks_for_cost_nothing() -> None:
    assert KeyIndex(SPREAD).at(SPREAD[:0]).size == 0
