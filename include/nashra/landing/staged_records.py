"""Files that ingest leaves in staging: their columns, and writing them a little at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from nashra.article import Article, Rejected
from nashra.lake import Storage

ARTICLES = pa.schema(
    [
        pa.field("article_id", pa.string(), nullable=False),
        pa.field("landing_file", pa.string(), nullable=False),
        pa.field("record_no", pa.int64(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
        pa.field("lang", pa.string(), nullable=False),
        pa.field("url", pa.string()),
        pa.field("title", pa.string()),
        pa.field("published_at", pa.timestamp("us", tz="UTC")),
        pa.field("dateline", pa.string()),
        pa.field("agency", pa.string()),
        pa.field("keywords", pa.list_(pa.string())),
        pa.field("published_on", pa.date32()),
        pa.field("sections", pa.list_(pa.string())),  # not published: what articles.section is read from
        pa.field("line_places", pa.binary()),  # not published: evidence for judging a page's lines
    ]
)
QUARANTINE = pa.schema(
    [
        pa.field("stage", pa.string(), nullable=False),
        pa.field("reason", pa.string(), nullable=False),
        pa.field("landing_file", pa.string(), nullable=False),
        pa.field("record", pa.binary(), nullable=False),
        pa.field("expectation", pa.string()),
    ]
)
_ROWS, _BYTES = 1024, 8_000_000  # a row group is written when it has so many of either


def row_of(item: Article | Rejected) -> dict[str, Any]:
    return {field.name: getattr(item, field.name) for field in fields(item)}


class TableWriter:
    """Rows gathered into row groups of a Parquet file, so that few are in memory."""

    def __init__(self, writer: pq.ParquetWriter, schema: pa.Schema) -> None:
        self._writer, self._schema = writer, schema
        self._rows: list[dict[str, Any]] = []
        self._bytes = 0

    def add(self, row: dict[str, Any], size: int) -> None:
        self._rows.append(row)
        self._bytes += size
        if len(self._rows) >= _ROWS or self._bytes >= _BYTES:
            self.flush()

    def flush(self) -> None:
        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
        self._rows, self._bytes = [], 0


@contextmanager
def writing_table(storage: Storage, path: str, schema: pa.Schema) -> Iterator[TableWriter]:
    """A Parquet file that appears whole when the block ends well; without rows it has the schema alone."""
    with storage.writing(path) as file, pq.ParquetWriter(file, schema, compression="zstd") as writer:
        table = TableWriter(writer, schema)
        yield table
        table.flush()
