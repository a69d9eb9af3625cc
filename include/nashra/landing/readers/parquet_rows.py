"""A .parquet file: rows as records, a few at a time, and only the columns whose names are known.

A row group that can't be read costs its own records alone, each of which is told.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from nashra.landing.facts.fields import known, named_as
from nashra.landing.limits import Limits
from nashra.landing.readers.json_values import MANY, dumped, found_in
from nashra.landing.readers.parquet_cells import cells
from nashra.landing.readers.parquet_footer import CONTAINERS, Group, read_footer
from nashra.landing.readers.text_file import too_large
from nashra.landing.records import BLOCK, Damage, Fault, Part, Record
from nashra.landing.shapes.records import plain_record
from nashra.landing.shapes.rules import key, shape_rules

_PLAIN = 1000  # bytes a value takes in the file, on average, from which it is hardly a repeated one
_BATCH_BYTES = 512_000_000
_ERRORS = (pa.ArrowException, OSError, ValueError, MemoryError)
_LOST_MOST = 1_000_000  # records of a file that are told one by one when they can't be read; then a row group is
_SAMPLED = 20  # rows of a file that are kept in quarantine when none of its columns is known


def read_parquet(file: BinaryIO, part: Part, limits: Limits) -> Iterator[Record | Damage]:
    groups = read_footer(file, limits)
    try:
        table = _open(file, groups, limits)
    except _ERRORS as error:
        raise Fault(f"parquet: {_short(error)}") from error
    names = table.schema_arrow.names
    columns = [name for name in names if known(name) or key(name) in shape_rules().wrappers]
    if not columns:
        raise Fault(f"parquet: no column is known among {', '.join(names)[:200]}", _first_rows(table))
    if not any(_may_hold_text(table.schema_arrow.field(name)) for name in columns):
        columns = list(names)  # for the quarantine: the text must be in one of the others
    number, told = 0, 0
    for at, group in enumerate(groups):
        numbers = range(number, number + group.rows)
        if numbers and (any(map(part.takes, numbers[::BLOCK])) or part.takes(numbers[-1])):
            for item in _group(table, at, group, number, columns, part, limits):
                if isinstance(item, _Lost):
                    many = told + len(item.numbers) > _LOST_MOST
                    told += len(item.numbers)
                    lost = item.numbers[:1] if many else item.numbers
                    yield from (Damage(n, f"parquet: {item.reason}", b"") for n in lost if part.takes(n))
                else:
                    yield item
        number += group.rows


class _Lost(NamedTuple):
    """Records of a row group that can't be read."""

    numbers: range
    reason: str


def _open(file: BinaryIO, groups: list[Group], limits: Limits) -> pq.ParquetFile:
    """Text columns of small values are read as dictionaries: a cell repeated a million times is held once."""
    sizes = {"thrift_string_size_limit": limits.record_bytes, "thrift_container_size_limit": CONTAINERS}
    names: dict[str, bool] = {}
    for column in (column for group in groups for column in group.columns):
        if column.kind == "BYTE_ARRAY":
            small = column.unpacked < _PLAIN * max(column.values, 1)
            names[column.path] = names.get(column.path, True) and small
    return pq.ParquetFile(
        file,
        read_dictionary=[name for name, small in names.items() if small],
        pre_buffer=False,
        buffer_size=1 << 20,
        **sizes,
    )


def _rows_at_once(group: Group) -> int:
    """So few rows that, were each the column's whole dictionary, a batch would still be bounded."""
    largest = max((column.unpacked for column in group.columns), default=1)
    return max(1, min(BLOCK, _BATCH_BYTES // max(largest, 1)))


def _group(
    table: pq.ParquetFile, at: int, group: Group, number: int, columns: list[str], part: Part, limits: Limits
) -> Iterator[Record | Damage | _Lost]:
    """The records of a row group that the part takes, and the numbers of all that can't be read, whose part they be:
    each part of a file that reads the group meets the same."""
    end = number + group.rows
    batches = table.iter_batches(_rows_at_once(group), row_groups=[at], columns=columns, use_threads=False)
    while number < end:
        try:
            batch = next(batches, None)
        except _ERRORS as error:
            yield _Lost(range(number, end), f"row group {at}: {_short(error)}")
            return
        if batch is None or not batch.num_rows:
            yield _Lost(range(number, end), f"row group {at}: it ends before its last row")
            return
        if any(part.takes(n) for n in (number, number + batch.num_rows - 1)):
            yield from _batch(batch, at, number, part, limits)
        number += batch.num_rows


def _batch(
    batch: pa.RecordBatch, at: int, number: int, part: Part, limits: Limits
) -> Iterator[Record | Damage | _Lost]:
    try:
        columns = [(name, cells(batch.column(i))) for i, name in enumerate(batch.schema.names)]
    except _ERRORS as error:
        yield _Lost(range(number, number + batch.num_rows), f"row group {at}: {_short(error)}")
        return
    for row in range(batch.num_rows):
        if part.takes(number + row):
            try:
                fields = {name: cell(row) for name, cell in columns}
            except _ERRORS as error:
                yield _Lost(range(number + row, number + row + 1), f"row group {at}: {_short(error)}")
                continue
            yield from _row(fields, number + row, limits)


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
