"""What a row of names says of them: of places of which a recogniser saw the second alone («بلدات كفرا وياطر»), of where
persons are from («محمد علي (نابلس)»), and of a person's name that it saw in two pieces."""

import re
from dataclasses import replace
from functools import cache

from nashra.article import Mention
from nashra.entities.recognise.settle.heads import Heads
from nashra.entities.recognise.settle.in_place import as_one, in_place_of, sharing
from nashra.entities.text.sentences import Sentence
from nashra.text.clitics import ARTICLE

SCORE = 0.7  # of a place that stands in such a row
SURE, LEAST = 0.8, 2  # the score from which on a type is sure, and brackets that make a row
_AND = "و"
_BETWEEN = frozenset((" و", "، ", "، و", "،"))


def with_rows(mentions: list[Mention], body: str, sentences: list[Sentence], heads: Heads) -> list[Mention]:
    """The mentions of a body, with the first place of a row whose second one is a mention."""
    told = any(word in body for word in heads.several)  # most bodies have none, which costs less to see
    for found in _rows(heads.several).finditer(body) if told else ():
        start, end = found.span(1)
        there = sharing(mentions, start, end)
        if mentions[there] or there.stop >= len(mentions):
            continue
        second = mentions[there.stop]
        between = body[end : second.start]
        joined = between in _BETWEEN or (between == " " and second.surface.startswith(_AND))
        if second.type == "LOC" and joined:
            new = in_place_of((), "LOC", start, end, body, sentences, SCORE)
            mentions = [*mentions[: there.start], new, *mentions[there.stop :]]
    return mentions


@cache
def _rows(several: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)[وبلف]?(?:{'|'.join(sorted(several))}) (\w{{3,}})(?!\w)")


def where_from(mentions: list[Mention], body: str) -> list[Mention]:
    """The mentions, those in brackets right behind a person made places where others so are surely places."""
    if "(" not in body:
        return mentions
    at = [
        number
        for number in range(1, len(mentions))
        if mentions[number - 1].type == "PERS"
        and body[mentions[number - 1].end : mentions[number].start] == " ("
        and body[mentions[number].end : mentions[number].end + 1] == ")"
    ]
    sorts = {mentions[number].type for number in at if mentions[number].score >= SURE}
    if len(at) < LEAST or sorts != {"LOC"}:
        return mentions
    return [replace(one, type="LOC") if number in at else one for number, one in enumerate(mentions)]


def in_one(mentions: list[Mention], body: str) -> list[Mention]:
    """The mentions, a person and the definite word right behind it that is marked as another as one: «شكيب الزغواني»
    «الطبوبي»."""
    kept: list[Mention] = []
    for mention in mentions:
        before = kept[-1] if kept else None
        if before and before.type == mention.type == "PERS" and _goes_on(before, mention, body):
            kept[-1] = as_one(before, mention, body)
        else:
            kept.append(mention)
    return kept


def _goes_on(before: Mention, mention: Mention, body: str) -> bool:
    family = mention.surface.startswith(ARTICLE) and " " not in mention.surface
    return family and before.end + 1 == mention.start and body[before.end] == " "
