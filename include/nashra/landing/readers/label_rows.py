"""Rows of two cells, a label and what it says: «العنوان», then the headline; one article below the other."""

from collections.abc import Sequence
from typing import Any

from nashra.landing.facts.field_names import known, named_as

_FEWEST = 3  # rows of an article
_KNOWN = 0.6  # share of the labels that are names of fields, at the least
_LONGEST = 40  # characters of a label


def labelled_rows(rows: Sequence[Sequence[str]]) -> list[dict[str, Any]]:
    """The articles of rows that are labels and values; none where rows are anything else."""
    filled = [cells for row in rows if (cells := [cell.strip() for cell in row if cell.strip()])]
    if len(filled) < _FEWEST or any(len(row) > 2 for row in filled) or not _is_label(filled[0]):
        return []
    articles: list[dict[str, Any]] = [{}]
    for row in filled:
        name = row[0].strip("\ufeff:： ")
        if len(row) == 1 and not _is_label([row[0], ""]):
            return []
        if name in articles[-1]:
            articles.append({})
        articles[-1][name] = row[1] if len(row) > 1 else ""
    return articles if all(map(_is_article, articles)) else []


def _is_label(row: Sequence[str]) -> bool:
    """Whether the first of two cells names a field, and the second none."""
    return len(row) == 2 and len(row[0]) <= _LONGEST and known(row[0].strip("\ufeff:： ")) and not known(row[1])


def _is_article(fields: dict[str, Any]) -> bool:
    names = [name for name in fields if len(name) <= _LONGEST]
    return (
        len(names) == len(fields)
        and sum(map(known, names)) >= _KNOWN * len(names)
        and any(named_as(name, "text") and fields[name] for name in names)
        and any(named_as(name, field) and fields[name] for name in names for field in ("title", "url"))
    )
