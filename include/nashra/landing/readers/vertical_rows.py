"""Rows as a database's client prints them one below the other: MySQL's `\\G`, psql's expanded display, SQLite's lines,
ClickHouse's `Vertical`.

A line that names the row begins each, or the name of the first column; names of columns end at one place of the line,
and what goes on over further lines has no name there.
"""

import re
from collections.abc import Iterator
from functools import partial

from nashra.landing.facts.encoding import decode
from nashra.landing.facts.field_names import known
from nashra.landing.files.byte_lines import lines
from nashra.landing.files.unpack import Unpacked
from nashra.landing.limits import Limits
from nashra.landing.records import Damage, Part, Record, RecordFault

_ROW = rb"(?:\*{10,40} \d{1,12}\. row \*{10,40}|-\[ RECORD \d{1,12} \][-+]{0,4000}|Row \d{1,12}:)[ \t]*"
_RULER = re.compile("[─-]{3,40}\\s*")  # ClickHouse's, below the line that names a row
_ROW_LINE = re.compile(_ROW)
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*" + _ROW + rb"\r?\n(?:(?:\xe2\x94\x80|-){3,40}\s*\n)?([^\n]{1,400})")
_NAME = re.compile(r"\s*([^\W\d][\w.$ ]{0,60}?)\s*([:|=])(?: |$)")  # MySQL and SQLite set names right, psql left
_OF_LINES = re.compile(
    rb"(?:\xef\xbb\xbf)?[\r\n]*((\x20*[A-Za-z_][\w.$]{0,60}) = )[^\n]*\n(\x20*[A-Za-z_][\w.$]{0,60}) = "
)
_VALUE = re.compile(r"[^\W\d][\w.$]{0,60}:[ ]+(\S)")
_FOOT = re.compile(r"\n\d{1,12} rows? in set[^\n]{0,100}\s*\Z|\n\(\d{1,12} rows?\)\s*\Z")
_HEAD = 4096  # bytes
_WRAPPED = "+"  # psql, at the end of a line whose value goes on


def is_vertical(head: bytes) -> bool:
    """Whether a file begins with the line of a row, and a column below it."""
    if _first_of_lines(head):
        return True
    match = _BEGINS.match(head)
    return match is not None and _NAME.match(match[1].decode("utf-8", "replace")) is not None


def _first_of_lines(head: bytes) -> bytes | None:
    """How each row begins where SQLite prints a column a line: with the first column's name and its sign."""
    match = _OF_LINES.match(head)
    if match is None or len(match[2]) != len(match[3]):
        return None
    return match[1] if known(match[2].decode().strip()) or known(match[3].decode().strip()) else None


def read_vertical(stream: Unpacked, part: Part, limits: Limits) -> Iterator[Record | Damage]:
    number, held, size = -1, list[bytes](), 0
    first = _first_of_lines(stream.peek(_HEAD))
    for line in lines(stream, limits.record_bytes):
        bare = line.data.removeprefix(b"\xef\xbb\xbf")
        names_row = _ROW_LINE.fullmatch(bare.rstrip(b"\r\n")) is not None
        if names_row or (first and bare.startswith(first)):
            if number >= 0 and part.takes(number):
                yield _record(number, b"".join(held), size, limits)
            number, held, size = number + 1, [], 0
        if names_row:
            continue
        size += len(line.data)
        if size <= limits.record_bytes:
            held.append(line.data.rstrip(b"\r\n") + b"\n")
    if number >= 0 and part.takes(number):
        yield _record(number, b"".join(held), size, limits)


def _record(number: int, data: bytes, size: int, limits: Limits) -> Record | Damage:
    if size > limits.record_bytes:
        return Damage(number, f"record too large: more than {limits.record_bytes} bytes", data)
    try:
        text = decode(data, limits)
    except RecordFault as fault:
        return Damage(number, fault.reason, data)
    ruler = _RULER.match(text)
    fields = _aligned(text[ruler.end() :]) if ruler else fields_of(_FOOT.sub("", f"\n{text}"))
    return Record(number, fields, partial(bytes, data))


def _aligned(text: str) -> dict[str, str]:
    """The columns of a row whose values begin at one place, each behind its name and a colon."""
    fields: dict[str, list[str]] = {}
    first, name = _VALUE.match(text), ""
    place = first.start(1) if first else 0
    for line in text.strip("\n").split("\n"):
        label, value = line[:place].rstrip(), line[place:]
        if label.endswith(":") and _NAME.match(label):
            name = label[:-1]
            fields[name] = [value]
        elif name:
            fields[name].append(line)
    return {name: "\n".join(lines).strip() for name, lines in fields.items()}


def fields_of(text: str) -> dict[str, str]:
    """The columns of a row by name. Before the first column there is none; a line without a name goes on with the one
    above it."""
    fields: dict[str, list[str]] = {}
    place, mark, name = -1, "", ""
    for line in text.strip("\n").split("\n"):
        match = _NAME.match(line)
        if match and place < 0:
            place, mark = match.start(2), match[2]
        if match and match.start(2) == place and match[2] == mark and _set_as_column(line[:place], mark):
            name = match[1]
            fields[name] = [line[place + 2 :]]
        elif name:
            goes_on = line[:place].strip() == "" and line[place : place + 1] == mark == "|"
            fields[name].append(line[place + 2 :] if goes_on else line)
    return {name: "\n".join(_whole(each, mark)) for name, each in fields.items()}


def _set_as_column(before: str, mark: str) -> bool:
    """Whether what stands before the place is the name of a column, as its client sets it."""
    return known(before.strip()) or (before.lstrip() == before.strip() if mark in ":=" else before[:1].strip() != "")


def _whole(value: list[str], mark: str) -> list[str]:
    if mark != "|" or len(value) == 1:
        return value
    return [line.rstrip().removesuffix(_WRAPPED).rstrip() for line in value]
