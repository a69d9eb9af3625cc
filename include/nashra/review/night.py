"""What of a published day's tables the questions are made from: read once, counted and narrowed as columns, and made
rows only where something is asked. A day of 23,000 articles has a million mentions."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from nashra.lake import Storage, partition_path
from nashra.tables.dictionary.schema import schema
from nashra.tables.read.trusted import require_trusted

Rows = list[dict[str, Any]]
_REMOVED = ["article_id", "line_no", "text", "rule", "evidence", "category"]
_PUT_TOGETHER = {
    "articles": ["article_id", "title", "title_in_text", "body", "gaps", "raw_chars"],
    "removals": ["article_id", "line_no", "text", "category", "part", "raw_start", "gap", "edits"],
}
_NAMED = ["entity_id", "surface", "article_id", "start", "end"]
ENTITY = ["entity_id", "type", "name_ar", "name_en", "first_day", "mentions"]
ENTITIES = "entities/entities.parquet"


class Night:
    """A published day; of one that is not, all is empty."""

    def __init__(self, lake: Storage, day: str) -> None:
        self.lake, self.day = lake, day
        self._tables: dict[str, pa.Table] = {}

    def table(self, name: str, columns: list[str]) -> pa.Table:
        """Some columns of the day's rows; a column that an older day lacks is left out."""
        path = partition_path(name, self.day)
        if not require_trusted(self.lake, name, self.day):
            return schema(name).empty_table().select(columns)
        there = self.lake.columns(path)
        return self.lake.read_table(path, [column for column in columns if column in there])

    @cached_property
    def sources(self) -> dict[str, str]:
        """The source of each article that is no duplicate."""
        table = self.table("articles", ["article_id", "source", "duplicate_of"])
        columns = (table[name].to_pylist() for name in ("article_id", "source", "duplicate_of"))
        return {article_id: source for article_id, source, original in zip(*columns, strict=True) if not original}

    @cached_property
    def removed(self) -> pa.Table:
        """Whole lines that went from articles that are no duplicates."""
        table = self.table("removals", [*_REMOVED, "part"])
        if "part" in table.column_names:
            table = table.filter(pc.equal(table["part"], "whole"))
        return table.filter(pc.is_in(table["article_id"], pa.array(list(self.sources), pa.string()))).select(_REMOVED)

    def removals(self, chosen: pa.Array | pa.ChunkedArray) -> Rows:
        """The rows of `removed` that a mask chooses, each with its source."""
        return [row | {"source": self.sources[row["article_id"]]} for row in _rows(self.removed.filter(chosen))]

    def unsure(self) -> Iterator[tuple[str, str, list[str]]]:
        """Articles with lines that nearly went: id, source, lines."""
        table = self.table("articles", ["article_id", "unsure_lines"])
        if "unsure_lines" in table.column_names and table.num_rows:
            for article_id, lines in zip(*(table[name].to_pylist() for name in table.column_names), strict=True):
                if lines and article_id in self.sources:
                    yield article_id, self.sources[article_id], lines

    @cached_property
    def mentions(self) -> pa.Table:
        return self.table("mentions", _NAMED)

    @cached_property
    def times(self) -> Counter[str]:
        """How often each entity was named on the day."""
        return _counted(self.mentions["entity_id"])

    def articles_naming(self, entities: Collection[str]) -> Counter[str]:
        """Articles of the day that name each of some entities."""
        some = self._mentions_of(entities).select(["entity_id", "article_id"])
        return _counted(some.group_by(["entity_id", "article_id"]).aggregate([])["entity_id"])

    @cached_property
    def spelled(self) -> pa.Table:
        """Entities as the day spells them: entity_id, surface, times."""
        counts = self.mentions.group_by(["entity_id", "surface"]).aggregate([("start", "count")])
        return counts.rename_columns({"start_count": "times"})

    def mentions_of(self, entities: Collection[str]) -> dict[str, Rows]:
        """The mentions of some entities, in the table's order."""
        found: defaultdict[str, Rows] = defaultdict(list)
        for row in _rows(self._mentions_of(entities)):
            found[row["entity_id"]].append(row)
        return found

    def _mentions_of(self, entities: Collection[str]) -> pa.Table:
        wanted = pa.array(sorted(entities), pa.string())
        return self.mentions.filter(pc.is_in(self.mentions["entity_id"], wanted))

    @cached_property
    def entities(self) -> pa.Table:
        """The entities of all days, without their spellings; none before they were built."""
        if not require_trusted(self.lake, "entities", None):
            return schema("entities").empty_table().select(ENTITY)
        return self.lake.read_table(ENTITIES, ENTITY)

    def entities_version(self) -> tuple[object, ...] | None:
        """What the entities are known by; None when there are none."""
        info = self.lake.fs.get_file_info(self.lake.full(ENTITIES))
        return (info.path, info.size, info.mtime_ns) if info.is_file else None

    def spellings(self, entities: Collection[str]) -> dict[str, list[str]]:
        """How some entities are spelled, on all days."""
        if not entities or not self.lake.exists(ENTITIES):
            return {}
        table = self.lake.read_table(ENTITIES, ["entity_id", "spellings"])
        asked = table.filter(pc.is_in(table["entity_id"], pa.array(sorted(entities), pa.string())))
        return {row["entity_id"]: [each["surface"] for each in row["spellings"] or ()] for row in _rows(asked)}

    @cached_property
    def checks(self) -> Rows:
        return _rows(self.table("checks", ["stage", "expectation", "success", "observed"]))

    def rows_of(self, table: str, ids: Iterable[str]) -> Rows:
        """Some articles' rows, with what puts their scraped text together."""
        found = self._whole(table)
        return _rows(found.filter(pc.is_in(found["article_id"], pa.array(sorted(set(ids)), pa.string()))))

    def _whole(self, table: str) -> pa.Table:
        """A table of the day, which several kinds of questions take rows of."""
        if table not in self._tables:
            self._tables[table] = self.table(table, _PUT_TOGETHER[table])
        return self._tables[table]


def _counted(values: pa.ChunkedArray) -> Counter[str]:
    counts = pc.value_counts(values)
    return Counter(dict(zip(counts.field(0).to_pylist(), counts.field(1).to_pylist(), strict=True)))


def _rows(table: pa.Table) -> Rows:
    return table.to_pylist()  # type: ignore[no-any-return]
