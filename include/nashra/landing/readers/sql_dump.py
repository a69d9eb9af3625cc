"""An SQL dump (MySQL, MariaDB, phpMyAdmin, SQLite, PostgreSQL): a row of a table with texts is a record.

Only INSERT with values and COPY from the dump itself are read, nothing is run. Rows of other tables are counted.
"""

import re
from collections.abc import Iterator
from functools import partial

from nashra.landing.facts.encoding import decode
from nashra.landing.facts.field_leads import is_dated_story
from nashra.landing.facts.field_names import known, named_as
from nashra.landing.facts.fields import has_unnamed_text
from nashra.landing.facts.unnamed_parts import reads_as_article
from nashra.landing.files.byte_lines import Line, lines
from nashra.landing.files.unpack import Unpacked
from nashra.landing.limits import Limits
from nashra.landing.readers.paragraph_rows import joined
from nashra.landing.readers.text_file import too_large
from nashra.landing.records import Damage, Fault, Part, Passed, Record, RecordFault
from nashra.landing.shapes.name_steps import within

_NAME = rb"[`\"\[]?([^\s`\"\[\]().,]{1,100})[`\"\]]?"
_TABLE = rb"(?:" + _NAME.replace(b"(", b"(?:", 1) + rb"\.)?" + _NAME
_CREATE = re.compile(rb"\s*CREATE\s+(?:[A-Z]{2,20}\s+){0,3}TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?" + _TABLE, re.IGNORECASE)
_COLUMN = re.compile(rb"\s*(?:[`\"\[](?P<quoted>[^`\"\[\]]{1,100})[`\"\]]|" + _NAME + rb")\s+[A-Za-z]")
_NO_COLUMN = re.compile(rb"\s*(?:PRIMARY|UNIQUE|KEY|INDEX|FULLTEXT|CONSTRAINT|FOREIGN|CHECK|SPATIAL)\b", re.IGNORECASE)
_INSERT = re.compile(
    rb"\s*(?:INSERT|REPLACE)\s+(?:IGNORE\s+|OR\s+\w+\s+)?(?:INTO\s+|(?=\[))"  # SQL Server's scripts leave INTO out
    + _TABLE
    + rb"\s*(?:\(([^()]{1,20000})\))?\s*VALUES\s*",
    re.IGNORECASE,
)
_ON_ONE_LINE = re.compile(rb"\s*\((.{1,50000})\)[^()']{0,300};[ \t\r\n]*\Z", re.DOTALL)  # a CREATE TABLE and its end
_IN_BRACKETS, _TOP_COMMA = re.compile(rb"\([^()]{0,5000}\)"), re.compile(rb",")
_COPY = re.compile(rb"\s*COPY\s+" + _TABLE + rb"\s*\(([^()]{1,20000})\)\s*FROM\s+stdin;", re.IGNORECASE)
_BARE = re.compile(rb"\s*([^,()'\s][^,()']{0,200}?)\s*(?=[,)])")
_OPEN = re.compile(rb"\s*(?:(?:replace\(){0,5}|_\w{1,20}\s?|[NEX]|U&)'", re.IGNORECASE)  # before a text
_REPLACED = re.compile(rb"\s*,\s*'\\([nr])'\s*,\s*char\((?:10|13)\)\s*\)", re.IGNORECASE)  # SQLite's line ends
# Calls that make a day or a long text of a text (SQL Server, Oracle), and what stands behind it in them.
_CALL = re.compile(
    rb"\s*(?:(?:CAST|CONVERT|TO_DATE|TO_TIMESTAMP|TO_TIMESTAMP_TZ|TO_CLOB|TO_NCLOB|STR_TO_DATE|DATETIME|UNISTR)\s?(?P<bracket>\()\s*"
    rb"(?:\w{1,20}(?:\(\w{1,5}\))?\s*,\s*)?|(?:DATE|TIMESTAMP)\s)[NEX]?'",
    re.IGNORECASE,
)
_CALL_END = re.compile(
    rb"\s*(?:AS\s+\w{1,20}(?:\s?\([\w,\s]{1,10}\))?|(?:,\s*(?:'[^']{0,60}'|\d{1,5})\s*){1,3})?\s*\)", re.IGNORECASE
)
_CODED = re.compile(rb"\s*UNISTR\b", re.IGNORECASE)  # SQLite's and Oracle's: letters by their codes
_IN_CODES = re.compile(rb"\s*U&", re.IGNORECASE)  # the standard's, as H2 writes them
_CODE = re.compile(r"\\(?:\\|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|\+([0-9A-Fa-f]{6})|([0-9A-Fa-f]{4}))")
_HEX = re.compile(
    rb"\s*(?:0x((?:[0-9A-Fa-f]{2})+)\s*(?=[,)])|(?:CAST\(\s*)?X'((?:[0-9A-Fa-f]{2})*)'(?:\s+AS\s+\w{1,20}\s*\))?)",
    re.IGNORECASE,
)  # bytes, mysqldump --hex-blob
_JOINT = re.compile(rb"\s*(?:\|\||\+)\s*")
_LINE_END = re.compile(rb"(?:CHR|CHAR|NCHAR)\s?\(\s*(10|13)\s*\)\s*(?:\|\||\+)\s*", re.IGNORECASE)  # between two pieces
_BETWEEN = (b" ", b"\t", b"\r", b"\n", b",")
_MYSQL = (b"`", b"MySQL", b"MariaDB", b"phpMyAdmin")  # a backslash escapes in their texts
_SQLITE = b"PRAGMA "  # how its dumps begin, whatever quotes its names have
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"0": b"", b"b": b"", b"Z": b""}
_SPACES = re.compile(r"\s")
_ESCAPED = re.compile(rb"\\(.)|''", re.DOTALL)
_OTHER_TABLE, _OTHER_POST = "a row of a table without texts", "a page, a menu or a revision of WordPress"
_MOST_COLUMNS, _SAMPLE = 2000, 1 << 16


