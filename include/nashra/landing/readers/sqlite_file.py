"""An SQLite database: a row of a table with texts is a record, as of a table in an SQL dump.

A database may be made to harm who opens it. It is read from a private copy, as a file that nobody changes; only plain
tables are read, as they stand: no view, no virtual table, no function, nothing that the file itself would have run.
What a damaged one repeats without end stops where more rows came than its bytes have room for.
"""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from io import RawIOBase
from itertools import islice
from pathlib import Path
from typing import Any

from nashra.landing.facts.encoding import decode
from nashra.landing.facts.field_names import known, named_as
from nashra.landing.facts.unnamed_parts import reads_as_article
from nashra.landing.files.unpack import Unpacked
from nashra.landing.files.unread import unpacking
from nashra.landing.limits import Limits
from nashra.landing.readers.json_values import MANY, dumped, found_in
from nashra.landing.readers.text_file import too_large
from nashra.landing.records import Damage, Fault, Part, Passed, Record, RecordFault
from nashra.landing.shapes.name_steps import within
from nashra.landing.shapes.rules import key, shape_rules

MAGIC = b"SQLite format 3\x00"
_STEP = 1 << 20
_TABLES = 2000
_LEAST_ROW = 4  # bytes of a row in a table, at the least
_PATIENCE = 100  # times that a row may take so many steps of SQLite's machine
_STEPS = 1_000_000
_COMPUTED = 2  # what SQLite says of a column that is made when it is read
_SAMPLED = 20  # rows of a table by which it is told
_LONGEST = 4  # records' worth of bytes in one value
_OTHER_TABLE, _OTHER_POST = "a row of a table without texts", "a page, a menu or a revision of WordPress"
_BROKEN = (sqlite3.Error, OverflowError, ValueError)  # ValueError: names that hold NUL, or letters of no encoding
_ALLOWED = frozenset([sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ])


class _Text(bytes):
    """What a column holds as text, undecoded: it may be in any encoding."""


def read_sqlite(stream: Unpacked, part: Part, limits: Limits) -> Iterator[Record | Damage | Passed]:
    """Raises Fault where the file can't be read (further), or no table of it holds texts."""
    with unpacking():
        kept = tempfile.TemporaryDirectory(prefix="nashra-sqlite-")
    with kept as folder:
        copy = Path(folder) / "copy.sqlite"
        size = 0
        with copy.open("wb", buffering=0) as file:  # unbuffered: closing it has nothing to write
            while block := stream.read(_STEP):
                with unpacking():
                    size += _written(file, block)
        try:
            with closing(_opened(copy, limits)) as database:
                yield from _Tables(database, size, limits).read(part)
        except _BROKEN as error:
            raise Fault(f"sqlite: {' '.join(str(error).split())[:160] or type(error).__name__}") from error


def _written(file: RawIOBase, block: bytes) -> int:
    """Writes all of a block: a disk that is nearly full takes a part of it."""
    rest = memoryview(block)
    while rest:
        rest = rest[file.write(rest) or 0 :]
    return len(block)


def _opened(copy: Path, limits: Limits) -> sqlite3.Connection:
    database = sqlite3.connect(f"file:{copy}?mode=ro&immutable=1", uri=True, isolation_level=None)
    for pragma in (
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "mmap_size = 0",
        "query_only = ON",
        "cache_size = -20000",
    ):
        database.execute(f"PRAGMA {pragma}")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST * limits.record_bytes)
    database.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    database.setlimit(sqlite3.SQLITE_LIMIT_COLUMN, 2000)
    database.set_authorizer(_allowed)
    database.text_factory = _Text
    return database


def _allowed(action: int, first: str | None, *_: Any) -> int:
    fine = action in _ALLOWED or (action == sqlite3.SQLITE_PRAGMA and first == "table_xinfo")
    return sqlite3.SQLITE_OK if fine else sqlite3.SQLITE_DENY


