"""A table of articles saved as a page, as many systems call their "Excel export": a row a record."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from nashra.landing.files.unpack import Unpacked
from nashra.landing.limits import Limits
from nashra.landing.readers.csv_dialect import names_fields
from nashra.landing.readers.csv_table import read_csv
from nashra.landing.readers.rows_as_csv import as_csv
from nashra.landing.records import WHOLE, Damage, Record

_TABLE = re.compile(rb"<table[\s>]", re.IGNORECASE)
_FIRST_ROW = re.compile(rb"<table[\s>].{0,2000}?<tr[^>]{0,500}>(.{0,4000}?)</tr\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,500}>")
_CELL = re.compile(r"</t[dh]\s*>\s*<t[dh][^<>]{0,500}>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def is_table(head: bytes) -> bool:
    """Whether a page begins with a table whose first row names the fields of articles."""
    match = _FIRST_ROW.search(head) if _TABLE.search(head) else None
    if match is None:
        return False
    cells = [_TAG.sub("", cell) for cell in _CELL.split(match[1].decode("utf-8", "replace"))]
    return names_fields("\t".join(" ".join(cell.split()) for cell in cells))


def read_table(page: str, limits: Limits) -> Iterator[Record | Damage]:
    tree = LexborHTMLParser(_BREAK.sub("\n", page))
    rows = ([_text(cell) for cell in row.css("td, th")] for row in tree.css("table tr"))
    yield from read_csv(Unpacked(as_csv(rows)), WHOLE, limits)


def _text(cell: LexborNode) -> str:
    return "\n".join(" ".join(line.split()) for line in cell.text().strip().split("\n"))
