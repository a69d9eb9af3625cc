"""The values of a record, with the names on the way to each."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from nashra.landing.look.rules import DoubtRules

_LISTED = 3  # items of a list that are looked into; the first stand for the rest


def leaves(fields: Mapping[str, Any], rules: DoubtRules) -> list[tuple[str, Any]]:
    """Texts and numbers of a record, as (name, value): below objects and lists "metadata.date" and "paragraphs"."""
    found: list[tuple[str, Any]] = []
    for leaf in _walk("", fields, rules.depth):
        found.append(leaf)
        if len(found) == rules.values:
            break
    return found


def _walk(name: str, value: Any, depth: int) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        if depth:
            for inner, one in value.items():
                yield from _walk(f"{name}.{inner}" if name else str(inner), one, depth - 1)
    elif isinstance(value, list | tuple):
        if value and all(isinstance(one, str) for one in value):
            yield name, "\n".join(value)
        elif depth:
            for one in value[:_LISTED]:
                yield from _walk(name, one, depth - 1)
    elif isinstance(value, date):  # and a datetime
        yield name, value.isoformat()
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        yield name, value
