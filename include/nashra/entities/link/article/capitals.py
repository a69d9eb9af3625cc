"""A state's name that is its capital's, where a report begins with it: «الجزائر - أكد», «تونس (وات)»."""

import re
from dataclasses import replace

from nashra.entities.link.article.named import Named
from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.knowledge import Knowledge

REACH = 2_000  # code points of an article within which a report begins
_CAPITAL = "العاصمه"
# What stands between a place and its report: a dash, an agency in brackets, a day. A colon is a headline's, too.
_BEHIND = re.compile(r"(?: ?[-–—ـ/] ?| [-–—ـ/])(?P<next>\w+)|,? ?[(/]\w[^()/\n]{0,24}[)/]|،? (?:في )?\d{1,2} \w")


def capitals(knows: Knowledge, named: list[Named], body: str) -> list[Named]:
    """The mentions, a state's name at the beginning of a report as its capital, where that is called so, too."""
    first = next((one for one in named if one.mention.type == "LOC"), None)
    if first is None or first.mention.start > REACH:
        return named
    return [_as_capital(knows, one, body) if one.curated and one.mention.type == "LOC" else one for one in named]


def _as_capital(knows: Knowledge, one: Named, body: str) -> Named:
    mention = one.mention
    if mention.start > REACH:
        return one
    line = body.rfind("\n", 0, mention.start) + 1
    if body[line : mention.start].strip(" *•■\t") or not (behind := _BEHIND.match(body, mention.end)):
        return one
    capital = knows.steps.own("LOC", f"{_CAPITAL} {name_key(mention.surface)}")
    if capital is None or capital.entity_id == one.link.entity_id or capital.country != one.link.country:
        return one
    if (other := behind["next"]) and knows.steps.own("LOC", name_key(other)):
        return one  # two states: «الجزائر - المغرب»
    return replace(one, link=capital.because(f"{capital.why}, where a report begins"))
