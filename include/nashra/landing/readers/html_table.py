"""A table of articles saved as a page, as many systems call their "Excel export": a row a record."""

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from nashra.landing.facts.field_names import named_as
from nashra.landing.facts.unnamed_parts import reads_as_article
from nashra.landing.files.unpack import Unpacked
from nashra.landing.limits import Limits
from nashra.landing.readers.csv_dialect import names_fields
from nashra.landing.readers.csv_table import read_csv
from nashra.landing.readers.rows_as_csv import as_csv
from nashra.landing.records import WHOLE, Damage, Record
from nashra.landing.shapes.rules import shape_rules
from nashra.text.fold import fold_line

_TABLE = re.compile(rb"<[tT][aA][bB][lL][eE][\s>]")  # a search for one sign first: each page is asked
_TABLES = 20  # so many of a page may come before the one that is meant: tables were once used to place things
_ROW, _BEFORE_ROW = re.compile(rb"<tr[^>]{0,500}>", re.IGNORECASE), 2000
_LONGEST_NAME, _LONGEST_ROW = 60, 200_000  # characters of a column's name, bytes of a row of an article
_ROW_END, _ROW_BYTES = re.compile(rb"</tr\s*>", re.IGNORECASE), 4000
_TAG = re.compile(r"<[^<>]{0,500}>")
_CELL = re.compile(r"</t[dh]\s*>\s*<t[dh][^<>]{0,500}>", re.IGNORECASE)
_LETTERS = re.compile("[A-Z]{1,2}")  # that a sheet has above its columns
_BESIDE, _HEADLINE_WORDS = "title_link", 4  # the column of addresses of linked headlines
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def is_table(head: bytes) -> bool:
    """Whether a page begins with a table whose first row names the fields of articles."""
    row = _first_row(head)
    if row is not None and all(map(_LETTERS.fullmatch, filter(None, _cells(row)))):  # a sheet's, above its names
        row = _row_from(head, head.index(row) + len(row))
    if row is None:
        return False
    names = _cells(row)
    return names_fields("\t".join(names)) or _names_articles(names, head, head.index(row) + len(row))


def _names_articles(names: list[str], head: bytes, at: int) -> bool:
    """Whether a row stands above one that reads as an article and has as many cells, of which it may be the names."""
    if not all(0 < len(name) <= _LONGEST_NAME for name in names) or len(set(names)) < len(names):
        return False
    row = _row_from(head, at, _LONGEST_ROW)
    return (
        row is not None
        and len(cells := _cells(row)) == len(names)
        and reads_as_article(dict(zip(names, cells, strict=True)))
    )


def _cells(row: bytes) -> list[str]:
    try:
        text = row.decode()
    except UnicodeDecodeError:  # of a page that says no encoding, or another one
        text = row.decode("cp1256", "replace")
    return [" ".join(_TAG.sub("", cell).split()) for cell in _CELL.split(text)]


def _first_row(head: bytes) -> bytes | None:
    """What the first row of the first table holds that has one; found step by step, so that tables within tables
    without an end are not tried one against the other."""
    rows = (_row_from(head, table.end()) for table in islice(_TABLE.finditer(head), _TABLES))
    return next((row for row in rows if row is not None), None)


def _row_from(head: bytes, at: int, most: int = _ROW_BYTES) -> bytes | None:
    """What the row holds that begins near a place, of so many bytes at the most."""
    row = _ROW.search(head, at, at + _BEFORE_ROW)
    end = row and _ROW_END.search(head, row.end(), row.end() + most)
    return head[row.end() : end.start()] if row and end else None


def read_table(page: str, limits: Limits) -> Iterator[Record | Damage]:
    yield from read_csv(Unpacked(as_csv(_rows(LexborHTMLParser(_BREAK.sub("\n", page))), limits)), WHOLE, limits)


def _rows(tree: LexborHTMLParser) -> Iterator[list[str]]:
    """The cells of each row; beside them the address of a linked headline, where headlines are linked."""
    linked, named = tree.css_first("td a[href^=http]") is not None, False
    for row in tree.css("table tr"):
        cells = row.css("td, th")
        said = [_text(cell) for cell in cells]
        if not linked:
            yield said
        elif not named and any(named_as(text, "title") for text in said):
            named = True
            yield [*said, _BESIDE]
        else:
            yield [*said, next(filter(None, map(_headline_link, cells, said)), "")]


def _headline_link(cell: LexborNode, said: str) -> str | None:
    """Where a cell of several words leads to, all of which are its link."""
    return None if len(said.split()) < _HEADLINE_WORDS else _href(cell, said)


def _href(cell: LexborNode, said: str) -> str | None:
    """The address of the one link in a cell, which is all that it says."""
    links = cell.css("a[href]")
    if len(links) != 1 or " ".join(links[0].text().split()) != " ".join(said.split()):
        return None
    href = links[0].attributes.get("href") or ""
    return href if href.startswith("http") else None


def _text(cell: LexborNode) -> str:
    """What a cell says: its address where its words only say that it leads somewhere («عرض»)."""
    text = "\n".join(" ".join(line.split()) for line in cell.text().strip().split("\n"))
    return (_href(cell, text) or text) if fold_line(text) in shape_rules().link_words else text
