"""What an entity is called, and what it is, by all of its spellings and what the reference knows."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from nashra.entities.link import Link, Linker
from nashra.entities.link.common_words import read_words
from nashra.entities.link.forms.normal import name_key, without_article
from nashra.entities.link.limits import read_limits
from nashra.entities.link.types import GEONAMES
from nashra.text.clitics import ARTICLE

NAMING = pa.schema(
    [
        ("type", pa.string()),
        ("name_ar", pa.string()),
        ("name_en", pa.string()),
        ("wikidata_id", pa.string()),
        ("geonames_id", pa.int64()),
        ("country", pa.string()),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
        ("name_en_from", pa.string()),
    ]
)
"""The columns of the table that tell it."""
CLITIC = 3  # times that a name comes with a letter before it, and never without, that is no clitic
RARE, NEARLY = 10, 2  # times that the commonest spelling may be as common as a longer one
_FATHER, _OF_FATHER = "أبو", ("أبي", "أبا", "ابي", "ابا")
_AND, _FEMININE, _FEMININES = "و", "ه", ("ه", "ات")
_OF = ("ي", "يه")  # what the adjective of a state ends in
_MARKS = " ،.«»\"'()[]_ـ"


@dataclass(slots=True)
class Tally:
    """What the mentions of one entity add up to."""

    articles: int = 0
    surfaces: Counter[tuple[str, str]] = field(default_factory=Counter)  # (type, surface)
    homes: Counter[str] = field(default_factory=Counter)  # country of a paper -> its articles that name the entity


def naming(entity_id: str, tally: Tally, linker: Linker) -> dict[str, Any]:
    """A value for each of NAMING."""
    counts: Counter[str] = Counter()
    for (_, surface), count in tally.surfaces.items():
        counts[surface] += count
    spellings = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    link = _known(entity_id, tally, linker)
    # a gazetteer's Arabic has vowel signs, or is of another time: a place is written as the papers write it
    given = None if link.english_from == GEONAMES else link.name_ar
    name_ar = given or _name_of(spellings, entity_id, link.type, linker)
    name_en, origin = link.name_en, link.english_from
    if not name_en:
        name_en, origin = linker.english_and_origin(name_ar, link.type, link.country or _home(tally))
    return {
        "type": link.type,
        "name_ar": name_ar,
        "name_en": name_en,
        "wikidata_id": link.wikidata_id,
        "geonames_id": link.geonames_id,
        "country": link.country,
        "latitude": link.latitude,
        "longitude": link.longitude,
        "name_en_from": origin,
    }


def _home(tally: Tally) -> str | None:
    """The country whose papers write nearly all that is written of an entity."""
    ranked = sorted(tally.homes.items(), key=lambda item: (-item[1], item[0]))
    least = read_limits().spellings.home_share * tally.articles
    return ranked[0][0] if ranked and ranked[0][1] >= least else None


def _known(entity_id: str, tally: Tally, linker: Linker) -> Link:
    """The reference's word on an entity, found again from its spellings, the commonest first.

    A spelling may lead elsewhere: a short form that an article resolved, a name linked by an older reference.
    """
    if known := linker.steps.by_id(entity_id):
        return known
    kinds: Counter[str] = Counter()
    for (kind, surface), count in sorted(tally.surfaces.items(), key=lambda item: (-item[1], item[0])):
        kinds[kind] += count
        link = linker.link(kind, surface)
        if link.entity_id == entity_id:
            return link
    kind = min(kinds, key=lambda kind: (-kinds[kind], kind))
    return Link(entity_id, kind, None)


def _name_of(spellings: list[tuple[str, int]], entity_id: str, kind: str, linker: Linker) -> str:
    """What an entity that no reference knows is called.

    By its spellings that mean it wherever they stand, where there are any: a person's short form is another's in the
    next article («يوسف» of «يوسف المنصور»), and so is what every body has («الأمانة العامة» of that of a league).
    """
    if kind != "PERS" and not linker.is_anybodys(kind, found := _fullest(spellings, kind, linker, entity_id)):
        return _whole(found, kind, linker)
    own = [(surface, count) for surface, count in spellings if linker.link(kind, surface).entity_id == entity_id]
    return _whole(_fullest(own or spellings, kind, linker, entity_id), kind, linker)


def _whole(name: str, kind: str, linker: Linker) -> str:
    """A body's name with the article that «لل» took each time that it was named: «مجمع المهني المشترك» is «المجمع …».

    Only before a definite adjective that agrees with the first word, and is nobody's name itself («غرفة الشرقية»).
    """
    words, (first, second, *_) = read_words(), [*map(name_key, name.split(" ", 2)), ""]
    bare = without_article(second)
    feminine = second.endswith(_FEMININE)
    if kind != "ORG" or first.startswith(ARTICLE) or bare == second or first.endswith(_FEMININES) != feminine:
        return name
    adjective = bare.removesuffix(_FEMININE) in words.adjectives or (second in linker.states and bare.endswith(_OF))
    own = any(linker.steps.own(one, second) for one in ("LOC", "ORG")) or second in linker.reference.club_names
    named = own or linker.reference.given[bare] or linker.reference.given[second]
    style = words.heads.get((kind, first), ("", "name"))[1]
    office = linker.reference.institutions.find_bare(second)
    if not adjective or named or office or style in ("name", "before") or bare in words.nouns:
        return name
    return f"{ARTICLE}{name}"


def _fullest(spellings: list[tuple[str, int]], kind: str, linker: Linker, entity_id: str) -> str:
    """The commonest spelling among those with the most words that aren't rare: «علي حسن» before «حسن».

    Of what is no person, a longer one must be nearly as common: a recogniser goes on too long now and then.

    Without what isn't the name: a title, a clitic, the loss of its article («جيش» of «للجيش»), marks at its ends.
    """
    share = RARE if kind == "PERS" else NEARLY
    enough = [(surface, count) for surface, count in spellings if share * count >= spellings[0][1]]
    words = max(surface.count(" ") for surface, _ in enough)
    long = [surface for surface, _ in enough if surface.count(" ") == words or (kind == "PERS" and " " in surface)]
    found = long[0] if kind == "PERS" and long else next(one for one, _ in enough if one.count(" ") == words)
    if kind == "PERS" and found.split(" ")[0] in _OF_FATHER:
        found = f"{_FATHER}{found[len(_FATHER) :]}"  # «عن أبي هريرة» speaks of أبو هريرة
    if any(surface == f"{ARTICLE}{found}" for surface, _ in spellings):
        return f"{ARTICLE}{found}"
    if kind == "LOC" and " " not in found and linker.steps.decide(kind, found).entity_id == entity_id:
        return found  # «بالنسيا»: an article said that the letter is the town's
    bare = " ".join(linker.trimmer.bare(kind, found).split()).strip(_MARKS) or found
    often = dict(spellings).get(found, 0)
    if found == f"{_AND}{bare}" and often >= CLITIC and all(surface != bare for surface, _ in spellings):
        return found  # «ورفلة»: what «and» joins is named without it, too
    return bare
