"""JSON Schema (2020-12) of a row, as `nashra sql --json` prints it."""

from typing import Any

from nashra.tables.dictionary.dictionary import Column, ColumnType, Table
from nashra.tables.dictionary.schema import comment

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT, _NUMBER = {"type": "string"}, {"type": "number"}


def _whole(bits: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": -(2 ** (bits - 1)), "maximum": 2 ** (bits - 1) - 1}


def _list_of(**members: dict[str, Any]) -> dict[str, Any]:
    item = {"type": "object", "properties": members, "required": list(members), "additionalProperties": False}
    return {"type": "array", "items": item}


_TYPES: dict[ColumnType, dict[str, Any]] = {
    "string": _TEXT, "binary": _TEXT, "bool": {"type": "boolean"}, "int32": _whole(32), "int64": _whole(64),
    "float32": _NUMBER, "float64": _NUMBER, "date": {"type": "string", "format": "date"},
    "timestamp": {"type": "string"},  # without a zone, in UTC
    "list<string>": {"type": "array", "items": {"type": ["string", "null"]}},
    "spellings": _list_of(surface=_TEXT, count=_whole(64)),
    "edits": _list_of(raw_start=_whole(32), text=_TEXT, instead=_TEXT),
}  # fmt: skip


def json_schema(name: str, table: Table) -> dict[str, Any]:
    """The schema of one row of a published table."""
    columns = {key: _column(column) for key, column in table.columns.items()}
    if table.partitioned:
        columns.setdefault("day", {"type": "string", "format": "date", "description": "The editorial day."})
    return {
        "$schema": DRAFT,
        "title": name,
        "description": table.description,
        "type": "object",
        "properties": columns,
        "required": list(columns),
        "additionalProperties": False,
    }


def _column(column: Column) -> dict[str, Any]:
    kind = dict(_TYPES[column.type])
    if column.nullable:
        kind["type"] = [kind["type"], "null"]
    return kind | {"description": comment(column)}
