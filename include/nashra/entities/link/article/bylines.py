"""A place in brackets behind who writes, at the head of a report: «سالم الحربي (أبها)», where clubs are called so, too."""

from dataclasses import replace
from itertools import pairwise

from nashra.entities.link.article.named import Named
from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.knowledge import Knowledge

_WRITES = frozenset(("", "كتب", "كتبت", "كتب:", "كتبت:", "تقرير", "تقرير:", "حوار:", "تصوير:", "*", "-", "•"))


def bylines(knows: Knowledge, named: list[Named], body: str) -> list[Named]:
    """The mentions, a body in brackets behind a writer as the known place of its name."""
    places = {
        id(other): link
        for one, other in pairwise(named)
        if one.link.type == "PERS"
        and other.mention.type == "ORG"
        and body[one.mention.end : other.mention.start] in ("(", " (")
        and body[other.mention.end : other.mention.end + 1] == ")"
        and body[body.rfind("\n", 0, one.mention.start) + 1 : one.mention.start].strip() in _WRITES
        and (link := knows.steps.own("LOC", name_key(other.mention.surface)))
        and link.type == "LOC"
    }
    if not places:
        return named
    return [
        replace(one, mention=replace(one.mention, type="LOC"), link=places[id(one)], form=knows.form("LOC", one.name))
        if id(one) in places
        else one
        for one in named
    ]
