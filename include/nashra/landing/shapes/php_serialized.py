"""Values as PHP's serialize() writes them: each with its type, texts with their length in bytes."""

import re
from typing import Any

_BEGINS = re.compile(rb"\s*[aO]:\d{1,9}:[{\"]")
_SCALAR = re.compile(rb"(?:([idb]):([^;]{1,40})|N);")
_STRING, _LIST = re.compile(rb's:(\d{1,9}):"'), re.compile(rb'(?:a|O:\d{1,4}:"[^"]{1,200}"):(\d{1,9}):\{')
_HIDDEN = re.compile("^\x00[^\x00]{0,200}\x00")  # before the name of a member that only its class sees
_DEEPEST = 40


def begins_like_serialized(head: bytes) -> bool:
    return _BEGINS.match(head) is not None


def unserialized(data: bytes) -> Any:
    """Raises ValueError where the data are none."""
    value, _ = _value(data.strip(), 0, 0)
    return value


def _value(data: bytes, at: int, depth: int) -> tuple[Any, int]:
    if match := _STRING.match(data, at):
        end = match.end() + int(match[1])
        if data[end : end + 2] != b'";':
            raise ValueError(f"a text of another length at {at}")
        return data[match.end() : end].decode("utf-8", "replace"), end + 2
    if match := _SCALAR.match(data, at):
        said = (match[2] or b"").decode("ascii", "replace")
        return (int(said) if match[1] == b"i" else said == "1" if match[1] == b"b" else said or None), match.end()
    match = _LIST.match(data, at)
    if match is None or depth > _DEEPEST:
        raise ValueError(f"no value at {at}")
    found: dict[Any, Any] = {}
    at = match.end()
    for _ in range(int(match[1])):
        name, at = _value(data, at, depth + 1)
        found[_HIDDEN.sub("", name) if isinstance(name, str) else name], at = _value(data, at, depth + 1)
    if data[at : at + 1] != b"}":
        raise ValueError(f"a list of another length at {at}")
    numbered = all(isinstance(name, int) for name in found)
    return (list(found.values()) if numbered else {str(name): one for name, one in found.items()}), at + 1
