"""The lake, opened in DuckDB: a view for each table, over the days that are published at that moment, and the
views that BI tools get (see views.py)."""

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.dataset as ds

from nashra.lake import Storage
from nashra.tables.dictionary import Table, load_dictionary
from nashra.tables.pin import pin
from nashra.tables.schema import schema
from nashra.tables.views import columns_of, files_of, ready_views

if TYPE_CHECKING:
    import duckdb


class NoLake(RuntimeError):
    """There is no lake at the address."""


def open_lake(lake: Storage | str) -> "duckdb.DuckDBPyConnection":
    """A connection with a view for each table of the dictionary, `day` among its columns as a date.

    Times are UTC without a zone: DuckDB's functions of times with one need an extension that it downloads.

    A table without a published day is an empty view of the right columns. The connection shows the lake as it is
    when it is opened, also while days are published: open it again to see them. Raises NoLake.
    """
    import duckdb

    lake = Storage(lake) if isinstance(lake, str) else lake
    if not lake.exists(""):
        raise NoLake(f"there is no lake at {lake.address}: run a night first (make run), or set NASHRA_LAKE")
    connection = duckdb.connect()
    published = load_dictionary().published
    root = str(pin(lake, list(published), connection) or lake.root) if lake.is_local else ""
    for name, table in published.items():
        if root and lake.files(name):
            source, day = files_of(root, name, table), "CAST(day AS DATE)"
        else:
            rows = _dataset(lake, name, table) if lake.files(name) else schema(name).empty_table()
            connection.register(f"files_of_{name}", rows)
            source, day = (
                f"files_of_{name}",
                "CAST(day AS DATE)" if "day" in rows.schema.names else "CAST(NULL AS DATE)",
            )
        connection.execute(f'CREATE VIEW "{name}" AS SELECT {columns_of(table, day)} FROM {source}')
    for view in ready_views():
        connection.execute(view.statement())
    return connection


def _dataset(lake: Storage, name: str, table: Table) -> ds.Dataset:
    """DuckDB reads S3 only with an extension that it downloads; pyarrow needs nothing more."""
    days = ds.partitioning(pa.schema([("day", pa.string())]), flavor="hive") if table.partitioned else None
    fields = [*schema(name), *([pa.field("day", pa.string())] if table.partitioned else [])]
    return ds.dataset(lake.full(name), pa.schema(fields), format="parquet", filesystem=lake.fs, partitioning=days)
