"""The state that frameworks send in pieces or with numbers for values: Next.js's stream of rows, Nuxt 3's list.

Both become plain JSON, as other pages have it in their scripts: a row that only names a text has the text in its place.
"""

import json
import re
from collections.abc import Sequence
from typing import Any

from nashra.landing.shapes.whole_numbers import whole_number

_PUSH = re.compile(r"\s*(?:\(\s*)?self\.__next_f\s*(?:=\s*self\.__next_f\s*\|\|\s*\[\s*\]\s*\)\s*)?\.push\(\s*(?=\[)")
_ROW = re.compile(rb"([0-9a-f]{0,8}):(?:T([0-9a-f]{1,8}),)?")
_NAMED = re.compile(r"\$([0-9a-f]{1,8})")
_MOST_BYTES = 5_000_000
_MOST_ROWS, _MOST_VALUES = 20_000, 100_000
_DECODER = json.JSONDecoder(strict=False, parse_int=whole_number)


def pushed(script: str) -> str:
    """The piece of the stream that a script hands on; "" for other scripts."""
    if not (match := _PUSH.match(script)):
        return ""
    try:
        value, _ = _DECODER.raw_decode(script, match.end())
    except (ValueError, RecursionError):
        return ""
    return value[1] if len(value) == 2 and value[0] == 1 and isinstance(value[1], str) else ""


def streamed(pieces: Sequence[str]) -> str | None:
    """Next.js's rows as one value; None where there is none, or more than may be looked at."""
    data = "".join(pieces).encode("utf-8", "replace")
    if not data or len(data) > _MOST_BYTES:
        return None
    texts: dict[str, str] = {}
    values: list[Any] = []
    at = 0
    for _ in range(_MOST_ROWS):
        if not (row := _ROW.match(data, at)):
            break
        if row[2]:  # a text of so many bytes, with no line end behind it
            end = row.end() + int(row[2], 16)
            texts[row[1].decode()] = data[row.end() : end].decode("utf-8", "replace")
            at = end
            continue
        end = data.find(b"\n", row.end())
        end = len(data) if end < 0 else end
        if data[row.end() : row.end() + 1] in (b"{", b"["):
            values.append(_json(data[row.end() : end]))
        at = end + 1
    return json.dumps(_with_texts(values, texts), ensure_ascii=False) if values else None


def _json(data: bytes) -> Any:
    try:
        return json.loads(data, parse_int=whole_number)
    except (ValueError, RecursionError):
        return None


def _with_texts(values: list[Any], texts: dict[str, str]) -> list[dict[str, str]]:
    """Of all objects the names whose values are texts."""
    found: list[dict[str, str]] = []
    waiting: list[Any] = list(reversed(values))
    for _ in range(_MOST_VALUES):
        if not waiting:
            break
        value = waiting.pop()
        if isinstance(value, dict):
            said = {name: inner for name, inner in value.items() if isinstance(inner, str)}
            found.append({name: _resolved(inner, texts) for name, inner in said.items()})
            waiting += reversed([inner for inner in value.values() if isinstance(inner, dict | list)])
        elif isinstance(value, list):
            waiting += reversed([inner for inner in value if isinstance(inner, dict | list)])
    return found


def _resolved(value: str, texts: dict[str, str]) -> str:
    named = _NAMED.fullmatch(value)
    return texts.get(named[1], value) if named else value


def numbered(state: str) -> str | None:
    """Nuxt 3's list, in which an object's values are places of the list, as its objects with their texts; None for any
    other JSON."""
    if not state.lstrip().startswith("[") or len(state) > _MOST_BYTES:
        return None
    try:
        values = json.loads(state, parse_int=whole_number)
    except (ValueError, RecursionError):
        return None
    objects = [value for value in values if isinstance(value, dict)] if isinstance(values, list) else []
    if not objects or not all(type(place) is int for one in objects for place in one.values()):
        return None
    texts = [
        {name: values[place] for name, place in one.items() if 0 <= place < len(values) and type(values[place]) is str}
        for one in objects
    ]
    return json.dumps(texts, ensure_ascii=False)
