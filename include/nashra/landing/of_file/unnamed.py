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
from typing import Any, NamedTuple

from nashra.landing.facts.field_names import known
from nashra.landing.facts.fields import is_post, map_fields
from nashra.landing.facts.leaves import Place, at
from nashra.landing.facts.looks import is_headline
from nashra.landing.facts.looks_rules import looks_rules
from nashra.landing.facts.stored_day import is_of_storing, may_be_of_storing, named_leaves
from nashra.landing.limits import Limits
from nashra.landing.of_file.chosen import (
    chosen_day,
    chosen_instead,
    chosen_source,
    chosen_text,
    chosen_title,
    chosen_url,
    chosen_whole,
    goes_on,
    is_day_of_articles,
)
from nashra.landing.of_file.giving_way import COLUMNS, are_stored_at_once, instead_of, may_give_way
from nashra.landing.of_file.own_blocks import text_at, with_lists
from nashra.landing.of_file.replies import are_of_articles
from nashra.landing.of_file.rows import Row
from nashra.landing.readers.html_fields import PageFields
from nashra.landing.records import Record
from nashra.landing.shapes import values as shaped

_FEWEST_NAMES = 2  # of a record that may say something besides
_MOST_NAMES = 500  # a record with more keeps other things by them
_COLUMNS = ("title", "url", "published_at", "source")


class _Kind(NamedTuple):
    """Records of one kind, by their names."""

    names: frozenset[str]
    places: dict[str, Place]


class _Found(NamedTuple):
    """What the first records of a file told."""

    of_all: dict[str, Place]
    kinds: list[_Kind]  # where there are several
    text_is_another: bool  # what they call a text is their teaser or headline
    instead: dict[str, Place]  # of columns whose known names say something else
    stored_at_once: bool  # their days are those of one run of a program, which stored them


class Unnamed:
    """The places of one file. `anew` reads its records from the first on, `day` is its landing's, `is_alone` whether
    the record that is read is its only one."""

    def __init__(
        self, anew: Callable[[], Iterator[Record]], day: str | None, limits: Limits, is_alone: Callable[[], bool]
    ) -> None:
        self._anew, self._day, self._limits, self._is_alone = anew, day, limits, is_alone
        self._rivals: dict[tuple[Any, ...], list[str]] = {}

    def instead(self, record: Record, fields: Mapping[str, Any]) -> dict[str, Any]:
        """What counts before what a record says under known names: see `giving_way`."""
        found: dict[str, Any] = {}
        if isinstance(record.fields, PageFields) or len(record.fields) > _MOST_NAMES or self._is_alone():
            return found
        for column in self._with_rivals(record):
            if column in fields and (place := self._found.instead.get(column)) is not None:
                value = _shaped(column, at(place, _with_around(record)), place[-1])
                if value is not None:
                    found[column] = value
        return found

    def is_stored_with_others(self, record: Record, fields: Mapping[str, Any]) -> bool:
        """Whether what a record says of its day is when a program stored it together with the others."""
        if "published_at" not in fields or isinstance(record.fields, PageFields) or len(record.fields) > _MOST_NAMES:
            return False
        return (
            may_be_of_storing(record.fields)
            and is_of_storing(fields["published_at"], named_leaves(record.fields))
            and self._found.stored_at_once
        )

    def _with_rivals(self, record: Record) -> list[str]:
        """Columns that another value of a record might be: looked at once for records of the same names."""
        names = tuple(record.fields)
        if (known_ones := self._rivals.get(names)) is None:
            row = _row(record)
            known_ones = [column for column in COLUMNS if column in row.fields and may_give_way(column, row)]
            if len(self._rivals) < looks_rules().records:
                self._rivals[names] = known_ones
        return known_ones

    def of(self, record: Record, fields: Mapping[str, Any]) -> dict[str, Any]:
        """What a record says under unknown names: of columns that `fields` has not, and the whole of a text that it has
        the beginning of, or the teaser or the headline."""
        looked_for = [column for column in _COLUMNS if column not in fields]
        if looked_for == ["source"] and "url" in fields:  # whose host is one
            looked_for = []
        if "text" not in fields or _has_longer(record, fields["text"]):
            looked_for.append("text")
        if not looked_for or isinstance(record.fields, PageFields) or len(record.fields) > _MOST_NAMES:
            return {}
        seen = _with_around(record)
        # a headline may stand under the name of a teaser, an address under that of a text
        if len(seen) < _FEWEST_NAMES or not ("title" in looked_for or "url" in looked_for or _has_unknown(seen)):
            return {}
        found: dict[str, Any] = {}
        for column in looked_for:
            if (place := self._place_of(column, record)) is not None:
                value = _shaped(column, at(place, seen), place[-1])
                if value is not None and (column not in fields or self._is_the_text(value, fields["text"])):
                    found[column] = value
        if "text" in found and "title" not in {**fields, **found} and is_headline(fields.get("text")):
            found["title"] = fields["text"]
        return found

    def _is_the_text(self, value: Any, text: Any) -> bool:
        """Whether a value is the text of a record, whose name of a text holds its beginning, teaser or headline."""
        return goes_on(value, text) or (
            self._found.text_is_another and isinstance(value, str) and len(value) >= looks_rules().longer * len(text)
        )

    def _place_of(self, column: str, record: Record) -> Place | None:
        """Of the file's records, or of those of its kind, where there are several."""
        if (place := self._found.of_all.get(column)) is not None:
            return place
        if not self._found.kinds:
            return None
        names = frozenset(record.fields)
        kind = next((kind for kind in self._found.kinds if _is_of_kind(names, kind.names)), None)
        return kind and kind.places.get(column)

    @cached_property
    def _found(self) -> _Found:
        rules = looks_rules()
        records = [one for one in islice(self._anew(), rules.records) if not isinstance(one.fields, PageFields)]
        rows = [_row(one) for one in records]
        kinds: dict[frozenset[str], list[Row]] = {}
        for one, row in zip(records, rows, strict=True):
            names = frozenset(one.fields)
            kinds.setdefault(next((kind for kind in kinds if _is_of_kind(names, kind)), names), []).append(row)
        of_all, text_is_another = self._places(rows)
        instead = {column: place for column in COLUMNS if (place := instead_of(column, rows, self._is_plausible))}
        at_once = are_stored_at_once(rows)
        if len(kinds) == 1:
            return _Found(of_all, [], text_is_another, instead, at_once)
        told = {names: self._places(own)[0] for names, own in kinds.items() if len(own) >= rules.kind_records}
        several = [_Kind(names, places) for names, places in told.items()
                   if not any(are_of_articles(kinds[names], places, kinds[other], told[other])
                              for other in told if other != names)]  # fmt: skip
        return _Found(of_all, several, text_is_another, instead, at_once)

    def _is_plausible(self, value: Any) -> bool:
        return is_day_of_articles(value, self._day, self._limits)

    def _places(self, rows: list[Row]) -> tuple[dict[str, Place], bool]:
        """Where records have each column; and whether what they call a text is their teaser or headline."""
        whole = chosen_text(rows, self._chosen) or chosen_whole(rows)
        another = None if whole else chosen_instead(rows, self._chosen)
        places = {"text": whole or another}
        if text := places["text"]:
            rows = [(row.without_text() if another else row).with_text(text) for row in rows]
        told = [row for row in rows if row.text]
        places |= {column: self._chosen(column, told) for column in _COLUMNS}
        return {column: place for column, place in places.items() if place is not None}, another is not None

    def _chosen(self, column: str, rows: list[Row]) -> Place | None:
        """Where records with a text have a column that nearly none of them says under a known name."""
        lacking = [row for row in rows if column not in row.fields]
        if not lacking or len(lacking) < looks_rules().share * len(rows):
            return None
        if column == "published_at":
            return chosen_day(lacking, self._day, self._limits)
        return {"title": chosen_title, "url": chosen_url, "source": chosen_source}[column](lacking)


