"""Places of a file's records, with the values there that fit a column: under names that are known deeper inside, or
under names that nobody knows."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from nashra.landing.facts.field_names import FieldNames, named_as, tells_of_others
from nashra.landing.facts.leaves import Place
from nashra.landing.facts.looks_rules import looks_rules
from nashra.landing.facts.unnamed_text import name_and_end
from nashra.landing.of_file.rows import Row
from nashra.landing.shapes.rules import key, shape_rules

Values = dict[Place, list[Any]]
_OWN_LINK = "self"


def under_known_names(column: str, rows: list[Row], fits: Callable[[Any, Row], bool]) -> Values:
    """Values of places within others or around the record, by names that are known for a column."""
    found = all_that_fit(
        column,
        rows,
        lambda place, value, row: (
            (len(place) > 1 or row.is_around(place)) and named_as(place[-1], column) and fits(value, row)
        ),
    )
    # what an envelope says itself for all of its records is its own
    around = {place for place in found if column == "published_at" and any(row.is_around(place) for row in rows)}
    told = {place: held for place, held in found.items()
            if (len(place) > 1 and place not in around) or len(set(map(str, held))) > 1}  # fmt: skip
    return in_nearly_all(told, rows)


def under_unknown_names(column: str, rows: list[Row], fits: Callable[[Place, Any, Row], bool]) -> Values:
    """Values under unknown names that do not say whose they are."""
    return all_that_fit(
        column,
        rows,
        lambda place, value, row: (
            not (_is_known_otherwise(place[-1], column) or _tells_of_others(place[-1], column))
            and fits(place, value, row)
        ),
    )


@lru_cache(maxsize=4096)
def _is_known(name: str) -> bool:
    """Whether a field may be under this name itself: "page" is but a step to "page.url", and "titre.de.l.article", as R
    writes it, none to "article"."""
    return any(named_as(name, field) for field in FieldNames.model_fields)


def _is_known_otherwise(name: str, column: str) -> bool:
    """Whether a field may be under a name; a day under that of a paper ("dates.publication") is one of publication, and
    an address under that of a text ("article") is where it stands."""
    said = {"published_at": "source", "url": "text"}.get(column)
    return _is_known(name) and not (said is not None and named_as(name, said))


def _tells_of_others(name: str, column: str) -> bool:
    if column == "url":
        name = " ".join(word for word in re.split(r"[\s_]+", name) if key(word) not in looks_rules().own_pages)
    return tells_of_others(name)


def all_that_fit(column: str, rows: list[Row], fits: Callable[[Place, Any, Row], bool]) -> Values:
    """By place the values that fit a column, in the order of the places."""
    found: Values = {}
    for row in rows:
        for leaf in row.leaves:
            if not is_of_others(leaf.place, column) and fits(leaf.place, leaf.value, row):
                found.setdefault(leaf.place, []).append(leaf.value)
    return found


def in_nearly_all(values: Values, rows: list[Row]) -> Values:
    """Those of places where nearly all records have one that say anything there, and many do."""
    rules = looks_rules()
    return {
        place: held for place, held in values.items()
        if len(held) >= rules.share * len(rows)
        or (len(held) >= rules.said * len(rows)
            and len(held) >= rules.share * sum(row.says_at(place) for row in rows))
    }  # fmt: skip


def each_its_own(values: Values) -> Values:
    rules = looks_rules()
    return {
        place: held for place, held in values.items()
        if len(held) < rules.distinct_records or len(set(map(str, held))) >= rules.distinct * len(held)
    }  # fmt: skip


def nearest(values: Values) -> Place | None:
    """The place that lies nearest, the first of these."""
    return min(values, key=len, default=None)


def only_one(column: str, values: Values) -> Place | None:
    """The first place, where all have the same values; else the one whose name says it."""
    places = list(values)
    if places and all(values[place] == values[places[0]] for place in places):
        return places[0]
    return told_by_name(column, values)


def told_by_name(column: str, places: Iterable[Place]) -> Place | None:
    """The one place whose name holds a word for a column."""
    named = [place for place in places if looks_rules().says(place[-1], column)]
    return named[0] if len(named) == 1 else None


@lru_cache(maxsize=8192)
def is_of_others(place: Place, column: str = "") -> bool:
    """Whether a place lies in what belongs to an article and is another thing: its pictures, its writer, a comment. Its
    links hold its own address, too, and what elsewhere are sections of a site may be the parts of its text."""
    rules = shape_rules()
    own = frozenset({"url": rules.links, "text": rules.of_parts}.get(column, ()))
    if column == "url" and _OWN_LINK in map(key, place):
        return True  # an interface's address of what it answers with
    never = frozenset([*rules.beside, *rules.never_text]) - own
    others = [word for word in rules.other_addresses if column != "text" or word not in rules.parts_of_any]
    return any(not never.isdisjoint(name_and_end(name)) for name in place) or any(
        key(name) in rules.writers or named_as(name, "source") or any(other in key(name) for other in others)
        for name in place[:-1]
    )
