"""A .parquet file: rows as records, a few at a time, and only the columns whose names are known."""

from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from nashra.landing.facts.fields import known, named_as
from nashra.landing.limits import Limits
from nashra.landing.readers.json_values import MANY, dumped, found_in
from nashra.landing.readers.parquet_cells import cells
from nashra.landing.readers.text_file import too_large
from nashra.landing.records import BLOCK, Damage, Fault, Part, Record
from nashra.landing.shapes.records import plain_record
from nashra.landing.shapes.rules import key, shape_rules

_PLAIN = 1000  # bytes a value takes in the file, on average, from which it is hardly a repeated one
_BATCH_BYTES = 512_000_000
_ERRORS = (pa.ArrowException, OSError, ValueError, MemoryError)
_SAMPLED = 20  # rows of a file that are kept in quarantine when none of its columns is known


def read_parquet(file: BinaryIO, part: Part, limits: Limits) -> Iterator[Record | Damage]:
    try:
        table = _open(file, limits)
    except _ERRORS as error:
        raise Fault(f"parquet: {_short(error)}") from error
    names = table.schema_arrow.names
    columns = [name for name in names if known(name) or key(name) in shape_rules().wrappers]
    if not columns:
        raise Fault(f"parquet: no column is known among {', '.join(names)[:200]}", _first_rows(table))
    if not any(_may_hold_text(table.schema_arrow.field(name)) for name in columns):
        columns = list(names)  # for the quarantine: the text must be in one of the others
    number = 0
    for group in range(table.num_row_groups):
        rows = table.metadata.row_group(group).num_rows
        if any(part.takes(n) for n in range(number, number + rows, BLOCK)) or part.takes(number + rows - 1):
            try:
                yield from _group(table, group, number, columns, part, limits)
            except _ERRORS as error:
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
            columns_of = [(name, cells(batch.column(i))) for i, name in enumerate(batch.schema.names)]
            for row in range(batch.num_rows):
                if part.takes(number + row):
                    yield from _row({name: cell(row) for name, cell in columns_of}, number + row, limits)
        number += batch.num_rows


def _row(fields: dict[str, Any], number: int, limits: Limits) -> Iterator[Record | Damage]:
    if _bytes(fields, limits.record_bytes) > limits.record_bytes:
        yield Damage(number, too_large(limits), dumped(fields))
    elif plain_record(fields):
        yield Record(number, fields, partial(dumped, fields))
    else:
        yield from found_in(fields, number, MANY)


def _may_hold_text(column: pa.Field) -> bool:
    """Whether a column is named as a text's, or holds more than one value."""
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    return bool(named_as(column.name, "text") or pa.types.is_nested(kind))


def _first_rows(table: pq.ParquetFile) -> bytes:
    """Some rows of all columns, for the quarantine; none when they can't be read."""
    try:
        batch = next(table.iter_batches(_SAMPLED, use_threads=False), None)
        if batch is None:
            return b""
        columns = [(name, cells(batch.column(i))) for i, name in enumerate(batch.schema.names)]
        return b"\n".join(dumped({name: cell(row) for name, cell in columns}) for row in range(batch.num_rows))
    except _ERRORS:
        return b""


def _bytes(fields: dict[str, Any], limit: int) -> int:
    """Bytes of the row's texts; counted in characters where that cannot come near the limit."""
    texts = [value for value in fields.values() if isinstance(value, str)]
    characters = sum(map(len, texts))
    return sum(len(text.encode("utf-8", "replace")) for text in texts) if 4 * characters > limit else characters


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:160] or type(error).__name__
