"""Lists and objects as Python prints them, with the calls that its dates and ids are printed as."""

import ast
from datetime import UTC, date, datetime, time
from typing import Any

from nashra.landing.shapes.whole_numbers import bounded

_NOTHING = frozenset(["nan", "inf", "NaT", "null"])
_UTC = frozenset(["utc", "UTC"])  # how the zone of a call ends: datetime.timezone.utc, <UTC> is none that can be read


def python_value(text: str) -> Any:
    """The value that an expression of literals says. Dates come as they are, of other calls (ObjectId, Decimal, UUID)
    what they were given; tuples and sets are lists. Raises ValueError or SyntaxError for anything else."""
    return _value(ast.parse(text, mode="eval").body)


def _value(node: ast.expr) -> Any:
    if isinstance(node, ast.Constant):
        return bounded(node.value) if type(node.value) is int else node.value
    if isinstance(node, ast.Dict):
        if None in node.keys:
            raise ValueError("an object within another one without a name")
        names = [_value(name) for name in node.keys if name is not None]
        return dict(zip(names, map(_value, node.values), strict=True))
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return [_value(item) for item in node.elts]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        number = _value(node.operand)
        return None if number is None else f"-{number}" if isinstance(number, str) else -number
    if isinstance(node, ast.Name) and node.id in _NOTHING:
        return None
    if isinstance(node, ast.Call):
        return _called(node)
    raise ValueError(f"{type(node).__name__} is no literal")


def _called(node: ast.Call) -> Any:
    name = _last(node.func)
    if name == "date":
        return date(*map(_value, node.args)).isoformat()
    if name == "datetime":
        zones = [word.value for word in node.keywords if word.arg == "tzinfo"]
        day, *clock = date(*map(_value, node.args[:3])), *map(_value, node.args[3:7])
        found = datetime.combine(day, time(*clock), tzinfo=UTC)
        return found if zones and _last(zones[0]) in _UTC else found.replace(tzinfo=None)
    if len(node.args) != 1:
        raise ValueError(f"{name} of {len(node.args)} values is no literal")
    value = _value(node.args[0])
    return dict(value) if name == "OrderedDict" and isinstance(value, list) else value


def _last(node: ast.expr) -> str:
    """The last part of a dotted name, "" of anything else."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
