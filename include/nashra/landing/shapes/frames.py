"""Tables written as JSON: the orients of pandas (columns, index, split, table, list) and rows below a list of names."""

from collections.abc import Iterator
from typing import Any

from nashra.landing.facts.field_candidates import is_article_like
from nashra.landing.facts.field_names import known
from nashra.landing.facts.fields import map_fields
from nashra.landing.facts.unnamed_parts import reads_as_article
from nashra.landing.shapes.name_steps import within
from nashra.landing.shapes.rules import keyed, shape_rules

_FEWEST_KNOWN = (
    2  # names that must be known before an object of lists is taken for a table, unless rows read as articles
)
_DEEPEST = 3  # objects within each other in which columns are described
_SAMPLED = 20  # rows that are looked at
_FEWEST_NAMES, _LONGEST_NAME = 3, 60  # columns, characters
_MOST_COLUMNS = 500
_LEAST_TEXT = 80  # characters of each of the texts that stand in a list of their own
_COLUMN = ("name", "label", "id")  # how a column that is an object says its name


def frame_rows(value: Any) -> list[dict[str, Any]] | None:
    """The rows of a table; None when the value is no table."""
    if isinstance(value, list):
        if len(value) < 2 or not isinstance(value[0], list):
            return None
        return _under_names(value[0], value[1:]) or _without_names(value)
    return _split(value) or _columns(value) or _lists(value) or _texts_and_objects(value) or _described_elsewhere(value)


def _known(names: Any) -> int:
    return sum(known(str(name)) for name in names)


def table_names(value: Any) -> list[str] | None:
    """The list itself when it is the names of a table's columns, else None."""
    named = isinstance(value, list) and all(isinstance(name, str) for name in value)
    return value if named and _known(value) >= _FEWEST_KNOWN else None


def names_above(names: Any, row: Any) -> list[str] | None:
    """The first of two lists when it may be the names of columns in which the second holds an article."""
    if not isinstance(names, list) or not isinstance(row, list) or not _FEWEST_NAMES <= len(row) <= len(names):
        return None
    if not all(isinstance(name, str) and 0 < len(name) <= _LONGEST_NAME for name in names):
        return None
    return names if len(set(names)) == len(names) and reads_as_article(dict(zip(names, row, strict=False))) else None


def _without_names(rows: list[Any]) -> list[dict[str, Any]] | None:
    """Lists of values without a list of names above them."""
    names = columns_of(rows[0], rows[1])
    if names is None or not all(isinstance(row, list) and len(row) == len(names) for row in rows):
        return None
    return [dict(zip(names, row, strict=True)) for row in rows]


def columns_of(row: Any, other: Any) -> list[str] | None:
    """Names for the columns of lists without any, where two of them hold an article each at the same places."""
    if not isinstance(row, list) or not isinstance(other, list) or len(row) != len(other):
        return None
    if not _FEWEST_NAMES <= len(row) <= _MOST_COLUMNS or any(isinstance(cell, list | dict) for cell in (*row, *other)):
        return None
    names = [f"column {number}" for number in range(1, len(row) + 1)]
    return names if all(reads_as_article(dict(zip(names, one, strict=True))) for one in (row, other)) else None


def _under_names(names: Any, rows: list[Any]) -> list[dict[str, Any]] | None:
    """Lists of values below a list of names."""
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return None
    if _known(within(names)) < _FEWEST_KNOWN and not any(names_above(names, row) for row in rows[:_SAMPLED]):
        return None
    if not all(isinstance(row, list) and len(row) <= len(names) for row in rows):
        return None
    return [dict(zip(names, row, strict=False)) for row in rows]


def _split(value: dict[str, Any]) -> list[dict[str, Any]] | None:
    """pandas' "split", Datasette, ClickHouse, spreadsheets (whose cells are objects): names in one list, rows in
    another."""
    rules, names = shape_rules(), keyed(value)
    for heads in rules.frame_columns:
        columns = names.get(heads)
        if isinstance(columns, dict):  # BigQuery's
            columns = keyed(columns).get("fields")
        if len(names) == 1 and isinstance(columns, list) and (found := _with_values(columns)):
            return found
        if isinstance(columns, list) and columns and all(isinstance(column, dict) for column in columns):
            columns = [next((column[said] for said in _COLUMN if column.get(said)), None) for column in columns]
        for below in rules.frame_rows:
            rows = names.get(below)
            if isinstance(rows, list) and rows and all(map(_is_of_cells, rows)):
                rows = [
                    [cell.get("v") if isinstance(cell, dict) else cell for cell in next(iter(row.values()))]
                    for row in rows
                ]
            if isinstance(rows, list) and rows and isinstance(rows[0], list) and (found := _under_names(columns, rows)):
                return found
    return None


