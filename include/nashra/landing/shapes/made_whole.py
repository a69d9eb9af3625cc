"""A record as the program had it that a table or a queue was filled from: its objects again, where each value has a
column of its own; what it holds as JSON in one cell."""

from collections.abc import Mapping
from typing import Any

from nashra.landing.facts.fields import map_fields
from nashra.landing.facts.standing import no_article
from nashra.landing.shapes.found import TEXT
from nashra.landing.shapes.name_steps import Steps, steps_of
from nashra.landing.shapes.narrowed import MOST_NAMES, narrowed
from nashra.landing.shapes.records import plain_record, records_in

_MAY_LACK = frozenset(["source"])  # of a stream's own ("source.connector"), which names no paper
_MOST_SAID = frozenset(["title", "text"])


def made_whole(record: dict[str, Any]) -> dict[str, Any]:
    """The record that another was made of, where that says all that this one says; else this one."""
    if len(record) > MOST_NAMES:
        return dict(narrowed(record))
    if not all(isinstance(name, str) for name in record):
        return record
    steps = steps_of(tuple(record))
    if steps is not None and steps.with_text and (whole := _unflattened(record, steps)) is not None:
        return whole
    if plain_record(record):
        return record
    found = records_in(record)
    return found[0].fields if len(found) == 1 and found[0].text == TEXT else record


def _unflattened(record: dict[str, Any], steps: Steps) -> dict[str, Any] | None:
    found = records_in(_nested(record, steps))
    if len(found) != 1 or found[0].text != TEXT or no_article(record):
        return None
    whole, said = found[0].fields, map_fields(record).keys()
    more = map_fields(whole).keys()
    if steps.contained:
        return whole if more | _MAY_LACK >= said else None
    return whole if more > said and more >= _MOST_SAID else None  # R has "." for the spaces within names


def _nested(record: Mapping[str, Any], steps: Steps) -> dict[str, Any]:
    """The objects again; what is empty in this record is left out of them, as a column is there for other records."""
    whole: dict[str, Any] = {}
    for value, places in zip(record.values(), steps.of, strict=True):
        if len(places) > 1 and (value is None or value == ""):
            continue
        inner = whole
        for step in places[:-1]:
            inner = inner.setdefault(step, {})
        inner[places[-1]] = value
    return {name: _again(value) for name, value in whole.items()}


def _again(value: Any) -> Any:
    """An object whose names may be of steps, too; lists again of what is named by numbers from 0 or 1 on."""
    if not isinstance(value, dict):
        return value
    inner = {name: _again(one) for name, one in value.items()}
    if not inner or not all(isinstance(name, str) for name in inner):  # YAML has other names, too
        return inner
    if (steps := steps_of(tuple(inner))) is not None:
        return _nested(inner, steps)
    if not all(name.isascii() and name.isdigit() for name in inner):
        return inner
    ordered = sorted(inner, key=int)
    return [inner[name] for name in ordered] if int(ordered[0]) <= 1 else inner
