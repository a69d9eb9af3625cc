"""Evidence parts in files, so that a night of any size is counted in bounded memory: a range of keys at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pyarrow.parquet as pq

from nashra.cleaning.corpus.observed import EvidencePart, merge, merge_articles, nothing
from nashra.cleaning.lines.hashes import U64, Bool
from nashra.lake import Storage
from nashra.telling.progress import counted

RANGE_ROWS = 4_000_000  # rows counted at once, some 100 bytes each while they are
GROUP_ROWS = 1 << 17  # of a file: what is read for a range is at most one such group too many


@dataclass(frozen=True, slots=True)
class Stored:
    """A part in files, or some articles of one."""

    storage: Storage
    name: str
    only: U64 | None = None  # digests of the articles that are read, sorted; None: all of them

    def chosen(self, digest: U64) -> Bool | slice:
        """Which of some articles, or rows of articles, are read."""
        if self.only is None:
            return slice(None)
        if not self.only.size:
            return np.zeros(digest.size, dtype=np.bool_)
        at = np.minimum(np.searchsorted(self.only, digest), self.only.size - 1)
        return np.asarray(self.only[at] == digest)


def write_part(storage: Storage, name: str, part: EvidencePart) -> None:
    """Writes NAME.articles.parquet and NAME.rows.parquet; the rows must be in the order of their keys."""
    articles, rows = part.tables()
    storage.write_table(f"{name}.articles.parquet", articles)
    with storage.writing(f"{name}.rows.parquet") as file:
        pq.write_table(rows, file, compression="zstd", row_group_size=GROUP_ROWS, write_page_checksum=True)


def read_articles(places: Sequence[Stored]) -> EvidencePart:
    """The articles of all parts, merged, without rows."""
    empty = nothing()
    parts = [_articles(place) for place in places] or [empty]
    return EvidencePart(*merge_articles(parts), empty.key, empty.kind, empty.owner)


def _articles(place: Stored) -> EvidencePart:
    empty = nothing()
    part = EvidencePart.from_tables(place.storage.read_table(f"{place.name}.articles.parquet"), empty.tables()[1])
    chosen = place.chosen(part.digest)
    return EvidencePart(
        part.digest[chosen], part.source[chosen], part.country[chosen], part.sketch[chosen],
        empty.key, empty.kind, empty.owner,
    )  # fmt: skip


def read_sources(storage: Storage, name: str) -> tuple[U64, U64]:
    """Digest and source of each article of a part."""
    table = storage.read_table(f"{name}.articles.parquet", columns=["digest", "source"])
    return table["digest"].to_numpy(), table["source"].to_numpy()


def read_rows(places: Sequence[Stored], range_rows: int = RANGE_ROWS) -> Iterator[EvidencePart]:
    """The rows of all parts, merged, in ranges of ascending keys."""
    count = sum(_rows(place.storage, place.name) for place in places)
    ranges = 1 + count // range_rows
    edges = [(1 << 64) * number // ranges for number in range(ranges + 1)]
    for low, high in counted(pairwise(edges), "counting lines", "ranges", ranges, size=lambda _: 1):
        yield merge([_between(place, low, high - 1) for place in places])


def _rows(storage: Storage, name: str) -> int:
    with storage.open_input(f"{name}.rows.parquet") as file:
        return int(pq.ParquetFile(file).metadata.num_rows)


def _between(place: Stored, low: int, high: int) -> EvidencePart:
    """Rows with low <= key <= high: the file is sorted by key, so only a few of its groups are read."""
    empty = nothing()
    with place.storage.open_input(f"{place.name}.rows.parquet") as file:
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
    part = EvidencePart.from_tables(empty.tables()[0], rows.slice(begin, end - begin))
    chosen = place.chosen(part.owner)
    return replace(part, key=part.key[chosen], kind=part.kind[chosen], owner=part.owner[chosen])