def read_dump(stream: Unpacked, part: Part, limits: Limits) -> Iterator[Record | Damage | Passed]:
    """Raises Fault where the dump has no statement that holds rows."""
    if part.part:
        return
    found = False
    for item in joined(_Dump(stream, limits).read(), limits):
        found = True
        yield item
    if not found:
        raise Fault("sql: no INSERT with values, and no COPY")


class _Dump:
    def __init__(self, stream: Unpacked, limits: Limits) -> None:
        head = stream.peek(_SAMPLE)
        self._escapes = any(mark in head for mark in _MYSQL) and not head.lstrip().startswith(_SQLITE)
        self._limits = limits
        self._coming = lines(stream, limits.record_bytes)
        self._back: list[Line] = []  # lines that were looked at too early, the last one first
        self._columns: dict[str, list[str]] = {}
        self._number = 0

    def read(self) -> Iterator[Record | Damage | Passed]:
        while (line := self._next()) is not None:
            if match := _CREATE.match(line.data):
                if (whole := _ON_ONE_LINE.match(line.data, match.end())) is not None:
                    self._columns[_text(match[1])] = _columns_in(whole[1])
                else:
                    self._create(match)
            elif match := _INSERT.match(line.data):
                if not line.whole:
                    yield self._damage(too_large(self._limits), line.data)
                    continue
                names = self._named(match[2]) if match[2] else self._columns.get(_text(match[1]), [])
                yield from self._insert(names, line.data[match.end() :])
            elif match := _COPY.match(line.data):
                yield from self._copy(self._named(match[2]))

    def _next(self) -> Line | None:
        return self._back.pop() if self._back else next(self._coming, None)

    def _create(self, match: "re.Match[bytes]") -> None:
        names: list[str] = []
        while (line := self._next()) is not None and len(names) <= _MOST_COLUMNS:
            if line.data.lstrip().startswith(b")"):
                break
            column = _COLUMN.match(line.data)
            if column and not _NO_COLUMN.match(line.data):
                names.append(self._decoded(column["quoted"] or column[2]))
        self._columns[_text(match[1])] = names

    def _insert(self, names: list[str], data: bytes) -> Iterator[Record | Damage | Passed]:
        at = 0
        while True:
            while data[at : at + 1] in _BETWEEN:
                at += 1
            if at < len(data) and data[at : at + 1] != b"(":  # its end, or «ON CONFLICT ...»
                behind = data[at:].split(b"\n")
                if not data[:at].rstrip(b" \t\r").endswith(b"\n"):  # else the next statement begins: none needs a ";"
                    del behind[0]
                self._back += [Line(line, True) for line in reversed(behind)]
                return
            row = self._row(data, at + 1) if at < len(data) else None
            if row is not None:
                yield self._record(names, row[0], data[at : row[1]])
                at = row[1]
                continue
            more = self._more(len(data) - at)
            if not more or len(data) - at > self._limits.record_bytes:
                if data[at:].strip():
                    reason = too_large(self._limits) if more else "truncated: the dump ends within a row"
                    yield self._damage(reason, data[at:])
                return
            data, at = b"\n".join([data[at:], *more]), 0

    def _more(self, size: int) -> list[bytes]:
        """Further lines, as many bytes of them as there are already: what is looked at again is never much."""
        found: list[bytes] = []
        while size >= 0 and (line := self._next()) is not None:
            found.append(line.data)
            size -= len(line.data) + 1
        return found

    def _row(self, data: bytes, at: int) -> tuple[list[str | None], int] | None:
        """The cells of the row whose bracket is before `at`, and where it ends; None when it is not all there."""
        cells: list[str | None] = []
        while True:
            if written := _HEX.match(data, at):
                cells.append(self._of_hex(written[1] or written[2]))
                at = written.end()
            elif _OPEN.match(data, at) or _CALL.match(data, at):
                if (said := self._said(data, at)) is None:
                    return None
                text, at = said
                cells.append(text)
            elif bare := _BARE.match(data, at):
                cells.append(None if bare[1].upper() == b"NULL" else _text(bare[1]))
                at = bare.end()
            else:
                return None
            at += len(data[at : at + 40]) - len(data[at : at + 40].lstrip())
            sign, at = data[at : at + 1], at + 1
            if sign == b")":
                return cells, at
            if sign != b",":
                return None if not sign else (cells, len(data))

    def _said(self, data: bytes, at: int) -> tuple[str, int] | None:
        """A text in quotes, or the pieces of one, with the calls around it taken off; and where it ends."""
        pieces = list[str]()
        while opening := _OPEN.match(data, at) or _CALL.match(data, at):
            end = self._closing(data, opening.end())
            if end is None:
                return None
            text, at = self._unescaped(data[opening.end() : end]), end + 1
            while ends := _REPLACED.match(data, at):
                text, at = text.replace(f"\\{_text(ends[1])}", "\n" if ends[1] == b"n" else ""), ends.end()
            if _IN_CODES.match(opening[0]) if opening.re is _OPEN else _CODED.match(opening[0]):
                text = _CODE.sub(_letter, text)
            if opening.re is _CALL and opening["bracket"]:
                if (closing := _CALL_END.match(data, at)) is None:
                    return None
                at = closing.end()
            pieces.append(text)
            if (joint := _JOINT.match(data, at)) is None:
                break
            at = joint.end()
            while ends := _LINE_END.match(data, at):
                pieces.append("\n" if ends[1] == b"10" else "")
                at = ends.end()
        return "".join(pieces), at

    def _closing(self, data: bytes, at: int) -> int | None:
        """Where the quotation mark stands that ends a text."""
        while (end := data.find(b"'", at)) >= 0:
            slashes = end - len(data[at:end].rstrip(b"\\")) - at if self._escapes else 0
            if slashes % 2:
                at = end + 1
            elif data[end + 1 : end + 2] == b"'":
                at = end + 2
            elif end + 1 == len(data):
                return None  # the next line may begin with another
            else:
                return end
        return None

    def _unescaped(self, data: bytes) -> str:
        if self._escapes:
            data = _ESCAPED.sub(lambda match: b"'" if match[1] is None else _ESCAPES.get(match[1], match[1]), data)
        else:
            data = data.replace(b"''", b"'")
        return self._decoded(data)

    def _of_hex(self, digits: bytes) -> str:
        """What the bytes of a cell say; their digits where they are no text."""
        try:
            text = bytes.fromhex(digits.decode("ascii")).decode("utf-8")
        except UnicodeDecodeError:
            return _text(digits)
        return text if text.isprintable() or _SPACES.sub("", text).isprintable() else _text(digits)

    def _decoded(self, data: bytes) -> str:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        try:
            return decode(data, self._limits)
        except RecordFault:
            return data.decode("utf-8", "replace")

    def _named(self, columns: bytes) -> list[str]:
        return [self._decoded(name.strip().strip(b'`"[]')) for name in columns.split(b",")]

    def _copy(self, names: list[str]) -> Iterator[Record | Damage | Passed]:
        while (line := self._next()) is not None:
            row = line.data.rstrip(b"\r\n")
            if row == b"\\.":
                return
            if not line.whole:
                yield self._damage(too_large(self._limits), row)
                continue
            cells = [None if cell == b"\\N" else self._decoded(_plain(cell)) for cell in row.split(b"\t")]
            yield self._record(names, cells, row)

    def _record(self, names: list[str], cells: list[str | None], raw: bytes) -> Record | Damage | Passed:
        if not _is_of_texts(names, cells):
            return Passed(_OTHER_TABLE)
        if len(cells) != len(names):
            return self._damage(f"sql: {len(cells)} values for {len(names)} columns", raw)
        fields = {name: cell for name, cell in zip(names, cells, strict=True) if cell is not None}
        if fields.get("post_type", "post") != "post":
            return Passed(_OTHER_POST)
        self._number += 1
        return Record(self._number - 1, dict(fields), partial(bytes, raw))

    def _damage(self, reason: str, raw: bytes) -> Damage:
        self._number += 1
        return Damage(self._number - 1, reason, raw)


