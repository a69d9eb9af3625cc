"""Rows of a table that hold a paragraph of an article each: scrapers with a mouse write one for each element that a
selector found, and say headline and address again in each.

Rows that follow one another are one article where they say the same address and the same headline, and their texts have
hardly a word in common; what has is a later state of one story, and stays a row of its own.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from nashra.landing.facts.field_names import paths
from nashra.landing.limits import Limits
from nashra.landing.records import Damage, Fault, Record
from nashra.landing.shapes.values import address

_COMMON = 0.5  # share of a paragraph's words that another one may have too


def joined(rows: Iterator[Record | Damage], limits: Limits) -> Iterator[Record | Damage]:
    """The rows, with those of one article as one record under the number of the first."""
    held = _Held()
    try:
        for row in rows:
            if isinstance(row, Record) and held.takes(row, limits):
                continue
            yield from held.given()
            if isinstance(row, Record):
                held = _Held(row)
            else:
                yield row
                held = _Held()
    except Fault:  # the rest of the file cannot be read: what came before it counts
        yield from held.given()
        raise
    yield from held.given()


class _Held:
    """A row that may be the beginning of an article, and what was joined to it."""

    def __init__(self, row: Record | None = None) -> None:
        self._row = row
        self._texts: list[str] = []
        self._words: list[frozenset[str]] = []
        self._raws: list[bytes] = []
        self._name = ""
        self._size = 0

    def takes(self, row: Record, limits: Limits) -> bool:
        """Joins a row of the same article."""
        if self._row is None or not (name := _text_of_same(self._row, row)):
            return False
        if not self._texts:
            self._name, self._texts = name, [self._row.fields[name]]
            self._words, self._raws = [_words(self._texts[0])], [self._row.raw()]
            self._size = len(self._raws[0])
        words, raw = _words(row.fields[name]), row.raw()
        if any(_alike(words, other) for other in self._words) or self._size + len(raw) > limits.record_bytes:
            return False
        self._texts.append(row.fields[name])
        self._words.append(words)
        self._raws.append(raw)
        self._size += len(raw)
        return True

    def given(self) -> Iterator[Record]:
        if self._row is None:
            return
        if len(self._texts) < 2:
            yield self._row
            return
        fields = {**self._row.fields, self._name: "\n".join(self._texts)}
        yield Record(self._row.number, fields, partial(b"\n".join, self._raws), self._row.around)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _text_of_same(one: Record, other: Record) -> str | None:
    """The name of the text of two rows that say the same address and headline."""
    names = tuple(one.fields)
    title, url, text = (_name(field, one.fields, names) for field in ("title", "url", "text"))
    if title is None or url is None or text is None or not address(one.fields[url]):
        return None
    same = one.fields[url] == other.fields.get(url) and one.fields[title] == other.fields.get(title)
    texts = one.fields[text], other.fields.get(text)
    return text if same and all(isinstance(said, str) and said.strip() for said in texts) else None


def _name(field: str, fields: dict[str, Any], names: tuple[str, ...]) -> str | None:
    return next((first for first, steps in paths(field, names) if not steps and str(fields[first] or "").strip()), None)


def _alike(words: frozenset[str], others: frozenset[str]) -> bool:
    return len(words & others) >= _COMMON * max(1, min(len(words), len(others)))
