"""Papers that a set phrase of the news names: «كتبت البناء تقول», «كتب فلان، في "فزغلياد"»."""

import re
from functools import cache
from typing import NamedTuple

from nashra.article import Mention
from nashra.entities.recognise.settle.heads import Heads, kind_of
from nashra.entities.recognise.settle.in_place import in_place_of, sharing
from nashra.entities.text.sentences import Sentence
from nashra.text.clitics import ARTICLE

_NAME = r"[«“\"]?(\w+(?: \w+){0,2})[»”\"]?"
_WORD = r"[«“\"]?(\w+)[»”\"]?"
_MARKED = r"[«“\"](\w[^«»“”\"\n]{1,40})[»”\"]"
_WRITER = r"[^\n«»“”\".:]{3,40}"
_DAY, _END = " [0-9٠-٩]", r"(?!\w)"
_MARKS = frozenset('«“"')
SCORE = 0.8  # of a paper that the recogniser did not see: the phrase is sure of it


class Phrase(NamedTuple):
    """A set phrase: a body without one of `words` has none, which costs less to see; its groups are papers."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]


def with_papers(mentions: list[Mention], body: str, sentences: list[Sentence], heads: Heads) -> list[Mention]:
    """The mentions of a body, with the papers that a set phrase names in the place of what was found there."""
    for phrase in _phrases(heads.between, heads.wrote, heads.two):
        for found in phrase.pattern.finditer(body) if any(word in body for word in phrase.words) else ():
            for group in range(1, phrase.pattern.groups + 1):
                mentions = _with(*found.span(group), mentions, body, sentences, heads)
    return mentions


@cache
def _phrases(
    between: tuple[tuple[str, str, bool], ...], wrote: frozenset[str], two: frozenset[str]
) -> tuple[Phrase, ...]:
    said, pairs = sorted(wrote), sorted(two)
    return (
        *(
            Phrase((first,), re.compile(rf"(?<!\w)[وف]?{first} {_NAME} {last}{_DAY if day else _END}"))
            for first, last, day in between
        ),
        Phrase(tuple(said), re.compile(rf"(?<!\w)[وف]?(?:{'|'.join(said)}) {_WRITER},?،? في {_MARKED}")),
        Phrase(tuple(pairs), re.compile(rf"(?<!\w)[وبل]?(?:{'|'.join(pairs)}) {_WORD} و{_WORD}{_END}")),
    )


def _with(
    start: int, end: int, mentions: list[Mention], body: str, sentences: list[Sentence], heads: Heads
) -> list[Mention]:
    there = sharing(mentions, start, end)
    over = mentions[there]
    if any(one.start < start or one.end > end or one.type == "PERS" for one in over):
        return mentions
    if not over and not (body[start - 1] in _MARKS or _may_be_one(body[start:end], heads)):
        return mentions
    paper = in_place_of(over, "ORG", start, end, body, sentences, SCORE)
    return [*mentions[: there.start], paper, *mentions[there.stop :]]


def _may_be_one(name: str, heads: Heads) -> bool:
    """Whether a paper may be called so: not «جارتي», nor what a paper is («الموقع»)."""
    return name.startswith(ARTICLE) and " " not in name and not kind_of(name, heads)
