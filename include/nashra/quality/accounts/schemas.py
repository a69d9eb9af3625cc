"""Whether staged files have the columns that the dictionary says."""

import pyarrow as pa

from nashra.quality.results import Figure
from nashra.quality.see.staged_files import STAGE_TABLES, Sources
from nashra.tables.dictionary.schema import schema
from nashra.tables.write.staged_parts import file_schema


def schema_figures(sources: Sources) -> list[Figure]:
    """For each table of the stage, the columns that aren't as the dictionary says.

    Merged tables must have the schema to the letter; a shard's file may have its columns in another order,
    lack comments, and use Arrow's other layouts of a type.
    """
    figures = []
    for table in STAGE_TABLES[sources.stage]:
        wrong: list[str] = []
        for path in sources.paths(table):
            if not sources.run.staging.exists(path):
                wrong.append(f"{table}: a file of the stage is missing")
                continue
            found = file_schema(sources.run.staging, path)
            wrong += _exactly(found, table) if sources.stage == "tables" else _roughly(found, table)
        wrong = sorted(set(wrong))
        observed = "; ".join(wrong) or f"{len(schema(table))} columns as in the dictionary"
        figures.append(Figure(f"{table}: schema", len(wrong), observed, "critical"))
    return figures


def _exactly(found: pa.Schema, table: str) -> list[str]:
    if found.equals(schema(table), check_metadata=True):
        return []
    return _roughly(found, table) or [f"{table}: order, nullability or comments of the columns"]


def _roughly(found: pa.Schema, table: str) -> list[str]:
    wrong = []
    for column in schema(table):
        if column.name not in found.names:
            wrong.append(f"{column.name} is missing")
        elif _plain(found.field(column.name).type) not in (_plain(column.type), "null" if column.nullable else ""):
            wrong.append(f"{column.name} is {found.field(column.name).type}, not {column.type}")
    return wrong


def _plain(kind: pa.DataType) -> str:
    """A type's name without what casts losslessly: large_string, dictionaries, names of list items."""
    if pa.types.is_dictionary(kind):
        return _plain(kind.value_type)
    if pa.types.is_large_list(kind) or pa.types.is_list(kind):
        return f"list<{_plain(kind.value_type)}>"
    return str(kind).removeprefix("large_")
