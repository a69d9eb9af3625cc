"""Names that may be linked wrongly: two entities that may be one, a spelling that may be another's, a new name."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any

import pyarrow as pa

from nashra.entities.link.forms.normal import coarse, coarse_keys, name_key, name_keys
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
Spelled = dict[str, list[str]]


def doubtful_names(night: Night) -> list[Item]:
    """Pairs, then spellings, then new names."""
    return [*_pairs(night), *_joined(night), *_new(night)]


def _may_be_asked(name: str | None, key: str) -> bool:
    return bool(name) and len(name or "") <= LONGEST_NAME and bool(key)


class _Names:
    """The entities of all days by their names: a year has hundreds of thousands, so they are columns until one is
    asked about."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table.combine_chunks()
        names = table["name_ar"].to_pylist()
        self.keys = name_keys([name or "" for name in names])
        self.asked = [_may_be_asked(name, key) for name, key in zip(names, self.keys, strict=True)]
        self.types = table["type"].to_pylist()
        self.at = {entity: number for number, entity in enumerate(table["entity_id"].to_pylist())}

    @cached_property
    def alike(self) -> dict[tuple[str, str], list[int]]:
        """Where the entities stand whose names are of a type and sound alike; of names that say enough to compare."""
        found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        compared = [number for number, key in enumerate(self.keys) if self.asked[number] and _is_compared(key)]
        for number, sound in zip(compared, coarse_keys([self.keys[number] for number in compared]), strict=True):
            found[self.types[number], sound].append(number)
        return {sound: numbers for sound, numbers in found.items() if len(numbers) > 1}

    def rows(self, numbers: Sequence[int]) -> Rows:
        """Those rows, each with its key."""
        taken = self.table.take(pa.array(numbers, pa.int64())).to_pylist()
        return [row | {"key": self.keys[number]} for row, number in zip(taken, numbers, strict=True)]

    def named(self, entities: Iterable[str]) -> Rows:
        """The rows of entities that may be asked about, in the order of the table."""
        numbers = (self.at.get(entity) for entity in entities)
        return self.rows(sorted(number for number in numbers if number is not None and self.asked[number]))


_latest: tuple[object, _Names] | None = None


def _names(night: Night) -> _Names:
    """Those of the lake, kept until its entities are others: what sounds alike is the same for each day."""
    global _latest
    version = night.entities_version()
    known = _latest
    if known is None or version is None or known[0] != version:
        known = (version, _Names(night.entities))
        _latest = known
    return known[1]


