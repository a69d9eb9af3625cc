"""A table as a file to take along: CSV that a spreadsheet opens, or Parquet."""

import csv
import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

FORMATS = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}  # with their media types
MOST_EXPORTED = 100_000  # rows of a file: more than a spreadsheet shows at ease, less than a server minds
MARK = "\ufeff"  # of UTF-8 at the begin of CSV, without which Excel takes Arabic for something else
# what a spreadsheet takes for the beginning of a formula; a tab or a line's end before one hides it
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_file(table: "pa.Table", form: str) -> bytes:
    """The table in one of FORMATS; its cells are texts, numbers, days, and lists of them."""
    return _csv(table) if form == "csv" else _parquet(table)


def file_name(name: str, rows: int, most: int) -> str:
    """The name of a file, without its ending, which says when it has only the first rows."""
    return f"nashra-{name}-first-{most}" if rows == most else f"nashra-{name}"


def _parquet(table: "pa.Table") -> bytes:
    import pyarrow.parquet as pq

    made = io.BytesIO()
    pq.write_table(table, made, compression="zstd")
    return made.getvalue()


def _csv(table: "pa.Table") -> bytes:
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(table.schema.names)
    for batch in table.to_batches(max_chunksize=5000):
        rows = zip(*batch.to_pydict().values(), strict=True)
        writer.writerows(map(spreadsheet_cell, row) for row in rows)
    # half of a surrogate pair has no place in UTF-8
    return (MARK + made.getvalue()).encode("utf-8", "replace")


def spreadsheet_cell(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula stands behind an apostrophe."""
    if isinstance(value, list):
        value = " | ".join(map(str, value))
    if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA):
        return "'" + value
    return value
