"""Objects of which each value is named by its type, as interfaces of stores give them (Firestore, DynamoDB)."""

from collections.abc import Callable
from typing import Any

_DEEPEST = 30


def _as_it_is(value: Any, depth: int) -> Any:
    return value


def _nothing(value: Any, depth: int) -> None:
    return None


def _object(value: Any, depth: int) -> Any:
    inner = value.get("fields", value) if isinstance(value, dict) else value
    return {name: _value(one, depth + 1) for name, one in inner.items()} if isinstance(inner, dict) else value


def _list(value: Any, depth: int) -> Any:
    inner = value.get("values", []) if isinstance(value, dict) else value
    return [_value(one, depth + 1) for one in inner] if isinstance(inner, list) else value


_OF_TYPES: dict[str, Callable[[Any, int], Any]] = {
    **dict.fromkeys(("stringValue", "integerValue", "doubleValue", "booleanValue", "timestampValue"), _as_it_is),
    **dict.fromkeys(("referenceValue", "geoPointValue", "bytesValue"), _as_it_is),
    "nullValue": _nothing, "mapValue": _object, "arrayValue": _list,
    **dict.fromkeys(("S", "N", "B", "BOOL", "SS", "NS", "BS"), _as_it_is),
    "NULL": _nothing, "M": _object, "L": _list,
}  # fmt: skip


def untyped(node: dict[str, Any]) -> dict[str, Any]:
    """The object with its values as they are, where all are named by their types; else the object itself."""
    if not node or not all(map(_is_typed, node.values())):
        return node
    return {name: _value(value, 0) for name, value in node.items()}


def _is_typed(value: Any) -> bool:
    return isinstance(value, dict) and len(value) == 1 and next(iter(value)) in _OF_TYPES


def _value(value: Any, depth: int) -> Any:
    if depth > _DEEPEST or not _is_typed(value):
        return value
    [(kind, inner)] = value.items()
    return _OF_TYPES[kind](inner, depth)
