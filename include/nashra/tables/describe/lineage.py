"""What columns are made of (`include/bi/lineage.yaml`), as OpenLineage tells it."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from nashra.settings import INCLUDE
from nashra.tables.dictionary.dictionary import Column, Table, load_dictionary
from nashra.tables.dictionary.schema import comment
from nashra.yaml_files import Strict, Word, Words, read_model

_SPEC = "https://openlineage.io/spec"
EVENT = f"{_SPEC}/2-0-2/OpenLineage.json#/$defs/JobEvent"
FACETS = f"{_SPEC}/facets"
PRODUCER = "urn:nashra:describe"


class Origin(Strict):
    """Columns that are made together."""

    columns: Words
    by: Word
    of: Words
    how: Word


class Lineage(Strict):
    """What lineage.yaml holds."""

    tables: dict[str, tuple[Origin, ...]]


@cache
def read_lineage(path: Path = INCLUDE / "bi" / "lineage.yaml") -> Lineage:
    """Raises RulesError on a malformed file."""
    return read_model(path, Lineage)


def job_events(lake: str, landing: str) -> dict[str, dict[str, Any]]:
    """An OpenLineage JobEvent for each task that makes columns, by the task's name.

    `lake` and `landing` are the addresses that the datasets are named by. Columns of what tasks hand on inside a night
    (`landed`) are told as the landing's.
    """
    tables, found = load_dictionary().published, read_lineage().tables
    tasks = list(dict.fromkeys(origin.by for origins in found.values() for origin in origins))
    return {task: _event(task, tables, found, lake, landing) for task in tasks}


def _event(
    task: str, tables: dict[str, Table], found: dict[str, tuple[Origin, ...]], lake: str, landing: str
) -> dict[str, Any]:
    made = {name: [origin for origin in origins if origin.by == task] for name, origins in found.items()}
    outputs = [_output(name, tables[name], origins, lake, landing) for name, origins in made.items() if origins]
    read = [_dataset(source, lake, landing) for origins in made.values() for origin in origins for source in origin.of]
    own = {(one["namespace"], one["name"]) for one in outputs}
    inputs = {(one["namespace"], one["name"]): one for one in read if (one["namespace"], one["name"]) not in own}
    return {
        "eventTime": datetime.now(UTC).isoformat(timespec="seconds"),  # a tool keeps the newest that it was told
        "producer": PRODUCER,
        "schemaURL": EVENT,
        "job": {"namespace": "nashra", "name": task, "facets": {}},
        "inputs": [inputs[key] for key in sorted(inputs)],
        "outputs": outputs,
    }


def _output(name: str, table: Table, origins: list[Origin], lake: str, landing: str) -> dict[str, Any]:
    columns = {
        column: {
            "inputFields": [_field(source, lake, landing) for source in origin.of],
            "transformationDescription": origin.how,
            "transformationType": "INDIRECT" if all("/" in source for source in origin.of) else "DIRECT",
        }
        for origin in origins
        for column in origin.columns
    }
    facets = {
        "schema": _facet("1-1-1/SchemaDatasetFacet", fields=[_described(key, c) for key, c in table.columns.items()]),
        "documentation": _facet("1-0-1/DocumentationDatasetFacet", description=table.description),
        "columnLineage": _facet("1-2-0/ColumnLineageDatasetFacet", fields=columns),
    }
    return {"namespace": lake, "name": name, "facets": facets}


def _facet(schema: str, **told: Any) -> dict[str, Any]:
    return {"_producer": PRODUCER, "_schemaURL": f"{FACETS}/{schema}.json", **told}


def _described(name: str, column: Column) -> dict[str, Any]:
    return {"name": name, "type": column.type, "description": comment(column)}


def _dataset(source: str, lake: str, landing: str) -> dict[str, Any]:
    if "/" in source:
        return {"namespace": "nashra", "name": f"include/{source}"}
    table = source.partition(".")[0]
    landed = table in ("landing", "landed")
    return {"namespace": landing, "name": "landing"} if landed else {"namespace": lake, "name": table}


def _field(source: str, lake: str, landing: str) -> dict[str, Any]:
    column = "*" if "/" in source else source.partition(".")[2] or "*"
    return _dataset(source, lake, landing) | {"field": column}
