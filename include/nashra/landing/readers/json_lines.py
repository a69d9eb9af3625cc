"""A .jsonl file: a record a line. Records of other parts are counted, not parsed."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

import orjson

from nashra.landing.facts.encoding import decode
from nashra.landing.files.byte_lines import lines
from nashra.landing.files.unpack import Bytes
from nashra.landing.limits import Limits
from nashra.landing.readers.text_file import too_large, whole_file
from nashra.landing.records import Damage, Part, Record, RecordFault


def read_jsonl(stream: Bytes, part: Part, limits: Limits) -> Iterator[Record | Damage]:
    for number, line in enumerate(lines(stream, limits.record_bytes)):
        if not part.takes(number) or not line.data.strip(b" \t\xef\xbb\xbf"):
            continue
        if not line.whole:
            yield Damage(number, too_large(limits), line.data)
            continue
        try:
            yield Record(number, parse_object(line.data, limits), partial(bytes, line.data))
        except RecordFault as fault:
            yield Damage(number, fault.reason, line.data)


def read_json(stream: Bytes, part: Part, limits: Limits) -> Iterator[Record | Damage]:
    """A .json file that is one record, or one list of records."""
    data = whole_file(stream, limits)
    if len(data) > limits.record_bytes:
        if part.takes(0):
            yield Damage(0, too_large(limits), data)
        return
    try:
        value = _parse(data, limits)
    except RecordFault as fault:
        if part.takes(0):
            yield Damage(0, fault.reason, data)
        return
    for number, item in enumerate(value if isinstance(value, list) else [value]):
        if part.takes(number):
            if isinstance(item, dict):
                yield Record(number, item, partial(_dumped, item))
            else:
                yield Damage(number, f"json: {type(item).__name__} where a record is expected", _dumped(item))


def parse_object(data: bytes, limits: Limits) -> dict[str, Any]:
    """The JSON object in a line. Raises RecordFault with the reason when there is none."""
    value = _parse(data, limits)
    if not isinstance(value, dict):
        raise RecordFault(f"json: {type(value).__name__} where a record is expected")
    return value


def _parse(data: bytes, limits: Limits) -> Any:
    if data.count(b"{") + data.count(b"[") > limits.json_depth and _depth(data) > limits.json_depth:
        raise RecordFault(f"json: nested deeper than {limits.json_depth}")
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        pass
    text = decode(data, limits)
    try:
        return json.loads(text)  # more lenient: NaN, lone surrogates, and text that wasn't UTF-8
    except (ValueError, RecursionError) as error:
        raise RecordFault(f"json: {str(error)[:120]}") from error


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


def _dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=str).encode("utf-8", "replace")
