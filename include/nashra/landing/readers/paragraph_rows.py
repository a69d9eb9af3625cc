"""Rows of a table, or lines of JSON, that hold a paragraph of an article each: scrapers with a mouse write one for each
element that a selector found, and corpora one for each paragraph or sentence.

Rows that follow one another are one article where they say the same address and the same headline, or the same article
by its id or address and a paragraph's number that goes up by one, and where their texts have hardly a word in common;
what has is a later state of one story, and stays a row of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import pairwise
from typing import Any, TypeVar

from nashra.landing.facts.field_names import paths
from nashra.landing.limits import Limits
from nashra.landing.records import Damage, Fault, Passed, Record
from nashra.landing.shapes.rules import key, shape_rules
from nashra.landing.shapes.values import address

_DIGITS = 6  # of a paragraph's number, less one
_COMMON = 0.5  # share of a paragraph's words that another one may have too


Item = TypeVar("Item", Record | Damage, Record | Damage | Passed)


def are_paragraphs(records: Iterable[Record]) -> bool:
    """Whether two of some records that follow one another are of one article."""
    return any(_text_of_same(one, other) is not None for one, other in pairwise(records))


def joined(rows: Iterator[Item], limits: Limits) -> Iterator[Item | Record]:
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
        self._last: Mapping[str, Any] | None = None  # the fields of what was joined last

    def takes(self, row: Record, limits: Limits) -> bool:
        """Joins a row of the same article."""
        if self._row is None or not (name := _text_of_same(self._row, row)) or not self._follows(row):
            return False
        if not self._texts:
            self._name, self._texts = name, [self._row.fields[name]]
            self._words, self._raws = [_words(self._texts[0])], [self._row.raw()]
            self._size = len(self._raws[0])
        words, raw = _words(row.fields[name]), row.raw()
        numbered = _goes_on(self._last or self._row.fields, row.fields)
        if self._size + len(raw) > limits.record_bytes or (not numbered and any(_alike(words, o) for o in self._words)):
            return False
        self._texts.append(row.fields[name])
        self._words.append(words)
        self._raws.append(raw)
        self._size += len(raw)
        self._last = row.fields
        return True

    def _follows(self, row: Record) -> bool:
        """Whether a row's number, where it has one, is higher than that of the row before it."""
        last = self._last
        return last is None or not _numbers(tuple(last)) or _goes_on(last, row.fields)

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
    """The name of the text of two rows of one article."""
    names = tuple(one.fields)
    title, url, text = (_name(field, one.fields, names) for field in ("title", "url", "text"))
    texts = (one.fields[text], other.fields.get(text)) if text is not None else ()
    if not texts or not all(isinstance(said, str) and said.strip() for said in texts):
        return None
    placed = url is not None and address(one.fields[url]) is not None
    if placed and url is not None and one.fields[url] != other.fields.get(url):
        return None
    titles = (one.fields[title], other.fields.get(title)) if title is not None else (None, None)
    if placed and titles[0] is not None and titles[0] == titles[1]:
        return text
    if titles[1] in (None, "", titles[0]) and (placed or _same_id(one.fields, other.fields)):
        return text if _goes_on(one.fields, other.fields) else None
    return None


def _same_id(fields: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two rows name the same article by its id."""
    said = [(fields[name], other.get(name)) for name in _ids(tuple(fields))]
    return any(one == two and one not in (None, "") for one, two in said)


@lru_cache(maxsize=256)
def _ids(names: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(name for name in names if key(str(name)) in shape_rules().article_ids)


def _goes_on(fields: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether another row has a higher number of a paragraph."""
    for name in _numbers(tuple(fields)):
        one, two = _number(fields[name]), _number(other.get(name))
        if one is not None and two is not None:
            return two > one
    return False


@lru_cache(maxsize=256)
def _numbers(names: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(name for name in names if key(str(name)) in shape_rules().paragraph_numbers)


def _number(value: Any) -> int | None:
    text = str(value).strip().removesuffix(".0")
    return int(text) if text.isdecimal() and len(text) < _DIGITS else None


def _name(field: str, fields: dict[str, Any], names: tuple[str, ...]) -> str | None:
    return next((first for first, steps in paths(field, names) if not steps and str(fields[first] or "").strip()), None)


def _alike(words: frozenset[str], others: frozenset[str]) -> bool:
    return len(words & others) >= _COMMON * max(1, min(len(words), len(others)))