def _pairs(night: Night) -> list[Item]:
    """Two entities of one type, one of them named on the day, whose names are nearly alike."""
    limits, settled, names = review_rules().names, _settled(), _names(night)
    often = [
        names.at[entity] for entity, times in night.times.items() if times >= limits.mentions and entity in names.at
    ]
    sounds = {(names.types[at], coarse(names.keys[at])) for at in often if _is_compared(names.keys[at])}
    found: list[tuple[float, Entity, Entity]] = []
    groups = [names.alike[sound] for sound in sorted(sounds & names.alike.keys())]
    rows = iter(names.rows([number for group in groups for number in group]))
    for group in groups:
        alike = sorted(islice(rows, len(group)), key=_standing)
        found += _near(alike, settled, lambda row: night.times[row["entity_id"]])
    found.sort(key=lambda one: (-one[0], one[1]["entity_id"], one[2]["entity_id"]))
    asked = found[: limits.most]
    shown = [row for _, kept, other in asked for row in (kept, other)]
    examples, spelled = _examples(night, shown), night.spellings({other["entity_id"] for _, _, other in asked})
    return [
        _item(
            "pair", night, other, spelled, ("same", kept["entity_id"]), ("apart", other["entity_id"]),
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


def _joined(night: Night) -> list[Item]:
    """Spellings of the day that no list has and that are unlike the name of the entity they were given."""
    limits, settled, listed = review_rules().names, _settled(), _listed()
    known = {row["entity_id"]: row for row in _names(night).named(night.times)}
    keys = name_keys([surface for _, surface, _ in night.spelled])
    found: list[tuple[float, Entity, str, int]] = []
    for (entity_id, surface, times), key in zip(night.spelled, keys, strict=True):
        entity = known.get(entity_id)
        if entity is None or not key or len(surface) > LONGEST_NAME or " " not in key or entity["type"] in BY_ARTICLE:
            continue
        own = entity["key"]
        if key == own or key.count(" ") != own.count(" ") or {(entity["type"], key)} & (settled | listed):
            continue
        value = similarity(own, key)
        if value < limits.unlike:
            found.append((value, entity, surface, times))
    found.sort(key=lambda one: (one[0], one[1]["entity_id"], one[2]))
    asked = found[: limits.most]
    mentions = night.mentions_of({entity["entity_id"] for _, entity, _, _ in asked})
    examples = Contexts(night).of_names([
        [row for row in mentions[entity["entity_id"]] if row["surface"] == surface][:EXAMPLES]
        for _, entity, surface, _ in asked
    ])  # fmt: skip
    return [
        Item(
            "joined", night.day, surface,
            (name_choice("same", entity["type"], [surface], entity["entity_id"]),
             name_choice("apart", entity["type"], [surface], "apart")),
            told, _facts(night, entity) | {"other": entity["name_ar"], "other_id": entity["entity_id"],
                                           "other_en": entity["name_en"], "alike": round(value, 2), "times": times},
        )
        for (value, entity, surface, times), told in zip(asked, examples, strict=True)
    ]  # fmt: skip


def _new(night: Night) -> list[Item]:
    """Names first seen on the day, in several articles, that no list has."""
    limits, settled = review_rules().new, _settled()
    day = date.fromisoformat(night.day)
    often = [entity for entity, articles in night.articles_naming.items()
             if articles >= limits.articles and night.times[entity] >= limits.mentions]  # fmt: skip
    rows = [
        row for row in _names(night).named(often)
        if row["first_day"] == day
        and _MADE.fullmatch(row["entity_id"])
        and (row["type"] != "PERS" or " " in row["key"])  # a short form is another's in each article
        and (row["type"], row["key"]) not in settled
    ]  # fmt: skip
    rows.sort(key=lambda row: (-night.times[row["entity_id"]], row["entity_id"]))
    asked = rows[: limits.most]
    examples, spelled = _examples(night, asked), night.spellings({row["entity_id"] for row in asked})
    return [
        _item("new", night, row, spelled, ("name", row["entity_id"]), ("none", "none"), told, {})
        for row, told in zip(asked, examples, strict=True)
    ]


def _item(
    kind: Kind, night: Night, row: Entity, spelled: Spelled, yes: tuple[str, str], no: tuple[str, str],
    examples: tuple[Example, ...], facts: dict[str, Any],
) -> Item:  # fmt: skip
    names = _spellings(row, spelled.get(row["entity_id"], []))
    choices = tuple(name_choice(name, row["type"], names, verdict) for name, verdict in (yes, no))
    return Item(kind, night.day, row["name_ar"], choices, examples, _facts(night, row) | facts)


def _facts(night: Night, row: Entity) -> dict[str, Any]:
    return {
        "type": row["type"], "id": row["entity_id"], "name_en": row["name_en"],
        "times": night.times[row["entity_id"]], "articles": night.articles_naming[row["entity_id"]],
    }  # fmt: skip


def _spellings(row: Entity, spelled: Sequence[str]) -> list[str]:
    """The name and its spellings of as many words, one of each key: a short form may be anybody's."""
    words = row["name_ar"].count(" ")
    found = {name_key(row["name_ar"]): row["name_ar"]}
    for surface in spelled:
        if surface.count(" ") == words and len(surface) <= LONGEST_NAME and (key := name_key(surface)):
            found.setdefault(key, surface)
    return list(found.values())[:20]


def _examples(night: Night, rows: Rows) -> list[tuple[Example, ...]]:
    """The first mentions of each entity, each in another article, with what stands beside them."""
    mentions = night.mentions_of({row["entity_id"] for row in rows})
    firsts = {entity: _of_articles(found) for entity, found in mentions.items()}
    return Contexts(night).of_names([firsts.get(row["entity_id"], []) for row in rows])


def _of_articles(mentions: Rows) -> Rows:
    found: dict[str, dict[str, Any]] = {}
    for mention in mentions:
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
