"""Days added up: in Arrow, since a year of them names millions of entities."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from nashra.entities.over_days.day_tally import SPELLED, DayTally

MARKS = ("mark", "other_mark")
MARK_DIGITS = 10
"""Of a mark in hex: so many days can be added up before a sum passes 63 bits."""
AT_ONCE = 2_000_000
"""Rows that are put beside what is added up so far before they are added to it."""
_SPELLINGS = (SPELLED, [("count", "sum")])
_PAPERS = (["entity_id", "home"], [("articles", "sum")])
_DAYS = (["entity_id"], [("first", "min"), ("last", "max"), ("mark", "sum"), ("other_mark", "sum")])


class Totals(NamedTuple):
    """Tables over some days, in order of entity ids."""

    spellings: pa.Table
    """entity_id, type, surface, count."""
    papers: pa.Table
    """entity_id, home, articles."""
    entities: pa.Table
    """entity_id, first and last day, and MARKS: sums of the marks of the days that name it. An entity with the marks
    that it had before is named by the same days, as they were."""


def totals(days: Iterable[tuple[str, str, DayTally]]) -> Totals:
    """The sum of some days: of each its date, its name (hex digits that tell what it is), and its tally."""
    sums = [_Sum(*of) for of in (_SPELLINGS, _PAPERS, _DAYS)]
    for day, name, tally in days:
        for total, rows in zip(sums, (*tally, _of_day(day, name, tally)), strict=True):
            total.add(rows)
    return Totals(*(total.rows() for total in sums))


def _of_day(day: str, name: str, tally: DayTally) -> pa.Table:
    """The entities that a day names, with its date and marks."""
    ids = tally.spellings["entity_id"].unique()
    on = pa.array([date.fromisoformat(day)] * len(ids), pa.date32())
    marks = (int(name[at : at + MARK_DIGITS], 16) for at in (0, MARK_DIGITS))
    columns = {mark: pa.array([value] * len(ids), pa.int64()) for mark, value in zip(MARKS, marks, strict=True)}
    return pa.table({"entity_id": ids, "first": on, "last": on} | columns)


class _Sum:
    """Rows with equal keys made one."""

    def __init__(self, keys: list[str], added: list[tuple[str, str]]) -> None:
        self._keys, self._added = keys, added
        self._rows: list[pa.Table] = []
        self._since = 0

    def add(self, rows: pa.Table) -> None:
        self._rows.append(rows.select([*self._keys, *(name for name, _ in self._added)]))
        self._since += rows.num_rows
        if self._since > AT_ONCE:
            self._rows, self._since = [self._one()], 0

    def _one(self) -> pa.Table:
        found = pa.concat_tables(self._rows).group_by(self._keys).aggregate(self._added)
        names = {f"{name}_{how}": name for name, how in self._added}
        return found.rename_columns([names.get(name, name) for name in found.column_names])

    def rows(self) -> pa.Table:
        """In order of their keys."""
        if not self._rows:
            return pa.table({name: pa.array([], pa.string()) for name in self._keys})
        return self._one().sort_by([(key, "ascending") for key in self._keys])


def ends_of(ids: pa.ChunkedArray) -> pa.Array:
    """Of ids in order: where each different one's rows end."""
    if not len(ids):
        return pa.array([], pa.int64())
    changes = pc.not_equal(ids.slice(1), ids.slice(0, len(ids) - 1)).combine_chunks()
    return pa.concat_arrays([pc.add(pc.indices_nonzero(changes).cast(pa.int64()), 1), pa.array([len(ids)], pa.int64())])


def parts_of(rows: pa.Table, at_once: int) -> Iterator[pa.Table]:
    """Rows in order of entity ids, those of so many entities at a time."""
    ends, begin = ends_of(rows["entity_id"]), 0
    for at in range(at_once - 1, len(ends) + at_once - 1, at_once):
        end = ends[min(at, len(ends) - 1)].as_py()
        yield rows.slice(begin, end - begin)
        begin = end
