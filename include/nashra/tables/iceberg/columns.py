"""A table of the dictionary as Iceberg describes it."""

import pyarrow as pa

from nashra.tables.dictionary.dictionary import Table, load_dictionary
from nashra.tables.dictionary.schema import TYPES, comment, schema

DAY = "day"
_DOC = b"doc"  # where pyiceberg looks for a column's meaning


def arrow_columns(name: str) -> pa.Schema:
    """The table's columns, then `day` where it is cut into days, each with its meaning.

    The files lack `day`: their partition says it, and an engine fills it in.
    """
    table = load_dictionary().tables[name]
    fields = [field.with_metadata({_DOC: (field.metadata or {}).get(b"comment", b"")}) for field in schema(name)]
    if by_day(table):
        day = table.columns.get(DAY)
        meaning = comment(day) if day else "the day of the landing that the row came from"
        fields.append(pa.field(DAY, TYPES["date"], True, {_DOC: meaning.encode()}))
    return pa.schema([_optional(field) for field in fields])


def by_day(table: Table) -> bool:
    """Whether its files lie below `day=YYYY-MM-DD`, and do not hold the day themselves."""
    return table.partitioned and DAY not in table.stored


def _optional(field: pa.Field) -> pa.Field:
    """May be null: days that were published before a column was added have none."""
    return field.with_nullable(True)
