"""A first name that is written as a preposition: a recogniser that takes «علي» for «على» leaves it out."""

import re
from dataclasses import replace

from nashra.article import Mention

_NAME, _PREPOSITION = "علي", re.compile(r"(?<!\w)على(?!\w)")
_BEFORE = len(_NAME) + 1


def with_first_names(mentions: list[Mention], body: str) -> list[Mention]:
    """The mentions, persons with the «علي» right before them, in a body that writes the preposition «على».

    In one that writes that «علي», too, nothing tells. A person's name that ends before «علي» goes on over it.
    """
    at = [number for number, one in enumerate(mentions) if one.type == "PERS" and _is_before(one.start, body)]
    if not at or not _PREPOSITION.search(body):
        return mentions
    kept = list(mentions)
    for number in reversed(at):
        one, start = kept[number], kept[number].start - _BEFORE
        last = kept[number - 1] if number else None
        if last and last.end > start:
            continue
        if last and last.type == "PERS" and last.end == start - 1 and body[last.end] == " ":
            start = last.start
            del kept[number - 1]
            number -= 1
        kept[number] = replace(one, start=start, surface=body[start : one.end])
    return kept


def _is_before(start: int, body: str) -> bool:
    """Whether the name stands as a word of its own right before a place in a body."""
    first = start - _BEFORE
    return first >= 0 and body[first:start] == f"{_NAME} " and not body[first - 1 : first].isalnum()
