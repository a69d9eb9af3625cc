"""A table as a file to take along: CSV that a spreadsheet opens, or Parquet."""

import csv
import io
from typing import TYPE_CHECKING, Any

from fastapi.responses import Response

from nashra_ui.data.quarantined import as_text

if TYPE_CHECKING:
    import pyarrow as pa

FORMATS = ("csv", "parquet")
# what a spreadsheet takes for the beginning of a formula; a tab or a line's end before one hides it
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def file_response(table: "pa.Table", form: str, name: str) -> Response:
    """The table as a download; `name` is that of the file without its ending."""
    body = _csv(table) if form == "csv" else _parquet(table)
    kind = "text/csv; charset=utf-8" if form == "csv" else "application/vnd.apache.parquet"
    return Response(body, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'})


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
        writer.writerows([_cell(value) for value in row] for row in zip(*batch.to_pydict().values(), strict=True))
    # with a mark of its encoding, without which Excel takes Arabic for something else; half of a surrogate pair
    # has no place in UTF-8
    return made.getvalue().encode("utf-8-sig", "replace")


def _cell(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula stands behind an apostrophe."""
    if isinstance(value, bytes):
        value = as_text(value)
    if isinstance(value, list):
        value = " | ".join(map(str, value))
    if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA):
        return "'" + value
    return value
