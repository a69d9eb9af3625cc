"""What of a published day's tables the questions are made from, read once."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from nashra.lake import Storage, partition_path

Rows = list[dict[str, Any]]
_REMOVED = ["article_id", "line_no", "text", "rule", "evidence", "category"]
_NAMED = ["entity_id", "type", "surface", "article_id", "start", "end"]
_ENTITY = ["entity_id", "type", "name_ar", "name_en", "spellings", "first_day", "mentions"]


class Night:
    """A published day; of one that is not, all is empty."""

    def __init__(self, lake: Storage, day: str) -> None:
        self.lake, self.day = lake, day

    def table(self, name: str, columns: list[str]) -> pa.Table:
        """Some columns of the day's rows; a column that an older day lacks is left out."""
        path = partition_path(name, self.day)
        if not self.lake.exists(path):
            return pa.table({column: pa.array([], pa.string()) for column in columns})
        return self.lake.read_table(path, [column for column in columns if column in self._columns(path)])

    def _columns(self, path: str) -> set[str]:
        with self.lake.open_input(path) as file:
            return set(pq.read_schema(file).names)

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

    @cached_property
    def removals(self) -> Rows:
        """The rows of `removed`, each with its source."""
        return [row | {"source": self.sources[row["article_id"]]} for row in self.removed.to_pylist()]

    def unsure(self) -> Iterator[tuple[str, str, list[str]]]:
        """Articles with lines that nearly went: id, source, lines."""
        table = self.table("articles", ["article_id", "unsure_lines"])
        if "unsure_lines" in table.column_names and table.num_rows:
            for article_id, lines in zip(*(table[name].to_pylist() for name in table.column_names), strict=True):
                if lines and article_id in self.sources:
                    yield article_id, self.sources[article_id], lines

    @cached_property
    def mentions(self) -> Rows:
        return _rows(self.table("mentions", _NAMED))

    @cached_property
    def times(self) -> Counter[str]:
        """How often each entity was named on the day."""
        return Counter(row["entity_id"] for row in self.mentions)

    @cached_property
    def articles_naming(self) -> Counter[str]:
        """Articles of the day that name each entity."""
        return Counter(entity for entity, _ in {(row["entity_id"], row["article_id"]) for row in self.mentions})

    @cached_property
    def entities(self) -> Rows:
        """The entities of all days; none before they were built."""
        path = "entities/entities.parquet"
        return _rows(self.lake.read_table(path, _ENTITY)) if self.lake.exists(path) else []

    @cached_property
    def checks(self) -> Rows:
        return _rows(self.table("checks", ["stage", "expectation", "success", "observed"]))

    def rows_of(self, table: str, ids: Iterable[str]) -> Rows:
        """All columns of some articles' rows."""
        path = partition_path(table, self.day)
        found = self.lake.read_table(path)
        return _rows(found.filter(pc.is_in(found["article_id"], pa.array(sorted(set(ids)), pa.string()))))


def _rows(table: pa.Table) -> Rows:
    return table.to_pylist()  # type: ignore[no-any-return]
