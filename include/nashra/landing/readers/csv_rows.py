"""Lines of a CSV file to rows. A row that comes out wrong is tried in the other ways that CSV is written, and put
together where only one column explains what is too much; then it is given up line by line, and reading goes on with the
next line that is a row.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nashra.landing.facts.encoding import decode
from nashra.landing.facts.field_names import named_as
from nashra.landing.files.byte_lines import Line
from nashra.landing.limits import Limits
from nashra.landing.readers.csv_dialect import Dialect
from nashra.landing.readers.text_file import too_large
from nashra.landing.records import Damage, RecordFault
from nashra.landing.shapes.literals import is_missing
from nashra.landing.shapes.values import address, moment

_CSV = "csv: "
_LETTER = re.compile(r"[^\W\d_]")
_LONE_RETURN = re.compile(rb"\r(?!\n)")
_RETURN = "\x1d"  # stands for a lone "\r" while a row is cut into cells, where it would end the row
_GROWN = 40  # lines that are tried together where a quote is not closed
_TRIES = 20_000  # rows tried in one stretch that is broken; then each line stands for itself
_SHORT_LINES = 500  # lines without quotes that one text may take up
_DATE = 60  # characters of a date at the most
# What stands in a cell while its backslashes are read.
_ESCAPED_QUOTE, _ESCAPED_DELIMITER, _ESCAPED_LINE = "\ufdd1", "\ufdd2", "\ufdd3"
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "", "0": "", "\\": "\\", "'": "'", "\n": "\n", "b": "", "Z": ""}


@dataclass(slots=True)
class Row:
    """A row's cells, as many as the header has, and the bytes it was."""

    cells: list[str]
    raw: bytes
    quoted: bool  # whether there was a quote in it


