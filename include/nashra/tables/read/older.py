"""Rows of published days, whichever version of Nashra published them.

Columns are only ever added, so a day from before one was added has nothing there: it is null, as in the views.
"""

import pyarrow as pa

from nashra.lake import Storage, Unreadable, partition_path
from nashra.tables.dictionary.schema import schema


def read_columns(lake: Storage, table: str, day: str, columns: list[str]) -> pa.Table:
    """Some columns of a published table of a day, in the order asked for. Raises Unreadable as read_table does."""
    path = partition_path(table, day)
    try:
        return lake.read_table(path, columns)
    except Unreadable:
        there = [name for name in columns if name in lake.columns(path)]
        if len(there) == len(columns):
            raise
    return filled(lake.read_table(path, there), table, columns)


def filled(rows: pa.Table, table: str, columns: list[str]) -> pa.Table:
    """Rows of a table with all of some columns, in their order: those that its file lacks are null."""
    for name in columns:
        if name not in rows.column_names:
            rows = rows.append_column(name, pa.nulls(rows.num_rows, schema(table).field(name).type))
    return rows.select(columns)
