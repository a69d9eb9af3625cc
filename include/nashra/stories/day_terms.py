"""What the originals of one published day tell of: a function of its articles and mentions, kept beside the lake."""

from collections.abc import Iterator
from itertools import chain, groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from nashra.article import Mention
from nashra.lake import Storage, partition_path
from nashra.stories.day_reading import Original
from nashra.stories.told_terms import MATRICES, Matrix, ToldTerms, rows_of

NAMED = ("type", "surface", "entity_id")
ROWS, NAMES = 1024, 16_384
"""Articles, and mentions, made Python's at once."""


class DayTerms(NamedTuple):
    """What the articles of a day tell of."""

    told: ToldTerms
    heavy: Matrix
    """1 for each of the heaviest words and names of an article, by their rarity on the day."""


def originals(lake: Storage, day: str) -> Iterator[list[Original]]:
    """The day's articles that are no duplicates, in order of their ids, some at a time.

    Both tables are published in the order of article ids, so that they are gone through side by side.
    """
    named = _InStep(_mentions(lake, day))
    columns = ["article_id", "title", "body", "duplicate_of"]
    for table in lake.read_rows(partition_path("articles", day), columns, ROWS):
        yield [
            Original(row["article_id"], row["title"], row["body"], named.of(row["article_id"]))
            for row in table.to_pylist()
            if row["duplicate_of"] is None
        ]


def _mentions(lake: Storage, day: str) -> Iterator[tuple[str, list[Mention]]]:
    """What comparing asks of each article's names; where they stand it does not."""
    columns = ["article_id", *NAMED]
    parts = lake.read_rows(partition_path("mentions", day), columns, NAMES)
    rows = chain.from_iterable(zip(*(part[name].to_pylist() for name in columns), strict=True) for part in parts)
    for article_id, some in groupby(rows, key=itemgetter(0)):
        yield article_id, [Mention(kind, surface, 0, 0, 0, 1.0, entity_id) for _, kind, surface, entity_id in some]


class _InStep:
    """What is told of each of many ids, which are asked for in their order."""

    def __init__(self, told: Iterator[tuple[str, list[Mention]]]) -> None:
        self._told = told
        self._next = next(told, None)

    def of(self, article_id: str) -> list[Mention]:
        while self._next and self._next[0] < article_id:
            self._next = next(self._told, None)
        return self._next[1] if self._next and self._next[0] == article_id else []


def as_tables(terms: DayTerms) -> dict[str, pa.Table]:
    """What is kept of a day, by name."""
    told = terms.told
    columns = {"article_id": pa.array(told.article_ids, pa.string()), "length": pa.array(told.lengths)}
    for name, matrix in [*((name, getattr(told, name)) for name in MATRICES), ("heavy", terms.heavy)]:
        begin = pa.array(matrix.indptr.astype(np.int32))
        columns[name] = pa.ListArray.from_arrays(begin, pa.array(matrix.indices.astype(np.int32)))
        columns[f"{name}_times"] = pa.ListArray.from_arrays(begin, pa.array(matrix.data.astype(np.int32)))
    return {"articles": pa.table(columns), "terms": pa.table({"term": pa.array(told.terms, pa.string())})}


def from_tables(tables: dict[str, pa.Table]) -> DayTerms:
    """What was kept."""
    articles, terms = tables["articles"].combine_chunks(), tuple(tables["terms"]["term"].to_pylist())
    matrices = {name: _matrix(articles, name, len(terms)) for name in (*MATRICES, "heavy")}
    heavy = matrices.pop("heavy")
    ids = tuple(articles["article_id"].to_pylist())
    return DayTerms(ToldTerms(ids, terms, lengths=articles["length"].to_numpy(), **matrices), heavy)


def _matrix(table: pa.Table, name: str, columns: int) -> Matrix:
    lists, times = table[name].combine_chunks(), table[f"{name}_times"].combine_chunks()
    parts = (times.values.to_numpy(), lists.values.to_numpy(), lists.offsets.to_numpy())
    return rows_of(parts, (table.num_rows, columns))
