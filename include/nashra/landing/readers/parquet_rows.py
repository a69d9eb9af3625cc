"""A .parquet file: rows as records, a few at a time, and only the columns whose names are known; where these say no
headline, address or day, or none is known, small ones of other names too.

A row group that can't be read costs its own records alone, each of which is told.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from nashra.landing.facts.field_names import named_as, worth_reading
from nashra.landing.facts.unnamed_parts import reads_as_article
from nashra.landing.limits import Limits
from nashra.landing.readers.json_values import MANY, dumped, found_in
from nashra.landing.readers.parquet_cells import cells, values_in
from nashra.landing.readers.parquet_footer import Group, read_groups
from nashra.landing.readers.text_file import too_large
from nashra.landing.records import BLOCK, Damage, Fault, Part, Record
from nashra.landing.shapes.records import plain_record

_PLAIN = 1000  # bytes a value takes in the file, on average, from which it is hardly a repeated one
_BATCH_BYTES = 512_000_000
_ERRORS = (pa.ArrowException, OSError, ValueError, MemoryError)
_LOST_MOST = 1_000_000  # records of a file that are told one by one when they can't be read; then a row group is
_SAID_OF_ONE = ("title", "url", "published_at")  # what most exports say of an article beside its text
_OTHERS_BYTES = 16_000_000  # of a column under an unknown name that is read all the same
_SAMPLED = 20  # rows of a file that are kept in quarantine when none of its columns is known


def read_parquet(file: BinaryIO, part: Part, limits: Limits) -> Iterator[Record | Damage]:
    size = file.seek(0, 2)
    groups = read_groups(file, limits.parquet_footer_bytes)
    try:
        table = _open(file, groups, limits)
        names = table.schema_arrow.names
    except (*_ERRORS, KeyError) as error:  # KeyError: columns have other names in the footer than in its schema
        raise Fault(f"parquet: {_short(error)}") from error
    columns = [name for name in names if worth_reading(name)]
    if not columns:
        sample = _first_rows(table)
        if not any(map(reads_as_article, sample)):
            raise Fault(f"parquet: no column is known among {', '.join(names)[:200]}", b"\n".join(map(dumped, sample)))
        columns = _small_others(table.schema_arrow, groups, columns, limits)
    elif not any(_may_hold_text(table.schema_arrow.field(name)) for name in columns):
        columns = list(names)  # for the quarantine: the text must be in one of the others
    elif any(not any(named_as(name, field) for name in columns) for field in _SAID_OF_ONE):
        columns += _small_others(table.schema_arrow, groups, columns, limits)
    number, told, lid = 0, 0, _Lid(size, limits)
    for place, group in enumerate(groups[: table.num_row_groups]):
        numbers = range(number, number + max(group.rows, 0))
        if numbers and (any(map(part.takes, numbers[::BLOCK])) or part.takes(numbers[-1])):
            _refuse_bombs(group, place, columns, limits)
            for item in _group(table, group, place, number, columns, part, limits):
                if isinstance(item, _Lost):
                    many = told + len(item.numbers) > _LOST_MOST
                    told += len(item.numbers)
                    lost = item.numbers[:1] if many else item.numbers
                    yield from (Damage(n, f"parquet: {item.reason}", b"") for n in lost if part.takes(n))
                else:
                    lid.count(item)
                    yield item
        number += len(numbers)


def _small_others(schema: pa.Schema, groups: list[Group], columns: list[str], limits: Limits) -> list[str]:
    """Columns of texts and days under names that nobody knows, but for large ones: what the others don't say of an
    article may stand there."""
    sizes: dict[str, int] = {}
    for group in groups:
        for chunk in group.chunks:
            sizes[chunk.path] = sizes.get(chunk.path, 0) + chunk.unpacked
    return [
        field.name
        for field in schema
        if field.name not in columns
        and _is_small_kind(field.type)
        and 0 < sizes.get(field.name, 0) <= min(_OTHERS_BYTES, limits.unpacked_free_bytes)
    ]


def _is_small_kind(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_temporal(kind))


class _Lost(NamedTuple):
    """Records of a row group that can't be read."""

    numbers: range
    reason: str


class _Lid:
    """How much text a file of this size may give: a dictionary repeats one text for some bits a row."""

    def __init__(self, size: int, limits: Limits) -> None:
        self._given, self._limits = 0, limits
        self._most = max(limits.unpacked_free_bytes, limits.unpacked_ratio * size)

    def count(self, item: Record | Damage) -> None:
        if isinstance(item, Record):
            self._given += sum(len(value) for value in item.fields.values() if isinstance(value, str | bytes))
        if self._given > self._most:
            raise Fault(f"bomb: unpacks to more than {self._limits.unpacked_ratio:g} times its size")


