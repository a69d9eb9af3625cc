"""A .csv file with a header: comma, semicolon, tab or bar between fields, quotes by RFC 4180.

A quote that is never closed would swallow the rest of the file. So a record that comes out wrong is given
up line by line, until a line that is a whole record by itself, and reading goes on there.
"""

import csv
from collections.abc import Iterator
from functools import partial

from nashra.landing.facts.encoding import decode
from nashra.landing.facts.fields import key, known_keys
from nashra.landing.files.byte_lines import Line, lines
from nashra.landing.files.unpack import Bytes
from nashra.landing.limits import Limits
from nashra.landing.readers.text_file import too_large
from nashra.landing.records import Damage, Fault, Part, Record, RecordFault

_DELIMITERS = (b",", b";", b"\t", b"|")


def read_csv(stream: Bytes, part: Part, limits: Limits) -> Iterator[Record | Damage]:
    csv.field_size_limit(limits.record_bytes + 1)
    rows = lines(stream, limits.record_bytes)
    first = next((line for line in rows if line.data.strip(b" \t\xef\xbb\xbf")), None)
    if first is None:
        return
    delimiter, header = _header(first.data, limits)
    for number, raw in enumerate(_records(rows, delimiter, len(header), limits)):
        if part.takes(number):
            yield _record(number, raw, header, delimiter, limits)


def _header(data: bytes, limits: Limits) -> tuple[bytes, list[str]]:
    """The delimiter under which the first line names the most fields we know, and its names."""
    try:
        line = decode(data, limits)
    except RecordFault as fault:
        raise Fault(fault.reason, data) from fault
    best: tuple[int, bytes, list[str]] = (0, b",", [])
    for delimiter in _DELIMITERS:
        names = next(csv.reader([line], delimiter=delimiter.decode()), [])
        known = sum(key(name) in known_keys() for name in names[: limits.csv_columns])  # more are refused below
        if known > best[0]:
            best = (known, delimiter, names)
    if not best[0]:
        raise Fault("csv: the first line names no field that is known", data)
    if len(best[2]) > limits.csv_columns:
        raise Fault(f"csv: {len(best[2])} columns, more than {limits.csv_columns}", data)
    return best[1], best[2]


def _records(rows: Iterator[Line], delimiter: bytes, columns: int, limits: Limits) -> Iterator[bytes | Damage]:
    """Bytes of one record after another, or the damage in place of some lines."""
    held: list[bytes] = []
    size, open_quote = 0, False
    for line in rows:
        if not held and not line.data.strip():
            continue
        if not line.whole:
            yield Damage(0, too_large(limits), b"\n".join([*held, line.data]))
            held, size, open_quote = [], 0, False
            continue
        held.append(line.data)
        size += len(line.data) + 1
        open_quote ^= line.data.count(b'"') % 2 == 1
        if open_quote and size <= limits.record_bytes:
            continue
        if not open_quote and _whole(held, delimiter, columns):
            yield b"\n".join(held)
        else:
            yield from _recovered(held, delimiter, columns)
        held, size, open_quote = [], 0, False
    if held:
        yield from _recovered(held, delimiter, columns)


def _whole(held: list[bytes], delimiter: bytes, columns: int) -> bool:
    """Whether the lines are one record; cheap for the usual ones, strict for those with quotes."""
    if len(held) == 1 and b'"' not in held[0]:
        return held[0].count(delimiter) == columns - 1
    text = [line + b"\n" for line in held]
    try:
        found = list(csv.reader((line.decode("latin-1") for line in text), delimiter=delimiter.decode(), strict=True))
    except csv.Error:
        return False
    return len(found) == 1 and len(found[0]) == columns


def _recovered(held: list[bytes], delimiter: bytes, columns: int) -> Iterator[bytes | Damage]:
    broken: list[bytes] = []
    for line in held:
        if _whole([line], delimiter, columns):
            if broken:
                yield _broken(broken)
                broken = []
            yield line
        else:
            broken.append(line)
    if broken:
        yield _broken(broken)


def _broken(held: list[bytes]) -> Damage:
    quotes = sum(line.count(b'"') for line in held)
    seen = "a quote is not closed or out of place" if quotes else "another number of fields than the header has"
    return Damage(0, f"csv: {seen}", b"\n".join(held))


def _record(number: int, raw: bytes | Damage, header: list[str], delimiter: bytes, limits: Limits) -> Record | Damage:
    if isinstance(raw, Damage):
        return Damage(number, raw.reason, raw.raw)
    try:
        text = decode(raw, limits)
        values = next(csv.reader(text.splitlines(keepends=True), delimiter=delimiter.decode()))
    except RecordFault as fault:
        return Damage(number, fault.reason, raw)
    except (csv.Error, StopIteration) as error:
        return Damage(number, f"csv: {error}", raw)
    return Record(number, dict(zip(header, values, strict=False)), partial(bytes, raw))
