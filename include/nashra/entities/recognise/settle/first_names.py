"""A first name that is written as a preposition: a recogniser that takes «علي» for «على» leaves it out, or the
preposition for the name."""

import re
from dataclasses import replace

from nashra.article import Mention
from nashra.entities.recognise.settle.heads import Heads
from nashra.text.clitics import ARTICLE

_NAME, _PREPOSITION = "علي", re.compile(r"(?<!\w)على(?!\w)")
_BEFORE = len(_NAME) + 1
_ON, _IN, _IN_BARE = "على ", re.compile(r"(?<!\w)في(?!\w)"), re.compile(r"(?<!\w)فى(?!\w)")
_TITLE = re.compile(r"(?<!\w)(\w+) \Z")
REACH = 20  # code points before a name that are looked at for who it is


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


def without_on(mentions: list[Mention], body: str, heads: Heads) -> list[Mention]:
    """The mentions, persons without «على» before their family name («أثنى على الشناوي») where a body writes «في».

    Who writes «فى» means «علي» by it as often; so does who says first who it is («الشاعر على الحجار»).
    """
    if not any(map(_is_on, mentions)) or not _IN.search(body) or _IN_BARE.search(body):
        return mentions
    told = {one.start for one in mentions if _is_told(one.start, body, heads)}
    return [_from_family(one, body) if _is_on(one) and one.start not in told else one for one in mentions]


def _is_on(mention: Mention) -> bool:
    family = mention.surface.removeprefix(_ON) if mention.type == "PERS" else mention.surface
    return family != mention.surface and family.startswith(ARTICLE) and " " not in family


def _is_told(start: int, body: str, heads: Heads) -> bool:
    before = _TITLE.search(body, max(0, start - REACH), start)
    return before is not None and before[1] in heads.called


def _from_family(mention: Mention, body: str) -> Mention:
    start = mention.start + len(_ON)
    return replace(mention, start=start, surface=body[start : mention.end])
