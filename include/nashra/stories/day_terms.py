"""What the originals of one published day tell of: a function of its articles and mentions, kept beside the lake."""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from nashra.article import Mention
from nashra.lake import Storage, partition_path
from nashra.stories.told import Told, folded_words, tell_words
from nashra.stories.told_terms import MATRICES, Matrix, ToldTerms, rows_of

NAMED = ("type", "surface", "entity_id")
ROWS = 4096
"""Rows of a table made Python's at once."""


class DayTerms(NamedTuple):
    """What the articles of a day tell of."""

    told: ToldTerms
    heavy: Matrix
    """1 for each of the heaviest words and names of an article, by their rarity on the day."""


def told_of(lake: Storage, day: str, seen: Callable[[str, list[str], list[Mention]], None]) -> Iterator[Told]:
    """The day's originals as comparing needs them, in order of their ids. `seen` is told of each one's words, folded,
    and names: they are read once."""
    articles = lake.read_table(partition_path("articles", day), ["article_id", "title", "body", "duplicate_of"])
    articles = articles.filter(articles["duplicate_of"].is_null()).sort_by("article_id")
    mentions = dict(_mentions(lake, day))
    for row in _rows(articles):
        words, named = folded_words(row["body"]), mentions.pop(row["article_id"], [])
        seen(row["article_id"], words, named)
        yield tell_words(row["article_id"], row["title"], words, named)


def _mentions(lake: Storage, day: str) -> Iterator[tuple[str, list[Mention]]]:
    """What comparing asks of each article's names; where they stand it does not."""
    table = lake.read_table(partition_path("mentions", day), ["article_id", *NAMED])
    rows = zip(*(table[name].to_pylist() for name in ("article_id", *NAMED)), strict=True)
    for article_id, some in groupby(rows, key=lambda row: str(row[0])):
        yield article_id, [Mention(kind, surface, 0, 0, 0, 1.0, entity_id) for _, kind, surface, entity_id in some]


def _rows(table: pa.Table) -> Iterator[dict[str, Any]]:
    for batch in table.to_batches(max_chunksize=ROWS):
        yield from batch.to_pylist()


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