class _Tables:
    def __init__(self, database: sqlite3.Connection, size: int, limits: Limits) -> None:
        self._database, self._limits = database, limits
        self._room = size // _LEAST_ROW
        self._number = self._waited = 0
        database.set_progress_handler(self._lost_patience, _STEPS)

    def _lost_patience(self) -> int:
        self._waited += 1
        return int(self._waited > _PATIENCE)

    def read(self, part: Part) -> Iterator[Record | Damage | Passed]:
        tables = {name: self._columns(name) for name in self._names()}
        chosen = _with_articles(tables) or {name for name in tables if self._reads_as_articles(name, tables[name])}
        if not chosen:
            seen = "; ".join(f"{name}: {', '.join(columns)}" for name, columns in tables.items())
            raise Fault(f"sqlite: no table holds texts: {seen[:200]}")
        faults = list[Damage]()
        for name, columns in tables.items():
            try:
                for row in self._rows(name, columns):
                    if name not in chosen:
                        if not part.part:
                            yield Passed(_OTHER_TABLE)
                        continue
                    self._number += 1
                    if part.takes(self._number - 1):
                        yield from self._record(columns, row)
            except _BROKEN as error:  # what stands in other tables may be whole
                faults.append(Damage(0, f"sqlite: table {name[:60]}: {error}", b""))
        if not part.part:
            yield from (Damage(self._number + place, fault.reason, b"") for place, fault in enumerate(faults))

    def _names(self) -> list[str]:
        """The plain tables, in the order of their names."""
        found = self._database.execute("SELECT name, sql, type FROM sqlite_master")
        rows = [tuple(_said(value) for value in row) for row in found.fetchmany(_TABLES + 1)]
        if len(rows) > _TABLES:
            raise Fault(f"sqlite: more than {_TABLES} tables and indexes")
        return sorted(
            name for name, sql, kind in rows
            if kind == "table" and not name.startswith("sqlite_") and not _is_virtual(sql)
        )  # fmt: skip

    def _columns(self, name: str) -> list[str]:
        """Its columns, less those that the file has computed when they are read."""
        found = self._database.execute(f"PRAGMA table_xinfo({_quoted(name)})")
        return [_said(row[1]) for row in found if row[6] != _COMPUTED]

    def _rows(self, name: str, columns: list[str]) -> Iterator[tuple[Any, ...]]:
        self._waited = 0
        for row in self._database.execute(f"SELECT {', '.join(map(_quoted, columns))} FROM {_quoted(name)}"):
            self._waited, self._room = 0, self._room - 1
            if self._room < 0:
                raise Fault("sqlite: damaged, it repeats rows: more came than its bytes have room for")
            yield row

    def _reads_as_articles(self, name: str, columns: list[str]) -> bool:
        """Whether one of a table's first rows reads as an article, whatever its columns are called."""
        try:
            rows = list(islice(self._rows(name, columns), _SAMPLED))
        except _BROKEN:
            return False
        self._room += len(rows)
        return any(
            reads_as_article(dict(zip(columns, map(self._value, row), strict=True)))
            for row in rows if sum(len(value) for value in row if isinstance(value, bytes)) <= self._limits.record_bytes
        )  # fmt: skip

    def _record(self, columns: list[str], row: tuple[Any, ...]) -> Iterator[Record | Damage | Passed]:
        number = self._number - 1
        if sum(len(value) for value in row if isinstance(value, bytes)) > self._limits.record_bytes:
            yield Damage(number, too_large(self._limits), b" ".join(v for v in row if isinstance(v, bytes)))
            return
        values = zip(columns, (self._value(value) for value in row), strict=True)
        fields = {name: value for name, value in values if value is not None}
        if fields.get("post_type", "post") != "post":
            yield Passed(_OTHER_POST)
        elif any(named_as(name, "text") for name in within(list(fields))):
            yield Record(number, fields, partial(dumped, fields))
        else:
            yield from found_in(fields, number, MANY)

    def _value(self, value: Any) -> Any:
        """A column's value; text in whatever encoding, and what was saved as bytes where it is text."""
        if not isinstance(value, bytes):
            return value
        try:
            return decode(value, self._limits)
        except RecordFault:
            return value.decode("utf-8", "replace") if isinstance(value, _Text) else None


def _with_articles(tables: dict[str, list[str]]) -> set[str]:
    """Tables with a text and a headline; where there is none, those with a text and another known column, with a column
    that holds whole records, or with a headline and an address beside columns that nobody knows."""
    tables = {name: within(columns) for name, columns in tables.items()}
    texts = {name for name, columns in tables.items() if any(named_as(column, "text") for column in columns)}
    headed = {name for name in texts if any(named_as(column, "title") for column in tables[name])}
    others = {name for name in texts if sum(map(known, tables[name])) > 1}
    wrapped = {
        name for name, columns in tables.items() if any(key(column) in shape_rules().wrappers for column in columns)
    }
    placed = {
        name for name, columns in tables.items()
        if all(any(named_as(column, field) for column in columns) for field in ("title", "url"))
        and not all(map(known, columns))
    }  # fmt: skip
    return headed or others or wrapped or placed


def _is_virtual(sql: str) -> bool:
    return sql.lstrip().lower().startswith("create virtual")


def _said(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else ""


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