def _is_of_texts(names: list[str], cells: list[str | None]) -> bool:
    """Whether a row is of a table with texts, by its names or, where these are unknown, by what it holds."""
    row = dict(zip(names, cells, strict=False))
    inner = within(names)
    if sum(map(known, inner)) < 2:
        return reads_as_article(row)
    return any(named_as(name, "text") for name in inner) or has_unnamed_text(row) or is_dated_story(row)


def _columns_in(inside: bytes) -> list[str]:
    """The names of the columns in what stands between the brackets of a CREATE TABLE."""
    pieces = _TOP_COMMA.split(_IN_BRACKETS.sub(b"", inside))
    columns = [column for piece in pieces if not _NO_COLUMN.match(piece) and (column := _COLUMN.match(piece + b" T"))]
    return [_text(column["quoted"] or column[2]) for column in columns][:_MOST_COLUMNS]


def _letter(match: "re.Match[str]") -> str:
    """A letter of a text that is written in codes of letters; the text is checked later as any other."""
    digits = next(filter(None, match.groups()), None)
    if digits is None:
        return "\\"
    return chr(code) if (code := int(digits, 16)) < 0x110000 else match[0]


def _plain(cell: bytes) -> bytes:
    return _ESCAPED.sub(lambda match: _ESCAPES.get(match[1], match[1] or match[0]), cell)


def _text(name: bytes) -> str:
    return name.decode("utf-8", "replace")
