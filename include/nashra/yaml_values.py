"""Values of a file of rules are what they look like, where pydantic and YAML together take them for something else.

`true`, `yes` and `on` are 1 to pydantic, a number of seconds is a day, and an int has no end, though the machine's have
one. A word of a list that is empty or blank stands at the beginning of every line: what may be so says `min_length=0`.
"""

from collections.abc import Callable
from typing import Any

from pydantic_core import PydanticCustomError, core_schema

TRUTH = "truth"  # the kind of such a fault
_MOST = 1 << 53  # what a float can count
_LISTED = frozenset(["items_schema", "keys_schema"])  # what is in lists, and the names of mappings
_AROUND = frozenset(["schema", "choices"])  # ... also within what only wraps a value
_OWN = frozenset(["model", "model-fields", "model-field", "dataclass"])  # what begins anew


def as_they_look(schema: Any, listed: bool = False) -> Any:
    """A schema of pydantic's that refuses such values, however deep in it."""
    if isinstance(schema, list | tuple):
        return type(schema)(as_they_look(inside, listed) for inside in schema)
    if not isinstance(schema, dict) or _is_done(schema):
        return schema
    kind = given if isinstance(given := schema.get("type"), str) else None  # else a field of that name
    held = {
        name: as_they_look(inside, name in _LISTED or (listed and name in _AROUND and kind not in _OWN))
        for name, inside in schema.items()
    }
    checked = _CHECKS.get(kind) if kind != "str" or (listed and schema.get("min_length") != 0) else None
    return core_schema.no_info_before_validator_function(checked, held) if checked else held


def _is_done(schema: dict[str, Any]) -> bool:
    """Of a model within a model, which has been looked at as itself."""
    function = schema.get("function")
    return isinstance(function, dict) and function.get("function") in _CHECKS.values()


def _number(value: Any) -> Any:
    if isinstance(value, bool):
        raise PydanticCustomError(TRUTH, "expected a number")
    if isinstance(value, int) and abs(value) > _MOST:
        raise ValueError(f"expected a number of at most {_MOST}, got one of {len(str(value))} digits")
    return value


def _day(value: Any) -> Any:
    if isinstance(value, int | float):
        raise ValueError(f"expected a day such as 2024-03-10, got {value!r}")
    return value


def _word(value: Any) -> Any:
    if isinstance(value, str) and not value.strip():
        raise ValueError(f"expected a word, got {value!r}")
    return value


_CHECKS: dict[Any, Callable[[Any], Any]] = {"int": _number, "float": _number, "date": _day, "str": _word}
