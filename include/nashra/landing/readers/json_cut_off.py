"""What is whole in an answer that breaks off: the whole elements of its list, closed as the answer would have been."""

import re
from typing import Any

from nashra.landing.limits import Limits
from nashra.landing.readers.json_values import parse
from nashra.landing.records import RecordFault
from nashra.landing.shapes.found import Found
from nashra.landing.shapes.records import records_in

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"|[\[\]{}]|"', re.DOTALL)
_CLOSED_BY = {b"{": b"}", b"[": b"]"}


def whole_before(data: bytes, limits: Limits) -> list[Found]:
    """The articles that stand whole in an object that breaks off; none where it is an article itself, whose text may be
    what breaks off."""
    part = _closed(data)
    if part is None:
        return []
    try:
        value: Any = parse(part, limits)
    except RecordFault:
        return []
    found = records_in(value)
    return [] if any(one.fields is value for one in found) else [one for one in found if one.has_text]


def _closed(data: bytes) -> bytes | None:
    """The object up to the last whole element of its outermost list of objects."""
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
                return None
            around.pop()
            in_a_list = token == b"}" and around and around[-1] == b"["
            if in_a_list and (best is None or len(around) <= len(best[1])):
                best = match.end(), list(around)
    if best is None:
        return None
    return data[: best[0]] + b"".join(_CLOSED_BY[token] for token in reversed(best[1]))
