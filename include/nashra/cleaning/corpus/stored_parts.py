"""Evidence parts in files, so that a night of any size is counted in bounded memory: a range of keys at a time."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from nashra.cleaning.corpus.observed import EvidencePart, merge, merge_articles, nothing
from nashra.lake import Storage
from nashra.telling.progress import counted

RANGE_ROWS = 4_000_000  # rows counted at once, some 100 bytes each while they are
GROUP_ROWS = 1 << 17  # of a file: what is read for a range is at most one such group too many


def write_part(storage: Storage, name: str, part: EvidencePart) -> None:
    """Writes NAME.articles.parquet and NAME.rows.parquet; the rows must be in the order of their keys."""
    articles, rows = part.tables()
    storage.write_table(f"{name}.articles.parquet", articles)
    with storage.writing(f"{name}.rows.parquet") as file:
        pq.write_table(rows, file, compression="zstd", row_group_size=GROUP_ROWS, write_page_checksum=True)


def read_articles(places: Sequence[tuple[Storage, str]]) -> EvidencePart:
    """The articles of all parts, merged, without rows."""
    empty = nothing()
    parts = [
        EvidencePart.from_tables(storage.read_table(f"{name}.articles.parquet"), empty.tables()[1])
        for storage, name in places
    ] or [empty]
    return EvidencePart(*merge_articles(parts), empty.key, empty.kind, empty.owner)


def read_rows(places: Sequence[tuple[Storage, str]], range_rows: int = RANGE_ROWS) -> Iterator[EvidencePart]:
    """The rows of all parts, merged, in ranges of ascending keys."""
    count = sum(_rows(storage, name) for storage, name in places)
    ranges = 1 + count // range_rows
    edges = [(1 << 64) * number // ranges for number in range(ranges + 1)]
    for low, high in counted(pairwise(edges), "counting lines", "ranges", ranges, size=lambda _: 1):
        yield merge([_between(storage, name, low, high - 1) for storage, name in places])


def _rows(storage: Storage, name: str) -> int:
    with storage.open_input(f"{name}.rows.parquet") as file:
        return int(pq.ParquetFile(file).metadata.num_rows)


def _between(storage: Storage, name: str, low: int, high: int) -> EvidencePart:
    """Rows with low <= key <= high: the file is sorted by key, so only a few of its groups are read."""
    empty = nothing()
    with storage.open_input(f"{name}.rows.parquet") as file:
        parquet = pq.ParquetFile(file, page_checksum_verification=True)
        wanted = []
        for group in range(parquet.metadata.num_row_groups):
            about = parquet.metadata.row_group(group).column(0).statistics
            if about is None or not about.has_min_max or (about.min <= high and about.max >= low):
                wanted.append(group)
        rows = parquet.read_row_groups(wanted)
    keys = rows["key"].to_numpy()
    begin, end = (
        np.searchsorted(keys, np.array([low], np.uint64))[0],
        np.searchsorted(keys, np.array([high], np.uint64), "right")[0],
    )
    part: pa.Table = rows.slice(begin, end - begin)
    return EvidencePart.from_tables(empty.tables()[0], part)
