"""The sheets of an .xlsx workbook: names and rows of texts, dates as ISO writes them."""

import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from nashra.landing.facts.field_names import named_as
from nashra.landing.limits import Limits
from nashra.landing.readers.sheet_xml import END, LETTERS, START, events
from nashra.landing.readers.text_file import too_large
from nashra.landing.records import Fault
from nashra.landing.shapes.rules import shape_rules
from nashra.text.fold import fold_line

_STRINGS, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_MOST_LETTERS = 500_000_000  # of all texts of a workbook, which are held at once ...
_EACH = 16  # ... where each text counts for so many letters more
_MOST_SHEETS = 1000
_DIGITS = 9  # of a number of a text or a style: more are none
_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])  # Excel's own formats of dates
_QUOTED = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_FIRST, _FIRST_1904 = datetime.fromisoformat("1899-12-30"), datetime.fromisoformat("1904-01-01")
Rows = Iterator[list[str]]


def excel_sheets(archive: zipfile.ZipFile, limits: Limits) -> Iterator[tuple[str, Rows]]:
    """Name and rows of each sheet, in the workbook's order; "" for the name of an only one."""
    names, first = _sheets(archive, limits)
    strings = _shared(archive, limits)
    dated = _date_styles(archive, limits)
    for name, path in names:
        yield (name if len(names) > 1 else ""), _rows(archive, path, strings, dated, first, limits)


def _sheets(archive: zipfile.ZipFile, limits: Limits) -> tuple[list[tuple[str, str]], datetime]:
    targets = {
        said.get("Id", ""): said.get("Target", "")
        for kind, name, said in events(archive, "xl/_rels/workbook.xml.rels", limits)
        if kind == START and name == "Relationship"
    }
    found: list[tuple[str, str]] = []
    first = _FIRST
    for kind, name, said in events(archive, "xl/workbook.xml", limits):
        if kind == START and name == "sheet" and (target := targets.get(said.get("id", ""))):
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if "worksheets/" in path and path not in {other for _, other in found}:  # a sheet of a chart has no rows
                found.append((said.get("name", ""), path))
                if len(found) > _MOST_SHEETS:
                    raise Fault(f"xlsx: more than {_MOST_SHEETS} sheets")
        elif kind == START and name == "workbookPr" and said.get("date1904") in ("1", "true"):
            first = _FIRST_1904
    return found, first


def _shared(archive: zipfile.ZipFile, limits: Limits) -> list[str]:
    """The texts that cells name by number; how they are spoken (rPh) is none of them."""
    if _STRINGS not in archive.namelist():
        return []
    found: list[str] = []
    pieces: list[str] = []
    inside = spoken = False
    letters = held = 0
    for kind, name, _ in events(archive, _STRINGS, limits):
        if kind == LETTERS:
            if inside and not spoken:
                pieces.append(name)
                if (held := held + len(name)) > limits.record_bytes:
                    raise Fault(too_large(limits))
        elif name == "t":
            inside = kind == START
        elif name == "rPh":
            spoken = kind == START
        elif name == "si" and kind == END:
            found.append(_unescaped("".join(pieces)))
            pieces.clear()
            held = 0
            if (letters := letters + len(found[-1]) + _EACH) > _MOST_LETTERS:
                raise Fault(f"xlsx: more than {_MOST_LETTERS} letters in one workbook")
    return found


def _date_styles(archive: zipfile.ZipFile, limits: Limits) -> frozenset[int]:
    """Numbers of the styles that show a number as a date."""
    if _STYLES not in archive.namelist():
        return frozenset()
    own: dict[str, str] = {}
    found: list[int] = []
    cells, number = False, 0
    for kind, name, said in events(archive, _STYLES, limits):
        if name == "cellXfs":
            cells = kind == START
        elif kind == START and name == "numFmt":
            own[said.get("numFmtId", "")] = said.get("formatCode", "")
        elif kind == START and name == "xf" and cells:
            style = said.get("numFmtId", "0")
            letters = _QUOTED.sub("", own[style]).lower() if style in own else ""
            if "y" in letters or "d" in letters or (style.isdecimal() and style not in own and int(style) in _DATES):
                found.append(number)
            number += 1
    return frozenset(found)


