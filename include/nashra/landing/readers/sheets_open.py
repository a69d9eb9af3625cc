"""The sheets of an .ods spreadsheet: names and rows of texts."""

import zipfile
from collections.abc import Iterator

from nashra.landing.limits import Limits
from nashra.landing.readers.sheet_xml import END, LETTERS, START, Event, events
from nashra.landing.readers.text_file import too_large
from nashra.landing.records import Fault

_VALUES = ("date-value", "time-value", "value", "boolean-value")
_CELLS = ("table-cell", "covered-table-cell")
_MOST_SHEETS = 10_000
_DIGITS = 9  # of a number of times: more are no number of cells


def open_sheets(archive: zipfile.ZipFile, limits: Limits) -> Iterator[tuple[str, Iterator[list[str]]]]:
    """Name and rows of each sheet. The rows of one end where those of the next are asked for."""
    if (sheets := sum(_begins(event) for event in events(archive, "content.xml", limits, "ods"))) > _MOST_SHEETS:
        raise Fault(f"ods: more than {_MOST_SHEETS} sheets")
    rest = _Sheets(events(archive, "content.xml", limits, "ods"), limits)
    while (name := rest.following()) is not None:
        yield (name if sheets > 1 else ""), rest.rows()


def _begins(event: Event) -> bool:
    return event[0] == START and event[1] == "table"


class _Sheets:
    """One walk through the sheets of a document, however many they are."""

    def __init__(self, walk: Iterator[Event], limits: Limits) -> None:
        self._walk, self._limits = walk, limits
        self._next: Event | None = None  # the sheet that ended the rows of the one before it

    def following(self) -> str | None:
        """The name of the next sheet; None behind the last."""
        begin = self._next or next(filter(_begins, self._walk), None)
        self._next = None
        return begin[2].get("name", "") if begin else None

    def rows(self) -> Iterator[list[str]]:
        """Rows of the sheet. A cell's lines are its paragraphs; notes on it (annotation) are none."""
        row = _Row(self._limits)
        pieces: list[str] = []
        said_by, times, within, noted, letters = "", "1", False, False, 0
        for event in self._walk:
            kind, name, said = event
            if kind == LETTERS:
                if within and not noted and pieces:
                    pieces.append(name)
                    if (letters := letters + len(name)) > self._limits.record_bytes:
                        raise Fault(too_large(self._limits))
            elif _begins(event):
                self._next = event
                return
            elif name == "annotation":
                noted = kind == START
            elif name in _CELLS and kind == START:
                times, within, letters = said.get("number-columns-repeated", "1"), True, 0
                said_by = next((said[value] for value in _VALUES if value in said), "")
                pieces.clear()
            elif name in _CELLS:
                text = "".join(pieces[1:])
                row.add(said_by if said_by and "-" in said_by else text or said_by, _number(times))
                within = False
            elif kind == START and within and not noted:
                if name == "p":
                    pieces.append("\n")  # the first of them begins the text, and is no letter of it
                elif pieces and name in ("line-break", "s", "tab"):
                    pieces.append("\n" if name == "line-break" else " ")
            elif name == "table-row" and kind == END:
                yield row.take()


def _number(times: str) -> int:
    return int(times[:_DIGITS]) if times.isdecimal() else 1


class _Row:
    """A row's cells. Empty ones are written only where another stands behind them: at its end there are thousands."""

    def __init__(self, limits: Limits) -> None:
        self._most = limits.csv_columns
        self._cells: list[str] = []
        self._empty = 0

    def add(self, text: str, times: int) -> None:
        if not text:
            self._empty += times
            return
        if len(self._cells) + self._empty + times > self._most:
            raise Fault(f"ods: a row of more than {self._most} cells")
        self._cells += [""] * self._empty + [text] * times
        self._empty = 0

    def take(self) -> list[str]:
        cells, self._cells, self._empty = self._cells, [], 0
        return cells
