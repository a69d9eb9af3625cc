"""What a record says it is, where that is no published article: a page of the site, a draft, what lies in the bin."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from nashra.landing.facts.field_names import named_as
from nashra.landing.shapes.rules import key, shape_rules
from nashra.landing.shapes.values import moment, plain

_COUNT = re.compile(r"[\d:.,]{1,20}")
_TRUE = (True, "true", "TRUE", "True", "1", 1, "yes", "Yes")
_FALSE = (False, "false", "FALSE", "False", "0", 0, "no", "No", "off", "Off")
_LONGEST = 40  # characters of a word that says it


def no_article(record: Mapping[str, Any]) -> str | None:
    """What a record says that it is instead of a published article, in its own word; None for an article."""
    rules = shape_rules().standing
    for name, role in _says(tuple(record)):
        value = plain(record[name])
        if type(value) is int and role == "status":
            value = str(value)
        if role == "flags":
            if value in _TRUE:
                return key(str(name))
        elif role == "since":
            if moment(value) is not None:
                return key(str(name))
        elif role == "live" or (role == "status" and value is False):
            if value in _FALSE:
                return f"{key(str(name))}: {str(value).lower()}"
        elif role == "speaker":
            if isinstance(value, str) and key(value) in rules.speakers and not _span(tuple(record))[2]:
                return "a turn of a conversation"
        elif (
            isinstance(value, str)
            and len(value) <= _LONGEST
            and key(value) in (rules.other_kinds if role == "kind" else rules.unpublished)
        ):
            return value.strip().lower()
    if _is_comment(tuple(record)):
        return "a comment"
    return "a piece of a transcript" if _is_said_within(record) else None


@lru_cache(maxsize=256)
def _is_comment(names: tuple[Any, ...]) -> bool:
    """Whether a record's names are those of a reader's comment, which has no headline."""
    keys = {key(str(name)) for name in names}
    return not keys.isdisjoint(shape_rules().standing.comment) and not any(named_as(str(n), "title") for n in names)


def _is_said_within(record: Mapping[str, Any]) -> bool:
    """Whether a record says when its words begin and end, in seconds or the like, and nothing of an article."""
    begin, end, says_more = _span(tuple(record))
    return bool(begin and end) and not says_more and all(_is_count(record[name]) for name in (*begin, *end))


@lru_cache(maxsize=256)
def _span(names: tuple[Any, ...]) -> tuple[tuple[Any, ...], tuple[Any, ...], bool]:
    rules = shape_rules().standing
    begin = tuple(name for name in names if key(str(name)) in rules.said_from)
    end = tuple(name for name in names if key(str(name)) in rules.said_to)
    return begin, end, any(named_as(str(name), field) for name in names for field in ("title", "published_at"))


def _is_count(value: Any) -> bool:
    return isinstance(value, int | float) or (isinstance(value, str) and _COUNT.fullmatch(value.strip()) is not None)


@lru_cache(maxsize=256)
def _says(names: tuple[Any, ...]) -> tuple[tuple[Any, str], ...]:
    """Those of a record's names that say what it is, each with how."""
    rules = shape_rules().standing
    folded = {key(str(name)) for name in names}
    # "type" alone may say anything; beside these names a content manager says by it what a record is
    kinds = rules.kind if folded.isdisjoint(rules.of_content) else (*rules.kind, *rules.bare_kind)
    # a post that is not "live" was no broadcast
    beside = not folded.isdisjoint(rules.of_published)
    live = tuple(name for name in rules.live if beside or name not in rules.of_moments)
    roles = {
        "since": rules.since,
        "live": live,
        "kind": kinds,
        "status": rules.status,
        "flags": rules.flags,
        "speaker": rules.speaker,
    }
    return tuple((name, role) for name in names for role, wanted in roles.items() if key(str(name)) in wanted)
