"""Merging shard files into one sorted Parquet file, in bounded memory.

What is too big to sort at once is first dealt out to buckets on disk, each a range of the sort key, which are
then sorted one by one. The bytes of the result depend on the rows alone, not on the files they came in.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa

from nashra.lake import Run, partition_path
from nashra.tables.dictionary.dictionary import load_dictionary
from nashra.tables.dictionary.schema import conform
from nashra.tables.write.buckets import BucketOf, by_digest, by_rank
from nashra.tables.write.rowgroups import GroupWriter
from nashra.tables.write.staged_parts import batches, decoded_bytes, row_count
from nashra.telling.progress import counted

BUCKET_BYTES = 64 << 20  # a bucket's bytes as Parquet decodes them; in memory some three times that
Select = Callable[[pa.Table], pa.Table]


def merge(
    run: Run, table: str, sources: list[str], target: str, select: Select, bucket_bytes: int = BUCKET_BYTES
) -> int:
    """Writes the rows that `select` keeps of the staged files `sources` to `target`; returns their number.

    `select` gets a batch of rows and returns those that stay, with the table's columns at least. Rows that
    the sort key doesn't tell apart keep the order of their source.
    """
    buckets = -(-sum(decoded_bytes(run.staging, path) for path in sources) // bucket_bytes)
    read = (batch for path in sources for batch in batches(run.staging, path))
    total = sum(row_count(run.staging, path) for path in sources)
    kept = (conform(select(batch), table) for batch in counted(read, f"merging {table}", "rows", total))
    keys = load_dictionary().tables[table].sort
    sort = [(name, "ascending") for name in keys]
    with run.staging.writing(target) as file, GroupWriter(file, table, partition_path(table, run.day)) as writer:
        if buckets <= 1:
            if whole := list(kept):
                writer.add(pa.concat_tables(whole).sort_by(sort))
        else:
            hexed = keys[0] == "article_id"
            bucket_of = by_digest(buckets) if hexed else by_rank(run.staging, sources, keys[:3], buckets)
            for rows in _sorted_buckets(kept, bucket_of, run):
                writer.add(rows.sort_by(sort))
    return writer.rows


def _sorted_buckets(rows: Iterable[pa.Table], bucket_of: BucketOf, run: Run) -> Iterator[pa.Table]:
    """The rows of each bucket, bucket after bucket; spilled beside staging, or to the temporary folder on S3."""
    folder = run.staging.root if run.staging.is_local else None
    with tempfile.TemporaryDirectory(dir=folder, prefix=".spill-") as spill:
        _deal(rows, bucket_of, Path(spill))
        for path in sorted(Path(spill).iterdir()):
            with pa.OSFile(str(path)) as source:
                yield pa.ipc.open_file(source).read_all()
            path.unlink()


def _deal(rows: Iterable[pa.Table], bucket_of: BucketOf, folder: Path) -> None:
    sinks: dict[int, pa.RecordBatchFileWriter] = {}
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    try:
        for part in rows:
            numbers = bucket_of(part)
            for number in np.unique(numbers).tolist():
                if number not in sinks:
                    sinks[number] = pa.ipc.new_file(str(folder / f"{number:08d}"), part.schema, options=options)
                sinks[number].write_table(part.filter(pa.array(numbers == number)))
    finally:
        for sink in sinks.values():
            sink.close()
