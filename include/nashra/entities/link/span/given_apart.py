"""A given name that a recogniser parted from its family's name: «خالد» «الفيصل بن عبدالعزيز»."""

from collections.abc import Sequence

from nashra.article import Mention
from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.limits import read_limits
from nashra.entities.link.span.trim import Trimmer
from nashra.entities.recognise.settle.in_place import as_one

_PERSON = "PERS"


def with_families(mentions: Sequence[Mention], body: str, trimmer: Trimmer) -> list[Mention]:
    """The mentions in order, those of persons that a blank alone parts as one where the first is a given name alone and
    nothing is written onto the second."""
    kept: list[Mention] = []
    for mention in mentions:
        before = kept[-1] if kept else None
        if before is not None and _is_parted(before, mention, body, trimmer):
            kept[-1] = as_one(before, mention, body)
        else:
            kept.append(mention)
    return kept


def _is_parted(before: Mention, mention: Mention, body: str, trimmer: Trimmer) -> bool:
    if mention.type != _PERSON or before.type != _PERSON or before.end + 1 != mention.start:
        return False
    if body[before.end] != " " or " " in before.surface:
        return False
    given = trimmer.reference.given[name_key(before.surface)] >= read_limits().persons.common
    return given and trimmer.start(_PERSON, mention.surface)[0] == 0
