"""JSON bytes to a value, and a value to the records in it."""

import json
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

import orjson

from nashra.landing.facts.encoding import LOST, decode
from nashra.landing.facts.field_names import named_as
from nashra.landing.limits import Limits
from nashra.landing.records import NO_RECORD_HERE, NOT_NEWS, NOTHING_AROUND, Around, Damage, Record, RecordFault
from nashra.landing.shapes.literals import opened
from nashra.landing.shapes.records import records_in
from nashra.landing.shapes.script_values import as_json
from nashra.landing.shapes.whole_numbers import whole_number

MANY = 1 << 32  # between the numbers of records that one line or row holds, so that no two are the same
_MARKS = b" \t\r\n\xef\xbb\xbf"
_HALVES = re.compile("[\ud800-\udfff]")
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
_PYTHON = re.compile(r"\s*\{\s*'")
_BEFORE = re.compile(rb"[^\[\]{}\"\n]{1,200}(?=\{\s*\")")  # a key or the head of a log's line before the value
_LETTER = re.compile(r"[^\W\d_]")
_SHOWN = 60  # characters of what is no JSON that a reason shows


def parse(data: bytes, limits: Limits) -> Any:
    """The value in bytes. Raises RecordFault with the reason when there is none."""
    if data.count(b"{") + data.count(b"[") > limits.json_depth and _depth(data) > limits.json_depth:
        raise RecordFault(f"json: nested deeper than {limits.json_depth}")
    if data.count(b",") > limits.record_values and _commas(data) > limits.record_values:
        raise RecordFault(f"record too large: more than {limits.record_values} values")
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError:
        pass
    else:
        if type(value) is dict and any(data.count(b'"%b"' % name.encode()) > 1 for name in filter(_is_text, value)):
            json.loads(data, object_pairs_hook=partial(_one_text, limits), parse_int=whole_number)
        return value
    text = decode(data, limits)
    if _PYTHON.match(text) and isinstance(value := opened(text), dict):
        return value
    try:
        # More lenient: NaN, lone surrogates, line ends within strings, and text that wasn't UTF-8.
        value = json.loads(text, strict=False, object_pairs_hook=partial(_one_text, limits), parse_int=whole_number)
    except (ValueError, RecursionError) as error:
        try:
            value = json.loads(as_json(text), strict=False, parse_int=whole_number)
        except (ValueError, RecursionError):
            raise RecordFault(f"json: {_told(text, error)}") from error
    return _whole(value) if "\\u" in text else value


def without_key(line: bytes) -> bytes:
    """A line without what stands before its object: a message's key, the head of a log's line."""
    match = _BEFORE.match(line)
    return line[match.end() :] if match else line


def _one_text(limits: Limits, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object. Raises RecordFault where a name stands twice before texts that are each enough for an article, as
    where what divides two records was lost: a reader of JSON gives the last one and drops the other."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        before = found.get(name)
        if (isinstance(before, str) and isinstance(value, str) and before != value and _is_text(name)
                and min(map(_letters, (before, value))) >= limits.text_letters):  # fmt: skip
            raise RecordFault(f"json: {name!r} twice in a record, with two texts")
        found[name] = value
    return found


def _is_text(name: str) -> bool:
    return named_as(name, "text")


def _letters(text: str) -> int:
    return len(_LETTER.findall(text))


def _whole(value: Any) -> Any:
    """A value whose names and strings hold no half of a surrogate pair: it is a lost character."""
    if isinstance(value, str):
        return _HALVES.sub(LOST, value)
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {_HALVES.sub(LOST, name): _whole(item) for name, item in value.items()}
    return value


def _told(text: str, error: Exception) -> str:
    bare = text.strip()
    return str(error)[:120] if bare.startswith(("{", "[")) else f"{bare[:_SHOWN]!r}{NO_RECORD_HERE}"


def written_as_text(value: Any, limits: Limits) -> Any:
    """The object or list that a string holds as JSON, as where a file was written twice; any other value as it is."""
    if not isinstance(value, str) or not value.lstrip().startswith(("{", "[")):
        return value
    try:
        found = parse(value.encode("utf-8", "replace"), limits)
    except RecordFault:
        return value
    return found if isinstance(found, dict | list) else value


def no_record(value: Any) -> str:
    """The reason of a value that is no object."""
    return f"json: {type(value).__name__}{NO_RECORD_HERE}"


def found_in(
    value: Any, number: int, step: int, data: bytes | None = None, around: Around = NOTHING_AROUND
) -> Iterator[Record | Damage]:
    """The records in a value. The first has the number, each next one a number `step` higher. `data`: the bytes of the
    value, for the quarantine when it is one record; a record of several is written again."""
    found = records_in(value)
    if not found:
        yield Damage(number, no_record(value), data if data is not None else dumped(value))
    for place, one in enumerate(found):
        raw = partial(bytes, data) if data is not None and len(found) == 1 else partial(dumped, one.fields)
        if one.aside:
            yield Damage(number + place * step, NOT_NEWS + one.aside, raw())
        else:
            beside = one.around if one.around is not NOTHING_AROUND else around
            yield Record(number + place * step, one.fields, raw, beside)


def dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=str).encode("utf-8", "replace")


def blank(data: bytes) -> bool:
    return not data.strip(_MARKS)


def _commas(data: bytes) -> int:
    """Commas outside strings, as far as these end."""
    return _STRING.sub(b"", data).count(b",")


def _depth(data: bytes) -> int:
    """Nested brackets outside strings, at the most."""
    depth = deepest = 0
    quoted = escaped = False
    for byte in data:
        if escaped:
            escaped = False
        elif quoted:
            escaped = byte == 0x5C
            quoted = byte != 0x22
        elif byte == 0x22:
            quoted = True
        elif byte in b"{[":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"}]":
            depth -= 1
    return deepest
