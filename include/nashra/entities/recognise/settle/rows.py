"""Places in a row that a recogniser saw in part: «بلدات كفرا وياطر», of which it saw the second alone; and a person's
name that it saw in two pieces."""

import re
from dataclasses import replace
from functools import cache

from nashra.article import Mention
from nashra.entities.recognise.settle.heads import Heads
from nashra.entities.recognise.settle.in_place import in_place_of, sharing
from nashra.entities.text.sentences import Sentence
from nashra.text.clitics import ARTICLE

SCORE = 0.7  # of a place that stands in such a row
_AND = "و"
_BETWEEN = frozenset((" و", "، ", "، و", "،"))


def with_rows(mentions: list[Mention], body: str, sentences: list[Sentence], heads: Heads) -> list[Mention]:
    """The mentions of a body, with the first place of a row whose second one is a mention."""
    for found in _rows(heads.several).finditer(body):
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


def in_one(mentions: list[Mention], body: str) -> list[Mention]:
    """The mentions, a person and the definite word right behind it that is marked as another as one: «شكيب الزغواني»
    «الطبوبي»."""
    kept: list[Mention] = []
    for mention in mentions:
        before = kept[-1] if kept else None
        if before and before.type == mention.type == "PERS" and _goes_on(before, mention, body):
            kept[-1] = replace(
                before,
                end=mention.end,
                surface=body[before.start : mention.end],
                score=min(before.score, mention.score),
            )
        else:
            kept.append(mention)
    return kept


def _goes_on(before: Mention, mention: Mention, body: str) -> bool:
    family = mention.surface.startswith(ARTICLE) and " " not in mention.surface
    return family and before.end + 1 == mention.start and body[before.end] == " "
