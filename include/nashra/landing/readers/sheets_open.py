"""The sheets of an .ods spreadsheet: names and rows of texts."""

import zipfile
from collections.abc import Iterator

from nashra.landing.limits import Limits
from nashra.landing.readers.sheet_xml import LETTERS, START, events

_VALUES = ("date-value", "time-value", "value", "boolean-value")
_MOST = 1000  # times that a cell is repeated: more are the empty ones at a row's end


def open_sheets(archive: zipfile.ZipFile, limits: Limits) -> Iterator[tuple[str, Iterator[list[str]]]]:
    """Name and rows of each sheet."""
    tables = _tables(archive, limits)
    for number, name in enumerate(tables):
        yield (name if len(tables) > 1 else ""), _rows(archive, number, limits)


def _tables(archive: zipfile.ZipFile, limits: Limits) -> list[str]:
    return [
        said.get("name", "")
        for kind, name, said in events(archive, "content.xml", limits)
        if kind == START and name == "table"
    ]


def _rows(archive: zipfile.ZipFile, wanted: int, limits: Limits) -> Iterator[list[str]]:
    """Rows of a sheet, by its number. A cell's lines are its paragraphs; notes on it (annotation) are none."""
    table = -1
    row: list[str] = []
    lines: list[str] = []
    said_by, repeated, within, noted = "", 1, False, False
    for kind, name, said in events(archive, "content.xml", limits):
        if kind == LETTERS:
            if within and not noted and lines:
                lines[-1] += name
        elif name == "table":
            table += kind == START
        elif table != wanted:
            continue
        elif name == "annotation":
            noted = kind == START
        elif name in ("table-cell", "covered-table-cell"):
            if kind == START:
                times = said.get("number-columns-repeated", "1")
                repeated = min(int(times) if times.isdecimal() else 1, _MOST)
                said_by = next((said[value] for value in _VALUES if value in said), "")
                within, lines = True, []
            else:
                text = "\n".join(lines)
                row += [said_by if said_by and "-" in said_by else text or said_by] * repeated
                within = False
        elif kind == START and not noted and within:
            if name == "p":
                lines.append("")
            elif lines and name in ("line-break", "s", "tab"):
                lines[-1] += "\n" if name == "line-break" else " "
        elif name == "table-row" and kind != START:
            while row and not row[-1]:
                row.pop()
            yield row
            row = []
