"""Each engine's own way to open a table's folder, as docs/bi.md shows it; all answer with an Arrow table."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

Opened = Callable[[Path], pa.Table]


def by_duckdb(folder: Path) -> pa.Table:
    import duckdb

    path = str(folder).replace("'", "''")
    files = f"{path}/day=*/*.parquet" if partitioned(folder) else f"{path}/*.parquet"
    return duckdb.connect().sql(f"SELECT * FROM read_parquet('{files}', hive_partitioning = true)").to_arrow_table()


def by_pandas(folder: Path) -> pa.Table:
    import pandas as pd

    # Without dtype_backend a whole number with nulls, such as geonames_id, would become a float.
    return pa.Table.from_pandas(pd.read_parquet(folder, dtype_backend="pyarrow"), preserve_index=False)


def by_pyarrow(folder: Path) -> pa.Table:
    import pyarrow.dataset as ds

    return ds.dataset(folder, partitioning="hive").to_table()


def by_polars(folder: Path) -> pa.Table:
    polars = pytest.importorskip("polars", reason="polars isn't installed: make test-bi")
    return polars.scan_parquet(f"{folder}/", hive_partitioning=True).collect().to_arrow()


def by_datafusion(folder: Path) -> pa.Table:
    datafusion = pytest.importorskip("datafusion", reason="datafusion isn't installed: make test-bi")
    context = datafusion.SessionContext()
    days = [("day", pa.date32())] if partitioned(folder) else []
    context.register_parquet("opened", str(folder), table_partition_cols=days)
    return context.sql("SELECT * FROM opened").to_arrow_table()


def by_clickhouse(folder: Path) -> pa.Table:
    chdb = pytest.importorskip("chdb", reason="chdb isn't installed: make test-bi")
    files = f"{folder}/day=*/*.parquet" if partitioned(folder) else f"{folder}/*.parquet"
    files = files.replace("'", "\\'")
    answer = chdb.query(
        f"SELECT * FROM file('{files}', Parquet) SETTINGS use_hive_partitioning = 1, session_timezone = 'UTC', "
        "output_format_arrow_date_as_uint16 = 0",
        "ArrowStream",
    )
    found = pa.ipc.open_stream(answer.bytes()).read_all()
    if "record" in found.column_names:  # ClickHouse's String holds any bytes, and Arrow is told that it is text
        place = found.column_names.index("record")
        found = found.set_column(place, "record", found["record"].cast(pa.binary()))
    return found


def by_spark(folder: Path) -> pa.Table:
    pytest.importorskip("pyspark", reason="pyspark isn't installed: make test-bi")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java, and there is no java on the PATH")
    from pyspark.sql import SparkSession

    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    spark = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "1")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    return spark.read.parquet(str(folder)).toArrow()


def partitioned(folder: Path) -> bool:
    return any(folder.glob("day=*"))


ENGINES: dict[str, Opened] = {
    "duckdb": by_duckdb,
    "pandas": by_pandas,
    "pyarrow": by_pyarrow,
    "polars": by_polars,
    "datafusion": by_datafusion,
    "clickhouse": by_clickhouse,
    "spark": by_spark,
}
