"""Every table of the lake gives the same rows and the same types in each engine, `day` from the path among them.

The lake is composed for the tests; NASHRA_BI_LAKE names another, a published one, to open instead.
"""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nashra.lake import Storage
from nashra.tables.dictionary.dictionary import load_dictionary
from tests.support import engines

TABLES = load_dictionary().published
DAY_TYPES = {"pandas": "string", "pyarrow": "string"}  # they read a folder's name as text


@pytest.fixture(scope="session")
def folder(bi_lake: Storage) -> Path:
    return Path(os.environ.get("NASHRA_BI_LAKE", bi_lake.root))


def kind(type_: pa.DataType) -> str:
    """A type by what it means: how an engine lays text, lists and times out in memory is its own affair."""
    if pa.types.is_dictionary(type_):
        return kind(type_.value_type)
    if pa.types.is_struct(type_):
        return "struct<" + ", ".join(f"{field.name}: {kind(field.type)}" for field in type_) + ">"
    if pa.types.is_list(type_) or pa.types.is_large_list(type_) or pa.types.is_list_view(type_):
        return f"list<{kind(type_.value_type)}>"
    if pa.types.is_large_string(type_) or pa.types.is_string_view(type_):
        return "string"
    if pa.types.is_large_binary(type_) or pa.types.is_binary_view(type_):
        return "binary"
    if pa.types.is_timestamp(type_):
        return "timestamp with a zone" if type_.tz else "timestamp"
    return str(type_)


def written(folder: Path, table: str) -> pa.Table:
    """What is in the files, each opened alone, with the day of its folder's name."""
    parts = []
    for file in sorted((folder / table).rglob("*.parquet")):
        part = pq.read_table(file, partitioning=None)
        if TABLES[table].partitioned:
            day = pa.array([file.parent.name.removeprefix("day=")] * part.num_rows, pa.string())
            part = part.append_column("day", day.cast(pa.date32()))
        parts.append(part)
    return pa.concat_tables(parts)


def rows(table: pa.Table) -> list[str]:
    """The rows as text, in one order; a float32 is the nearest number, a day an ISO date, a time in UTC."""
    names = sorted(table.column_names)
    return sorted(repr([plain(row[name]) for name in names]) for row in table.select(names).to_pylist())


def plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, datetime):
        value = value.astimezone(UTC)
    return value.isoformat() if hasattr(value, "isoformat") else value


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("engine", engines.ENGINES)
def test_an_engine_finds_the_rows_and_types_that_were_written(folder: Path, engine: str, table: str) -> None:
    expected = written(folder, table)
    found = engines.ENGINES[engine](folder / table)
    types = {name: kind(expected.schema.field(name).type) for name in expected.column_names}
    if "day" in types:
        types["day"] = DAY_TYPES.get(engine, types["day"])
    assert {name: kind(found.schema.field(name).type) for name in found.column_names} == types
    assert found.num_rows == expected.num_rows > 0
    assert rows(found) == rows(expected)
