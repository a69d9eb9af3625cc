"""A body and the known one that it is: in brackets right behind it («الاتحاد الدولي (فيفا)»), or by more words before
(«الجامعة المغربية» after «الجامعة الملكية المغربية لكرة القدم»)."""

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

from nashra.entities.link.article.named import Named
from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.limits import read_limits
from nashra.entities.link.steps.why import INSTITUTION, RULE
from nashra.entities.link.types import Link

LEAST = 2  # words of a short name
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


def by_fewer_words(named: list[Named], states: frozenset[str]) -> list[Named]:
    """The mentions, a body that nothing knows, of a head and a state's adjective, as the one known body that the
    article names before with these words and more between or behind them."""
    found: list[Named] = []
    before: dict[str, tuple[tuple[str, ...], Link]] = {}
    for one in named:
        words = tuple(name_key(one.name).split()) if one.link.type == "ORG" and " " in one.name else ()
        if one.curated and len(words) > LEAST:
            before[one.link.entity_id] = words, one.link
        elif before and _is_short(one, words, states):
            whole = {entity: link for entity, (more, link) in before.items() if _is_within(words, more)}
            if len(whole) == 1:
                one = replace(one, link=next(iter(whole.values())).because("named so with more words before"))
        found.append(one)
    return found


def _is_short(one: Named, words: tuple[str, ...], states: frozenset[str]) -> bool:
    return len(words) == LEAST and one.link.why.startswith(RULE) and words[1] in states


def _is_within(words: tuple[str, ...], more: tuple[str, ...]) -> bool:
    return words[0] == more[0] and words[1] in more[1:]
