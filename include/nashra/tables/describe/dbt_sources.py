"""dbt's `sources.yml` for the lake, with dbt-duckdb: `{{ source('nashra', 'articles') }}` reads the Parquet files."""

from typing import Any

from nashra.errors import NashraError
from nashra.tables.describe.promise import Promise
from nashra.tables.dictionary.dictionary import Table
from nashra.tables.dictionary.schema import comment
from nashra.tables.read.views import columns_of, files_of

# DAY_OF_FILE without braces, which dbt's Jinja and dbt-duckdb's formatter both take for theirs
_DAY = r"CAST(regexp_extract(filename, 'day=(\d\d\d\d-\d\d-\d\d)/[^/]*$', 1) AS DATE)"


class NoPlaceForDbt(NashraError, ValueError):
    """dbt cannot be given this address of a lake."""


def dbt_sources(tables: dict[str, Table], promise: Promise, lake: str) -> dict[str, Any]:
    """The file as a mapping for YAML. `lake`: a folder's absolute path or an s3:// address.

    Raises NoPlaceForDbt when the address holds what dbt would replace.
    """
    if "{" in lake or "}" in lake:
        raise NoPlaceForDbt(f"{lake}: dbt cannot read a lake below a folder with a brace in its name")
    return {
        "version": 2,
        "sources": [
            {
                "name": "nashra",
                "description": promise.purpose,
                "config": {"meta": {"owner": promise.owner, "contact": promise.contact}},
                "tables": [_table(name, table, promise, lake) for name, table in tables.items()],
            }
        ],
    }


def _table(name: str, table: Table, promise: Promise, lake: str) -> dict[str, Any]:
    rows = f"(SELECT {columns_of(table, _DAY)} FROM {files_of(lake, name, table)})"
    columns = []
    for key, column in table.columns.items():
        tests: list[Any] = [] if column.nullable else ["not_null"]
        if refers := promise.joins.get(f"{name}.{key}"):
            other, _, field = refers.partition(".")
            to = {"to": f"source('nashra', '{other}')", "field": field}
            tests.append({"relationships": {"arguments": to, "config": {"where": f'"{key}" IS NOT NULL'}}})
        columns.append(
            {"name": key, "quote": True, "description": comment(column)} | ({"data_tests": tests} if tests else {})
        )
    return {
        "name": name,
        "description": table.description,
        "config": {"meta": {"external_location": rows, "formatter": "newstyle"}},
        "columns": columns,
    }
