"""A place beside who writes, at the head of a report, where bodies are called so, too: «سالم الحربي (أبها)»,
«يو بي آي ـ ساو باولو»."""

from dataclasses import replace
from itertools import pairwise

from nashra.entities.link.article.named import Named
from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.knowledge import Knowledge
from nashra.entities.link.reference.papers import MEDIA

_DASHES, _ENDS = frozenset("-–—ـ/"), frozenset(("\n", ":", "", ")", "،"))
_WRITES = frozenset(("", "كتب", "كتبت", "كتب:", "كتبت:", "تقرير", "تقرير:", "حوار:", "تصوير:", "*", "-", "•"))


def bylines(knows: Knowledge, named: list[Named], body: str) -> list[Named]:
    """The mentions, a body in brackets behind a writer, or behind an agency and a dash, as the place of its name."""
    places = {
        id(other): link
        for one, other in pairwise(named)
        if other.mention.type == "ORG"
        and (_in_brackets(one, other, body) or _behind_agency(one, other, body))
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


def _in_brackets(one: Named, other: Named, body: str) -> bool:
    between = body[one.mention.end : other.mention.start]
    return one.link.type == "PERS" and between.strip() == "(" and body[other.mention.end : other.mention.end + 1] == ")"


def _behind_agency(one: Named, other: Named, body: str) -> bool:
    """Whether a dash and the end of the line, or another mark, hold a name behind a paper's or an agency's."""
    between = body[one.mention.end : other.mention.start].strip()
    return MEDIA in one.link.why and between in _DASHES and body[other.mention.end : other.mention.end + 1] in _ENDS
