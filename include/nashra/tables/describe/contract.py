"""A data contract of a table in the Open Data Contract Standard, version 3.1 (bitol.io)."""

from hashlib import sha256
from typing import Any

from nashra import __version__
from nashra.settings import Night
from nashra.tables.describe.promise import Promise
from nashra.tables.dictionary.dictionary import Column, ColumnType, Expectation, Table
from nashra.tables.dictionary.schema import comment

VERSION = "v3.1.0"
_LOGICAL: dict[ColumnType, str] = {
    "string": "string", "binary": "string", "bool": "boolean", "int32": "integer", "int64": "integer",
    "float32": "number", "float64": "number", "date": "date", "timestamp": "timestamp", "list<string>": "array",
    "spellings": "array", "edits": "array",
}  # fmt: skip
_PHYSICAL = {"spellings": "list<struct<surface: string, count: int64>>",
             "edits": "list<struct<raw_start: int32, text: string, instead: string>>"}  # fmt: skip
_ITEMS: dict[str, dict[str, Any]] = {
    "list<string>": {"logicalType": "string"},
    "spellings": {"logicalType": "object", "properties": [
        {"name": "surface", "logicalType": "string"}, {"name": "count", "logicalType": "integer"}]},
    "edits": {"logicalType": "object", "properties": [
        {"name": "raw_start", "logicalType": "integer"}, {"name": "text", "logicalType": "string"},
        {"name": "instead", "logicalType": "string"}]},
}  # fmt: skip


def contract(name: str, table: Table, promise: Promise, night: Night, lake: str) -> dict[str, Any]:
    """The contract of a published table, as a mapping for YAML. `lake`: the address that readers know."""
    return {
        "apiVersion": VERSION,
        "kind": "DataContract",
        "id": f"nashra-{name}",
        "name": f"Nashra: {name}",
        "version": __version__,
        "status": "active",
        "domain": "news",
        "description": {"purpose": promise.purpose, "usage": table.description, "limitations": promise.limitations},
        "servers": [{"server": "lake", **_place(name, table, lake)}],
        "schema": [_object(name, table, promise)],
        "team": {"name": promise.owner},
        "support": [{"channel": "owner", "url": promise.contact}],
        "slaProperties": _service(name, table, night),
        "customProperties": [
            {"property": "changePolicy", "value": promise.policy},
            {"property": "schemaVersion", "value": schema_version(table)},
        ],
    }  # fmt: skip


def schema_version(table: Table) -> str:
    """Another one when names, types, nullability or order of the columns change, and only then."""
    said = [f"{name} {column.type} {column.nullable}" for name, column in table.columns.items()]
    return sha256("\n".join([*said, *table.key]).encode()).hexdigest()[:12]


def _place(name: str, table: Table, lake: str) -> dict[str, str]:
    path = f"{lake}/{name}/day=*/{name}.parquet" if table.partitioned else f"{lake}/{name}/{name}.parquet"
    if lake.startswith("s3://"):
        return {"type": "s3", "location": path, "format": "parquet"}
    return {"type": "local", "path": path, "format": "parquet"}


def _object(name: str, table: Table, promise: Promise) -> dict[str, Any]:
    columns = dict(table.columns)
    if table.partitioned and "day" not in columns:
        columns["day"] = Column.model_validate(
            {"type": "date", "meaning": "The editorial day, from the path.", "example": "2023-09-13", "nullable": False}
        )
    return {
        "name": name,
        "logicalType": "object",
        "physicalType": "table",
        "physicalName": name,
        "description": table.description,
        "properties": [
            _property(key, column, table, promise.joins.get(f"{name}.{key}")) for key, column in columns.items()
        ],
    }


def _property(name: str, column: Column, table: Table, refers: str | None) -> dict[str, Any]:
    said: dict[str, Any] = {
        "name": name,
        "logicalType": _LOGICAL[column.type],
        "physicalType": _PHYSICAL.get(column.type, column.type),
        "description": comment(column),
        "required": not column.nullable,
        "examples": [str(column.example)],
    }
    if column.type in _ITEMS:
        said["items"] = {"name": "element", **_ITEMS[column.type]}
    if name in table.key:
        said |= {"primaryKey": True, "primaryKeyPosition": table.key.index(name) + 1}
    if name == "day" and table.partitioned:
        said |= {"partitioned": True, "partitionKeyPosition": 1}
    if refers:
        said["relationships"] = [{"type": "foreignKey", "to": refers}]
    if quality := [_quality(expectation) for expectation in column.expectations]:
        said["quality"] = quality
    return said


def _quality(expectation: Expectation) -> dict[str, Any]:
    """As Great Expectations has it: the night's check itself."""
    return {
        "type": "custom",
        "engine": "greatExpectations",
        "implementation": {"type": f"expect_{expectation.expect}", "kwargs": expectation.arguments},
        "severity": expectation.severity,
    }


def _service(name: str, table: Table, night: Night) -> list[dict[str, Any]]:
    timed = {"element": name, "scheduler": "cron", "schedule": night.schedule}
    said = [
        {"property": "frequency", "value": 1, "unit": "d", **timed},
        {"property": "latency", "value": night.deadline_minutes, "unit": "m", **timed,
         "description": f"after the schedule ({night.timezone}) a day is there, or an alert was sent"},
    ]  # fmt: skip
    if table.partitioned:
        said.append({"property": "retention", "value": "unlimited", "element": name,
                     "description": "published days are not trimmed"})  # fmt: skip
    return said
