"""The values of a record with the places where they stand, also in objects and lists of it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from nashra.landing.facts.looks_rules import looks_rules
from nashra.landing.shapes.literals import opened

Place = tuple[str, ...]  # the names on the way to a value
_LISTED = 3  # items of a list that are looked into; the first stand for the rest
_LONGEST_OBJECT = 20_000  # characters of an object written as text that is looked into


class Leaf(NamedTuple):
    """A value: a text, a number, a day, or a list of texts as one."""

    place: Place
    value: Any
    several: bool  # whether it stands in one of several items of a list


def leaves(fields: Mapping[str, Any]) -> list[Leaf]:
    """The values of a record, in its order."""
    rules = looks_rules()
    found: list[Leaf] = []
    for leaf in _walk((), fields, rules.depth, False):
        found.append(leaf)
        if len(found) == rules.values:
            break
    return found


def at(place: Place, fields: Any) -> Any:
    """What a record holds at a place, None where it holds nothing there, or several values."""
    value = fields
    for name in place:
        value = _object(value[0] if isinstance(value, list | tuple) and len(value) == 1 else value)
        if not isinstance(value, Mapping):
            return None
        value = next((inner for own, inner in value.items() if str(own) == name), None)
    return value


def _walk(place: Place, value: Any, depth: int, several: bool) -> Iterator[Leaf]:
    value = _object(value)
    if isinstance(value, Mapping):
        if depth:
            for name, inner in value.items():
                yield from _walk((*place, str(name)), inner, depth - 1, several)
    elif isinstance(value, list | tuple):
        if value and all(isinstance(one, str) for one in value):
            yield Leaf(place, "\n".join(value), several)
        elif depth:
            for one in value[:_LISTED]:
                yield from _walk(place, one, depth - 1, several or len(value) > 1)
    elif isinstance(value, str | int | float | date) and not isinstance(value, bool):
        yield Leaf(place, value, several)


def _object(value: Any) -> Any:
    """An object that was written as text; any other value as it is."""
    if isinstance(value, str) and value[:1] == "{" and len(value) <= _LONGEST_OBJECT:
        return found if isinstance(found := opened(value), Mapping) else value
    return value
