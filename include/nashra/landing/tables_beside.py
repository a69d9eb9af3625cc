"""A table of what is known of texts that lie beside it or below it, a row a file: metadata.csv beside texts/001.txt.

Whether a table is such is told by its name, by the files beside it and by what it holds: its rows have no text, and one
of its columns names files.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from nashra.landing.facts.fields import has_text, has_unnamed_text
from nashra.landing.files.unpack import Unpacked
from nashra.landing.limits import Limits
from nashra.landing.records import WHOLE, Fault, Record
from nashra.landing.shapes.rules import key, shape_rules

MOST_BYTES = 16_000_000  # of a table
_MOST_ROWS = 100_000
_NUMBERED = re.compile(
    r"[\s_-]?\d{1,7}(?:[\s_-]?(?:to|of|-|_)[\s_-]?\d{1,7})?$"
)  # one of several tables: "metadata_0_to_20"
_STEPS = 2  # folders that a text may lie below its table
_FEWEST = 2  # rows that name files
_SHARE = 0.5  # of the rows
_TEXTS = (".txt", ".md", ".html", ".htm")
_TABLES = {".csv": "csv", ".tsv": "csv", ".jsonl": "json", ".json": "json"}

Fetch = Callable[[str, int], bytes | None]  # what lies at a path; None where it can't be read, or is longer than that
Row = dict[str, Any]


class TablesBeside:
    """The tables of a folder or an archive that say something of texts."""

    def __init__(self, paths: Iterable[str], fetch: Fetch, limits: Limits) -> None:
        self._fetch, self._limits = fetch, limits
        paths = list(paths)
        self._tables: dict[str, list[str]] = {}  # by their folders
        self._read: dict[str, tuple[dict[str, Row], bool]] = {}
        for path in sorted(filter(_is_named_so, paths)):
            self._tables.setdefault(_folder(path), []).append(path)
        self._texts: dict[str, list[str]] = {
            folder: [] for folder in self._tables
        }  # by the folders of tables above them
        for path in paths if self._tables else ():
            for folder in _folders_above(path) if path.lower().endswith(_TEXTS) else ():
                if folder in self._texts:
                    self._texts[folder].append(path)
        for folder, texts in self._texts.items():
            if len(texts) < _FEWEST:
                del self._tables[folder]

    def of(self, text: str) -> list[str]:
        """The tables that may say something of the text at a path, the nearest first."""
        if not self._tables or not text.lower().endswith(_TEXTS):
            return []
        return [table for folder in _folders_above(text) for table in self._tables.get(folder, ())]

    def is_part(self, path: str) -> bool:
        """Whether each row of a table says something of a text beside it."""
        if path not in self._tables.get(_folder(path), ()):
            return False
        rows, whole = self._rows(path)
        return bool(rows) and whole

    def said_of(self, text: str) -> Row:
        """What the nearest table that names a text says of it."""
        return next((row for table in self.of(text) if (row := self._rows(table)[0].get(text))), {})

    def _rows(self, path: str) -> tuple[dict[str, Row], bool]:
        """The rows of a table by the texts that they name, and whether all rows name one."""
        if path not in self._read:
            self._read[path] = self._named(list(self._records(path)), self._below(_folder(path)))
        return self._read[path]

    def _records(self, path: str) -> Iterator[Row]:
        """The rows of a table; none where one of them has a text, or is damaged."""
        from nashra.landing.readers.csv_table import read_csv
        from nashra.landing.readers.json_file import read_json

        data = self._fetch(path, MOST_BYTES)
        if data is None:
            return
        reader = read_csv if _kind(path) == "csv" else read_json
        found: list[Row] = []
        try:
            for item in reader(Unpacked(iter([data])), WHOLE, self._limits):
                if not isinstance(item, Record) or len(found) == _MOST_ROWS:
                    return
                if has_text(item.fields) or has_unnamed_text(item.fields):
                    return
                found.append(dict(item.fields))
        except Fault:
            return
        yield from found

    def _below(self, folder: str) -> dict[str, str]:
        """The texts of a folder by each name that a table may call them: the path, the file's name with its suffix and
        without; a name of several is none."""
        named: dict[str, set[str]] = {}
        for text in self._texts[folder]:
            below = text.removeprefix(folder)
            name = below.rpartition("/")[2]
            for called in {below, name, name.rpartition(".")[0]}:
                named.setdefault(called.lower(), set()).add(text)
        return {called: next(iter(texts)) for called, texts in named.items() if len(texts) == 1}

    def _named(self, rows: list[Row], texts: dict[str, str]) -> tuple[dict[str, Row], bool]:
        best: dict[str, Row] = {}
        for column in rows[0] if rows else ():
            found = {text: row for row in rows if (text := texts.get(_called(row.get(column))))}
            if len(found) > len(best):
                best = {
                    text: {name: said for name, said in row.items() if name != column} for text, row in found.items()
                }
        enough = len(best) >= _FEWEST and len(best) >= _SHARE * len(rows)
        return (best, len(best) == len(rows)) if enough else ({}, False)


def _called(value: Any) -> str:
    """A file's name as a cell has it, without the folder of whoever wrote it."""
    text = str(value).strip().replace("\\", "/").removeprefix("./").lower() if isinstance(value, str | int) else ""
    return text if len(text) < 1000 else ""


def _folders_above(path: str) -> list[str]:
    """The folders in which a table of a text may lie, the nearest first."""
    found = [_folder(path)]
    while found[-1] and len(found) <= _STEPS:
        found.append(_folder(found[-1].rstrip("/")))
    return found


def _folder(path: str) -> str:
    return path[: path.rfind("/") + 1]


def _kind(path: str) -> str | None:
    return _TABLES.get(path[path.rfind(".") :].lower())


def _is_named_so(path: str) -> bool:
    if _kind(path) is None:
        return False
    stem = path.rpartition("/")[2].rpartition(".")[0]
    return key(_NUMBERED.sub("", stem)) in _names()


@cache
def _names() -> frozenset[str]:
    return frozenset(shape_rules().companions.tables)
