"""Columns that the records of a file have under a known name, and that can't be what that name says: one headline or
one address for all of them, and the moment at which a program ran for their day. Where another place has a value that
each record has for itself, that counts.

Tools write their own fields beside those of an article: the title of the task that it was shown in, the moment at
which it was exported. A record alone can't tell them apart, its file can.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

from nashra.landing.facts.bare import bare
from nashra.landing.facts.dates import parse_moment
from nashra.landing.facts.field_names import NAMES, named_as
from nashra.landing.facts.leaves import Place
from nashra.landing.facts.looks import OF_A_PAGE, is_day, is_headline, is_page_address
from nashra.landing.facts.looks_rules import looks_rules
from nashra.landing.facts.stored_day import as_moment, is_of_storing, is_stamp
from nashra.landing.of_file.chosen import is_count
from nashra.landing.of_file.places import all_that_fit, each_its_own, in_nearly_all, is_of_others, only_one
from nashra.landing.of_file.rows import Row
from nashra.landing.shapes import values as shaped

COLUMNS = ("title", "url", "published_at")


def may_give_way(column: str, row: Row) -> bool:
    """Whether a record has another value that its column might be."""
    said = _as_text(row.fields[column])
    return any(
        not is_of_others(leaf.place, column)
        and _looks(column, leaf.place, leaf.value, row)
        and _as_text(leaf.value) != said
        for leaf in row.leaves
    )


def instead_of(column: str, rows: list[Row], plausible: Callable[[Any], bool]) -> Place | None:
    """The place that counts before a column's known name; None where that may be what it says."""
    rules = looks_rules()
    rows = [row for row in rows if row.text and not row.is_post] if column == "title" else rows
    said = [row.fields[column] for row in rows if column in row.fields]
    if len(said) < max(rules.distinct_records, rules.share * len(rows)):
        return None
    alike = len(set(map(_as_text, said))) == 1
    stamps = column == "published_at" and _are_stamps(said)
    if not (alike or stamps):
        return None
    fits = partial(_looks, column)
    held = in_nearly_all(all_that_fit(column, rows, fits), rows)
    if column != "published_at":
        return _said_by_its_name(column, each_its_own(held)) or only_one(column, each_its_own(held))
    days = {place: values for place, values in held.items()
            if _each_its_day(values) and all(map(plausible, values))
            and (stamps or rules.says(place[-1], column))}  # fmt: skip
    return _said_by_its_name(column, days) or only_one(column, days)


def are_stored_at_once(rows: list[Row]) -> bool:
    """Whether the days of records are when a program stored them, all in one go: then none is that of publication."""
    rules = looks_rules()
    rows = [row for row in rows if row.text]  # a first one may speak of the others
    days = [row.fields["published_at"] for row in rows
            if "published_at" in row.fields and is_of_storing(row.fields["published_at"], row.named)]  # fmt: skip
    if len(days) < max(rules.distinct_records, rules.share * len(rows)):
        return False
    moments = [moment for day in days if (moment := as_moment(day))]
    return is_stamp(list(moments)) or (max(moments) - min(moments)).total_seconds() <= rules.stored_seconds


def _looks(column: str, place: Place, value: Any, row: Row) -> bool:
    if _is_named_otherwise(column, place[-1]):
        return False
    if column == "published_at":
        return is_day(place[-1], value) and (not is_count(value) or any(map(_counts, place)))
    if column == "url":
        found = shaped.address(value) if is_page_address(place[-1], value) else None
        return found is not None and OF_A_PAGE.match(found) is not None
    if not is_headline(value) or (looks_rules().is_of_other_headlines(place[-1]) and not named_as(place[-1], column)):
        return False
    said = bare(value)
    return not row.bare.startswith(said) or bare(row.text.lstrip().split("\n", 1)[0]) == said


def _is_named_otherwise(column: str, name: str) -> bool:
    """Whether a name is known as that of another column."""
    return not named_as(name, column) and any(named_as(name, other) for other in NAMES if other != column)


def _said_by_its_name(column: str, values: Mapping[Place, list[Any]]) -> Place | None:
    """The one place whose name is known for a column; of several with the same values the first."""
    named = {place: held for place, held in values.items() if named_as(place[-1], column)}
    return only_one(column, named) if named else None


def _are_stamps(values: list[Any]) -> bool:
    """Whether all are moments, and those at which a program ran."""
    moments = list(map(_moment, values))
    return None not in moments and is_stamp(moments)


def _each_its_day(values: list[Any]) -> bool:
    """Whether days are no stamps themselves, and not of one day."""
    moments = [_moment(value) for value in values]
    return None not in moments and len({moment.date() for moment in moments if moment}) > 1


def _moment(value: Any) -> datetime | None:
    return parse_moment(shaped.moment(value), UTC)


def _counts(name: str) -> bool:
    return looks_rules().counts_days(name) or named_as(name, "published_at")


def _as_text(value: Any) -> str:
    return str(value).strip()
