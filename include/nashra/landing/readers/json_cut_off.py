"""What is whole in an answer that breaks off: the whole elements of its list, closed as the answer would have been."""

import re
from typing import Any

from nashra.landing.facts.fields import map_fields
from nashra.landing.limits import Limits
from nashra.landing.readers.json_values import parse
from nashra.landing.records import RecordFault
from nashra.landing.shapes.found import Found
from nashra.landing.shapes.records import records_in

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"|[\[\]{}]|"', re.DOTALL)
_SAID = frozenset(["title", "url", "published_at"])  # one of which an article says beside its text
_CLOSED_BY = {b"{": b"}", b"[": b"]"}


def whole_before(data: bytes, limits: Limits) -> list[Found]:
    """The articles that stand whole in an object that breaks off; none where it is an article itself, whose text may be
    what breaks off."""
    part, depth = _closed(data)
    if not depth:
        return []
    try:
        value = parse(part, limits)
    except RecordFault:
        return []
    inner = [one for element in _list_that_broke_off(value, depth) for one in records_in(element)]
    if not all(_SAID & map_fields(one.fields).keys() for one in inner):
        return []  # the parts of an article
    return [one for one in records_in(value) if one.has_text]


def _list_that_broke_off(value: Any, depth: int) -> list[Any]:
    """The last list of an object, so many objects and lists deep."""
    for _ in range(depth - 1):
        value = list(value.values())[-1] if isinstance(value, dict) else value[-1]
    return value if isinstance(value, list) else []


def _closed(data: bytes) -> tuple[bytes, int]:
    """The object up to the last whole element of its outermost list of objects, and how deep that lies; 0 where there
    is none."""
    around: list[bytes] = []
    best: tuple[int, list[bytes]] | None = None
    for match in _TOKEN.finditer(data):
        token = match[0]
        if token == b'"':
            break
        if token in _CLOSED_BY:
            around.append(token)
        elif token in (b"]", b"}"):
            if not around:
                break
            around.pop()
            in_a_list = token == b"}" and around and around[-1] == b"["
            if in_a_list and (best is None or len(around) <= len(best[1])):
                best = match.end(), list(around)
    if best is None:
        return b"", 0
    return data[: best[0]] + b"".join(_CLOSED_BY[token] for token in reversed(best[1])), len(best[1])
