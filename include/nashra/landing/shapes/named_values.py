"""Lists of names with values ([{"name": "title", "value": "…"}, …]), as interfaces give the fields of a record: made
the objects that they stand for."""

from typing import Any

from nashra.landing.facts.field_names import known
from nashra.landing.shapes.rules import key
from nashra.landing.shapes.typed_values import untyped

_NAMES, _VALUES = ("name", "key", "field", "column", "k"), ("value", "val", "v")
_MOST_NAMES = 6  # of one pair: its name and value, a prompt, a type
_FEWEST, _MOST = 2, 500  # pairs


def with_named_values(node: dict[str, Any]) -> dict[str, Any]:
    """The object with an object for each list of names and values, of which one at least is known; else itself."""
    found = {name: made for name, value in node.items() if isinstance(value, list) and (made := _made(value))}
    return {**node, **found} if found else node


def _made(items: list[Any]) -> dict[str, Any] | None:
    if not _FEWEST <= len(items) <= _MOST or not isinstance(items[0], dict) or _parts(items[0]) is None:
        return None
    pairs = [_parts(item) if isinstance(item, dict) else None for item in items]
    made = {pair[0]: pair[1] for pair in pairs if pair is not None}
    if len(made) != len(items) or not any(known(name.rpartition(".")[2]) for name in made):
        return None
    return untyped(made)


def _parts(item: dict[str, Any]) -> tuple[str, Any] | None:
    """A pair's name and value."""
    if len(item) > _MOST_NAMES:
        return None
    own = {key(str(name)): name for name in item}
    name = next((item[own[said]] for said in _NAMES if said in own), None)
    value = next((own[said] for said in _VALUES if said in own), None)
    return (name, item[value]) if isinstance(name, str) and value is not None else None