class Rows:
    """Rows of the lines behind a header."""

    def __init__(self, dialect: Dialect, limits: Limits) -> None:
        self._dialect, self._limits = dialect, limits
        self._columns = len(dialect.header)
        self._delimiter, self._quote = dialect.delimiter.encode(), dialect.quote.encode()
        self._text = next((n for n, name in enumerate(dialect.header) if named_as(name, "text")), -1)
        self._prose = [n for n, name in enumerate(dialect.header)
                       if any(named_as(name, field) for field in ("text", "title", "lead", "keywords"))]  # fmt: skip
        self._addresses = [n for n, name in enumerate(dialect.header) if named_as(name, "url")
                           and not named_as(name, "text") and name.strip().lower() not in ("id", "_id")]  # fmt: skip
        self._dates = [n for n, name in enumerate(dialect.header) if named_as(name, "published_at")]
        self._others = self._other_dialects()
        edge = f'{re.escape(dialect.delimiter[-1])}{re.escape(dialect.delimiter[0])}\n"'
        self._inner_quote = re.compile(rf'(?<=[^{edge}])"(?=[^{edge}])')  # one that neither begins nor ends a cell

    def read(self, lines: Iterator[Line]) -> Iterator[Row | Damage]:
        """Rows in order; the numbers of damages are the caller's."""
        waiting: Row | None = None  # the last row, while its text may go on in lines without a delimiter
        for item in self._joined(lines):
            if waiting is not None:
                if isinstance(item, Damage) and self._continues(item, waiting):
                    waiting.cells[-1] += "\n" + item.raw.decode("utf-8", "replace")
                    waiting.raw += b"\n" + item.raw
                    continue
                yield waiting
                waiting = None
            if isinstance(item, Row) and not item.quoted and self._columns > 1 and self._text == self._columns - 1:
                waiting = item
            else:
                yield item
        if waiting is not None:
            yield waiting

    def _continues(self, broken: Damage, row: Row) -> bool:
        """Whether a line that is no row goes on with the text of the row before it, which is its last column."""
        data = broken.raw
        return (
            broken.reason.startswith(_CSV)
            and len(data) + len(row.raw) <= self._limits.record_bytes
            and not (self._quote and self._quote in data)
            and self._delimiter not in data
            and b"\n" not in data
            and len(_LETTER.findall(data.decode("utf-8", "ignore"))) >= self._limits.text_letters
        )

    def _joined(self, lines: Iterator[Line]) -> Iterator[Row | Damage]:
        """Rows, those among them whose text has line ends without quotes, and broken lines."""
        short: list[bytes] = []
        for held in self._gathered(lines):
            if isinstance(held, Damage):
                yield from self._given_up(short)
                short = []
                yield held
                continue
            row = self._row(held)
            if row is None and len(held) == 1 and (short or self._may_go_on(held[0])):
                short.append(held[0])
                if (row := self._put_together(short)) is not None:
                    short = []
                    yield row
                elif len(short) > _SHORT_LINES or not self._too_few(short):
                    yield from self._given_up(short)
                    short = []
                continue
            yield from self._given_up(short)
            short = []
            if row is not None:
                yield row
            else:
                yield from self._recovered(held)
        yield from self._given_up(short)

    def _gathered(self, lines: Iterator[Line]) -> Iterator[list[bytes] | Damage]:
        """Lines that belong together by their quotes and backslashes."""
        held: list[bytes] = []
        size, open_quote = 0, False
        for line in lines:
            data = line.data
            if not held and not data.strip():
                continue
            if not line.whole:
                yield Damage(0, too_large(self._limits), b"\n".join([*held, data]))
                held, size, open_quote = [], 0, False
                continue
            held.append(data)
            size += len(data) + 1
            goes_on = False
            open_quote ^= self._quotes(data) % 2 == 1
            if self._dialect.escapes and data.endswith(b"\\"):
                goes_on = (len(data) - len(data.rstrip(b"\\"))) % 2 == 1
            if (open_quote or goes_on) and size <= self._limits.record_bytes:
                continue
            yield held
            held, size, open_quote = [], 0, False
        if held:
            yield held

    def _quotes(self, data: bytes) -> int:
        count = data.count(self._quote) if self._quote else 0
        if count and self._dialect.escapes and b"\\" in data:
            return data.replace(b"\\\\", b"").replace(b"\\" + self._quote, b"").count(self._quote)
        return count

    def _row(self, held: list[bytes]) -> Row | Damage | None:
        """The lines as one row, or damaged when they can't be decoded; None when they are no row."""
        raw = held[0] if len(held) == 1 else b"\n".join(held)
        try:
            return self._cut(raw, len(held) == 1)
        except RecordFault as fault:
            return Damage(0, fault.reason, raw)

    def _cut(self, raw: bytes, one_line: bool) -> Row | None:
        quoted = self._quote in raw if self._quote else False
        if not quoted and one_line and not self._dialect.escapes and b"\r" not in raw:
            if raw.count(self._delimiter) != self._columns - 1:
                cells = self._fitted(self._decoded(raw).split(self._dialect.delimiter))
                return None if cells is None else Row(cells, raw, False)
            return Row(self._decoded(raw).split(self._dialect.delimiter), raw, False)
        text = self._decoded(raw)
        for dialect in (self._dialect, *self._others):
            if (cells := self._cells(text, dialect)) is not None:
                return Row(cells, raw, quoted)
        if quoted and (mended := self._inner_quote.sub(lambda quote: quote[0] * 2, text)) != text:
            cells = self._cells(mended, self._dialect)
        if cells is None and quoted and one_line:
            cells = self._unquoted(text)
        return None if cells is None else Row(cells, raw, quoted)

    def _unquoted(self, text: str) -> list[str] | None:
        """The cells of a line by a program that quotes nothing: quotes are those of its texts, and stand in pairs
        within a cell («"الوحدة" يفوز على الساحل,…»). None where the cells are not as many, or not what their names
        say."""
        quote, cells = self._dialect.quote, text.split(self._dialect.delimiter)
        if len(cells) != self._columns or any(cell.count(quote) % 2 for cell in cells) or not self._plausible(cells):
            return None
        return [cell[1:-1] if cell[:1] == cell[-1:] == quote and cell.count(quote) == 2 else cell for cell in cells]

    def _decoded(self, raw: bytes) -> str:
        if b"\r" in raw:
            raw = _LONE_RETURN.sub(_RETURN.encode(), raw)
        return decode(raw, self._limits)

    def _other_dialects(self) -> list[Dialect]:
        own = self._dialect
        others = [replace(own, escapes=not own.escapes)]
        if not own.spaces and own.quote and own.delimiter != " ":
            others.append(replace(own, spaces=True))
        return others

    def _cells(self, text: str, dialect: Dialect) -> list[str] | None:
        """The cells of a text that is one row in a dialect; None when it is none."""
        if dialect.escapes:
            if "\\" not in text and dialect != self._dialect:
                return None
            text = self._hidden(text, dialect)
        try:
            rows = dialect.rows(text)
        except csv.Error:
            return None
        cells = self._fitted(rows[0]) if len(rows) == 1 else None
        if cells is None:
            return None
        if dialect.escapes:
            cells = [_shown(cell, dialect) for cell in cells]
        if _RETURN in text:
            cells = [cell.replace(_RETURN, "\n") for cell in cells]
        return cells

    @staticmethod
    def _hidden(text: str, dialect: Dialect) -> str:
        """The text with what its backslashes protect out of the way of a reader of quotes and delimiters."""

        def hide(match: "re.Match[str]") -> str:
            if match[1] == dialect.quote:
                return _ESCAPED_QUOTE
            if match[1] == dialect.delimiter:
                return _ESCAPED_DELIMITER
            return _ESCAPED_LINE if match[1] == "\n" else match[0]

        return _ESCAPE.sub(hide, text) if "\\" in text else text

    def _fitted(self, cells: list[str]) -> list[str] | None:
        """As many cells as the header has: empty ones at the end dropped, a text that was cut at its delimiters put
        together, missing ones at the end made empty. None where that is not plain."""
        extra = len(cells) - self._columns
        if not extra:
            return cells
        if extra < 0:
            if not 0 <= self._text < len(cells) - 1:  # a row that ends with its text may be cut short
                return None
            cells = cells + [""] * -extra
            return cells if self._plausible(cells) and not any(self._broken_address(cells)) else None
        if not any(cell.strip() for cell in cells[self._columns :]):
            return cells[: self._columns]
        options = {n: merged for n in self._prose if self._plausible(merged := self._merged(cells, n, extra))}
        if len(options) > 1:
            options = {n: merged for n, merged in options.items() if self._as_in_prose(cells, n, extra)}
        return next(iter(options.values())) if len(options) == 1 else None

    def _merged(self, cells: list[str], column: int, extra: int) -> list[str]:
        together = self._dialect.delimiter.join(cells[column : column + extra + 1])
        return [*cells[:column], together, *cells[column + extra + 1 :]]

    def _plausible(self, cells: list[str]) -> bool:
        """Whether each cell may be what its column's name says."""
        return (
            all(is_missing(cells[n]) or address(cells[n].strip()) is not None for n in self._addresses)
            and all(is_missing(cells[n]) or (len(cells[n]) <= _DATE and moment(cells[n]) is not None)
                    for n in self._dates)
            and (self._text < 0 or len(_LETTER.findall(cells[self._text])) >= self._limits.text_letters)
        )  # fmt: skip

    def _broken_address(self, cells: list[str]) -> Iterator[bool]:
        """Whether an address or a date stands where another column is."""
        kept = {*self._addresses, *self._dates, *self._prose}
        return (address(cell.strip()) is not None for n, cell in enumerate(cells) if n not in kept)

    def _as_in_prose(self, cells: list[str], column: int, extra: int) -> bool:
        """Whether a space follows the delimiters within a column, as in prose, and none those between columns."""
        return all(cells[n].startswith((" ", "\u00a0")) == (column < n <= column + extra) for n in range(1, len(cells)))

    def _may_go_on(self, line: bytes) -> bool:
        """Whether a line with too few cells breaks off within its text: the first of several without quotes."""
        return (
            self._text >= 0
            and self._columns > 1
            and not (self._quote and self._quote in line)
            and line.count(self._delimiter) == self._text
            and self._text < self._columns - 1
        )

    def _too_few(self, short: list[bytes]) -> bool:
        return sum(line.count(self._delimiter) for line in short) < self._columns - 1

    def _put_together(self, short: list[bytes]) -> Row | None:
        """Lines as one row whose text has line ends but no quotes; None when they are none."""
        if len(short) < 2 or any(self._quote and self._quote in line for line in short):
            return None
        if sum(line.count(self._delimiter) for line in short) != self._columns - 1:
            return None
        raw = b"\n".join(short)
        try:
            cells = self._decoded(raw).split(self._dialect.delimiter)
        except RecordFault:
            return None
        plausible = all("\n" not in cell for n, cell in enumerate(cells) if n != self._text) and self._plausible(cells)
        return Row(cells, raw, False) if plausible else None

    @staticmethod
    def _given_up(short: list[bytes]) -> Iterator[Row | Damage]:
        return (_broken([line]) for line in short)

    def _recovered(self, held: list[bytes]) -> Iterator[Row | Damage]:
        """What there are of rows among lines that are none together."""
        broken: list[bytes] = []
        place = tries = 0
        while place < len(held):
            row, taken = None, 1
            for taken in range(1, min(_GROWN, len(held) - place) + 1):
                tries += 1
                stretch = held[place : place + taken]
                if (taken == 1 or sum(map(self._quotes, stretch)) % 2 == 0) and (row := self._row(stretch)):
                    break
                if tries > _TRIES or len(held) == 1:
                    break
            if row is None:
                broken.append(held[place])
                place += 1
                continue
            if broken:
                yield _broken(broken)
                broken = []
            yield row
            place += taken
        if broken:
            yield _broken(broken)


def _shown(cell: str, dialect: Dialect) -> str:
    """A cell whose backslashes are read."""
    if "\\" in cell and cell != "\\N":
        cell = _ESCAPE.sub(lambda match: _ESCAPES.get(match[1], match[0]), cell)
    cell = cell.replace(_ESCAPED_QUOTE, dialect.quote).replace(_ESCAPED_LINE, "\n")
    return cell.replace(_ESCAPED_DELIMITER, dialect.delimiter)


def _broken(held: list[bytes]) -> Damage:
    quotes = sum(line.count(b'"') for line in held)
    seen = "a quote is not closed or out of place" if quotes else "another number of fields than the header has"
    return Damage(0, _CSV + seen, b"\n".join(held))
