"""What DuckDB answers, as values that can be printed: none of its types ends an answer in an error.

Its numbers have more digits, and its days more years, than Python's; what Python has no value for is the text that
DuckDB has for it.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa


def rows_of(batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[Any, ...]]:
    """Through Arrow: DuckDB's own fetch wants pytz for times."""
    for batch in batches:
        yield from zip(*map(values_of, batch.columns), strict=True)


def values_of(column: pa.Array) -> list[Any]:
    """Values of a column, all of them as text where Python has none for one."""
    try:
        return column.to_pylist()  # type: ignore[no-any-return]
    except (OverflowError, ValueError):  # a day before the year 1 or after 9999, infinity
        return _as_texts(column)


def _as_texts(column: pa.Array) -> list[Any]:
    import duckdb

    with duckdb.connect() as apart:
        apart.register("asked", pa.table({"value": column}))
        return [text for (text,) in apart.execute("SELECT CAST(value AS VARCHAR) FROM asked").fetchall()]


def plain(value: Any) -> Any:
    """Bytes as text, dates and times as ISO 8601; what CSV knows stays."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value.isoformat() if hasattr(value, "isoformat") else value


def _of_json(value: Any) -> Any:
    """What JSON does not know; exact numbers, which sums of whole ones are too, as numbers."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    known = plain(value)
    return known if known is not value else str(value)


def json_line(names: Sequence[str], row: Sequence[Any]) -> str:
    """A JSON object; what JSON has no number for (NaN, infinity) is null."""
    fields = dict(zip(names, row, strict=True))
    try:
        return json.dumps(fields, ensure_ascii=False, default=_of_json, allow_nan=False)
    except ValueError:
        return json.dumps(_without_nan(fields), ensure_ascii=False, default=_of_json)


def _without_nan(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {name: _without_nan(one) for name, one in value.items()}
    return [_without_nan(one) for one in value] if isinstance(value, list | tuple) else value


def distinct(names: Sequence[str]) -> list[str]:
    """Names of columns, each another, as DuckDB has them in a subquery: an object holds one value under a name."""
    taken, met = set(names), Counter[str]()
    found: list[str] = []
    for name in names:
        new, number = name, met[name]
        while number and (new := f"{name}_{number}") in taken:
            number += 1
        met[name] = number + 1
        taken.add(new)
        found.append(new)
    return found
