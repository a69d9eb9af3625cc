"""Numbers of a file of rules are numbers: YAML's `true`, `yes` and `on`, which pydantic takes for 1, are none."""

from typing import Any

from pydantic_core import PydanticCustomError, core_schema

TRUTH = "truth"  # the kind of such a fault
_NUMBERS = ("int", "float")


def of_numbers(schema: Any) -> Any:
    """A schema of pydantic's whose numbers, however deep in it, are refused where a truth stands."""
    if isinstance(schema, list | tuple):
        return type(schema)(map(of_numbers, schema))
    if not isinstance(schema, dict) or _is_done(schema):
        return schema
    held = {name: of_numbers(inside) for name, inside in schema.items()}
    is_number = held.get("type") in _NUMBERS
    return core_schema.no_info_before_validator_function(_no_truth, held) if is_number else held


def _is_done(schema: dict[str, Any]) -> bool:
    """Of a model within a model, which has been looked at as itself."""
    function = schema.get("function")
    return isinstance(function, dict) and function.get("function") is _no_truth


def _no_truth(value: Any) -> Any:
    if isinstance(value, bool):
        raise PydanticCustomError(TRUTH, "expected a number")
    return value
