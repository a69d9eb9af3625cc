"""The dictionary `include/rules/tables.yaml`: what it may hold, and its loader."""

from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import ConfigDict, Field, model_validator

from nashra.settings import RULES
from nashra.yaml_files import Strict, read_model

Severity = Literal["critical", "warning", "info"]
ColumnType = Literal[
    "string", "binary", "bool", "int32", "int64", "float32", "float64", "date", "timestamp", "list<string>",
    "spellings", "edits",
]  # fmt: skip
ARGUMENTS = ("min_value", "max_value", "regex", "value_set")  # of the Great Expectations that the dictionary has
TABLES = RULES / "tables.yaml"
PUBLISHED = ("articles", "removals", "mentions", "quotes", "quarantine", "checks", "runs")
"""The tables of a day, in the order they are published: `runs` last, because it names the generation."""


class Expectation(Strict):
    """One line of the dictionary's expectations; what isn't a field here is an argument for GX."""

    model_config = ConfigDict(extra="allow", frozen=True)

    expect: str
    severity: Severity
    name: str = ""
    meaning: str = ""
    column: str = ""
    stop: bool = False
    at_most: float = Field(default=0.0, ge=0, le=1)
    stages: tuple[str, ...] = ()

    @model_validator(mode="after")
    def known_arguments(self) -> "Expectation":
        if unknown := sorted(self.arguments.keys() - ARGUMENTS):
            known = ", ".join([*(name for name in type(self).model_fields), *ARGUMENTS])
            raise ValueError(f"key {unknown[0]} is unknown, expected {known}")
        return self

    @property
    def arguments(self) -> dict[str, Any]:
        return dict(self.model_extra or {})

    def label(self, table: str) -> str:
        """What `checks.expectation` says: table, column, the GX name, and the name that tells twins apart."""
        return f"{table}.{self.column}: expect_{self.expect}" + (f" ({self.name})" if self.name else "")


class Column(Strict):
    type: ColumnType
    meaning: str
    example: Any
    nullable: bool
    unit: str = ""
    long: bool = False
    source: Literal["file", "path"] = Field(default="file", alias="from")
    expectations: tuple[Expectation, ...] = ()


class Table(Strict):
    description: str
    made_by: str
    key: tuple[str, ...]
    sort: tuple[str, ...]
    row_group: int = Field(ge=1)
    failing_rows: Literal["row", "article", "stop"]
    columns: dict[str, Column]
    measures: tuple[Expectation, ...] = ()
    partitioned: bool = True
    published: bool = True

    @model_validator(mode="after")
    def known_columns(self) -> "Table":
        if unknown := [name for name in (*self.key, *self.sort) if name not in self.columns]:
            raise ValueError(f"key or sort names columns that the table hasn't: {unknown}")
        return self

    @property
    def stored(self) -> dict[str, Column]:
        """The columns that are in the Parquet file; the others come from its path."""
        return {name: column for name, column in self.columns.items() if column.source == "file"}

    def expectations(self, stage: str) -> list[Expectation]:
        """All expectations of the table at a stage: not-null first, then columns' in order, then measures."""
        every = [
            *(_not_null(name) for name, column in self.stored.items() if not column.nullable),
            *(e.model_copy(update={"column": n}) for n, column in self.stored.items() for e in column.expectations),
            *self.measures,
        ]
        return [e for e in every if stage in (e.stages or (self.made_by,))]


def _not_null(column: str) -> Expectation:
    return Expectation(expect="column_values_to_not_be_null", column=column, severity="critical")


class Account(Strict):
    """Two sums of figures that must be equal."""

    name: str
    stage: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    severity: Severity


class Markers(Strict):
    starts: tuple[str, ...]
    whole: tuple[str, ...]


class Dictionary(Strict):
    tables: dict[str, Table]
    accounts: tuple[Account, ...]
    markers: Markers

    @model_validator(mode="after")
    def labels_differ(self) -> "Dictionary":
        for name, table in self.tables.items():
            stages = {stage for e in table.measures for stage in e.stages} | {table.made_by}
            for stage in sorted(stages):
                labels = [e.label(name) for e in table.expectations(stage)]
                if twins := {label for label in labels if labels.count(label) > 1}:
                    raise ValueError(f"give these expectations a name to tell them apart: {sorted(twins)}")
        return self

    @property
    def published(self) -> dict[str, Table]:
        return {name: table for name, table in self.tables.items() if table.published}


@cache
def load_dictionary(path: Path = TABLES) -> Dictionary:
    """Raises RulesError, which names file and place, on a malformed file."""
    return read_model(path, Dictionary)
