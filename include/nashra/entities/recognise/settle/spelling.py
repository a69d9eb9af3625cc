"""Where a name begins and ends by how Arabic is written, whatever the name."""

import re
from collections.abc import Iterator
from dataclasses import replace

from nashra.article import Mention
from nashra.text.clitics import read_clitics
from nashra.text.fold import fold

_AND, _IN = "و", "ب"
_MARKS = frozenset("«\"“”„'‘’([{")
# A tatweel ties a clitic to a word that is written by itself («لـرويترز»), and alef bears a hamza or a madda only where
# a word begins («وأورنج»): what stands before either is no part of the word.
_TIED = re.compile(r"[وفبلك]{0,3}ـ+(?=\w\w)")
_BEFORE_HAMZA = re.compile(r"(?:[وف]?[بلك]|[وف])(?=[أإآ]\w\w)")
LEAST = 5  # letters of a word that begins with «بب» or has «و» before a name of its own


def as_spelled(mentions: list[Mention], body: str, prepositions: frozenset[str]) -> list[Mention]:
    """Mentions without clitics that spelling alone shows, two joined by «و» apart, and none that begins with a
    preposition out of marks."""
    return [
        piece
        for mention in mentions
        if not _begins_a_phrase(mention, body, prepositions)
        for piece in _apart(_from(mention, mention.start + _clitic(mention.surface), body), body)
    ]


def _begins_a_phrase(mention: Mention, body: str, prepositions: frozenset[str]) -> bool:
    marked = body[mention.start - 1 : mention.start] in _MARKS if mention.start else False
    return mention.type != "PERS" and not marked and mention.surface.partition(" ")[0] in prepositions


def _clitic(surface: str) -> int:
    """How many letters at a surface's start are a clitic."""
    if found := _TIED.match(surface) or _BEFORE_HAMZA.match(surface):
        return found.end()
    first = surface.partition(" ")[0]
    if first[:2] == _IN * 2 and len(first) >= LEAST:
        return 1
    return int(first[:2] == _AND * 2 and fold(first[1:]) in read_clitics().whole)


def _apart(mention: Mention, body: str) -> Iterator[Mention]:
    """«الاتحاد والنصر»: two names of one word each. A longer one may have an «and» of its own (التربية والتعليم), and a
    person's is left to who knows given names; a first word in alef is no name («أهلا وسهلا»)."""
    first, _, second = mention.surface.partition(" ")
    joined = (
        mention.type != "PERS"
        and len(second) >= LEAST - 1
        and " " not in second
        and second[0] == _AND
        and second[1] != _AND
        and not first.endswith("ا")
        and fold(second) not in read_clitics().whole
    )
    if not joined:
        yield mention
        return
    end = mention.start + len(first)
    yield replace(mention, end=end, surface=first)
    yield _from(mention, end + 2, body)


def _from(mention: Mention, start: int, body: str) -> Mention:
    if start == mention.start:
        return mention
    return replace(mention, start=start, surface=body[start : mention.end])
