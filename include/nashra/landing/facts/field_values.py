"""What a value says under the name of a field: a text, a headline, an address, a day, a source."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from nashra.landing.facts.field_candidates import follow, is_article_like, is_titled
from nashra.landing.facts.field_names import Way
from nashra.landing.shapes import values as shaped
from nashra.landing.shapes.blocks import block_text
from nashra.landing.shapes.literals import (
    OPENED_BY,
    is_missing,
    listed_tags,
    opened,
    parted,
    unescaped,
    without_cut_mark,
)
from nashra.landing.shapes.markdown import is_markdown_name, looks_like_markdown, plain_lines
from nashra.landing.shapes.rules import asked_by_programs, key, shape_rules

_MOST_NAMES = 500  # a record with more names keeps other records by name
_LEAST_STORY = 240  # characters of a text in sections; fewer are their names
_ADDRESS, _LONGEST_ADDRESS = re.compile(r"https?://[^\s/]+\.\S+\s*"), 2000


def first_said(field: str, record: Mapping[str, Any], ways: Sequence[Way]) -> tuple[int, Any] | None:
    """What a record says of a field, and how many better ways there were to say it."""
    shape = _SHAPES[field]
    for rank, (first, steps) in enumerate(ways):
        value = follow(record[first], steps) if steps else record[first]
        if value is not None and (said := shape(value, steps[-1] if steps else first)) is not None:
            return rank, said
    return None


def is_prose(value: Any) -> bool:
    """Whether a value is a text, in one piece or in blocks."""
    return text_in(value, "") is not None


def text_in(value: Any, name: str) -> str | bytes | None:
    """A text: in one piece, a list of paragraphs, or blocks. A list of articles, or one article, is none; nor are names
    of a site's sections the sections of a text."""
    if key(name) not in shape_rules().of_parts:
        return _text_of(value, name)
    text = _text_of(value, name) if isinstance(value, list) else None
    return text if isinstance(text, str) and len(text) >= _LEAST_STORY else None


def _text_of(value: Any, name: str) -> str | bytes | None:
    if isinstance(value, bytes):
        return value if value.strip() else None
    if not isinstance(value, str):
        value = shaped.plain(value)
    if isinstance(value, str):
        found = opened(value) if value[:1] in OPENED_BY or value[:1].isspace() else value
        if isinstance(found, str):
            return None if is_missing(value) or _is_address(value) else prose(value, name)
        value = found
    if isinstance(value, dict) and len(value) <= _MOST_NAMES and (lines := shaped.numbered_lines(value)):
        value = lines
    if isinstance(value, list):
        if not value or any(isinstance(item, dict) and is_article_like(item) for item in value[:20]):
            return None
        if all(isinstance(item, str) for item in value):
            text = "\n".join(value)
            return prose(text, name) if text.strip() else None
        if all(isinstance(item, dict) and len(item) == 1 for item in value):  # each text named by its type (DynamoDB)
            texts = [next(iter(item.values())) if _one_name(value) else shaped.plain(item) for item in value]
            if all(isinstance(text, str) for text in texts):
                return "\n".join(texts) or None
        return block_text(value)
    if isinstance(value, dict):
        if len(value) > _MOST_NAMES or is_titled(value):
            return None
        words = block_text(value)
        return plain_lines(words) if words and "**" in words and looks_like_markdown(words) else words
    return None


def _is_address(value: str) -> bool:
    """Whether a value is an address and no more, as where the text lies elsewhere."""
    return value[:4] == "http" and len(value) < _LONGEST_ADDRESS and _ADDRESS.fullmatch(value) is not None


def _one_name(items: list[dict[str, Any]]) -> bool:
    """Whether objects of one name each have the same one, over a text."""
    return len({name for item in items for name in item}) == 1 and all(
        isinstance(text, str) for item in items for text in item.values()
    )


def prose(text: str, name: str) -> str:
    text = without_cut_mark(parted(unescaped(listed_tags(text))))
    if is_markdown_name(name) or (("](" in text or "**" in text or "# " in text) and looks_like_markdown(text)):
        return plain_lines(text)
    return text


def _source(value: Any, name: str) -> str | None:
    return shaped.source(value)


def _named(value: Any, name: str) -> str | None:
    return shaped.site(value)


def _moment(value: Any, name: str) -> Any:
    if name == "_ts":  # Cosmos DB's own: when a document was last written
        return None
    return shaped.moment(value, utc=key(name).endswith(("gmt", "utc")))


def headline_in(value: Any, name: str) -> str | None:
    """A headline; a list of articles, each with its own, is none ("headlines")."""
    if isinstance(value, list) and any(isinstance(item, dict) and is_article_like(item) for item in value[:20]):
        return None
    return shaped.headline(value)


def _url(value: Any, name: str) -> str | None:
    if isinstance(value, list) and value and all(isinstance(one, dict) and one.get("rel") == "self" for one in value):
        return None  # where a program asks for the record
    found = shaped.address(value)
    if found is not None:
        return None if asked_by_programs().match(found) else found
    return shaped.bare_address(value) if key(name) in shape_rules().bare_addresses else None


def _keywords(value: Any, name: str) -> list[str] | str | None:
    return shaped.keywords(value)


_SHAPES: dict[str, Callable[[Any, str], Any]] = {
    "text": text_in, "title": headline_in, "url": _url, "source": _source, "published_at": _moment, "dateline": _named,
    "agency": _named, "keywords": _keywords,
}  # fmt: skip
