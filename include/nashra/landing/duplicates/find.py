"""Exact and near duplicates within a day, joined from the shards' signatures.

Of two articles the one with more words of its own is kept. Of two sources' that are nearly as long, as where one put
in its byline, it is the one that was published first; else of equals the first by (landing_file, record_no). Each other
one names the kept article that it was found to equal. So the result doesn't depend on shards or their order. In memory
are the signatures (some 0.4 KB an article), counters of lines, and the outlines of one batch of candidates.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from nashra.lake import Run
from nashra.landing.duplicates.candidates import candidate_pairs
from nashra.landing.duplicates.verify import Outline, outline, same_article
from nashra.landing.limits import Limits, load_limits
from nashra.landing.staged_records import ARTICLES
from nashra.telling.progress import progress

DUPLICATES = pa.schema(
    [pa.field("article_id", pa.string(), nullable=False), pa.field("duplicate_of", pa.string(), nullable=False)]
)
_BATCH = 60_000  # candidates whose outlines are in memory at once, about 6 KB each
_COUNTERS = 1 << 25

Numbers = npt.NDArray[np.int64]


def find_duplicates(run: Run, shards: list[int]) -> dict[str, int]:
    """Writes survey/duplicates.parquet (article_id, duplicate_of), sorted by article_id.

    Gives further copies of an article_id ids of their own, in the shards' articles too. Counts: duplicates.
    """
    limits = load_limits()
    day = _Day(run, shards, limits)
    first_of = day.exact()
    kept = np.flatnonzero(first_of == np.arange(len(first_of)))
    pairs = kept[candidate_pairs(day.minhashes(kept), limits)]
    shared = _shared_lines(run, shards, day, first_of, limits)
    with progress("comparing articles", "pairs", len(pairs)) as compared:
        for batch in _batches(pairs):
            outlines = day.outlines(np.unique(batch), shared)
            for early, late in batch.tolist():
                is_kept = first_of[early] == early and first_of[late] == late
                if is_kept and day.may_equal(early, late) and same_article(outlines[early], outlines[late], limits):
                    if day.is_rather(late, early, len(outlines[late].words), len(outlines[early].words)):
                        first_of[early] = late
                    else:
                        first_of[late] = early
                compared.add()
    while not np.array_equal(further := first_of[first_of], first_of):  # copies of what is a copy itself follow it
        first_of = further
    ids = day.final_ids()
    copies = np.flatnonzero(first_of != np.arange(len(first_of))).tolist()
    rows = sorted((ids[row], ids[first_of[row]]) for row in copies)
    table = pa.table([pa.array(column, pa.string()) for column in zip(*rows, strict=True)] if rows else
                     [pa.array([], pa.string())] * 2, schema=DUPLICATES)  # fmt: skip
    run.staging.write_table("survey/duplicates.parquet", table)
    day.rename(ids)
    return {"duplicates": len(copies)}


class _Day:
    """The signatures of a day, in the order of landing_file and record_no."""

    def __init__(self, run: Run, shards: list[int], limits: Limits) -> None:
        self.run, self.limits = run, limits
        columns = ["landing_file", "record_no", "article_id", "digest", "title", "words", "source", "came"]
        parts = [run.staging.read_table(Run.shard_path("ingest", shard, "signatures"), columns) for shard in shards]
        for shard, part in enumerate(parts):
            extra = {
                "shard": pa.array(np.full(part.num_rows, shards[shard])),
                "row": pa.array(np.arange(part.num_rows)),
            }
            for name, array in extra.items():
                part = part.append_column(name, array)
            parts[shard] = part
        table = pa.concat_tables(parts) if parts else pa.table({name: [] for name in [*columns, "shard", "row"]})
        order = pc.sort_indices(table, [(name, "ascending") for name in ("came", "landing_file", "record_no")])
        self.table = table.take(order)
        del parts, table
        self.source = self.table["source"].to_numpy()
        self.came = self.table["came"].to_numpy()
        self.shard = self.table["shard"].to_numpy()
        self.row = self.table["row"].to_numpy()
        self.titles = self.table["title"].to_numpy()
        self.words = self.table["words"].to_numpy()

    def minhashes(self, wanted: Numbers) -> npt.NDArray[np.uint32]:
        """One row for each of some articles: the bulk of the signatures, so a shard at a time goes to its place."""
        found = np.empty((len(wanted), self.limits.permutations), np.uint32)
        shard_of, row_of = self.shard[wanted], self.row[wanted]
        for shard in np.unique(shard_of).tolist():
            column = self.run.staging.read_table(Run.shard_path("ingest", shard, "signatures"), ["minhash"])["minhash"]
            mine = np.flatnonzero(shard_of == shard)
            found[mine] = _matrix(column, self.limits.permutations)[row_of[mine]]
        return found

    def exact(self) -> Numbers:
        """For each article the first one with its words; itself when it is that."""
        return _first_equal(self.table["digest"].to_numpy())

    def may_equal(self, early: int, late: int) -> bool:
        """Very short texts are equal only under the same title."""
        short = min(self.words[early], self.words[late]) < self.limits.short_words
        return not short or bool(self.titles[early] == self.titles[late])

    def is_rather(self, late: int, early: int, late_words: int, early_words: int) -> bool:
        """Whether of two that are one the later is kept, by their words without lines that their sources share."""
        reprinted = self.source[late] != self.source[early] and self.came[late] != self.came[early]
        nearly = 1 + self.limits.reprint_words if reprinted else 1
        return late_words > early_words * nearly

    def outlines(self, rows: Numbers, shared: frozenset[int]) -> dict[int, Outline]:
        found = {}
        for shard in np.unique(self.shard[rows]).tolist():
            wanted = {int(self.row[row]): row for row in rows[self.shard[rows] == shard].tolist()}
            for number, text, source in self._texts(shard, wanted):
                found[wanted[number]] = outline(text, source, shared, self.limits)
        return found

    def _texts(self, shard: int, wanted: dict[int, int]) -> Iterator[tuple[int, str, str]]:
        with self.run.staging.open_input(Run.shard_path("ingest", shard, "articles")) as file:
            number = 0
            for batch in pq.ParquetFile(file).iter_batches(1024, columns=["text", "source"]):
                for row in range(batch.num_rows):
                    if number in wanted:
                        yield number, batch.column(0)[row].as_py(), batch.column(1)[row].as_py()
                    number += 1

    def final_ids(self) -> list[str]:
        """Ids that are unique in the day: a further copy's is made from where it stands."""
        base: list[str] = self.table["article_id"].to_pylist()
        first = _first_equal(np.fromiter((int(value, 16) for value in base), np.uint64, len(base)))
        again = np.flatnonzero(first != np.arange(len(first))).tolist()
        places = self.table.select(["landing_file", "record_no"]).take(pa.array(again, pa.int64()))
        for row, path, number in zip(again, *(column.to_pylist() for column in places.columns), strict=True):
            joined = "\x1f".join((base[row], path, str(number)))
            base[row] = hashlib.sha256(joined.encode("utf-8")).hexdigest()[:16]
        return base

    def rename(self, ids: list[str]) -> None:
        """The final ids in the shards' articles, where they differ. Doing it again changes nothing."""
        changed = np.flatnonzero(pc.not_equal(self.table["article_id"], pa.array(ids, pa.string())).to_numpy()).tolist()
        for shard in sorted({int(self.shard[row]) for row in changed}):
            new = {int(self.row[row]): ids[row] for row in changed if self.shard[row] == shard}
            self._rewrite(shard, new)

    def _rewrite(self, shard: int, new: dict[int, str]) -> None:
        path, number = Run.shard_path("ingest", shard, "articles"), 0
        with (
            self.run.staging.open_input(path) as file,
            self.run.staging.writing(path) as out,
            pq.ParquetWriter(out, ARTICLES, compression="zstd") as writer,
        ):
            source = pq.ParquetFile(file)
            for group in range(source.num_row_groups):
                table = source.read_row_group(group)
                ids = table["article_id"].to_pylist()
                ids = [new.get(number + row, old) for row, old in enumerate(ids)]
                number += len(ids)
                writer.write_table(table.set_column(0, ARTICLES.field(0), pa.array(ids)))


