"""Where a name begins and ends by how Arabic is written, whatever the name."""

import re
from collections.abc import Iterator
from dataclasses import replace

from nashra.article import Mention
from nashra.entities.recognise.settle.heads import Heads, head_of
from nashra.text.clitics import ARTICLE, read_clitics
from nashra.text.fold import fold

_AND, _IN = "و", "ب"
_MARKS = frozenset("«\"“”„'‘’([{")
_CLOSING = frozenset("»\"“”'‘’)]}")
# A tatweel ties a clitic to a word that is written by itself («لـرويترز»), and alef bears a hamza or a madda only where
# a word begins («وأورنج»): what stands before either is no part of the word.
_TIED = re.compile(r"[وفبلك]{0,3}ـ+(?=\w\w)")
_BEFORE_HAMZA = re.compile(r"(?:[وف]?[بلك]|[وف])(?=[أإآ]\w\w)")
# Arabic letters right before Latin ones are another word, that lost its space: «طرازF-16».
_GLUED = re.compile(r"[ء-ي]+(?=[A-Za-z])")
_TIED_IN = re.compile(r"\s+بـ+(?=\w\w)")
# What a list has between its words stands in no name, nor does a dash between two Latin ones.
_SIGN = re.compile(r"\s+[+|=/•*]+\s+|(?<=[A-Za-z])\s*[-–—]\s+(?=[A-Za-z])")
_DASH = re.compile(r"\s+[+|=/•*–—-]+\s+")  # a list of persons has between two full names
REACH = 40  # code points before marks that are looked at for what the title is of
FULL = 5  # blanks in two full names and the dash between them
LEAST = 5  # letters of a word that begins with «بب» or has «و» before a name of its own


def as_spelled(mentions: list[Mention], body: str, heads: Heads) -> list[Mention]:
    """Mentions without clitics that spelling alone shows, two joined by «و» apart, and none that begins with a
    preposition out of marks."""
    return [
        piece
        for mention in mentions
        if not _begins_a_phrase(mention, body, heads)
        for part in _between_signs(mention, body)
        for piece in _apart(_from(part, part.start + _clitic(part, heads), body), body, heads)
    ]


def _between_signs(mention: Mention, body: str) -> Iterator[Mention]:
    """The pieces of a mention that a sign of a list parts («أردوغان + يبكي»), or «بـ» between a body and its place."""
    start = mention.start
    full = mention.type == "PERS" and mention.surface.count(" ") >= FULL
    for sign in (_DASH if full else _SIGN).finditer(body, mention.start, mention.end):
        yield replace(mention, start=start, end=sign.start(), surface=body[start : sign.start()])
        start = sign.end()
    rest = mention if start == mention.start else replace(mention, start=start, surface=body[start : mention.end])
    if rest.type == "ORG" and (where := _TIED_IN.search(body, rest.start, rest.end)):
        yield replace(rest, end=where.start(), surface=body[rest.start : where.start()])
        rest = replace(rest, type="LOC", start=where.end(), surface=body[where.end() : rest.end])
    yield rest


def _begins_a_phrase(mention: Mention, body: str, heads: Heads) -> bool:
    if mention.type == "PERS" or mention.surface.partition(" ")[0] not in heads.prepositions:
        return False
    marked = mention.start > 0 and body[mention.start - 1] in _MARKS
    return not (marked and _is_titled(body[: mention.start - 1], heads))


def _is_titled(before: str, heads: Heads) -> bool:
    """Whether one of the last words before marks says that a title is in them: «فيلم», «كتابه», «تحت عنوان»."""
    words = [fold(word) for word in before[-REACH:].split()[-2:]]
    return any(
        bare in heads.titled or bare[:-1] in heads.titled or f"{bare[:-2]}ه" in heads.titled  # كتابه, روايته
        for word in words
        for bare in (word, *(word[number:].removeprefix(ARTICLE) for number in range(3)))
    )


def _clitic(mention: Mention, heads: Heads) -> int:
    """How many letters at a mention's start are a clitic."""
    surface = mention.surface
    if found := _GLUED.match(surface):
        return found.end()
    if found := _TIED.match(surface) or _BEFORE_HAMZA.match(surface):
        return found.end()
    first = surface.partition(" ")[0]
    if first[:2] == _IN * 2 and len(first) >= LEAST:
        return 1
    if first[:2] == _AND * 2 and fold(first[1:]) in read_clitics().whole:
        return 1
    if mention.type in ("LOC", "ORG") and " " in surface and fold(first) not in read_clitics().whole:
        return len(first) - len(head_of(first, heads.begin) or first)
    return 0


def _apart(mention: Mention, body: str, heads: Heads) -> Iterator[Mention]:
    """«الاتحاد والنصر»: two names of one word each, or a second one that begins with a head.

    What marks hold is one («الخيط والعصفور»), and so is what a head begins («قاعة وستمنستر»); any other long one may
    have an «and» of its own (التربية والتعليم; a foreign word unless the body has it without و), a person's is left to
    who knows given names, and a first word in alef is no name («أهلا وسهلا»).
    """
    if mention.type in ("LOC", "ORG") and (at := _second(mention.surface, heads)):
        end = mention.start + len(mention.surface[:at].rstrip())
        yield replace(mention, end=end, surface=body[mention.start : end])
        yield from _apart(_from(mention, mention.start + at + 1, body), body, heads)
        return
    first, _, second = mention.surface.partition(" ")
    joined = (
        mention.type in ("LOC", "ORG")
        and len(second) >= LEAST - 1
        and " " not in second
        and second[0] == _AND
        and second[1] != _AND
        and not first.endswith("ا")
        and fold(second) not in read_clitics().whole
        and not head_of(first, heads.begin | read_clitics().whole)
        and not _in_marks(mention, body)
        and (second[1:].startswith(ARTICLE) or _stands_alone(second[1:], body))
    )
    if not joined:
        yield mention
        return
    end = mention.start + len(first)
    yield replace(mention, end=end, surface=first)
    yield _from(mention, end + 2, body)


def _in_marks(mention: Mention, body: str) -> bool:
    """Whether marks stand right before and right after a mention."""
    return mention.start > 0 and body[mention.start - 1] in _MARKS and body[mention.end : mention.end + 1] in _CLOSING


def _stands_alone(word: str, body: str) -> bool:
    """Whether a body has a word by itself: «وينزداي» of «شيفيلد وينزداي» is no «and»."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", body) is not None


def _second(surface: str, heads: Heads) -> int:
    """Where the «و» stands after which a second name of two words or more begins with a head; 0: nowhere."""
    at = surface.find(f" {_AND}", 1) + 1
    while at > 0:
        word, _, more = surface[at + 1 :].partition(" ")
        if more and fold(word.removeprefix(ARTICLE)) in heads.begin:
            return at
        at = surface.find(f" {_AND}", at) + 1
    return 0


def _from(mention: Mention, start: int, body: str) -> Mention:
    if start == mention.start:
        return mention
    return replace(mention, start=start, surface=body[start : mention.end])
