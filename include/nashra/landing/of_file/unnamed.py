"""Where the records of a file keep what they say under no name that is known: their text, headline, address, day and
source.

Whoever writes a scraper names its fields as he likes, in his own language, and lays one into another. What one value
alone can't tell the records of a file tell together: a place under which nearly all of them have an address of their
own is that of their addresses. Only what none of them says under a known name is looked for, and where two places may
be meant it is left open.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any

from nashra.landing.facts.field_names import known
from nashra.landing.facts.field_values import text_in
from nashra.landing.facts.fields import is_post, map_fields
from nashra.landing.facts.leaves import Place, at
from nashra.landing.facts.looks_rules import looks_rules
from nashra.landing.limits import Limits
from nashra.landing.of_file.chosen import (
    chosen_day,
    chosen_source,
    chosen_text,
    chosen_title,
    chosen_url,
    chosen_whole,
    goes_on,
)
from nashra.landing.of_file.rows import Row
from nashra.landing.readers.html_fields import PageFields
from nashra.landing.records import Record
from nashra.landing.shapes import values as shaped

_MOST_NAMES = 500
_COLUMNS = ("title", "url", "published_at", "source")


class Unnamed:
    """The places of one file. `anew` reads its records from the first on, `day` is its landing's."""

    def __init__(self, anew: Callable[[], Iterator[Record]], day: str | None, limits: Limits) -> None:
        self._anew, self._day, self._limits = anew, day, limits

    def of(self, record: Record, fields: Mapping[str, Any]) -> dict[str, Any]:
        """What a record says under unknown names: of columns that `fields` has not, and the whole of a text that it has
        the beginning of."""
        looked_for = [column for column in _COLUMNS if column not in fields]
        if looked_for == ["source"] and "url" in fields:  # whose host is one
            looked_for = []
        if "text" not in fields or _has_longer(record, fields["text"]):
            looked_for.append("text")
        if not looked_for or not _may_tell(record):
            return {}
        found = {}
        for column in looked_for:
            if (place := self._places.get(column)) is not None:
                value = _shaped(column, at(place, _with_around(record)), place[-1])
                if value is not None and (column not in fields or goes_on(value, fields[column])):
                    found[column] = value
        return found

    @cached_property
    def _places(self) -> dict[str, Place]:
        rules = looks_rules()
        records = [one for one in islice(self._anew(), rules.records) if not isinstance(one.fields, PageFields)]
        rows = [Row(_with_around(one), map_fields(one.fields), is_post(one.fields)) for one in records]
        places = {"text": chosen_text(rows, self._chosen) or chosen_whole(rows)}
        if text := places["text"]:
            rows = [row.with_text(text) for row in rows]
        told = [row for row in rows if row.text]
        places |= {column: self._chosen(column, told) for column in _COLUMNS}
        return {column: place for column, place in places.items() if place is not None}

    def _chosen(self, column: str, rows: list[Row]) -> Place | None:
        """Where records with a text have a column that nearly none of them says under a known name."""
        lacking = [row for row in rows if column not in row.fields]
        if not lacking or len(lacking) < looks_rules().share * len(rows):
            return None
        if column == "published_at":
            return chosen_day(lacking, self._day, self._limits)
        return {"title": chosen_title, "url": chosen_url, "source": chosen_source}[column](lacking)


def _may_tell(record: Record) -> bool:
    """Whether a record is one with names of its own, and not so many that these are keys."""
    return not isinstance(record.fields, PageFields) and len(record.fields) <= _MOST_NAMES and _has_unknown(record)


def _has_longer(record: Record, text: Any) -> bool:
    """Whether a value of a record is much longer than its text."""
    least = looks_rules().longer * len(text)
    return any(isinstance(value, str) and len(value) >= least for value in record.fields.values())


def _with_around(record: Record) -> Mapping[str, Any]:
    around = record.around.fields
    beside = {name: value for name, value in around.items() if name not in record.fields}
    return record.fields | beside if beside else record.fields


def _shaped(column: str, value: Any, name: str) -> Any:
    if value is None:
        return None
    if column == "text":
        return text_in(value, name)
    if column == "title":
        return shaped.headline(value)
    if column == "url":
        return shaped.address(value)
    return shaped.moment(value) if column == "published_at" else shaped.site(value)


def _has_unknown(record: Record) -> bool:
    """Whether a record has a name that nobody knows, or something inside another value."""
    fields = _with_around(record)
    return any(
        isinstance(value, Mapping | list) or (isinstance(value, str) and value[:1] == "{") for value in fields.values()
    ) or _any_unknown(tuple(fields)[:_MOST_NAMES])


@lru_cache(maxsize=256)
def _any_unknown(names: tuple[Any, ...]) -> bool:
    return not all(known(str(name)) for name in names)
