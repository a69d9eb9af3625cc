"""What lies beside a text and says of it what the text does not: its headline in a file of its own (title.txt beside
body.txt, 001_title.txt beside 001_body.txt), its fields as JSON (17.json beside 17.txt), or a row of a table
(`tables_beside`).

Whether a file is such is told by its name, by what lies beside it and by what it holds, and by nothing else: whoever
reads the text and whoever reads that file decide alike, in whichever task they do.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from nashra.landing.facts.encoding import decode
from nashra.landing.facts.field_names import named_as
from nashra.landing.facts.fields import map_fields
from nashra.landing.limits import Limits
from nashra.landing.readers.json_values import parse
from nashra.landing.records import Damage, Passed, Record, RecordFault
from nashra.landing.shapes.rules import shape_rules
from nashra.landing.tables_beside import Fetch, TablesBeside
from nashra.text.alternatives import longest_of

PASSED = "headlines and fields of a text beside them"
MOST_BYTES = 200_000  # of a file of fields
_LINE = 400  # characters of a headline, an address or a day in a file of its own
_TEXTS = (".txt", ".md")
_JSON = ".json"
_LETTER = re.compile(r"[^\W_]")

Item = Record | Damage | Passed


class _Named(NamedTuple):
    """What the name of a file says that it holds of a text: the text itself or a field, of the one that `of` names."""

    of: tuple[str, str, str]
    field: str


class Beside:
    """The files of a folder or an archive that belong to a text beside them."""

    def __init__(self, paths: Iterable[str], fetch: Fetch, limits: Limits) -> None:
        self._fetch, self._limits = fetch, limits
        self._fields: dict[str, dict[str, str]] = {}  # of a text: the files that say a field of it
        self._objects: dict[str, list[str]] = {}  # of a text: files of JSON beside it
        self._parts: dict[str, str] = {}  # what is said of a text, and of which field; "" of several
        paths = list(paths)
        self.files = len(paths)  # that there are, whatever they hold
        self._tables = TablesBeside(paths, fetch, limits)
        self._join(sorted(path for path in paths if path.lower().endswith((*_TEXTS, _JSON))))

    def _join(self, paths: list[str]) -> None:
        there = set(paths)
        groups: dict[tuple[str, str, str], dict[str, str]] = {}
        for path in paths:
            stem, dot, suffix = path.rpartition(".")
            if dot + suffix.lower() in _TEXTS:
                if named := _named(stem):
                    groups.setdefault(named.of, {}).setdefault(named.field, path)
                for mark in shape_rules().companions.objects:
                    if (other := f"{stem}{mark}{_JSON}") in there:
                        self._objects.setdefault(path, []).append(other)
                        self._parts[other] = ""
        for group in groups.values():
            if "text" in group and "title" in group:
                text = group.pop("text")
                self._fields[text] = group
                self._parts |= {path: field for field, path in group.items()}

    def files_of(self, paths: Iterable[str]) -> list[str]:
        """The files that may say something of the texts at some paths."""
        return [
            other
            for path in paths
            for other in (*self._objects.get(path, ()), *self._fields.get(path, {}).values(), *self._tables.of(path))
        ]

    def is_part(self, path: str) -> bool:
        """Whether what lies there only says something of a text beside it."""
        if path not in self._parts:
            return self._tables.is_part(path)
        field = self._parts[path]
        return self._line(path) is not None if field else self._object(path) is not None

    def said_of(self, path: str) -> dict[str, Any]:
        """What is said of the text at a path; nothing where there is none beside it."""
        said = dict(self._tables.said_of(path))
        for other in self._objects.get(path, ()):
            said |= self._object(other) or {}
        for field, other in self._fields.get(path, {}).items():
            if (line := self._line(other)) is not None:
                said[field] = line
        return said

    def told(self, path: str, items: Iterator[Item]) -> Iterator[Item]:
        """The items of a text at a path, with what is said of it where it is one article."""
        if path not in self._objects and path not in self._fields and not self._tables.said_of(path):
            yield from items
            return
        found = list(items)
        records = [item for item in found if isinstance(item, Record)]
        if len(records) == 1:
            fields = records[0].fields
            own = map_fields(fields).keys() - {"text"}  # what a text says of itself counts first, whatever it calls it
            for name, value in self.said_of(path).items():
                if not any(named_as(str(name), field) for field in own):
                    fields.setdefault(name, value)
        yield from found

    def _line(self, path: str) -> str | None:
        """The one line of a file."""
        if (data := self._fetch(path, MOST_BYTES)) is None or len(data) > 4 * _LINE:
            return None
        try:
            lines = [line.strip() for line in decode(data, self._limits).split("\n") if line.strip()]
        except RecordFault:
            return None
        return lines[0] if len(lines) == 1 and len(lines[0]) <= _LINE and _LETTER.search(lines[0]) else None

    def _object(self, path: str) -> dict[str, Any] | None:
        """The fields of an article that a file holds as JSON, without its text."""
        if (data := self._fetch(path, MOST_BYTES)) is None or data.lstrip(b" \t\r\n\xef\xbb\xbf")[:1] != b"{":
            return None
        try:
            value = parse(data, self._limits)
        except RecordFault:
            return None
        if not isinstance(value, dict):
            return None
        said = map_fields(value)
        return value if "text" not in said and not said.keys().isdisjoint(("title", "url", "published_at")) else None


def _named(stem: str) -> _Named | None:
    """What a file without its suffix is named to be: "7/title", "x/001_title", "x/title-001"."""
    folder, slash, name = stem.rpartition("/")
    match = _pattern().fullmatch(name.lower())
    if match is None:
        return None
    word = match["alone"] or match["last"] or match["first"]
    field = next(field for field, words in shape_rules().companions.files.items() if word in words)
    side = "before" if match["last"] else "behind"
    return _Named((folder + slash, side, match["before"] or match["behind"] or ""), field)


@cache
def _pattern() -> "re.Pattern[str]":
    words = longest_of(word for words in shape_rules().companions.files.values() for word in words)
    joint = r"[_\-. ]"
    return re.compile(
        rf"(?P<alone>{words})|(?P<before>.{{1,200}}){joint}(?P<last>{words})|(?P<first>{words}){joint}?(?P<behind>.{{1,200}})",
        re.DOTALL,
    )