def _is_of_kind(names: frozenset[str], others: frozenset[str]) -> bool:
    return len(names & others) >= looks_rules().kind * len(names | others)


def _has_longer(record: Record, text: Any) -> bool:
    """Whether a value of a record is much longer than its text."""
    least = looks_rules().longer * len(text)
    return any(_length(value) >= least for value in record.fields.values())


def _length(value: Any, depth: int = 3) -> int:
    """Letters of the texts in a value."""
    if isinstance(value, str):
        return len(value)
    if not depth or not isinstance(value, list | Mapping) or (isinstance(value, list) and not _may_have_texts(value)):
        return 0
    return sum(_length(inner, depth - 1) for inner in (value.values() if isinstance(value, Mapping) else value))


def _may_have_texts(items: list[Any]) -> bool:
    """Whether a list is none of numbers, as an embedding is."""
    return bool(items) and not isinstance(items[0], int | float)


def _row(record: Record) -> Row:
    around = frozenset(map(str, record.around.fields.keys() - record.fields.keys()))
    return Row(_with_around(record), map_fields(record.fields), is_post(record.fields), around=around)


def _with_around(record: Record) -> Mapping[str, Any]:
    around = record.around.fields
    beside = {name: value for name, value in around.items() if name not in record.fields}
    return with_lists(record.fields | beside if beside else record.fields)


def _shaped(column: str, value: Any, name: str) -> Any:
    if value is None:
        return None
    if column == "text":
        return text_at(value, name)
    if column == "title":
        return shaped.headline(value)
    if column == "url":
        return shaped.address(value)
    return shaped.moment(value) if column == "published_at" else shaped.source(value)


def _has_unknown(fields: Mapping[str, Any]) -> bool:
    """Whether a record has a name that nobody knows, or something inside another value."""
    return any(
        isinstance(value, Mapping | list) or (isinstance(value, str) and value[:1] == "{") for value in fields.values()
    ) or _any_unknown(tuple(fields)[:_MOST_NAMES])


@lru_cache(maxsize=256)
def _any_unknown(names: tuple[Any, ...]) -> bool:
    return not all(known(str(name)) for name in names)
