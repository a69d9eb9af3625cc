"""The entities table: one row a person, place, organisation or other name, over all days of the lake."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from nashra.entities.link import Link, Linker
from nashra.entities.link.limits import read_limits
from nashra.entities.link.types import GEONAMES
from nashra.lake import Storage
from nashra.text.clitics import ARTICLE

_SPELLING = pa.struct([pa.field("surface", pa.string(), nullable=False), pa.field("count", pa.int64(), nullable=False)])
SCHEMA = pa.schema(
    [
        ("entity_id", pa.string()),
        ("type", pa.string()),
        ("name_ar", pa.string()),
        ("name_en", pa.string()),
        ("wikidata_id", pa.string()),
        ("geonames_id", pa.int64()),
        ("country", pa.string()),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
        ("spellings", pa.list_(_SPELLING)),
        ("first_day", pa.date32()),
        ("last_day", pa.date32()),
        ("mentions", pa.int64()),
        ("articles", pa.int64()),
        ("name_en_from", pa.string()),
    ]
)
CLITIC = 3  # times that a name comes with a letter before it, and never without, that is no clitic
RARE, NEARLY = 10, 2  # times that the commonest spelling may be as common as a longer one
_FATHER, _OF_FATHER = "أبو", ("أبي", "أبا", "ابي", "ابا")
_AND = "و"
_MARKS = " ،.«»\"'()[]_ـ"
_PARTITION = re.compile(r"^day=(\d{4}-\d{2}-\d{2})/mentions\.parquet$")


@dataclass(slots=True)
class _Tally:
    """What the mentions of one entity add up to."""

    first: str
    last: str
    articles: int = 0
    surfaces: Counter[tuple[str, str]] = field(default_factory=Counter)  # (type, surface)
    homes: Counter[str] = field(default_factory=Counter)  # country of a paper -> its articles that name the entity


def build_entities(lake: Storage) -> pa.Table:
    """The table, sorted by entity_id, from the days' mentions, the papers of their articles, and the reference data.

    Days are read one at a time, and only counts a spelling are kept, so memory grows with the number of
    distinct names. The result doesn't depend on the order in which the days were published.
    """
    tallies: dict[str, _Tally] = {}
    linker = Linker.load()
    mentions, articles = lake.sub("mentions"), lake.sub("articles")
    for file in mentions.files():
        if found := _PARTITION.match(file.path):
            day = mentions.read_table(file.path, ["entity_id", "type", "surface", "article_id"])
            _add(tallies, day, found[1])
            path = f"day={found[1]}/articles.parquet"
            if articles.exists(path):
                _add_homes(tallies, day, articles.read_table(path, ["article_id", "source"]), linker)
    rows = [_row(entity_id, tallies[entity_id], linker) for entity_id in sorted(tallies)]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _add(tallies: dict[str, _Tally], day_mentions: pa.Table, day: str) -> None:
    """Add the mentions of one day."""
    keys = ["entity_id", "type", "surface"]
    spellings = day_mentions.group_by(keys).aggregate([([], "count_all")])
    for entity_id, kind, surface, count in _tuples(spellings, *keys, "count_all"):
        tally = tallies.setdefault(entity_id, _Tally(day, day))
        tally.first, tally.last = min(tally.first, day), max(tally.last, day)
        tally.surfaces[kind, surface] += count
    articles = day_mentions.group_by(["entity_id"]).aggregate([("article_id", "count_distinct")])
    for entity_id, count in _tuples(articles, "entity_id", "article_id_count_distinct"):
        tallies[entity_id].articles += count


def _add_homes(tallies: dict[str, _Tally], day_mentions: pa.Table, articles: pa.Table, linker: Linker) -> None:
    """Add the countries of the papers of one day: how a name is written in Latin letters goes by them."""
    joined = day_mentions.select(["entity_id", "article_id"]).join(articles, "article_id")
    counted = joined.group_by(["entity_id", "source"]).aggregate([("article_id", "count_distinct")])
    homes = {source: linker.home_of(source) for source in counted["source"].unique().to_pylist()}
    for entity_id, source, count in _tuples(counted, "entity_id", "source", "article_id_count_distinct"):
        if home := homes[source]:
            tallies[entity_id].homes[home] += count


def _tuples(table: pa.Table, *columns: str) -> Any:
    return zip(*(table[name].to_pylist() for name in columns), strict=True)


def _row(entity_id: str, tally: _Tally, linker: Linker) -> dict[str, Any]:
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
        "entity_id": entity_id,
        "type": link.type,
        "name_ar": name_ar,
        "name_en": name_en,
        "wikidata_id": link.wikidata_id,
        "geonames_id": link.geonames_id,
        "country": link.country,
        "latitude": link.latitude,
        "longitude": link.longitude,
        "spellings": [{"surface": surface, "count": count} for surface, count in spellings],
        "first_day": date.fromisoformat(tally.first),
        "last_day": date.fromisoformat(tally.last),
        "mentions": counts.total(),
        "articles": tally.articles,
        "name_en_from": origin,
    }


def _home(tally: _Tally) -> str | None:
    """The country whose papers write nearly all that is written of an entity."""
    ranked = sorted(tally.homes.items(), key=lambda item: (-item[1], item[0]))
    least = read_limits().spellings.home_share * tally.articles
    return ranked[0][0] if ranked and ranked[0][1] >= least else None


def _known(entity_id: str, tally: _Tally, linker: Linker) -> Link:
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
    if kind != "PERS" and not linker.is_anybodys(kind, found := _fullest(spellings, kind, linker)):
        return found
    own = [(surface, count) for surface, count in spellings if linker.link(kind, surface).entity_id == entity_id]
    return _fullest(own or spellings, kind, linker)


def _fullest(spellings: list[tuple[str, int]], kind: str, linker: Linker) -> str:
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
    bare = " ".join(linker.trimmer.bare(kind, found).split()).strip(_MARKS) or found
    often = dict(spellings).get(found, 0)
    if found == f"{_AND}{bare}" and often >= CLITIC and all(surface != bare for surface, _ in spellings):
        return found  # «ورفلة»: what «and» joins is named without it, too
    return bare
