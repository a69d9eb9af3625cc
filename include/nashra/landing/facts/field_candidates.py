"""The values of a record that its names say to be a field, and whether they make an article of it."""

from collections.abc import Iterator, Mapping
from typing import Any

from nashra.landing.facts.field_names import paths
from nashra.landing.shapes import values as shaped
from nashra.landing.shapes.rules import keyed

_MOST_NAMES = 500  # a record with more names keeps other records by name


def candidates(field: str, record: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Values that the record's names say to be the field, best first, each with its name."""
    if len(record) > _MOST_NAMES:
        return
    for first, steps in paths(field, tuple(record)):
        value = record[first]
        if steps:
            value = follow(value, steps)
        if value is not None:
            yield (steps[-1] if steps else first), value


def follow(value: Any, steps: list[str]) -> Any:
    """What lies below a value, by names as they are compared; None where nothing does."""
    for step in steps:
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        value = keyed(value).get(step) if isinstance(value, Mapping) else None
    return value


def is_titled(record: Mapping[str, Any]) -> bool:
    """Whether a record has a title."""
    return any(shaped.headline(value) for _, value in candidates("title", record))


def is_article_like(record: Mapping[str, Any]) -> bool:
    """Whether a record has a title, and an address or a date."""
    return is_titled(record) and is_placed(record)


def is_placed(record: Mapping[str, Any]) -> bool:
    """Whether a record has an address or a date."""
    return any(shaped.address(value) for _, value in candidates("url", record)) or any(
        shaped.moment(value) is not None for _, value in candidates("published_at", record)
    )
