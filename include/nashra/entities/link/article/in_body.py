"""What the names of one article say of each other before any is linked: their types, their spellings, whether they are
names at all."""

import re
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache

from nashra.entities.link.article.agree import Form, one_spelling, one_type
from nashra.entities.link.article.cut_name import SIDES
from nashra.entities.link.article.named import Named
from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.knowledge import Knowledge
from nashra.entities.link.limits import read_limits
from nashra.entities.link.span.bare import in_marks
from nashra.entities.link.span.trim import LONGEST_WORD, word_before
from nashra.entities.link.steps.why import RULE
from nashra.entities.link.types import Link
from nashra.entities.recognise.settle.heads import kind_of, read_heads
from nashra.text.clitics import ARTICLE, read_clitics

_OF_A_PROVINCE = "OM"
SHORTENED = ("PERS", "ORG", "MISC")  # types whose names an article shortens
_WORD = re.compile(r"\w+")


def as_persons(knows: Knowledge, named: list[Named]) -> list[Named]:
    """The mentions, those of one word that nothing knows made persons where the article names one so in full.

    A recogniser that saw «ميك فانينغ» may take «فانينغ» elsewhere for a club; one that saw «عبد الله الخليل» and is not
    sure of «الخليل» elsewhere, for the town.
    """
    parts = {one.form[at] for one in named if one.link.type == "PERS" and len(one.form) > 1 for at in (0, -1)}
    if not parts:
        return named
    found = []
    sure = read_limits().names.sure
    for one in named:
        open_ = one.link.why.startswith(RULE) or (one.link.type == "LOC" and one.mention.score < sure)
        alone = open_ and one.link.type != "PERS" and " " not in one.name
        form = knows.form("PERS", one.name) if alone else ()
        if len(form) == 1 and form[0] in parts:
            mention = replace(one.mention, type="PERS")
            one = replace(one, mention=mention, link=knows.link("PERS", one.name), form=form)
        found.append(one)
    return found


def as_clubs(knows: Knowledge, named: list[Named], body: str) -> list[Named]:
    """The mentions, those of one word made bodies whose state stands right behind it somewhere («تيغريس المكسيكي»), and
    those before which it says what they are: «فريق موجي ميريم», «مجموعة عنبتاوي».

    Only of names that nothing knows and no full name of the article has: so clubs and firms are called, persons hardly.
    """
    parts = {one.form[at] for one in named if one.link.type == "PERS" and len(one.form) > 1 for at in (0, -1)}
    keys = {
        name_key(one.name)
        for one in named
        if one.mention.type in ("PERS", "ORG")
        and " " not in one.mention.surface
        and one.link.why.startswith(RULE)
        and not parts.intersection(knows.form("PERS", one.name))
        and not knows.is_a_persons(one.name)
        and _state_after(knows, body, one.mention.end)
    }
    full = {one.form for one in named if one.link.type == "PERS" and len(one.form) > 1}
    sides = (one for one in named if _is_a_side(knows, one, body))
    keys |= {name_key(one.name) for one in sides if not any(_ends(form, one.form) for form in full)}
    return [
        _retyped(knows, one, "ORG") if one.link.why.startswith(RULE) and name_key(one.name) in keys else one
        for one in named
    ]


def _ends(form: Form, short: Form) -> bool:
    """Whether a full name ends in a shorter one."""
    return form != short and form[-len(short) :] == short


def _is_a_side(knows: Knowledge, one: Named, body: str) -> bool:
    """Whether a name that was taken for a person's, and that no Arab has, is a side's: «فريق موجي ميريم»."""
    if one.mention.type != "PERS" or not one.link.why.startswith(RULE) or one.title:
        return False
    start = one.mention.start
    before = word_before(body, start)
    if before not in SIDES and before not in _of_firms():
        return False
    return not any(map(knows.is_a_persons, one.name.split()))


@cache
def _of_firms() -> frozenset[str]:
    """The words before a firm's name that say what it is or has, also with a clitic: «شركة», «ماركة», «أسهم»."""
    return frozenset(f"{clitic}{word}" for clitic in ("", "ل", "ب", "و") for word in read_limits().bodies.of_firms)


def _state_after(knows: Knowledge, body: str, end: int) -> bool:
    """Whether the definite adjective of a state stands right after a place in a body."""
    after = _WORD.match(body, end + 1) if body[end : end + 1] == " " else None
    key = name_key(after[0]) if after else ""
    return key.startswith(ARTICLE) and key in knows.reference.institutions.states


