"""The entities table. Its memory grows with the distinct names of all days, as Arrow holds them: only of those that a
day has changed since the last time is anything made Python's, some thousands at a time."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nashra.entities.link import Linker
from nashra.entities.over_days.day_tally import SPELLED, DayTally, tally_of
from nashra.entities.over_days.naming import NAMING, Tally, naming
from nashra.entities.over_days.totals import MARKS, Totals, ends_of, parts_of, totals
from nashra.frugal import no_collection
from nashra.inputs.digest import digest, inputs_of
from nashra.lake import Storage, day_of, partition_path
from nashra.tables.dictionary.schema import schema
from nashra.tables.kept import ENTITIES as CACHE
from nashra.tables.kept import Kept
from nashra.tables.seen_bytes import Republished, SeenBytes

ENTITIES = 10_000
"""That are named at a time."""
_OF = ("mentions", "articles")
_TRIES = 20  # while days are published that are added up
_KEYED = pa.schema([("entity_id", pa.string()), *((mark, pa.int64()) for mark in MARKS)])


def build_entities(lake: Storage) -> pa.Table:
    """The table, sorted by entity_id, from the days' mentions, the papers of their articles, and the reference data.

    The result doesn't depend on the order in which the days were published, nor on what is kept of the last time.
    Raises Republished where days are published again and again meanwhile.
    """
    for _ in range(_TRIES):
        try:
            return _Build(lake).rows()
        except Republished:
            continue
    raise Republished("days are published again and again while their entities are added up: add them up later")


class _Build:
    """One making of the table."""

    def __init__(self, lake: Storage) -> None:
        self._lake = lake
        self._linker = Linker.load()
        self._seen = SeenBytes(lake, _OF)
        self._kept = Kept(lake, CACHE)
        self._added: set[str] = set()
        self._code = digest(inputs_of("nashra.entities.over_days.table"))

    def rows(self) -> pa.Table:
        found = totals(self._days())
        self._seen.keep()
        self._kept.keep_only("days", self._added)
        columns = {"entity_id": found.entities["entity_id"]}
        if not len(columns["entity_id"]):
            return schema("entities").empty_table()
        named = self._named(found)
        columns |= {name: named[name] for name in NAMING.names}
        columns |= {"spellings": _spellings(found.spellings)}
        columns |= {"first_day": found.entities["first"], "last_day": found.entities["last"]}
        columns |= {"mentions": _summed(found.spellings, "count"), "articles": _summed(found.papers, "articles")}
        return pa.table({name: columns[name] for name in schema("entities").names})

    def _days(self) -> Iterator[tuple[str, str, DayTally]]:
        """The published days, with what names each and its tally."""
        for info in self._lake.files("mentions"):
            day = day_of(info.path)
            if day and info.path == partition_path("mentions", day):
                paths = (partition_path(table, day) for table in _OF)
                files = [self._seen.digest(path) if self._seen.has(path) else "" for path in paths]
                name = digest([self._code, day, *files], 64)
                self._added.add(day)
                yield day, name, self._tally(day, name)

    def _tally(self, day: str, name: str) -> DayTally:
        if kept := self._kept.tables("days", day, name):
            return DayTally(**kept)
        tally = tally_of(self._lake, day, self._linker.home_of)
        self._seen.require_unmoved([day])
        self._kept.keep("days", day, name, tally._asdict())
        return tally

    def _named(self, found: Totals) -> pa.Table:
        """What each entity is called: as the last time, where no day has changed that names it."""
        kept = self._kept.tables("names", "all", self._code)
        before = kept["names"] if kept else pa.schema([*_KEYED, *NAMING]).empty_table()
        at = pc.index_in(found.entities["entity_id"], before["entity_id"].combine_chunks()).combine_chunks()
        same = pc.fill_null(_equal(found.entities, before.take(at)), False)
        changed = found.entities.filter(pc.invert(same))
        rows = pa.concat_tables([before, _named_anew(changed, found, self._linker)])
        places = pc.if_else(same, at.cast(pa.int64()), 0).to_numpy(zero_copy_only=False).copy()
        places[~same.to_numpy(zero_copy_only=False)] = before.num_rows + np.arange(changed.num_rows)
        named = rows.take(pa.array(places))
        if changed.num_rows or named.num_rows != before.num_rows:
            self._kept.keep("names", "all", self._code, {"names": named})
        return named


def _equal(mine: pa.Table, their: pa.Table) -> pa.Array:
    """Whether the marks of each row are those of the other's; null where there is none."""
    both = [pc.equal(mine[mark].combine_chunks(), their[mark].combine_chunks()) for mark in MARKS]
    return pc.and_(*both)


def _named_anew(changed: pa.Table, found: Totals, linker: Linker) -> pa.Table:
    """Some entities with their marks and what they are called, in order of their ids."""
    wanted = changed["entity_id"].combine_chunks()
    spellings, papers = (rows.filter(pc.is_in(rows["entity_id"], wanted)) for rows in found[:2])
    tables = [NAMING.empty_table()]
    pairs = zip(parts_of(spellings, ENTITIES), parts_of(papers, ENTITIES), strict=True)
    for spelled, printed in pairs:
        with no_collection():
            tallies: defaultdict[str, Tally] = defaultdict(Tally)
            for entity_id, kind, surface, count in _tuples(spelled, *SPELLED, "count"):
                tallies[entity_id].surfaces[kind, surface] += count
            for entity_id, home, articles in _tuples(printed, "entity_id", "home", "articles"):
                tallies[entity_id].articles += articles
                if home:
                    tallies[entity_id].homes[home] += articles
            rows = [naming(entity_id, tally, linker) for entity_id, tally in tallies.items()]
            tables.append(pa.Table.from_pylist(rows, schema=NAMING))
    named = pa.concat_tables(tables)
    keys = {name: changed[name] for name in _KEYED.names}
    return pa.table(keys | {name: named[name] for name in NAMING.names}, schema=pa.schema([*_KEYED, *NAMING]))


def _tuples(rows: pa.Table, *columns: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(rows[name].to_pylist() for name in columns), strict=True)


def _spellings(rows: pa.Table) -> pa.Array:
    """Of each entity its spellings, the commonest first, with how often each stands."""
    added = rows.group_by(["entity_id", "surface"]).aggregate([("count", "sum")])
    added = added.sort_by([("entity_id", "ascending"), ("count_sum", "descending"), ("surface", "ascending")])
    kind = schema("entities").field("spellings").type
    parts = [added[name].combine_chunks() for name in ("surface", "count_sum")]
    structs = pa.StructArray.from_arrays(parts, fields=list(kind.value_type))
    offsets = pa.concat_arrays([pa.array([0], pa.int32()), ends_of(added["entity_id"]).cast(pa.int32())])
    return pa.ListArray.from_arrays(offsets, structs, type=kind)


def _summed(rows: pa.Table, column: str) -> pa.Array:
    """Of each entity the sum of a column; the rows are in order of entities."""
    ends = ends_of(rows["entity_id"]).to_numpy()
    sums = np.add.reduceat(rows[column].to_numpy(), np.concatenate([[0], ends[:-1]]))
    return pa.array(sums, pa.int64())