def _refuse_bombs(group: Group, place: int, columns: list[str], limits: Limits) -> None:
    """Raises Fault for a row group of which a column would fill the memory before its first row is seen."""
    for chunk in group.chunks:
        if chunk.path.split(".", 1)[0] not in columns:
            continue
        if chunk.values > max(limits.parquet_values, group.rows):
            raise Fault(f"parquet: row group {place}: {chunk.values} values, more than {limits.parquet_values}")
        if chunk.unpacked > max(limits.unpacked_free_bytes, limits.unpacked_ratio * chunk.packed):
            raise Fault(f"bomb: unpacks to more than {limits.unpacked_ratio:g} times its size")


def _open(file: BinaryIO, groups: list[Group], limits: Limits) -> pq.ParquetFile:
    """Text columns of small values are read as dictionaries: a cell repeated a million times is held once."""
    sizes = {"thrift_string_size_limit": limits.record_bytes, "thrift_container_size_limit": 1_000_000}
    names: dict[str, bool] = {}
    for group in groups:
        for chunk in group.chunks:
            if chunk.texts:
                small = chunk.unpacked < _PLAIN * max(chunk.values, 1)
                names[chunk.path] = names.get(chunk.path, True) and small
    return pq.ParquetFile(
        file,
        read_dictionary=[name for name, small in names.items() if small],
        pre_buffer=False,
        buffer_size=1 << 20,
        page_checksum_verification=True,
        **sizes,
    )


def _rows_at_once(group: Group) -> int:
    """So few rows that, were each the column's whole dictionary, a batch would still be bounded."""
    largest = max((chunk.unpacked for chunk in group.chunks), default=1)
    return max(1, min(BLOCK, _BATCH_BYTES // max(largest, 1)))


def _group(
    table: pq.ParquetFile, group: Group, place: int, number: int, columns: list[str], part: Part, limits: Limits
) -> Iterator[Record | Damage | _Lost]:
    """The records of a row group that the part takes, and the numbers of all that can't be read, whose part they be:
    each part of a file that reads the group meets the same."""
    end = number + group.rows
    try:
        batches = table.iter_batches(_rows_at_once(group), row_groups=[place], columns=columns, use_threads=False)
    except _ERRORS as error:
        yield _Lost(range(number, end), f"row group {place}: {_short(error)}")
        return
    while number < end:
        try:
            batch = next(batches, None)
        except _ERRORS as error:
            yield _Lost(range(number, end), f"row group {place}: {_short(error)}")
            return
        if batch is None or not batch.num_rows:
            yield _Lost(range(number, end), f"row group {place}: it ends before its last row")
            return
        if any(part.takes(n) for n in (number, number + batch.num_rows - 1)):
            yield from _batch(batch, place, number, part, limits)
        number += batch.num_rows


def _batch(
    batch: pa.RecordBatch, place: int, number: int, part: Part, limits: Limits
) -> Iterator[Record | Damage | _Lost]:
    try:
        columns = [(name, cells(batch.column(i))) for i, name in enumerate(batch.schema.names)]
    except _ERRORS as error:
        yield _Lost(range(number, number + batch.num_rows), f"row group {place}: {_short(error)}")
        return
    lists = [column for column in batch.columns if pa.types.is_nested(column.type)]
    for row in range(batch.num_rows):
        if not part.takes(number + row):
            continue
        try:
            if sum(values_in(column.slice(row, 1)) for column in lists) > limits.record_values:
                yield Damage(number + row, f"record too large: more than {limits.record_values} values", b"")
                continue
            fields = {name: cell(row) for name, cell in columns}
        except _ERRORS as error:
            yield _Lost(range(number + row, number + row + 1), f"row group {place}: {_short(error)}")
            continue
        yield from one_row(fields, number + row, limits)


def one_row(fields: dict[str, Any], number: int, limits: Limits) -> Iterator[Record | Damage]:
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


def _first_rows(table: pq.ParquetFile) -> list[dict[str, Any]]:
    """Some rows of all columns, to be looked at or for the quarantine; none when they can't be read."""
    try:
        batch = next(table.iter_batches(_SAMPLED, use_threads=False), None)
        if batch is None:
            return []
        columns = [(name, cells(batch.column(i))) for i, name in enumerate(batch.schema.names)]
        return [{name: cell(row) for name, cell in columns} for row in range(batch.num_rows)]
    except _ERRORS:
        return []


def _bytes(fields: dict[str, Any], limit: int) -> int:
    """Bytes of the row's texts; counted in characters where that cannot come near the limit."""
    texts = [value for value in fields.values() if isinstance(value, str)]
    characters = sum(map(len, texts))
    return sum(len(text.encode("utf-8", "replace")) for text in texts) if 4 * characters > limit else characters


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:160] or type(error).__name__
