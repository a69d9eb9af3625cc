"""A list as a download."""

from typing import TYPE_CHECKING

from fastapi.responses import Response

from nashra.exported import FORMATS, as_file
from nashra_ui.data.quarantined import as_text

if TYPE_CHECKING:
    import pyarrow as pa


def file_response(table: "pa.Table", form: str, name: str) -> Response:
    """The table as a download; `name` is that of the file without its ending."""
    body = as_file(_told(table) if form == "csv" else table, form)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return Response(body, media_type=FORMATS[form], headers=headers)


def _told(table: "pa.Table") -> "pa.Table":
    """Bytes of records as text, which is all that a CSV can hold."""
    import pyarrow as pa
    import pyarrow.types as types

    for at, field in enumerate(table.schema):
        if types.is_binary(field.type) or types.is_large_binary(field.type):
            said = [None if value is None else as_text(value) for value in table.column(at).to_pylist()]
            table = table.set_column(at, field.name, pa.array(said, pa.string()))
    return table