def as_ministries(knows: Knowledge, named: list[Named], body: str, home: str | None) -> list[Named]:
    """The mentions, a ministry by its adjective that was taken for a place made a body: «الداخلية: حجز بضائع».

    Not where a preposition or a word for a place stands before it, nor in a paper of Oman, which has such a province.
    """
    institutions = knows.reference.institutions
    found = []
    for one in named:
        bare = institutions.find_bare(name_key(one.name)) if one.mention.type == "LOC" and not one.curated else None
        before = word_before(body, one.mention.start) if bare else ""
        told = before in knows.trimmer.towns or before in read_clitics().bare_after or _is_hung(one, body)
        if bare and home != _OF_A_PROVINCE and not told:
            mention = replace(one.mention, type="ORG")
            one = replace(one, mention=mention, link=knows.link("ORG", one.name), form=knows.form("ORG", one.name))
        found.append(one)
    return found


def _is_hung(one: Named, body: str) -> bool:
    """Whether a clitic stands before a mention: «بالداخلية»."""
    return body[one.mention.start - 1 : one.mention.start].isalpha()


def agreed(knows: Knowledge, named: list[Named]) -> list[Named]:
    """The mentions, those of names that nothing knows as the rest of the article has them (see `agree`)."""
    unknown = [one for one in named if one.link.why.startswith(RULE)]
    types = one_type((name_key(one.name), one.link.type, one.mention.score) for one in named) if unknown else {}
    if types:
        named = [_of_type(knows, one, types) for one in named]
    for kind in SHORTENED:
        forms = Counter(one.form for one in named if one.link.type == kind)
        links: dict[Form, Link] = {}
        known = set()
        for one in named:
            if one.link.type == kind:
                links.setdefault(one.form, one.link)
                if not one.link.why.startswith(RULE):
                    known.add(one.form)
                    links[one.form] = one.link
        words = knows.reference.tokens.stands_for if kind == "PERS" else knows.adjectives
        spelt = one_spelling(forms, known, kind, words.__contains__, knows.is_arabs)
        named = [_of_one_form(one, kind, spelt, links) for one in named]
    return named


def _of_one_form(one: Named, kind: str, spelt: dict[Form, Form], links: dict[Form, Link]) -> Named:
    """A mention with the entity of the form that its own is a spelling of, or that has its form («حجار», «الحجار»)."""
    if one.link.type != kind or len(one.form) < 2 or not one.link.why.startswith(RULE):
        return one
    link = links[spelt.get(one.form, one.form)]
    if link.entity_id == one.link.entity_id:
        return one
    return replace(one, link=link.because(f"{RULE}: spelling of a name of the article"))


def _of_type(knows: Knowledge, one: Named, types: dict[str, str]) -> Named:
    """A mention with the type that most of the article's mentions of its name have."""
    kind = types.get(name_key(one.name))
    if kind is None or kind == one.mention.type or not one.link.why.startswith(RULE):
        return one
    return _retyped(knows, one, kind)


def _retyped(knows: Knowledge, one: Named, kind: str) -> Named:
    mention = replace(one.mention, type=kind)
    return replace(one, mention=mention, link=knows.link(kind, one.name), form=knows.form(kind, one.name))


def doubted(named: list[Named], body: str, knows: Knowledge) -> set[str]:
    """The entities of one word, and works and things, that nothing knows and of which the recogniser was nowhere sure.

    A word before it that says what it is («بلدة»), or marks, speak for a name. A noun of the mind, which people are
    called by («فرح»), is a person only where a title or a verb of saying stands before it somewhere.
    """
    best: dict[str, float] = defaultdict(float)
    for one in named:
        mention = one.mention
        if not one.link.why.startswith(RULE) or (" " in mention.surface and one.link.type != "MISC"):
            continue
        if one.link.type == "PERS" and knows.junk.is_virtue(mention.surface):
            called = one.title or knows.junk.says(word_before(body, mention.start))
            best[one.link.entity_id] = max(best[one.link.entity_id], 1.0 if called else 0.0)
            continue
        if one.link.type == "PERS" and knows.is_a_persons(one.name):
            continue
        if mention.surface.isascii():
            continue  # what stands in Latin letters among Arabic ones is a name: «UNHCR»
        before = word_before(body, mention.start)
        said = before in knows.trimmer.towns or kind_of(before, read_heads()) or _in(one, body)
        sure = said or in_marks(body, mention.start, mention.end)
        best[one.link.entity_id] = max(best[one.link.entity_id], 1.0 if sure else mention.score)
    return {entity_id for entity_id, score in best.items() if score < read_limits().names.alone}


def _in(one: Named, body: str) -> bool:
    """Whether a preposition of place stands right before a place: «في ولنغا»."""
    before = body[max(0, one.mention.start - LONGEST_WORD) : one.mention.start]
    word = before[:-1].rpartition(" ")[2].rpartition("\n")[2] if before.endswith(" ") else ""
    return one.mention.type == "LOC" and word in read_clitics().bare_after
