"""A file that is a value as some programming language writes or prints it (`nashra.landing.shapes.any_literals`)."""

import re
from collections.abc import Iterator
from typing import Any

from nashra.landing.facts.encoding import decode
from nashra.landing.files.unpack import Unpacked
from nashra.landing.limits import Limits
from nashra.landing.readers.json_values import found_in
from nashra.landing.readers.text_file import read_whole
from nashra.landing.records import Damage, Part, Record, RecordFault
from nashra.landing.shapes.any_literals import literal
from nashra.landing.shapes.php_dumped import begins_like_dumped, undumped
from nashra.landing.shapes.php_serialized import begins_like_serialized, unserialized

_SIGN = rb"""(?:\s?(?:=>|->|:=|[=:])\s?|(?<=\w)\s)"""
_BEGINS = re.compile(
    rb"""(?:\xef\xbb\xbf)?\s*(?:[$@]?[A-Za-z_][\w.]{0,60}\s*:?=\s*)?(?:[%&#@]{0,2}(?:[A-Za-z_][\w.:]{0,60})?\s?[\[({]\s*){1,4}"""
    rb"""["':]?[A-Za-z_][\w.$/-]{0,60}["']?""" + _SIGN
)
_NAMED_TEXT = re.compile(rb"""["':]?[A-Za-z_][\w.$/-]{0,60}["']?""" + _SIGN + rb"""["'`]""")
_FEWEST = 2  # texts behind their names in a file's beginning
_NO_ARABIC_IN = 40  # bytes of a file before which no prose may stand


def begins_like_a_literal(head: bytes) -> bool:
    """Whether a file begins with an object of a program: a bracket, names and texts behind them."""
    if begins_like_serialized(head) or begins_like_dumped(head):
        return True
    match = _BEGINS.match(head)
    if match is None or any(byte > 0x7F for byte in head[3 : min(match.end(), _NO_ARABIC_IN)]):
        return False
    return len(_NAMED_TEXT.findall(head[:20_000])) >= _FEWEST


def read_literals(stream: Unpacked, part: Part, limits: Limits) -> Iterator[Record | Damage]:
    """Raises nothing: what is not plain is told as one damage, never read as prose."""
    if part.part:
        return
    found = read_whole(stream, limits, lambda data: _records(data, limits))
    yield from (found,) if isinstance(found, Damage) else found


def _value(data: bytes, limits: Limits) -> Any:
    if begins_like_serialized(data):
        return unserialized(data)
    return undumped(data) if begins_like_dumped(data) else literal(decode(data, limits))


def _records(data: bytes, limits: Limits) -> list[Record | Damage]:
    try:
        value = _value(data, limits)
    except (ValueError, RecursionError) as error:
        raise RecordFault(f"literal: values of a program that can't be read: {str(error)[:60]}") from error
    return list(found_in(value, 0, 1))
