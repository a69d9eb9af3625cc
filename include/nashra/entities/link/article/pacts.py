"""Agreements that are called by the town where they were made: «اتفاق الرياض», «معاهدة لوزان»."""

from dataclasses import replace
from functools import cache

from nashra.entities.link.article.named import Named
from nashra.entities.link.forms.clitic_forms import forms_of
from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.knowledge import Knowledge
from nashra.entities.link.limits import read_limits
from nashra.entities.link.span.trim import word_before

_STATES = "states.tsv"
_THING = "MISC"
_AND = " و"


def pacts(knows: Knowledge, named: list[Named], body: str) -> list[Named]:
    """The mentions, a town behind a word for an agreement with that, as its name.

    None of a state, which agrees to something («اتفاق مصر»), nor of a town that stands for one («اتفاق موسكو مع ...»).
    """
    if not any(word in body for word in _stems()):  # most
        return named
    return [_as_pact(knows, one, body) if one.mention.type == "LOC" and one.curated else one for one in named]


@cache
def _stems() -> tuple[str, ...]:
    """What the words for agreements begin with, as they are written."""
    words = {word.removesuffix("ه").replace("اعلان", "علان") for word in read_limits().events.pacts}
    return tuple(sorted(words))


def _as_pact(knows: Knowledge, one: Named, body: str) -> Named:
    mention = one.mention
    before = word_before(body, mention.start)
    listed = read_limits().events
    head = next((form for form in forms_of(before) if form in listed.pacts), "") if before else ""
    if not head or _STATES in one.link.why or body[mention.start - 1] != " ":
        return one
    after = name_key(body[mention.end : mention.end + 12].partition("\n")[0])
    if body.startswith(_AND, mention.end) or after.partition(" ")[0] in listed.partners:
        return one
    start = mention.start - 1 - len(head)
    surface = body[start : mention.end]
    if name_key(surface.partition(" ")[0]) != head:
        return one
    whole = replace(mention, type=_THING, start=start, surface=surface)
    return replace(one, mention=whole, name=surface, link=knows.link(_THING, surface), form=knows.form(_THING, surface))
