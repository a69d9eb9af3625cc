"""Lists and records as PHP prints them: `print_r` ("Array ( [0] => ... )"), `var_export` ("array ( 0 => '...', )")."""

import re
from typing import Any

_PRINTED = re.compile(r"Array\s*\n\s*\(\n(.*)\n\s*\)\s*", re.DOTALL)
_ENTRY = re.compile(r"^[ \t]{1,20}\[([^\[\]\n]{1,60})\] => ", re.MULTILINE)
_EXPORTED = re.compile(r"array\s*\(\s*(.*?)\s*,?\s*\)\s*;?\s*", re.DOTALL)
_ITEM = re.compile(
    r"(\d{1,6}|'(?:[^'\\]|\\.){1,60}') => ('(?:[^'\\]|\\.)*+'|-?[\d.]{1,20}|true|false|NULL)\s*(?:,\s*|\Z)", re.DOTALL
)
_ESCAPED = re.compile(r"\\(['\\])")
_NESTED = re.compile(r"^\s*Array\s*$", re.MULTILINE)


def php_value(text: str) -> list[Any] | dict[str, Any] | None:
    """What a text is that PHP printed: a list where its keys are numbers. None for anything else, and for lists within
    lists."""
    if match := _PRINTED.fullmatch(text):
        return _printed(match[1])
    if match := _EXPORTED.fullmatch(text):
        return _exported(match[1])
    return None


def _printed(inside: str) -> list[Any] | dict[str, Any] | None:
    entries = list(_ENTRY.finditer(inside))
    if not entries or inside[: entries[0].start()].strip() or _NESTED.search(inside):
        return None
    ends = [entry.start() for entry in entries[1:]] + [len(inside)]
    return _value([(entry[1], inside[entry.end() : end].strip()) for entry, end in zip(entries, ends, strict=True)])


def _exported(inside: str) -> list[Any] | dict[str, Any] | None:
    pairs, at = [], 0
    while at < len(inside):
        item = _ITEM.match(inside, at)
        if item is None:
            return None
        pairs.append((_unquoted(item[1]), _unquoted(item[2])))
        at = item.end()
    return _value(pairs) if pairs else None


def _unquoted(said: str) -> str:
    return _ESCAPED.sub(r"\1", said[1:-1]) if said[0] == "'" else "" if said == "NULL" else said


def _value(pairs: list[tuple[str, str]]) -> list[Any] | dict[str, Any]:
    if all(name.isdecimal() for name, _ in pairs):
        return [value for _, value in pairs]
    return dict(pairs)
