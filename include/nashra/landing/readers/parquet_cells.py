"""Cells of Parquet columns as plain values: one that Python cannot hold is missing, and its row stays."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa

_PER_SECOND = {"s": 1, "ms": 1000, "us": 1_000_000, "ns": 1_000_000_000}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_DAY = date(1970, 1, 1)


def cells(column: pa.Array) -> Callable[[int], Any]:
    """A function that gives the cell of a row."""
    kind = column.type
    if pa.types.is_timestamp(kind):
        counts = column.cast(pa.int64())
        return lambda row: _moment(counts[row].as_py(), kind.unit, kind.tz)
    if pa.types.is_date(kind):
        per_day = 1 if pa.types.is_date32(kind) else 86_400_000
        days = column.cast(pa.int32() if pa.types.is_date32(kind) else pa.int64())
        return lambda row: _day(days[row].as_py(), per_day)
    if _is_simple(kind):
        return lambda row: column[row].as_py()
    if pa.types.is_map(kind):
        return lambda row: _mapped(_careful(column[row]))
    return lambda row: _careful(column[row])


def values_in(column: pa.Array) -> int:
    """How many values a column's cells are made of, those in lists and structures counted each."""
    count, waiting = 0, [column]
    while waiting:
        array = waiting.pop()
        count += len(array)
        if pa.types.is_struct(array.type):
            waiting += array.flatten()
        elif pa.types.is_map(array.type):
            inside = pa.ListArray.from_arrays(
                array.offsets, pa.StructArray.from_arrays([array.keys, array.items], ["k", "v"])
            )
            waiting.append(inside.flatten())
        elif pa.types.is_nested(array.type) and hasattr(array, "flatten"):
            waiting.append(array.flatten())
    return count


def _is_simple(kind: pa.DataType) -> bool:
    """Whether any value of the type is one of Python's."""
    if pa.types.is_dictionary(kind):
        return _is_simple(kind.value_type)
    return not (pa.types.is_nested(kind) or pa.types.is_temporal(kind) or pa.types.is_decimal(kind))


def _mapped(pairs: Any) -> Any:
    """A cell of a map as an object, where its keys are texts."""
    if isinstance(pairs, list) and all(isinstance(pair, tuple) and isinstance(pair[0], str) for pair in pairs):
        return dict(pairs)
    return pairs


def _careful(cell: pa.Scalar) -> Any:
    """A value that may hold what Python cannot: as it is, else its parts one by one, else missing."""
    try:
        found = cell.as_py()
    except (OverflowError, ValueError, pa.ArrowException):
        return _parts(cell)
    return _plain_number(found) if isinstance(found, Decimal) else found


def _plain_number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _parts(cell: pa.Scalar) -> Any:
    if isinstance(cell, pa.StructScalar):
        return {name: _part(cell, name) for name in cell}
    if isinstance(cell, pa.ListScalar | pa.LargeListScalar | pa.FixedSizeListScalar) and cell.values is not None:
        return [cells(cell.values)(row) for row in range(len(cell.values))]
    if isinstance(cell, pa.TimestampScalar):
        return _moment(cell.value, cell.type.unit, cell.type.tz)
    return None


def _part(cell: pa.StructScalar, name: str) -> Any:
    part = cell[name]
    return _moment(part.value, part.type.unit, part.type.tz) if isinstance(part, pa.TimestampScalar) else _careful(part)


def _moment(count: int | None, unit: str, zone: str | None) -> datetime | None:
    """A count since 1970 as a moment; without a zone when the column names none."""
    if count is None:
        return None
    try:
        moment = _EPOCH + timedelta(microseconds=count * 1_000_000 // _PER_SECOND[unit])
        if zone is None:
            return moment.replace(tzinfo=None)
        return moment.astimezone(_zone(zone))
    except (OverflowError, ValueError):
        return None


def _zone(name: str) -> Any:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC  # the count is in UTC whatever the name of the zone it is shown in


def _day(count: int | None, per_day: int) -> date | None:
    if count is None:
        return None
    try:
        return _FIRST_DAY + timedelta(days=count // per_day)
    except OverflowError:
        return None
