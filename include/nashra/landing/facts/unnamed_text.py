"""A record's text under a name that nobody knows, told by what it holds.

Scrapers name their fields as they like. Where a record says its headline, and its address or its day, but has no name
of a text at all, the one value that reads as a story does is the story. A headline and an address may be told so too,
where a value alone looks like one. Two that differ leave it in doubt, and the record is told as one without a text.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from nashra.landing.facts.field_names import known, paths
from nashra.landing.shapes.rules import asked_by_programs, key, shape_rules
from nashra.landing.shapes.values import is_picture

_LEAST, _LEAST_WORDS = 150, 25  # characters and words of a story
_ARABIC_SHARE = 0.6  # of its letters
_HEADLINE_WORDS, _LONGEST_SHORT = 4, 400  # words of a headline at the least, characters of a short value at the most
_ADDRESS = re.compile(r"https?://[^\s/]{3,200}/\S{3,2000}", re.IGNORECASE)
PAGE_ADDRESS = re.compile(r"https?://[^\s/]{3,200}/\S{1,2000}", re.IGNORECASE)
_TEASER = 40  # characters by which a short value is the beginning of the story
_SAME = 80  # characters by which two values are the same story
_ARABIC, _LETTER = re.compile("[\u0620-\u064a]"), re.compile(r"[^\W\d_]")
_TAG = re.compile(r"<[^<>]{1,300}>")
_SENTENCE_END = re.compile(r"[.؟!…](?=[\s»\")]|\Z)")


def unnamed_text(record: Mapping[str, Any], text_of: Callable[[Any, str], str | bytes | None]) -> str | None:
    """The one story among a record's values that stand under unknown names. `text_of` reads a value as a text."""
    found = list[str]()
    for name in unknown_names(tuple(record)):
        value = record[name]
        if isinstance(value, str) and len(value) < _LEAST:
            continue
        text = text_of(value, name) if isinstance(value, str | list | dict) else None
        if isinstance(text, str) and reads_as_story(text, in_pieces=isinstance(value, list)):
            found.append(text)
    if not found:
        return None
    longest = max(found, key=len)
    begin = _begin(longest)
    return longest if all(_begin(text) == begin for text in found) else None


@lru_cache(maxsize=256)
def unknown_names(names: tuple[Any, ...]) -> tuple[Any, ...]:
    """Those names under which a text may stand that is not known as one; none where a text has a known name."""
    rules = shape_rules()
    if paths("text", names):
        return ()
    never = frozenset([*rules.beside, *rules.about, *rules.never_text])
    return tuple(name for name in names if not known(str(name)) and not never & name_and_end(str(name)))


def unnamed_title(record: Mapping[str, Any], story: str) -> str | None:
    """The one value under an unknown name that reads as a headline does."""
    begin = _begin(story)
    found = [value for _, value in _short(record, story)
             if reads_as_headline(value) and not begin.startswith(_begin(value)[:_TEASER])]  # fmt: skip
    return found[0] if len(set(found)) == 1 else None


def unnamed_address(record: Mapping[str, Any]) -> str | None:
    """The one address of a page under an unknown name."""
    found = [
        value.strip() for _, value in _short(record, "") if _ADDRESS.fullmatch(value.strip()) and _may_be_read(value)
    ]
    return found[0] if len(set(found)) == 1 else None


def _may_be_read(address: str) -> bool:
    """Whether an address is no picture's, and none that a program asks."""
    return not is_picture(address) and asked_by_programs().match(address.strip()) is None


def address_by_ending(record: Mapping[str, Any]) -> str | None:
    """The one address of a page under names that end in a word for one and say no more ("css-1q href")."""
    values = (record[name] for name in _ending_in_address(tuple(record)))
    found = {
        value.strip() for value in values
        if isinstance(value, str) and PAGE_ADDRESS.fullmatch(value.strip()) and _may_be_read(value)
    }  # fmt: skip
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=256)
def _ending_in_address(names: tuple[Any, ...]) -> tuple[Any, ...]:
    rules = shape_rules()
    heads, others = tuple(rules.composed["url"].heads), rules.other_addresses
    ends = (name for name in names if key(str(name)).endswith(heads) and not known(str(name)))
    return tuple(name for name in ends if not any(other in key(str(name)) for other in others))


def _short(record: Mapping[str, Any], story: str) -> Iterator[tuple[Any, str]]:
    for name in unknown_names(tuple(record)):
        value = record[name]
        if isinstance(value, str) and len(value) <= _LONGEST_SHORT and value != story:
            yield name, value


def reads_as_headline(value: str) -> bool:
    """Whether a value is some Arabic words without the end of a sentence."""
    bare = " ".join(value.split())
    arabic = len(_ARABIC.findall(bare))
    return (
        len(bare.split()) >= _HEADLINE_WORDS
        and arabic >= _ARABIC_SHARE * max(1, len(_LETTER.findall(bare)))
        and not _SENTENCE_END.search(bare)
    )


def name_and_end(name: str) -> set[str]:
    """A name, and its last part: "author.bio" and "author_bio" are a bio."""
    pieces = re.split(r"[._/\s-]+", name)
    return {key(name), key(pieces[-1])}


def _begin(text: str) -> str:
    return " ".join(_TAG.sub(" ", text[: 4 * _SAME]).split())[:_SAME]


def reads_as_story(text: str, in_pieces: bool) -> bool:
    """Whether a text is long enough, Arabic, and made of sentences; of a list, whether most of its items are."""
    bare = _TAG.sub(" ", text).strip()
    if len(bare) < _LEAST or len(bare.split()) < _LEAST_WORDS:
        return False
    letters = len(_LETTER.findall(bare))
    if len(_ARABIC.findall(bare)) < _ARABIC_SHARE * letters:
        return False
    if not in_pieces:
        return _SENTENCE_END.search(bare) is not None
    items = [item for item in bare.split("\n") if item.strip()]
    return 2 * sum(_SENTENCE_END.search(item) is not None for item in items) > len(items)
