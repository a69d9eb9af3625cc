"""Sheets that Excel saved as XML ("XML Spreadsheet 2003"), and that programs of offices write under .xls: each row cut
out of the bytes and parsed alone, then read as the CSV that it would be saved as."""

from collections.abc import Iterator
from xml.parsers import expat

from nashra.landing.files.unpack import Unpacked
from nashra.landing.limits import Limits
from nashra.landing.readers.csv_table import read_csv
from nashra.landing.readers.feed_file import declared_encoding, feed_root, mended, text_of
from nashra.landing.readers.feed_items import Between, cut_items
from nashra.landing.readers.rows_as_csv import as_csv
from nashra.landing.records import WHOLE, Damage, Fault, Part, Passed, Record

ROOT, _SCHEMA = "workbook", b"urn:schemas-microsoft-com:office:spreadsheet"
_HEAD = 1 << 16
_DIGITS = 9  # of a cell's place: a number of thousands of them can't be read
_NO_CLOCK = "T00:00:00.000"  # behind a day


def is_sheets(head: bytes) -> bool:
    return feed_root(head) == ROOT and _SCHEMA in head


def read_sheets(stream: Unpacked, part: Part, limits: Limits) -> Iterator[Record | Damage | Passed]:
    """Rows as records, those of all sheets as of one table. Raises Fault."""
    if part.part:
        return
    encoding = declared_encoding(stream.peek(_HEAD))
    yield from read_csv(Unpacked(as_csv(_rows(stream, encoding, limits), limits)), WHOLE, limits)


def _rows(stream: Unpacked, encoding: str | None, limits: Limits) -> Iterator[list[str]]:
    for piece in cut_items(stream, limits.record_bytes, "row"):
        if not isinstance(piece, Between):
            yield _cells(text_of(piece.data, encoding, limits), limits)


def _cells(row: str, limits: Limits) -> list[str]:
    cells: list[str] = []
    within = noted = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal within, noted
        name = tag.rpartition(":")[2]
        if name == "Cell":
            said = {each.rpartition(":")[2]: value for each, value in attributes.items()}
            index = said.get("Index", "")[:_DIGITS]
            place = int(index) if index.isdecimal() else len(cells) + 1
            if place > limits.csv_columns:
                raise Fault(f"xml: a row of more than {limits.csv_columns} cells")
            cells.extend([""] * (place - len(cells)))
        noted += name == "Comment"
        within += name == "Data"

    def end(tag: str) -> None:
        nonlocal within, noted
        name = tag.rpartition(":")[2]
        noted -= name == "Comment"
        within -= name == "Data"
        if name == "Cell":
            cells[-1] = cells[-1].removesuffix(_NO_CLOCK)

    def letters(text: str) -> None:
        if within and not noted and cells:
            cells[-1] += text

    for attempt in (row, mended(row)):
        cells.clear()
        within = noted = 0
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, letters
        try:
            parser.Parse(attempt, True)
            return cells
        except expat.ExpatError as error:
            said = str(error)[:100]
    raise Fault(f"xml: a row that is not well-formed: {said}")
