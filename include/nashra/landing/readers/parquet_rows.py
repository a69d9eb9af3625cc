"""A .parquet file: rows as records, a few at a time, and only the columns whose names are known."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from nashra.landing.facts.fields import key, known_keys
from nashra.landing.limits import Limits
from nashra.landing.readers.text_file import too_large
from nashra.landing.records import BLOCK, Damage, Fault, Part, Record

_PLAIN = 1000  # bytes a value takes in the file, on average, from which it is hardly a repeated one
_BATCH_BYTES = 512_000_000


def read_parquet(file: BinaryIO, part: Part, limits: Limits) -> Iterator[Record | Damage]:
    try:
        table = _open(file, limits)
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        raise Fault(f"parquet: {_short(error)}") from error
    names = table.schema_arrow.names
    columns = [name for name in names if key(name.split(".")[0]) in known_keys()]
    if not columns:
        raise Fault(f"parquet: no column is known among {', '.join(names)[:200]}")
    number = 0
    for group in range(table.num_row_groups):
        rows = table.metadata.row_group(group).num_rows
        if any(part.takes(n) for n in range(number, number + rows, BLOCK)) or part.takes(number + rows - 1):
            try:
                yield from _group(table, group, number, columns, part, limits)
            except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
                raise Fault(f"parquet: row group {group}: {_short(error)}") from error
        number += rows


def _open(file: BinaryIO, limits: Limits) -> pq.ParquetFile:
    """Text columns of small values are read as dictionaries: a cell repeated a million times is held once."""
    sizes = {"thrift_string_size_limit": limits.record_bytes, "thrift_container_size_limit": 1_000_000}
    metadata = pq.ParquetFile(file, **sizes).metadata
    file.seek(0)
    names: dict[str, bool] = {}
    for group in range(metadata.num_row_groups):
        for index in range(metadata.num_columns):
            column = metadata.row_group(group).column(index)
            if column.physical_type == "BYTE_ARRAY":
                small = column.total_uncompressed_size < _PLAIN * max(column.num_values, 1)
                names[column.path_in_schema] = names.get(column.path_in_schema, True) and small
    return pq.ParquetFile(
        file,
        read_dictionary=[name for name, small in names.items() if small],
        pre_buffer=False,
        buffer_size=1 << 20,
        **sizes,
    )


def _rows_at_once(table: pq.ParquetFile, group: int) -> int:
    """So few rows that, were each the column's whole dictionary, a batch would still be bounded."""
    metadata = table.metadata.row_group(group)
    largest: int = max(metadata.column(index).total_uncompressed_size for index in range(metadata.num_columns))
    return max(1, min(BLOCK, _BATCH_BYTES // max(largest, 1)))


def _group(
    table: pq.ParquetFile, group: int, number: int, columns: list[str], part: Part, limits: Limits
) -> Iterator[Record | Damage]:
    rows = _rows_at_once(table, group)
    for batch in table.iter_batches(rows, row_groups=[group], columns=columns, use_threads=False):
        if any(part.takes(n) for n in (number, number + batch.num_rows - 1)):
            arrays = [batch.column(i) for i in range(batch.num_columns)]
            for row in range(batch.num_rows):
                if part.takes(number + row):
                    fields = {name: array[row].as_py() for name, array in zip(batch.schema.names, arrays, strict=True)}
                    if _bytes(fields, limits.record_bytes) > limits.record_bytes:
                        yield Damage(number + row, too_large(limits), _dumped(fields))
                    else:
                        yield Record(number + row, fields, partial(_dumped, fields))
        number += batch.num_rows


def _bytes(fields: dict[str, Any], limit: int) -> int:
    """Bytes of the row's texts; counted in characters where that cannot come near the limit."""
    texts = [value for value in fields.values() if isinstance(value, str)]
    characters = sum(map(len, texts))
    return sum(len(text.encode("utf-8", "replace")) for text in texts) if 4 * characters > limit else characters


def _dumped(fields: dict[str, Any]) -> bytes:
    return json.dumps(fields, ensure_ascii=False, default=str).encode("utf-8", "replace")


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:160] or type(error).__name__
