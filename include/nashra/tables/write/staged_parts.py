"""Reading staged Parquet files a part at a time."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from nashra.lake import Storage

BATCH = 4096


def batches(storage: Storage, path: str, columns: list[str] | None = None, rows: int = BATCH) -> Iterator[pa.Table]:
    """The file's rows in order, at most `rows` at a time and never of two row groups: those are bounded in bytes."""
    with storage.open_input(path) as file:
        source = pq.ParquetFile(file, page_checksum_verification=True)
        for group in range(source.num_row_groups):
            for batch in source.iter_batches(rows, row_groups=[group], columns=columns):
                yield pa.Table.from_batches([batch])


def row_count(storage: Storage, path: str) -> int:
    """Rows of a Parquet file, from its footer."""
    with storage.open_input(path) as file:
        return int(pq.read_metadata(file).num_rows)


def decoded_bytes(storage: Storage, path: str) -> int:
    """About how many bytes the file's rows take in memory, from its footer."""
    with storage.open_input(path) as file:
        metadata = pq.read_metadata(file)
    return sum(metadata.row_group(i).total_byte_size for i in range(metadata.num_row_groups))


def file_schema(storage: Storage, path: str) -> pa.Schema:
    with storage.open_input(path) as file:
        return pq.read_schema(file)
