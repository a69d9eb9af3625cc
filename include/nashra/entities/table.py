"""The entities table: one row a person, place, organisation or other name, over all days of the lake."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from nashra.entities.link import Link, Linker
from nashra.lake import Storage

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
    ]
)
_PARTITION = re.compile(r"^day=(\d{4}-\d{2}-\d{2})/mentions\.parquet$")


@dataclass(slots=True)
class _Tally:
    """What the mentions of one entity add up to."""

    first: str
    last: str
    articles: int = 0
    surfaces: Counter[tuple[str, str]] = field(default_factory=Counter)  # (type, surface)


def build_entities(lake: Storage) -> pa.Table:
    """The table, sorted by entity_id, from `<lake>/mentions/day=*/mentions.parquet` and the reference data alone.

    Days are read one at a time, and only counts a spelling are kept, so memory grows with the number of
    distinct names. The result doesn't depend on the order in which the days were published.
    """
    tallies: dict[str, _Tally] = {}
    mentions = lake.sub("mentions")
    for file in mentions.files():
        if found := _PARTITION.match(file.path):
            _add(tallies, mentions.read_table(file.path, ["entity_id", "type", "surface", "article_id"]), found[1])
    linker = Linker.load()
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


def _tuples(table: pa.Table, *columns: str) -> Any:
    return zip(*(table[name].to_pylist() for name in columns), strict=True)


def _row(entity_id: str, tally: _Tally, linker: Linker) -> dict[str, Any]:
    counts: Counter[str] = Counter()
    for (_, surface), count in tally.surfaces.items():
        counts[surface] += count
    spellings = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    link = _known(entity_id, tally, linker)
    name_ar = link.name_ar or _fullest(spellings)
    return {
        "entity_id": entity_id,
        "type": link.type,
        "name_ar": name_ar,
        "name_en": link.name_en or linker.english(name_ar, link.type),
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
    }


def _known(entity_id: str, tally: _Tally, linker: Linker) -> Link:
    """The reference's word on an entity, found again from its spellings, the commonest first.

    A spelling may lead elsewhere: a short form that an article resolved, a name linked by an older reference.
    """
    if curated := linker.steps.by_id(entity_id):
        return curated
    kinds: Counter[str] = Counter()
    for (kind, surface), count in sorted(tally.surfaces.items(), key=lambda item: (-item[1], item[0])):
        kinds[kind] += count
        link = linker.link(kind, surface)
        if link.entity_id == entity_id:
            return link
    kind = min(kinds, key=lambda kind: (-kinds[kind], kind))
    return Link(entity_id, kind, None)


def _fullest(spellings: list[tuple[str, int]]) -> str:
    """The commonest spelling among those with the most words that aren't rare: «علي حسن» before «حسن»."""
    enough = [(surface, count) for surface, count in spellings if 10 * count >= spellings[0][1]]
    words = max(surface.count(" ") for surface, _ in enough)
    return next(surface for surface, _ in enough if surface.count(" ") == words)
