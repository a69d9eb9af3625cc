"""Papers that a set phrase of the news names: «كتبت البناء تقول», «كتب فلان، في "فزغلياد"»."""

import re
from bisect import bisect_right
from dataclasses import replace
from functools import cache

from nashra.article import Mention
from nashra.entities.recognise.settle.heads import Heads
from nashra.entities.text.sentences import Sentence
from nashra.text.clitics import ARTICLE

_NAME = r"[«“\"]?(\w+(?: \w+){0,2})[»”\"]?"
_WORD = r"[«“\"]?(\w+)[»”\"]?"
_MARKED = r"[«“\"](\w[^«»“”\"\n]{1,40})[»”\"]"
_DAY, _END = " [0-9٠-٩]", r"(?!\w)"
_MARKS = frozenset("«“\"")
SCORE = 0.8  # of a paper that the recogniser did not see: the phrase is sure of it


def with_papers(mentions: list[Mention], body: str, sentences: list[Sentence], heads: Heads) -> list[Mention]:
    """The mentions of a body, with the papers that a set phrase names in the place of what was found there."""
    for phrase in _phrases(heads.between, heads.wrote, heads.two):
        for found in phrase.finditer(body):
            for group in range(1, phrase.groups + 1):
                mentions = _with(*found.span(group), mentions, body, sentences)
    return mentions


@cache
def _phrases(
    between: tuple[tuple[str, str, bool], ...], wrote: frozenset[str], two: frozenset[str]
) -> list[re.Pattern[str]]:
    phrases = [rf"(?<!\w){first} {_NAME} {last}{_DAY if day else _END}" for first, last, day in between]
    phrases.append(rf"(?<!\w)(?:{'|'.join(sorted(wrote))}) [^\n«»“”\".:]{{3,40}},?،? في {_MARKED}")
    phrases.append(rf"(?<!\w)[وبل]?(?:{'|'.join(sorted(two))}) {_WORD} و{_WORD}(?!\w)")
    return [re.compile(one) for one in phrases]


def _with(start: int, end: int, mentions: list[Mention], body: str, sentences: list[Sentence]) -> list[Mention]:
    first = bisect_right(mentions, start, key=lambda one: one.end)
    last = first
    while last < len(mentions) and mentions[last].start < end:
        last += 1
    over = mentions[first:last]
    if any(one.start < start or one.end > end or one.type == "PERS" for one in over):
        return mentions
    if not over and not (body[start - 1] in _MARKS or _is_definite(body[start:end])):
        return mentions  # «كتبت جارتي تقول»
    number = max(0, bisect_right(sentences, start, key=lambda one: one.starts[0]) - 1)
    score = max([SCORE, *(one.score for one in over)])
    return [*mentions[:first], Mention("ORG", body[start:end], start, end, number, score), *mentions[last:]]


def _is_definite(name: str) -> bool:
    return name.startswith(ARTICLE) and " " not in name
