"""Parquet row groups whose boundaries depend on the rows alone."""

from types import TracebackType
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from nashra.seal import BLANK, KEY, put_seal
from nashra.tables.dictionary.dictionary import load_dictionary
from nashra.tables.dictionary.schema import schema

GROUP_BYTES = 64 << 20


def row_bytes(rows: pa.Table) -> npt.NDArray[np.int64]:
    """Bytes of text and binary in each row; shape (rows,)."""
    total = np.zeros(rows.num_rows, np.int64)
    for column in rows.columns:
        if pa.types.is_string(column.type) or pa.types.is_binary(column.type):
            total += pc.fill_null(pc.binary_length(column), 0).to_numpy()
    return total


class GroupWriter:
    """Writes a table's rows, given in order and in pieces of any size, as zstd Parquet with a checksum for each page
    and a seal on the footer; `place` is where the file is to be published, below the lake.

    A row group ends with the table's `row_group`th row, or with the row that brings it to GROUP_BYTES.
    """

    def __init__(self, file: BinaryIO, table: str, place: str) -> None:
        self.file, self.place = file, place
        self.limit = load_dictionary().tables[table].row_group
        self.schema = schema(table)
        self.writer = pq.ParquetWriter(file, self.schema, compression="zstd", write_page_checksum=True)
        self.pending: list[pa.Table] = []
        self.pending_rows = self.pending_bytes = self.rows = 0

    def add(self, rows: pa.Table) -> None:
        sizes = row_bytes(rows)
        self.rows += rows.num_rows
        start = 0
        while start < rows.num_rows:
            window = sizes[start : start + self.limit - self.pending_rows]
            full = np.searchsorted(np.cumsum(window), GROUP_BYTES - self.pending_bytes)
            taken = min(int(full) + 1, len(window))
            self.pending.append(rows.slice(start, taken))
            self.pending_rows += taken
            self.pending_bytes += int(window[:taken].sum())
            start += taken
            if self.pending_rows >= self.limit or self.pending_bytes >= GROUP_BYTES:
                self.flush()

    def flush(self) -> None:
        if self.pending:
            # One contiguous array a column: pages must not follow the pieces that the rows came in.
            self.writer.write_table(pa.concat_tables(self.pending).combine_chunks().cast(self.schema))
            self.pending, self.pending_rows, self.pending_bytes = [], 0, 0

    def __enter__(self) -> "GroupWriter":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if error is None:
            self.flush()
            self.writer.add_key_value_metadata({KEY: BLANK})
        self.writer.close()
        if error is None:
            put_seal(self.file, self.place)
