"""Values as PHP's var_dump() shows them: each with its type, texts with their length in bytes."""

import re
from typing import Any

_BEGINS = re.compile(rb"\s*(?:array\(\d{1,9}\)|object\([\w\\]{1,200}\)#\d{1,9} \(\d{1,9}\)) ?\{\s*\[")
_STRING = re.compile(rb'\s*string\((\d{1,9})\) "')
_SCALAR = re.compile(rb"\s*(?:(int|float|bool)\(([^()]{1,40})\)|NULL)")
_LIST = re.compile(rb"\s*(?:array\((\d{1,9})\)|object\([\w\\]{1,200}\)#\d{1,9} \((\d{1,9})\)) ?\{")
# Of a member of an object what follows its name says who sees it.
_NAME = re.compile(rb'\s*\[(?:"([^"\n]{0,200})"|(\d{1,18}))(?::[\w":\\]{1,200})?\]\s?=>')
_END = re.compile(rb"\s*\}")
_DEEPEST = 40


def begins_like_dumped(head: bytes) -> bool:
    return _BEGINS.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def undumped(data: bytes) -> Any:
    """Raises ValueError where the data are none."""
    value, _ = _value(data.removeprefix(b"\xef\xbb\xbf"), 0, 0)
    return value


def _value(data: bytes, at: int, depth: int) -> tuple[Any, int]:
    if match := _STRING.match(data, at):
        end = match.end() + int(match[1])
        if data[end : end + 1] != b'"':
            raise ValueError(f"a text of another length at {at}")
        return data[match.end() : end].decode("utf-8", "replace"), end + 1
    if match := _SCALAR.match(data, at):
        said = (match[2] or b"").decode("ascii", "replace")
        whole = match[1] == b"int" and said.lstrip("-").isdecimal()
        return (int(said) if whole else said == "true" if match[1] == b"bool" else said or None), match.end()
    match = _LIST.match(data, at)
    if match is None or depth > _DEEPEST:
        raise ValueError(f"no value at {at}")
    found: dict[str, Any] = {}
    at, numbered = match.end(), True
    for _ in range(int(match[1] or match[2])):
        if (name := _NAME.match(data, at)) is None:
            raise ValueError(f"no name at {at}")
        numbered = numbered and name[2] is not None
        found[(name[1] or name[2] or b"").decode("utf-8", "replace")], at = _value(data, name.end(), depth + 1)
    if (end_of_list := _END.match(data, at)) is None:
        raise ValueError(f"a list of another length at {at}")
    return (list(found.values()) if numbered else found), end_of_list.end()
