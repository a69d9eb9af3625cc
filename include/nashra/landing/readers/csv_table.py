"""A .csv file with a header: rows as records, however the delimiter, the quotes and the line ends are written.

`csv_dialect` tells the way of writing from the file's head, `csv_rows` makes rows of its lines.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Any

from nashra.landing.facts.encoding import decode
from nashra.landing.files.byte_lines import Line, lines
from nashra.landing.files.unpack import Bytes, Unpacked
from nashra.landing.limits import Limits
from nashra.landing.readers.csv_by_content import by_content
from nashra.landing.readers.csv_dialect import USUAL, Beginning, habits, names_fields, read_beginning
from nashra.landing.readers.csv_rows import Row, Rows
from nashra.landing.readers.document_elements import as_documents
from nashra.landing.readers.label_rows import labelled_rows
from nashra.landing.readers.paragraph_rows import joined
from nashra.landing.records import NOT_NEWS, NOTHING_AROUND, Around, Damage, Fault, Part, Record, RecordFault
from nashra.landing.shapes.literals import excel_cell, linked_cell, term

_LINKED = "hyperlink"  # the name of the address that a formula in a row leads to
# Of a file to which a program appended its table anew each time: no record that could have been an article.
_HEADER_AGAIN, _AROUND_A_NAME = f"{NOT_NEWS}the header, again among the rows", " \t\ufeff\u200e\u200f"
_SAMPLE = 1 << 18  # bytes from which the way of writing is told
_STEP = 1 << 18
_RULER = re.compile(rb"\+(?:-+\+)+")
_BOX = re.compile(rb"(?:\xef\xbb\xbf)?\s*" + _RULER.pattern + rb"\r?\n\|[^\n]{1,4000}\|\s*\n" + _RULER.pattern)
_RULED = re.compile(rb"\|(?:[ \t]*:?-{2,200}:?[ \t]*\|){2,100}")  # below the names of a table in Markdown
_PIPED = re.compile(rb"(?:\xef\xbb\xbf)?\s*\|([^\n]{3,2000})\|[ \t]*\r?\n" + _RULED.pattern)


def read_csv(stream: Unpacked, part: Part, limits: Limits) -> Iterator[Record | Damage]:
    csv.field_size_limit(limits.record_bytes + 1)
    stream = _with_line_feeds(stream)
    if is_boxed(stream.peek(_SAMPLE)):
        stream = Unpacked(_unboxed(stream, limits))
    sample = stream.peek(_SAMPLE)
    if len(sample) < _SAMPLE and (articles := _labelled(sample, limits)):
        found = (Record(n, fields, partial(_joined_cells, fields)) for n, fields in enumerate(articles))
        yield from (record for record in found if part.takes(record.number))
        return
    rows = lines(stream, limits.record_bytes)
    taken: list[Line] = []
    try:
        beginning = read_beginning(_taking(rows, taken), sample, limits)
    except Fault:
        if (beginning := _by_content(sample, limits)) is None:
            raise
        while taken and taken[0].data.lstrip(b" \t\xef\xbb\xbf").startswith(b"#"):
            taken.pop(0)
        rows = chain(taken if beginning.headless else taken[1:], rows)
    if beginning is None:
        return
    names, repeated = _distinct(beginning.dialect.header)
    around = Around({"before": beginning.before}) if beginning.before else NOTHING_AROUND
    header = [] if beginning.headless else [name.strip() for name in beginning.dialect.header]
    records = _records(Rows(beginning.dialect, limits).read(rows), names, header, repeated, around)
    yield from (record for record in joined(as_documents(records, limits), limits) if part.takes(record.number))


def _labelled(sample: bytes, limits: Limits) -> list[dict[str, Any]]:
    """The articles of a file whose rows are a label and a value each."""
    first = sample.split(b"\n", 1)[0]
    for delimiter in USUAL:
        if first.count(delimiter.encode()) < 1:
            continue
        try:
            rows = list(csv.reader(io.StringIO(decode(sample, limits), newline=""), delimiter=delimiter, strict=True))
        except (csv.Error, RecordFault):
            continue
        if articles := labelled_rows(rows):
            return articles
    return []


def _joined_cells(fields: dict[str, Any]) -> bytes:
    return "\n".join(f"{name}: {value}" for name, value in fields.items()).encode("utf-8", "replace")


def _taking(rows: Iterator[Line], taken: list[Line]) -> Iterator[bytes]:
    """The lines' bytes; what was asked for is kept."""
    for line in rows:
        if taken or line.data.strip(b" \t\r\xef\xbb\xbf"):
            taken.append(line)
        yield line.data