def _first_equal(keys: npt.NDArray[Any]) -> Numbers:
    """For each key the index of the first that equals it."""
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    return first[inverse].astype(np.int64)


def _matrix(column: pa.ChunkedArray, width: int) -> npt.NDArray[np.uint32]:
    chunks = [
        np.frombuffer(b"".join(chunk.to_pylist()), "<u4").reshape(-1, width) for chunk in column.chunks if len(chunk)
    ]
    return np.concatenate(chunks) if chunks else np.empty((0, width), np.uint32)


def _shared_lines(run: Run, shards: list[int], day: _Day, first_of: Numbers, limits: Limits) -> frozenset[int]:
    """Hashes of lines that `boilerplate_articles` of a source have, exact copies counted once.

    Counted in a table of counters that lines share by hash: two passes, bounded memory.
    """
    copies = {
        shard: set(day.row[(day.shard == shard) & (first_of != np.arange(len(first_of)))].tolist()) for shard in shards
    }
    enough = limits.boilerplate_articles
    counters = np.zeros(_COUNTERS, np.min_scalar_type(enough))  # none counts further than that
    mask = np.uint64(_COUNTERS - 1)
    for lines in _lines(run, shards, copies):
        places, count = np.unique(lines & mask, return_counts=True)
        counters[places] = np.minimum(counters[places] + count, enough)
    exact: dict[int, int] = {}
    for lines in _lines(run, shards, copies):
        often = lines[counters[lines & mask] >= enough]
        for value, count in zip(*np.unique(often, return_counts=True), strict=True):
            exact[int(value)] = exact.get(int(value), 0) + int(count)
    return frozenset(value for value, count in exact.items() if count >= enough)


def _lines(run: Run, shards: list[int], copies: dict[int, set[int]]) -> Iterator[npt.NDArray[np.uint64]]:
    for shard in shards:
        with run.staging.open_input(Run.shard_path("ingest", shard, "signatures")) as file:
            number = 0
            for batch in pq.ParquetFile(file).iter_batches(4096, columns=["lines"]):
                rows = [row for row in range(batch.num_rows) if number + row not in copies[shard]]
                number += batch.num_rows
                yield batch.column(0).take(pa.array(rows, pa.int64())).flatten().to_numpy()


def _batches(pairs: Numbers) -> Iterator[Numbers]:
    """Pairs in their order, cut so that articles bound to each other by pairs come in one batch if they fit."""
    if len(pairs) == 0:
        return
    component = _components(pairs)
    order = np.argsort(component, kind="stable")
    start = 0
    edges = np.flatnonzero(np.r_[True, np.diff(component[order]) != 0, True])
    for edge in edges[1:]:
        if edge - start >= _BATCH or edge == len(pairs):
            yield pairs[order[start:edge]]
            start = int(edge)


def _components(pairs: Numbers) -> Numbers:
    """For each pair the smallest article that its articles are bound to through pairs."""
    parent: dict[int, int] = {}

    def root(node: int) -> int:
        while (up := parent.get(node, node)) != node:
            parent[node] = parent.get(up, up)
            node = up
        return node

    for early, late in pairs.tolist():
        first, second = sorted((root(early), root(late)))
        parent[second] = first
    return np.asarray([root(early) for early in pairs[:, 0].tolist()], np.int64)
