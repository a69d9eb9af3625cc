"""Names that may be linked wrongly: two entities that may be one, a spelling that may be another's, a new name."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from nashra.entities.link.forms.normal import coarse_keys, name_key, name_keys
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
_FATHERS = re.compile(r"(?: (?:بن|ابن) (?!ال)\S+)+(?= (?!بن |ابن ))")  # «خليفة بن سعيد المعمري»
EXAMPLES = 2  # mentions shown of a name
ONE_WORD = 6  # letters of a name of one word that is compared with others
BY_ARTICLE = ("ORG",)  # types whose names get their entity from what an article says of them: «القوات المسلحة»
Entity = dict[str, Any]
Spelled = dict[str, list[str]]
Settled = set[tuple[str, str]]


def doubtful_names(night: Night) -> list[Item]:
    """Pairs, then spellings, then new names."""
    settled = _settled()
    return [*_pairs(night, settled), *_joined(night, settled), *_new(night, settled)]


def _may_be_asked(name: str | None, key: str) -> bool:
    return bool(name) and len(name or "") <= LONGEST_NAME and bool(key)


class _Names:
    """The entities of all days by their names: a year has hundreds of thousands, so they are columns until one is
    asked about."""

    def __init__(self, table: pa.Table, least: float) -> None:
        self.table, self.least = table.combine_chunks(), least  # how like two names are, at least, that may be one
        names = table["name_ar"].to_pylist()
        self.keys = name_keys([name or "" for name in names])
        self.asked = [_may_be_asked(name, key) for name, key in zip(names, self.keys, strict=True)]
        self.types = table["type"].to_pylist()
        self.ids = table["entity_id"].to_pylist()
        self.at = {entity: number for number, entity in enumerate(self.ids)}

    @cached_property
    def alike(self) -> dict[tuple[str, str], list[int]]:
        """Where the entities stand whose names are of a type and sound alike; of names that say enough to compare."""
        found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        compared = [number for number, key in enumerate(self.keys) if self.asked[number] and _is_compared(key)]
        for number, sound in zip(compared, coarse_keys([self.keys[number] for number in compared]), strict=True):
            found[self.types[number], sound].append(number)
        return {sound: numbers for sound, numbers in found.items() if len(numbers) > 1}

    @cached_property
    def near(self) -> list[tuple[float, int, int]]:
        """Pairs whose names are nearly alike: how like, where the one stands that would stay, and the one that would
        join it."""
        made = [bool(_MADE.fullmatch(entity)) for entity in self.ids]
        mentions = self.table["mentions"].to_pylist()
        found: list[tuple[float, int, int]] = []
        for (kind, _), numbers in self.alike.items():  # reviewed entities first, then those that are named most
            numbers = sorted(numbers, key=lambda number: (made[number], -mentions[number], self.ids[number]))
            for at, kept in enumerate(numbers):
                key, words = self.keys[kept], self.keys[kept].count(" ")
                for other in numbers[at + 1 :]:
                    same_words = kind != "PERS" or words == self.keys[other].count(" ")
                    if same_words and made[other] and key != self.keys[other]:
                        value = similarity(key, self.keys[other])
                        if value >= self.least:
                            found.append((value, kept, other))
        return found + list(self._with_fathers(made, mentions))

    def _with_fathers(self, made: Sequence[bool], mentions: Sequence[int]) -> Iterator[tuple[float, int, int]]:
        """Persons with and without their fathers' names, whom linking keeps apart, for cousins have them: «خليفة بن
        سعيد المعمري» and «خليفة المعمري»; «شريف عادل الدمرداش» and «شريف الدمرداش», which are asked last, for the word
        in the middle may as well be a part of a given name. A reviewed entity stays, else the one named more."""
        persons = [number for number, kind in enumerate(self.types) if kind == "PERS" and self.asked[number]]
        alone = {self.keys[number]: number for number in persons}
        for number in persons:
            key = self.keys[number]
            value, shorter = (1.0, [_FATHERS.sub("", key, count=1)]) if "بن " in key else (self.least, _shorter(key))
            for other in {alone[short] for short in shorter if short != key and " " in short and short in alone}:
                kept, joined = sorted((number, other), key=lambda one: (made[one], -mentions[one], self.ids[one]))
                if made[joined]:
                    yield value, kept, joined

    def rows(self, numbers: Sequence[int]) -> Rows:
        """Those rows, each with its key."""
        taken = self.table.take(pa.array(numbers, pa.int64())).to_pylist()
        return [row | {"key": self.keys[number]} for row, number in zip(taken, numbers, strict=True)]

    def named(self, entities: Iterable[str]) -> Rows:
        """The rows of entities that may be asked about, in the order of the table."""
        numbers = (self.at.get(entity) for entity in entities)
        return self.rows(sorted(number for number in numbers if number is not None and self.asked[number]))

    def first_named(self, day: date) -> list[str]:
        """The ids of the entities that no day before has."""
        return self.table["entity_id"].filter(pc.equal(self.table["first_day"], day)).to_pylist()  # type: ignore[no-any-return]

    def spelled_otherwise(self, spelled: pa.Table) -> Iterator[tuple[int, str, int]]:
        """Of spellings those that are not the very name of their entity: where it stands, spelling, how often. Most
        are, and are passed by before their letters are looked at."""
        at = pc.index_in(spelled["entity_id"], self.table["entity_id"])
        known = spelled.append_column("at", at).filter(pc.is_valid(at))
        own = self.table.select(["name_ar", "type"]).take(known["at"])
        other = pc.not_equal(known["surface"], own["name_ar"])
        asked = pc.and_(other, pc.invert(pc.is_in(own["type"], pa.array(BY_ARTICLE))))
        chosen = known.filter(pc.and_(asked, pc.less_equal(pc.utf8_length(known["surface"]), LONGEST_NAME)))
        for number, surface, times in zip(
            *(chosen[name].to_pylist() for name in ("at", "surface", "times")), strict=True
        ):
            if self.asked[number]:
                yield number, surface, times


_latest: tuple[object, _Names] | None = None


def _names(night: Night) -> _Names:
    """Those of the lake, kept until its entities are others: what is alike is the same for each day."""
    global _latest
    version, least = night.entities_version(), review_rules().names.alike
    known = _latest
    if known is None or version is None or known[0] != (version, least):
        known = ((version, least), _Names(night.entities, least))
        _latest = known
    return known[1]


def _pairs(night: Night, settled: Settled) -> list[Item]:
    """Two entities of one type, one of them named on the day, whose names are nearly alike."""
    limits, names = review_rules().names, _names(night)
    often = {names.at[entity] for entity, times in night.times.items()
             if times >= limits.mentions and entity in names.at}  # fmt: skip
    found = [
        (-value, names.ids[kept], names.ids[other], kept, other)
        for value, kept, other in names.near
        if (kept in often or other in often) and (names.types[other], names.keys[other]) not in settled
    ]
    chosen = sorted(found)[: limits.most]
    rows = names.rows([number for *_, kept, other in chosen for number in (kept, other)])
    asked = [(-one[0], kept, other) for one, kept, other in zip(chosen, rows[::2], rows[1::2], strict=True)]
    shown = [row for _, kept, other in asked for row in (kept, other)]
    ids = {other["entity_id"] for _, _, other in asked}
    examples, spelled, articles = _examples(night, shown), night.spellings(ids), night.articles_naming(ids)
    return [
        _item(
            "pair", night, other, spelled, articles, ("same", kept["entity_id"]), ("apart", other["entity_id"]),
            (*examples[2 * at], *examples[2 * at + 1]),
            {"other": kept["name_ar"], "other_id": kept["entity_id"], "other_en": kept["name_en"],
             "other_mentions": kept["mentions"], "alike": round(value, 2)},
        )
        for at, (value, kept, other) in enumerate(asked)
    ]  # fmt: skip


def _shorter(key: str) -> list[str]:
    """A name of three words and more without one of those, or two, between its first and its last."""
    words = key.split(" ")
    return [" ".join((*words[:at], *words[at + many :])) for many in (1, 2) for at in range(1, len(words) - many)]


def _is_compared(key: str) -> bool:
    """Whether a name says enough to be compared: a short one sounds like many."""
    return " " in key or len(key) >= ONE_WORD


def _joined(night: Night, settled: Settled) -> list[Item]:
    """Spellings of the day that no list has and that are unlike the name of the entity they were given."""
    limits, names, known = review_rules().names, _names(night), settled | _listed()
    spelled = list(names.spelled_otherwise(night.spelled))
    found: list[tuple[float, str, str, int, int]] = []
    for (number, surface, times), key in zip(spelled, name_keys([one[1] for one in spelled]), strict=True):
        own = names.keys[number]
        if " " not in key or key == own or key.count(" ") != own.count(" ") or (names.types[number], key) in known:
            continue
        value = similarity(own, key)
        if value < limits.unlike:
            found.append((value, names.ids[number], surface, times, number))
    asked = sorted(found)[: limits.most]
    entities = names.rows([number for *_, number in asked])
    ids = {entity["entity_id"] for entity in entities}
    mentions, articles = night.mentions_of(ids), night.articles_naming(ids)
    examples = Contexts(night).of_names([
        [row for row in mentions[entity_id] if row["surface"] == surface][:EXAMPLES]
        for _, entity_id, surface, _, _ in asked
    ])  # fmt: skip
    return [
        Item(
            "joined", night.day, surface,
            (name_choice("same", entity["type"], [surface], entity["entity_id"]),
             name_choice("apart", entity["type"], [surface], "apart")),
            told, _facts(night, entity, articles) | {"other": entity["name_ar"], "other_id": entity["entity_id"],
                                           "other_en": entity["name_en"], "alike": round(value, 2), "times": times},
        )
        for (value, _, surface, times, _), entity, told in zip(asked, entities, examples, strict=True)
    ]  # fmt: skip


def _new(night: Night, settled: Settled) -> list[Item]:
    """Names first seen on the day, in several articles, that no list has."""
    limits = review_rules().new
    first_named = _names(night).named(
        entity for entity in _names(night).first_named(date.fromisoformat(night.day))
        if night.times[entity] >= limits.mentions
    )  # fmt: skip
    rows = [
        row for row in first_named
        if _MADE.fullmatch(row["entity_id"])
        and (row["type"] != "PERS" or " " in row["key"])  # a short form is another's in each article
        and (row["type"], row["key"]) not in settled
    ]  # fmt: skip
    articles = night.articles_naming({row["entity_id"] for row in rows})
    rows = [row for row in rows if articles[row["entity_id"]] >= limits.articles]
    rows.sort(key=lambda row: (-night.times[row["entity_id"]], row["entity_id"]))
    asked = rows[: limits.most]
    examples, spelled = _examples(night, asked), night.spellings({row["entity_id"] for row in asked})
    return [
        _item("new", night, row, spelled, articles, ("name", row["entity_id"]), ("none", "none"), told, {})
        for row, told in zip(asked, examples, strict=True)
    ]


def _item(
    kind: Kind, night: Night, row: Entity, spelled: Spelled, articles: Counter[str], yes: tuple[str, str],
    no: tuple[str, str], examples: tuple[Example, ...], facts: dict[str, Any],
) -> Item:  # fmt: skip
    names = _spellings(row, spelled.get(row["entity_id"], []))
    choices = tuple(name_choice(name, row["type"], names, verdict) for name, verdict in (yes, no))
    return Item(kind, night.day, row["name_ar"], choices, examples, _facts(night, row, articles) | facts)


def _facts(night: Night, row: Entity, articles: Counter[str]) -> dict[str, Any]:
    return {
        "type": row["type"], "id": row["entity_id"], "name_en": row["name_en"],
        "times": night.times[row["entity_id"]], "articles": articles[row["entity_id"]],
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


def _settled() -> Settled:
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
