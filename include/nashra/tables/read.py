"""The lake, opened in DuckDB: a view for each table, over the days that are published at that moment."""

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.dataset as ds

from nashra.lake import Storage
from nashra.tables.dictionary import Table, load_dictionary
from nashra.tables.pin import pin
from nashra.tables.schema import schema

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
            source, day = _parquet_glob(root, name, table), "CAST(day AS DATE)"
        else:
            rows = _dataset(lake, name, table) if lake.files(name) else schema(name).empty_table()
            connection.register(f"files_of_{name}", rows)
            source, day = (
                f"files_of_{name}",
                "CAST(day AS DATE)" if "day" in rows.schema.names else "CAST(NULL AS DATE)",
            )
        connection.execute(f'CREATE VIEW "{name}" AS SELECT {_columns(table, day)} FROM {source}')
    return connection


def _parquet_glob(root: str, name: str, table: Table) -> str:
    root = "".join(f"[{c}]" if c in "*?[" else c for c in root).replace("'", "''")
    if table.partitioned:
        return f"read_parquet('{root}/{name}/day=*/{name}.parquet', hive_partitioning = true)"
    return f"read_parquet('{root}/{name}/{name}.parquet', hive_partitioning = false)"


def _dataset(lake: Storage, name: str, table: Table) -> ds.Dataset:
    """DuckDB reads S3 only with an extension that it downloads; pyarrow needs nothing more."""
    days = ds.partitioning(pa.schema([("day", pa.string())]), flavor="hive") if table.partitioned else None
    fields = [*schema(name), *([pa.field("day", pa.string())] if table.partitioned else [])]
    return ds.dataset(lake.full(name), pa.schema(fields), format="parquet", filesystem=lake.fs, partitioning=days)


def _columns(table: Table, day: str) -> str:
    """The columns in the dictionary's order; where it doesn't list `day`, that comes last."""
    made = {
        name: f'make_timestamp(epoch_us("{name}"))' if column.type == "timestamp" else f'"{name}"'
        for name, column in table.columns.items()
    }
    if table.partitioned:
        made["day"] = day
    return ", ".join(f'{value} AS "{name}"' for name, value in made.items())
