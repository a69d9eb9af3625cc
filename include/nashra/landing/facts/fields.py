"""Fields of a record, found under the many names that scrapers give them (`include/rules/fields.yaml`)."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from nashra.settings import RULES
from nashra.text.fold import fold
from nashra.yaml_files import Strict, Words, read_model

_JOINTS = re.compile(r"[\s_\-]+")


class FieldNames(Strict):
    """fields.yaml: for each field of ours the names that records have it under, best first."""

    text: Words
    title: Words
    url: Words
    source: Words
    published_at: Words
    dateline: Words
    agency: Words
    keywords: Words


NAMES = tuple(FieldNames.model_fields)


def key(name: str) -> str:
    """A field name as it is compared."""
    return _JOINTS.sub("", fold(name)).lower()


@cache
def _names() -> dict[str, list[list[str]]]:
    return {field: [[key(step) for step in name.split(".")] for name in names] for field, names in read_fields()}


def read_fields(path: Path = RULES / "fields.yaml") -> FieldNames:
    """Raises RulesError on a malformed file."""
    return read_model(path, FieldNames)


@cache
def known_keys() -> frozenset[str]:
    """First steps of all names: what a reader of columns needs to read."""
    return frozenset(steps[0] for names in _names().values() for steps in names)


def map_fields(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record's values under Nashra's names; a name that nothing holds is missing."""
    found = {}
    for field, paths in _paths(tuple(map(str, record))).items():
        for first, steps in paths:
            value = _follow(record.get(first), steps)
            if value is not None and _fits(field, value):
                found[field] = value
                break
    return found


@lru_cache(maxsize=256)
def _paths(names: tuple[str, ...]) -> dict[str, list[tuple[str, list[str]]]]:
    """For each field the record's own names that may hold it, best first, with the steps below them."""
    keyed: dict[str, str] = {}
    for name in names:
        keyed.setdefault(key(name), name)
    return {
        field: [(keyed[steps[0]], steps[1:]) for steps in wanted if steps[0] in keyed]
        for field, wanted in _names().items()
    }


def _keyed(record: Mapping[Any, Any]) -> dict[str, Any]:
    keyed: dict[str, Any] = {}
    for name, value in record.items():
        keyed.setdefault(key(str(name)), value)
    return keyed


def _follow(value: Any, steps: list[str]) -> Any:
    for step in steps:
        value = _keyed(value).get(step) if isinstance(value, Mapping) else None
    return value


def _fits(field: str, value: Any) -> bool:
    """Whether a value may be the field's: "article" is sometimes a record and sometimes its text."""
    if field == "text":
        return (isinstance(value, str | bytes) and bool(value.strip())) or (
            isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)
        )
    if field == "keywords":
        return isinstance(value, str | list) and bool(value)
    if field == "published_at":
        return not isinstance(value, bool | list | dict) and value != ""
    return isinstance(value, str) and bool(value.strip())
