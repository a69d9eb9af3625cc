"""Names that may be linked wrongly: two entities that may be one, a spelling that may be another's, a new name."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from nashra.entities.link.forms.normal import coarse, name_key
from nashra.entities.link.forms.similar import similarity
from nashra.entities.link.reference.aliases import read_aliases, with_article, with_foreign_g
from nashra.entities.link.reference.decisions import read_decisions
from nashra.entities.link.reference.namesakes import read_namesakes
from nashra.entities.link.reference.reference import read_ambiguous
from nashra.review.answers import LONGEST_NAME
from nashra.review.context import Contexts
from nashra.review.items import Example, Item, Kind, name_choice
from nashra.review.night import Night, Rows
from nashra.review.review_rules import review_rules
from nashra.settings import REFERENCE
from nashra.yaml_files import stamp

_MADE = re.compile(r"(PERS|LOC|ORG|MISC)-[0-9a-f]{10}")  # the id of a name that no reference knows
EXAMPLES = 2  # mentions shown of a name
ONE_WORD = 6  # letters of a name of one word that is compared with others
BY_ARTICLE = ("ORG",)  # types whose names get their entity from what an article says of them: «القوات المسلحة»
Entity = dict[str, Any]


def doubtful_names(night: Night) -> list[Item]:
    """Pairs, then spellings, then new names."""
    known = {row["entity_id"]: row for row in night.entities if _may_be_asked(row)}
    return [*_pairs(night, known), *_joined(night, known), *_new(night, known)]


def _may_be_asked(row: Entity) -> bool:
    return bool(row["name_ar"]) and len(row["name_ar"]) <= LONGEST_NAME and bool(name_key(row["name_ar"]))


def _pairs(night: Night, known: dict[str, Entity]) -> list[Item]:
    """Two entities of one type, one of them named on the day, whose names are nearly alike."""
    limits, settled = review_rules().names, _settled()
    alike: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for row in known.values():
        if _is_compared(key := name_key(row["name_ar"])):
            alike[row["type"], coarse(key)].append(row | {"key": key})
    found: list[tuple[float, Entity, Entity]] = []
    for rows in alike.values():
        if len(rows) > 1 and any(night.times[row["entity_id"]] >= limits.mentions for row in rows):
            found += _near(sorted(rows, key=_standing), settled, lambda row: night.times[row["entity_id"]])
    found.sort(key=lambda one: (-one[0], one[1]["entity_id"], one[2]["entity_id"]))
    asked = found[: limits.most]
    examples = Contexts(night).of_names([_mentions(night, row) for _, kept, other in asked for row in (kept, other)])
    return [
        _item(
            "pair", night, other, ("same", kept["entity_id"]), ("apart", other["entity_id"]),
            (*examples[2 * at], *examples[2 * at + 1]),
            {"other": kept["name_ar"], "other_id": kept["entity_id"], "other_en": kept["name_en"],
             "other_mentions": kept["mentions"], "alike": round(value, 2)},
        )
        for at, (value, kept, other) in enumerate(asked)
    ]  # fmt: skip


def _near(
    rows: Rows, settled: set[tuple[str, str]], times: Callable[[Entity], int]
) -> Iterable[tuple[float, Entity, Entity]]:
    """Of entities whose names sound alike: how like, the one that would stay, the one that would join it."""
    limits = review_rules().names
    for at, kept in enumerate(rows):
        for other in rows[at + 1 :]:
            same_words = kept["key"].count(" ") == other["key"].count(" ") or kept["type"] != "PERS"
            if not same_words or not _MADE.fullmatch(other["entity_id"]) or kept["key"] == other["key"]:
                continue
            if max(times(kept), times(other)) < limits.mentions or (other["type"], other["key"]) in settled:
                continue
            value = similarity(kept["key"], other["key"])
            if value >= limits.alike:
                yield value, kept, other


def _is_compared(key: str) -> bool:
    """Whether a name says enough to be compared: a short one sounds like many."""
    return " " in key or len(key) >= ONE_WORD


def _standing(row: Entity) -> tuple[bool, int, str]:
    """Reviewed entities first, then those that are named most."""
    return bool(_MADE.fullmatch(row["entity_id"])), -row["mentions"], row["entity_id"]


def _joined(night: Night, known: dict[str, Entity]) -> list[Item]:
    """Spellings of the day that no list has and that are unlike the name of the entity they were given."""
    limits, settled, listed = review_rules().names, _settled(), _listed()
    spelled: dict[tuple[str, str], Rows] = defaultdict(list)
    for row in night.mentions:
        spelled[row["entity_id"], row["surface"]].append(row)
    found: list[tuple[float, Entity, str, Rows]] = []
    for (entity_id, surface), rows in spelled.items():
        entity, key = known.get(entity_id), name_key(surface)
        if entity is None or not key or len(surface) > LONGEST_NAME or " " not in key or entity["type"] in BY_ARTICLE:
            continue
        own = name_key(entity["name_ar"])
        if key.count(" ") != own.count(" ") or {(entity["type"], key)} & (settled | listed):
            continue
        value = similarity(own, key)
        if value < limits.unlike:
            found.append((value, entity, surface, rows))
    found.sort(key=lambda one: (one[0], one[1]["entity_id"], one[2]))
    asked = found[: limits.most]
    examples = Contexts(night).of_names([rows[:EXAMPLES] for *_, rows in asked])
    return [
        Item(
            "joined", night.day, surface,
            (name_choice("same", entity["type"], [surface], entity["entity_id"]),
             name_choice("apart", entity["type"], [surface], "apart")),
            told, _facts(night, entity) | {"other": entity["name_ar"], "other_id": entity["entity_id"],
                                           "other_en": entity["name_en"], "alike": round(value, 2), "times": len(rows)},
        )
        for (value, entity, surface, rows), told in zip(asked, examples, strict=True)
    ]  # fmt: skip


def _new(night: Night, known: dict[str, Entity]) -> list[Item]:
    """Names first seen on the day, in several articles, that no list has."""
    limits, settled = review_rules().new, _settled()
    day = date.fromisoformat(night.day)
    rows = [
        row for row in known.values()
        if row["first_day"] == day
        and _MADE.fullmatch(row["entity_id"])
        and (row["type"] != "PERS" or " " in name_key(row["name_ar"]))  # a short form is another's in each article
        and night.times[row["entity_id"]] >= limits.mentions
        and night.articles_naming[row["entity_id"]] >= limits.articles
        and (row["type"], name_key(row["name_ar"])) not in settled
    ]  # fmt: skip
    rows.sort(key=lambda row: (-night.times[row["entity_id"]], row["entity_id"]))
    asked = rows[: limits.most]
    examples = Contexts(night).of_names([_mentions(night, row) for row in asked])
    return [
        _item("new", night, row, ("name", row["entity_id"]), ("none", "none"), told, {})
        for row, told in zip(asked, examples, strict=True)
    ]


def _item(
    kind: Kind, night: Night, row: Entity, yes: tuple[str, str], no: tuple[str, str], examples: tuple[Example, ...],
    facts: dict[str, Any],
) -> Item:  # fmt: skip
    names = _spellings(row)
    choices = tuple(name_choice(name, row["type"], names, verdict) for name, verdict in (yes, no))
    return Item(kind, night.day, row["name_ar"], choices, examples, _facts(night, row) | facts)


def _facts(night: Night, row: Entity) -> dict[str, Any]:
    return {
        "type": row["type"], "id": row["entity_id"], "name_en": row["name_en"],
        "times": night.times[row["entity_id"]], "articles": night.articles_naming[row["entity_id"]],
    }  # fmt: skip


def _spellings(row: Entity) -> list[str]:
    """The name and its spellings of as many words, one of each key: a short form may be anybody's."""
    words = row["name_ar"].count(" ")
    found = {name_key(row["name_ar"]): row["name_ar"]}
    for spelling in row["spellings"] or ():
        surface = spelling["surface"]
        if surface.count(" ") == words and len(surface) <= LONGEST_NAME and (key := name_key(surface)):
            found.setdefault(key, surface)
    return list(found.values())[:20]


def _mentions(night: Night, row: Entity) -> Rows:
    """The first mentions of an entity, each in another article."""
    found: dict[str, dict[str, Any]] = {}
    for mention in night.mentions:
        if mention["entity_id"] == row["entity_id"]:
            found.setdefault(mention["article_id"], mention)
            if len(found) == EXAMPLES:
                break
    return list(found.values())


def _settled() -> set[tuple[str, str]]:
    """Type and key of names that are asked no more: an editor decided on them, or several bear them and each article
    says which."""
    return {*read_decisions(REFERENCE / "decisions"), *read_namesakes(REFERENCE / "aliases" / "namesakes.yaml")}


def _listed() -> frozenset[tuple[str, str]]:
    """Type and key of the names of curated entities."""
    folder = REFERENCE / "aliases"
    return _read_listed(stamp(sorted(folder.glob("*.tsv"))))


@lru_cache(maxsize=1)
def _read_listed(_: str) -> frozenset[tuple[str, str]]:
    folder = REFERENCE / "aliases"
    curated = with_article(with_foreign_g(read_aliases(folder)), read_ambiguous(folder / "ambiguous.txt"))
    return frozenset((alias.link.type, key) for alias in curated for key in alias.keys)
