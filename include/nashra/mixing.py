"""One number made of several, such that near or equal parts leave nothing to be seen: keys of rows, bands, shingles."""

import numpy as np
import numpy.typing as npt

U64 = npt.NDArray[np.uint64]
GOLDEN = 0x9E3779B97F4A7C15  # 2**64 by the golden ratio: odd, and its bits follow no pattern


def runs_of(hashes: U64, size: int, shift: int) -> U64:
    """A number for each run of `size` words that stand one after another, in order; none of fewer words."""
    count = max(len(hashes) - size + 1, 0)
    joined = np.zeros(count, np.uint64)
    for offset in range(size):
        joined = mixed_in(joined, hashes[offset : offset + count], shift)
    return joined


def mixed_in(mixed: U64, part: npt.NDArray[np.unsignedinteger], shift: int) -> U64:
    """What was mixed so far with the next part of each row; begins with zeros or with the first part.

    `shift` (bits, 29 to 32) brings the upper half, where a product's bits mix, down to the lower. Staged files and
    caches hold the results: a caller keeps its own.
    """
    mixed = (mixed ^ part) * np.uint64(GOLDEN)
    mixed ^= mixed >> np.uint64(shift)
    return mixed