def _rows(
    archive: zipfile.ZipFile, path: str, strings: list[str], dated: frozenset[int], first: datetime, limits: Limits
) -> Rows:
    row: list[str] = []
    pieces: list[str] = []
    kind_of, style, place, shown, held = "n", 0, 0, False, 0
    links = _links(archive, path, limits)
    reference, places, number = "", list[str](), 0
    for kind, name, said in events(archive, path, limits):
        if kind == LETTERS:
            if shown:
                pieces.append(name)
                if (held := held + len(name)) > limits.record_bytes:
                    raise Fault(too_large(limits))
        elif name in ("v", "t"):
            shown = kind == START
        elif name == "c" and kind == START:
            kind_of, style, held = said.get("t", "n"), _number(said.get("s", "0")), 0
            reference = said.get("r", "")
            place = _column(reference, len(row))
        elif name == "c":
            if place >= limits.csv_columns:
                raise Fault(f"xlsx: a row of more than {limits.csv_columns} cells")
            row += [""] * (place + 1 - len(row))
            row[place] = _said("".join(pieces), kind_of, strings, first if style in dated else None)
            if links is not _NO_LINKS:
                row[place] = links.call(reference, row[place])
                places += [""] * (place + 1 - len(places))
                places[place] = reference
            pieces.clear()
        elif name == "row" and kind == START:
            number = _number(said["r"]) if said.get("r", "").isdecimal() else number + 1
        elif name == "row":
            if links is not _NO_LINKS:
                links.add_to(row, places, number)
            yield row
            row, places = [], []


class _Links(NamedTuple):
    """The addresses that cells of a sheet lead to."""

    targets: dict[str, str]  # by the cell's place
    above: int  # the row above the first such cell: names of columns
    beside: int  # the first column that no cell of the sheet is in

    def call(self, reference: str, said: str) -> str:
        """What a cell says: its address where its words only say that it leads somewhere («اضغط هنا»)."""
        return self.targets[reference] if reference in self.targets and _is_call(said) else said

    def add_to(self, row: list[str], references: list[str], number: int) -> None:
        """Puts the address of a linked headline beside the row, and its name beside the names."""
        for reference, said in zip(references, row, strict=False):
            named = number == self.above and named_as(said, "title")
            if named or (reference in self.targets and not _is_call(said) and not said.startswith("http")):
                row += [""] * (self.beside - len(row)) + ["title_link" if named else self.targets[reference]]
                return


_NO_LINKS = _Links({}, 0, 0)


def _links(archive: zipfile.ZipFile, path: str, limits: Limits) -> _Links:
    folder, _, name = path.rpartition("/")
    beside = f"{folder}/_rels/{name}.rels"
    if beside not in archive.namelist():
        return _NO_LINKS
    targets = {
        said.get("Id", ""): said.get("Target", "")
        for kind, element, said in events(archive, beside, limits)
        if kind == START and element == "Relationship" and said.get("TargetMode") == "External"
    }
    found: dict[str, str] = {}
    widest = 0
    for kind, element, said in events(archive, path, limits) if targets else ():
        if kind == START and element == "c":
            widest = max(widest, _column(said.get("r", ""), 0))
        elif kind == START and element == "hyperlink" and (target := targets.get(said.get("id", ""))):
            found[said.get("ref", "")] = target
    rows = [int(match[2]) for match in map(_CELL.fullmatch, found) if match]
    return _Links(found, min(rows) - 1, widest + 1) if rows else _NO_LINKS


def _is_call(text: str) -> bool:
    """Whether a cell's words only say that it leads somewhere («اضغط هنا», "link"): what it leads to is its value."""
    return fold_line(text) in shape_rules().link_words


def _column(reference: str, following: int) -> int:
    match = _CELL.fullmatch(reference)
    if match is None:
        return following
    place = 0
    for letter in match[1]:
        place = place * 26 + ord(letter) - 64
    return place - 1


def _said(value: str, kind: str, strings: list[str], first: datetime | None) -> str:
    if kind == "s":
        return strings[number] if 0 <= (number := _number(value)) < len(strings) else ""
    if kind in ("str", "inlineStr"):
        return _unescaped(value)
    if kind == "e":
        return ""
    if first is None or kind != "n":
        return value
    try:
        return (first + timedelta(seconds=round(float(value) * 86400))).isoformat(" ")
    except (ValueError, OverflowError):
        return value


def _number(digits: str) -> int:
    """The number; -1 of what is none."""
    return int(digits) if digits.isdecimal() and len(digits) <= _DIGITS else -1


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
