"""Evidence parts in files, so that a night of any size is counted in bounded memory: a range of keys at a time."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np
import pyarrow.parquet as pq

from nashra.cleaning.corpus.observed import (
    U32,
    EvidencePart,
    first_of_each,
    merge,
    nothing,
    sketches_at,
    sketches_of,
)
from nashra.cleaning.lines.hashes import U64, Bool
from nashra.lake import Storage
from nashra.telling.progress import counted

RANGE_ROWS = 1_000_000  # rows counted at once, some 100 bytes each while they are
GROUP_ROWS = 1 << 14  # of a file: of each there is no more than one such group in memory beside the range's rows


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
    """The articles of all parts, merged, without rows; their sketches, most of it, are read one part after another."""
    empty = nothing()
    named = ("digest", "source", "country")
    parts = [(place, place.storage.read_table(_articles_of(place), columns=list(named))) for place in places]
    chosen = [place.chosen(table["digest"].to_numpy()) for place, table in parts]
    digest, source, country = (
        np.concatenate(
            [getattr(empty, name), *(t[name].to_numpy()[some] for (_, t), some in zip(parts, chosen, strict=True))]
        )
        for name in named
    )
    first = first_of_each(digest, source)
    sketches = (_sketches(place)[some] for place, some in zip(places, chosen, strict=True))
    return EvidencePart(
        digest[first], source[first], country[first], sketches_at(first, sketches), empty.key, empty.kind, empty.owner
    )


def _articles_of(place: Stored) -> str:
    return f"{place.name}.articles.parquet"


def _sketches(place: Stored) -> U32:
    return sketches_of(place.storage.read_table(_articles_of(place), columns=["sketch"]))


def read_sources(storage: Storage, name: str) -> tuple[U64, U64]:
    """Digest and source of each article of a part."""
    table = storage.read_table(f"{name}.articles.parquet", columns=["digest", "source"])
    return table["digest"].to_numpy(), table["source"].to_numpy()


def read_rows(places: Sequence[Stored], range_rows: int = RANGE_ROWS) -> Iterator[EvidencePart]:
    """The rows of all parts, merged, in ranges of ascending keys."""
    rows = [_Rows(place) for place in places]
    ranges = 1 + sum(one.count for one in rows) // range_rows
    ends = [(1 << 64) * number // ranges - 1 for number in range(1, ranges + 1)]
    for end in counted(iter(ends), "counting lines", "ranges", ranges, size=lambda _: 1):
        yield merge([one.up_to(end) for one in rows])


class _Rows:
    """The rows of a part, which lie in the order of their keys: read from the first to the last, each group once."""

    def __init__(self, place: Stored) -> None:
        self._place, self._path = place, f"{place.name}.rows.parquet"
        self._about: pq.FileMetaData | None = None
        self._kept: pq.ParquetFile | None = None
        with self._opened() as parquet:
            self._about = parquet.metadata
        self.count, self._groups = int(parquet.metadata.num_rows), int(parquet.metadata.num_row_groups)
        self._next = 0  # group
        self._left = nothing()  # of the groups that were read

    def up_to(self, end: int) -> EvidencePart:
        """Those that were not given yet, to a key, that one included."""
        read = [self._left]
        while self._next < self._groups and not _reaches(read[-1], end):
            read.append(self._group())
        key, kind, owner = (np.concatenate([getattr(one, name) for one in read]) for name in ("key", "kind", "owner"))
        cut = int(np.searchsorted(key, np.uint64(end), "right"))
        self._left = replace(self._left, key=key[cut:].copy(), kind=kind[cut:].copy(), owner=owner[cut:].copy())
        return replace(self._left, key=key[:cut], kind=kind[:cut], owner=owner[:cut])

    @contextmanager
    def _opened(self) -> Iterator[pq.ParquetFile]:
        """On a disk for the block alone: there may be more parts than a process may hold files open. On a store, where
        each opening is a request and nothing is held, once."""
        if self._place.storage.is_local:
            with self._place.storage.open_input(self._path) as file:
                yield pq.ParquetFile(file, metadata=self._about, page_checksum_verification=True)
            return
        if self._kept is None:
            file = self._place.storage.open_input(self._path)
            self._kept = pq.ParquetFile(file, page_checksum_verification=True)
        yield self._kept

    def _group(self) -> EvidencePart:
        with self._opened() as parquet:
            rows = parquet.read_row_group(self._next)
        self._next += 1
        if self._next == self._groups:
            self._kept = None
        part = EvidencePart.from_tables(nothing().tables()[0], rows)
        chosen = self._place.chosen(part.owner)
        return replace(part, key=part.key[chosen], kind=part.kind[chosen], owner=part.owner[chosen])


def _reaches(part: EvidencePart, end: int) -> bool:
    """Whether what comes behind some rows is behind a key."""
    return bool(part.key.size) and int(part.key[-1]) > end