def _by_content(sample: bytes, limits: Limits) -> Beginning | None:
    try:
        found = by_content(decode(sample[: sample.rfind(b"\n") + 1] or sample, limits))
    except RecordFault:
        return None
    return found and replace(found, dialect=habits(found.dialect, sample))


def _records(
    rows: Iterator[Row | Damage], names: list[str], header: list[str], repeated: dict[str, str], around: Around
) -> Iterator[Record | Damage]:
    for number, row in enumerate(rows):
        if isinstance(row, Damage):
            yield Damage(number, row.reason, row.raw)
        elif not any(cell.strip(_AROUND_A_NAME) for cell in row.cells):
            continue  # a row of a sheet in which nothing was written
        elif _is_header(row.cells, header):
            yield Damage(number, _HEADER_AGAIN, row.raw)
        else:
            yield Record(number, _fields(names, row, repeated), partial(bytes, row.raw), around)


def _is_header(cells: list[str], header: list[str]) -> bool:
    if len(header) < 2 or cells[-1].strip(_AROUND_A_NAME) != header[-1]:
        return False
    return [cell.strip(_AROUND_A_NAME) for cell in cells] == header


def _fields(names: list[str], row: Row, repeated: dict[str, str]) -> dict[str, str]:
    cells = [(excel_cell(cell) if cell[:2] == '="' else term(cell) if cell[:1] == '"' else cell) for cell in row.cells]
    fields = dict(zip(names, cells, strict=True))
    for name, cell in zip(names, cells, strict=True):
        if cell[:1] == "=" and (link := linked_cell(cell)):
            fields[name] = link[1]
            fields.setdefault(_LINKED, link[0])
    for name, first in repeated.items():
        if fields[name].strip() and not fields[first].strip():
            fields[first], fields[name] = fields[name], ""
    return fields


def _distinct(header: tuple[str, ...]) -> tuple[list[str], dict[str, str]]:
    """The names, each once: a second column of a name is called "name (2)". And the first name of each such."""
    names: dict[str, None] = {}
    seen: dict[str, int] = {}
    repeated: dict[str, str] = {}
    for name in header:
        seen[name] = seen.get(name, 0) + 1
        called = f"{name} ({seen[name]})" if seen[name] > 1 else name
        while called in names:
            called += "'"
        if called != name:
            repeated[called] = name
        names[called] = None
    return list(names), repeated


def is_boxed(head: bytes) -> bool:
    """Whether a file is a table as a database's client draws it, a ruler of dashes, names between bars, a ruler; or one
    of Markdown, whose names are those of articles."""
    if _BOX.match(head):
        return True
    piped = _PIPED.match(head)
    return piped is not None and names_fields("|".join(map(str.strip, piped[1].decode("utf-8", "replace").split("|"))))


def _unboxed(stream: Bytes, limits: Limits) -> Iterator[bytes]:
    """Its rows, a bar between cells."""
    for line in lines(stream, limits.record_bytes):
        row = line.data.strip()
        if not (_RULER.fullmatch(row) or _RULED.fullmatch(row)):
            yield b"|".join(cell.strip() for cell in row.removeprefix(b"|").removesuffix(b"|").split(b"|")) + b"\n"


def _with_line_feeds(stream: Unpacked) -> Unpacked:
    """The stream with "\\n" for its line ends, where the first of them is a lone "\\r"."""
    head = stream.peek(_SAMPLE)
    first = head.find(b"\r")
    if first < 0 or b"\n" in head[:first] or head[first + 1 : first + 2] in (b"\n", b""):
        return stream
    return Unpacked(_line_feeds(stream))


def _line_feeds(stream: Bytes) -> Iterator[bytes]:
    held = b""
    while block := stream.read(_STEP):
        block = held + block
        held = b"\r" if block.endswith(b"\r") else b""
        yield block[: len(block) - len(held)].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if held:
        yield b"\n"
