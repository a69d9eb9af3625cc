"""A text in blocks whose names are a scraper's own: a list of objects, or columns of a table with numbers."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from nashra.landing.facts.field_names import known
from nashra.landing.facts.field_values import text_in
from nashra.landing.facts.leaves import Place, leaves
from nashra.landing.facts.looks import is_day
from nashra.landing.facts.unnamed_text import PAGE_ADDRESS, reads_as_story
from nashra.landing.shapes.literals import is_missing

_FEWEST = 3  # columns of a list
_KIND = re.compile(r"[!-~]{1,20}")  # a word for a kind of block
_LINE_WORDS = 4  # of a line behind the text, which is none of it where it has fewer
_SENTENCE_ENDS = (".", "!", "؟", "…", "»", '"')
_NUMBERED = re.compile(r"(\D{1,60}?)[\s_.-]?(\d{1,3})")


def text_at(value: Any, name: str) -> str | bytes | None:
    """The text that a value is, in known shapes or in blocks of a scraper's own."""
    text = text_in(value, name)
    if text is not None or not isinstance(value, list):
        return text
    return _of_blocks(value) or _of_deep_blocks(value)


def with_lists(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """A record with paragraphs that stand in several columns as a list under what these are called but for numbers."""
    lists = {}
    for stem, names in _columns(tuple(record)):
        values = [record[name] for name in names if record[name] is not None]
        if stem not in record and all(isinstance(value, str) for value in values) and _are_paragraphs(values):
            lists[stem] = [value for value in values if not is_missing(value)]
    return {**record, **lists} if lists else record


@lru_cache(maxsize=256)
def _columns(names: tuple[Any, ...]) -> list[tuple[str, list[Any]]]:
    """Columns of one name but for numbers, in order."""
    found: dict[str, dict[int, Any]] = {}
    for name in names:
        if (match := _NUMBERED.fullmatch(str(name))) and not known(str(name)):
            found.setdefault(match[1], {})[int(match[2])] = name
    return [(stem, [columns[n] for n in sorted(columns)]) for stem, columns in found.items()
            if len(columns) >= _FEWEST and min(columns) <= 1]  # fmt: skip


def _are_paragraphs(values: list[str]) -> bool:
    held = [value for value in values if not is_missing(value)]
    return not any(_is_no_text(value) for value in held) and reads_as_story("\n".join(held), in_pieces=True)


def _is_no_text(value: str) -> bool:
    return PAGE_ADDRESS.fullmatch(value.strip()) is not None or value.strip().isdecimal() or is_day("", value)


def _of_blocks(items: list[Any]) -> str | None:
    """The one text that objects hold under one name, where all else that they say is of which kind each is."""
    if len(items) < 2 or not all(isinstance(item, Mapping) and item for item in items):
        return None
    names = dict.fromkeys(name for item in items for name in item)
    texts = {name: text for name in names if (text := _joined(item.get(name) for item in items))}
    if len(texts) != 1:
        return None
    name, text = texts.popitem()
    return text if all(_is_kind(items, other) for other in names if other != name) else None


def _of_deep_blocks(items: list[Any]) -> str | None:
    """The one text that objects hold at one place further in, as a builder of pages keeps the words of its parts."""
    if len(items) < 2 or not all(isinstance(item, Mapping) and item for item in items):
        return None
    held: dict[Place, list[Any]] = {}
    for item in items:
        for leaf in leaves(item):
            if len(leaf.place) > 1 and not leaf.several:
                held.setdefault(leaf.place, []).append(leaf.value)
    texts = {place: text for place, values in held.items() if (text := _joined(iter(values)))}
    return next(iter(texts.values())) if len(texts) == 1 else None


def _joined(values: Iterator[Any]) -> str | None:
    lines = [value.strip() for value in values if isinstance(value, str) and not _is_no_text(value)]
    while lines and len(lines[-1].split()) < _LINE_WORDS and not lines[-1].endswith(_SENTENCE_ENDS):
        lines.pop()
    text = "\n".join(lines)
    return text if reads_as_story(text, in_pieces=True) else None


def _is_kind(items: list[Mapping[str, Any]], name: str) -> bool:
    """Whether a name has numbers, or few words for kinds."""
    values = [value for item in items if (value := item.get(name)) is not None]
    if all(isinstance(value, int | float) for value in values):
        return True
    words = {value for value in values if isinstance(value, str) and _KIND.fullmatch(value)}
    return all(value in words for value in values if isinstance(value, str)) and 2 * len(words) <= len(items) + 2
