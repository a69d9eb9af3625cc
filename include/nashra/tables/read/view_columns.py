"""What columns of tables and views mean, as comments that BI tools show: dictionary and `include/bi/columns.yaml`."""

from functools import cache
from pathlib import Path

from nashra.settings import INCLUDE
from nashra.tables.dictionary.dictionary import load_dictionary
from nashra.tables.dictionary.schema import comment
from nashra.yaml_files import Strict, Word, Words, read_model

DAY = "The editorial day that the row belongs to."


class ViewColumns(Strict):
    """The columns of one view."""

    like: Words
    columns: dict[str, Word]


class ColumnMeanings(Strict):
    """What columns.yaml holds."""

    views: dict[str, ViewColumns]


@cache
def read_columns(path: Path = INCLUDE / "bi" / "columns.yaml") -> ColumnMeanings:
    """Raises RulesError on a malformed file."""
    return read_model(path, ColumnMeanings)


def meanings(view: str) -> dict[str, str]:
    """Column -> what it means, of a table or of a view of views.sql; of a view also columns that it may not have."""
    tables = load_dictionary().published
    if view in tables:
        return {"day": DAY} | {name: comment(column) for name, column in tables[view].columns.items()}
    own = read_columns().views.get(view)
    if own is None:
        return {}
    found = {"day": DAY}
    for table in own.like:
        found = {name: comment(column) for name, column in tables[table].columns.items()} | found
    return found | own.columns
