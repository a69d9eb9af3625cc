"""Which bucket a row goes to, so that buckets are ranges of the sort key and about equally big."""

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from nashra.lake import Storage
from nashra.tables.write.rowgroups import row_bytes
from nashra.tables.write.staged_parts import batches

BucketOf = Callable[[pa.Table], npt.NDArray[np.int64]]
"""Bucket numbers of a table's rows; shape (rows,)."""


def by_digest(buckets: int) -> BucketOf:
    """Buckets of `article_id`, whose hex digits are spread evenly."""

    def bucket_of(rows: pa.Table) -> npt.NDArray[np.int64]:
        prefixes = pc.utf8_slice_codeunits(rows["article_id"], 0, 4).to_pylist()
        return np.fromiter(((int(p, 16) * buckets) >> 16 for p in prefixes), np.int64, len(prefixes))

    return bucket_of


def by_rank(storage: Storage, sources: Sequence[str], keys: Sequence[str], buckets: int) -> BucketOf:
    """Buckets of equal bytes over the distinct values of `keys`; one value is never divided."""
    sizes: Counter[tuple[str, ...]] = Counter()
    for path in sources:
        for batch in batches(storage, path):
            for key, size in zip(_tuples(batch, keys), row_bytes(batch).tolist(), strict=True):
                sizes[key] += size
    share = max(1, sum(sizes.values()) // buckets)
    numbers: dict[tuple[str, ...], int] = {}
    before = 0
    for key in sorted(sizes):
        numbers[key] = before // share
        before += sizes[key]
    return lambda rows: np.fromiter((numbers[key] for key in _tuples(rows, keys)), np.int64, rows.num_rows)


def _tuples(rows: pa.Table, keys: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*(rows[key].to_pylist() for key in keys), strict=True))
