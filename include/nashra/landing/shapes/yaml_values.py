"""YAML that somebody let land, as values: within bounds, and a scalar that can't be what it is marked or looks to be
(a thirtieth of February) as the text that it is."""

from collections.abc import Callable
from typing import Any

import yaml

from nashra.landing.shapes.whole_numbers import bounded
from nashra.yaml_bounds import require_bounded

_SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 64
_MOST_AGAIN = 10_000  # values that are said again
_TYPES = ("bool", "int", "float", "binary", "timestamp")


class NoYaml(Exception):
    """What landed is no YAML, or stands for too much."""


class _Loader(_SAFE):  # type: ignore[misc,valid-type]
    """A safe loader that doesn't fail on a scalar."""


def _or_text(construct: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def value_of(loader: Any, node: Any) -> Any:
        try:
            value = construct(loader, node)
            return bounded(value, node.value) if type(value) is int else value
        except (ValueError, KeyError, AttributeError, OverflowError):
            return node.value

    return value_of


for _type in _TYPES:
    _tag = f"tag:yaml.org,2002:{_type}"
    _Loader.add_constructor(_tag, _or_text(_SAFE.yaml_constructors[_tag]))


def yaml_value(text: str) -> Any:
    """The value of a document. Raises NoYaml."""
    try:
        require_bounded(text, _Loader, _DEEPEST, _MOST_AGAIN)
        return yaml.load(text, Loader=_Loader)  # noqa: S506  # a safe loader
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise NoYaml(" ".join(str(error).split())) from error


def yaml_documents(text: str) -> list[Any]:
    """The values of the documents of a text whose bounds the caller has looked at. Raises NoYaml."""
    try:
        return [value for value in yaml.load_all(text, Loader=_Loader) if value is not None]
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise NoYaml(" ".join(str(error).split())) from error
