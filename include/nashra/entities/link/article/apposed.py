"""A body and, in brackets right behind it, the known one that it is: «الاتحاد الدولي (فيفا)»."""

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

from nashra.entities.link.article.named import Named
from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.limits import read_limits
from nashra.entities.link.steps.why import INSTITUTION, RULE
from nashra.entities.link.types import Link

_AGENCY = "وكاله"  # of which a state may have several: «وكالة الأنباء الروسية "إنترفاكس"»
_BRACKETS = {"(": ")", "«": "»", '"': '"', "“": "”", "[": "]"}


def apposed(named: list[Named], body: str) -> list[Named]:
    """The mentions, those of a body that nothing knows given the known one that stands in brackets behind one of them.

    Only of a body that begins as such do whose letters are known («منظمة», «الاتحاد»); of one with two such names none.
    """
    found: dict[tuple[str, ...], dict[str, Link]] = defaultdict(dict)
    for one, other in pairwise(named):
        if _is_open(one) and other.curated and other.link.type == "ORG" and _in_brackets(one, other, body):
            found[one.form][other.link.entity_id] = other.link
    whose = {form: next(iter(links.values())) for form, links in found.items() if len(links) == 1}
    if not whose:
        return named
    return [
        replace(one, link=whose[one.form].because("named so in brackets behind it"))
        if _is_open(one) and one.form in whose
        else one
        for one in named
    ]


def _is_open(one: Named) -> bool:
    """Whether nothing knows a body of several words that begins as those do that are called by their letters."""
    first, _, rest = name_key(one.name).partition(" ")
    short = read_limits().bodies.short_for
    if one.link.type != "ORG" or not rest or first not in short:
        return False
    return one.link.why.startswith(RULE) or (first == _AGENCY and one.link.why.startswith(INSTITUTION))


def _in_brackets(one: Named, other: Named, body: str) -> bool:
    mark = body[one.mention.end : other.mention.start].strip(" ")
    return mark in _BRACKETS and _BRACKETS[mark] == body[other.mention.end : other.mention.end + 1]