def _with_values(columns: list[Any]) -> list[dict[str, Any]] | None:
    """Columns that each hold their name and their values (Polars): {"name": "title", "values": [...]}."""
    if len(columns) < _FEWEST_KNOWN or not all(isinstance(column, dict) for column in columns):
        return None
    if not all(isinstance(column.get("name"), str) and isinstance(column.get("values"), list) for column in columns):
        return None
    if len({len(column["values"]) for column in columns}) != 1:
        return None
    names = [column["name"] for column in columns]
    return _under_names(names, [list(row) for row in zip(*(column["values"] for column in columns), strict=True)])


def _is_of_cells(row: Any) -> bool:
    """Google's tables: {"c": [{"v": ...}, ...]}, {"f": [{"v": ...}, ...]}."""
    return isinstance(row, dict) and set(row) in ({"c"}, {"f"}) and isinstance(next(iter(row.values())), list)


def _described_elsewhere(value: dict[str, Any]) -> list[dict[str, Any]] | None:
    """Rows as lists, whose columns objects further in beside them describe, as many as the rows have cells (Socrata:
    "meta.view.columns")."""
    tables = [rows for rows in value.values() if isinstance(rows, list) and rows and isinstance(rows[0], list)]
    if len(tables) != 1 or not all(isinstance(row, list) and len(row) == len(tables[0][0]) for row in tables[0]):
        return None
    width = len(tables[0][0])
    found = [names for names in _descriptions(value, _DEEPEST) if len(names) == width] if width >= _FEWEST_NAMES else []
    return _under_names(found[0], tables[0]) if len(found) == 1 else None


def _descriptions(value: dict[str, Any], depth: int) -> Iterator[list[str]]:
    """The names that lists of objects say, in objects and in what these hold."""
    for inner in value.values():
        if isinstance(inner, dict) and depth:
            yield from _descriptions(inner, depth - 1)
        elif isinstance(inner, list) and len(inner) <= _MOST_COLUMNS and all(isinstance(one, dict) for one in inner):
            names = [next((one[said] for said in _COLUMN if one.get(said)), None) for one in inner]
            if all(isinstance(name, str) for name in names) and len(set(names)) == len(names):
                yield [str(name) for name in names]


def _columns(value: dict[str, Any]) -> list[dict[str, Any]] | None:
    """pandas' "columns": an object of values by row for each column."""
    columns = list(value.values())
    if not _FEWEST_KNOWN <= len(value) <= _MOST_COLUMNS or not all(type(column) is dict for column in columns):
        return None
    first = list(columns[0])
    if not first or not all(list(column) == first for column in columns[1:]):
        return None
    rows = [{name: value[name][row] for name in value} for row in first]
    if _known(value) >= _FEWEST_KNOWN:
        return rows
    # of records that are kept by name the texts alone, turned into a row, read as one
    sample = rows[:_SAMPLED]
    if all(isinstance(cell, dict) for row in sample for cell in row.values()):
        return None
    return rows if 2 * sum(map(reads_as_article, sample)) > len(sample) else None


def _lists(value: dict[str, Any]) -> list[dict[str, Any]] | None:
    """pandas' "list": a list of values for each column. A record of which every value is a list is told from it by
    its lists' lengths, and by what stands where the addresses would."""
    columns = list(value.values())
    if not _FEWEST_KNOWN <= len(value) <= _MOST_COLUMNS or not all(type(column) is list for column in columns):
        return None
    if len({len(column) for column in columns}) != 1 or len(columns[0]) < 2:
        return None
    if _known(value) < _FEWEST_KNOWN and any(isinstance(cell, dict) for column in columns for cell in column):
        return None  # articles, kept by their papers or sections
    rows = [dict(zip(value, row, strict=True)) for row in zip(*columns, strict=True)]
    like = is_article_like if _known(value) >= _FEWEST_KNOWN else reads_as_article
    return rows if all(map(like, rows[:_SAMPLED])) else None


def _texts_and_objects(value: dict[str, Any]) -> list[dict[str, Any]] | None:
    """A list of texts beside one of objects that each say a headline, an address or a day of the text at their place
    (Chroma's "documents" and "metadatas")."""
    lists = {name: cells for name, cells in value.items() if type(cells) is list and len(cells) > 1}
    texts = [
        cells for cells in lists.values() if all(isinstance(cell, str) and len(cell) >= _LEAST_TEXT for cell in cells)
    ]
    objects = [cells for cells in lists.values() if all(isinstance(cell, dict) for cell in cells)]
    if len(texts) != 1 or len(objects) != 1 or len(texts[0]) != len(objects[0]):
        return None
    said = [map_fields(one).keys() for one in objects[0]]
    if any("text" in names or names.isdisjoint(("title", "url", "published_at")) for names in said):
        return None
    return [{**one, "text": text} for one, text in zip(objects[0], texts[0], strict=True)]
