"""Arrow schemas from the dictionary, with each column's meaning in its field's metadata."""

from functools import cache

import pyarrow as pa

from nashra.tables.dictionary.dictionary import Column, Table, load_dictionary

_SPELLING = pa.struct([pa.field("surface", pa.string(), nullable=False), pa.field("count", pa.int64(), nullable=False)])
_EDIT = pa.struct(
    [
        pa.field("raw_start", pa.int32(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
        pa.field("instead", pa.string(), nullable=False),
    ]
)
TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "binary": pa.binary(),
    "bool": pa.bool_(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "float32": pa.float32(),
    "float64": pa.float64(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "list<string>": pa.list_(pa.field("element", pa.string())),  # the name Parquet gives it back with
    "spellings": pa.list_(pa.field("element", _SPELLING)),
    "edits": pa.list_(pa.field("element", _EDIT)),
}


def comment(column: Column) -> str:
    """The column's meaning with its unit, as BI tools show it."""
    return column.meaning + (f" [{column.unit}]" if column.unit else "")


def _schema(table: Table) -> pa.Schema:
    fields = [
        pa.field(name, TYPES[column.type], column.nullable, {b"comment": comment(column).encode()})
        for name, column in table.stored.items()
    ]
    return pa.schema(fields, metadata={b"comment": table.description.encode()})


@cache
def schema(table: str) -> pa.Schema:
    """The schema of a table's Parquet file: column order, types, nullability and comments.

    The comment of a field is in its metadata under `comment`, that of the table in the schema's.
    KeyError when the dictionary has no such table.
    """
    return _schema(load_dictionary().tables[table])


def conform(rows: pa.Table, table: str) -> pa.Table:
    """The rows with exactly the table's columns, in its order and types.

    Raises KeyError when a column is missing and pyarrow.ArrowInvalid when a value doesn't fit its type or is
    null where it may not be.
    """
    target = schema(table)
    if missing := [name for name in target.names if name not in rows.column_names]:
        raise KeyError(f"table {table} lacks columns {missing}")
    rows = rows.select(target.names)
    if nulls := [f.name for f in target if not f.nullable and rows[f.name].null_count]:
        raise pa.ArrowInvalid(f"table {table} has nulls in {nulls}, which may have none")
    return rows.cast(target)


def empty(table: str) -> pa.Table:
    return schema(table).empty_table()
