"""The runs of words of a day's texts, as numbers: what two texts have in common word for word.

A function of the day's articles alone, kept beside the lake until these change."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nashra.lake import Storage, partition_path
from nashra.mixing import U64, runs_of
from nashra.stories.story_rules import read_story_rules
from nashra.stories.told import folded_words
from nashra.text.word_hashes import sure_hashes

_SHIFT = 29  # see nashra.mixing


class DayShingles(NamedTuple):
    """Of a day's originals, in order of their ids."""

    article_ids: tuple[str, ...]
    begin: NDArray[np.int64]
    """Where each one's begin in `values`, and one place more."""
    values: U64
    """A number for each run of `run` words, in the order of the text."""

    def of(self, article: int) -> U64:
        return self.values[self.begin[article] : self.begin[article + 1]]


def shingles_of(lake: Storage, day: str) -> DayShingles:
    """The runs of words of a day's bodies; a text that is too short to be told from another has none."""
    articles = lake.read_table(partition_path("articles", day), ["article_id", "body", "duplicate_of"])
    articles = articles.filter(articles["duplicate_of"].is_null()).sort_by("article_id")
    each = [runs_of_words(folded_words(body)) for body in _texts(articles["body"])]
    begin = np.concatenate([[0], np.cumsum([len(some) for some in each], dtype=np.int64)])
    values = np.concatenate([np.zeros(0, np.uint64), *each])
    return DayShingles(tuple(articles["article_id"].to_pylist()), begin, values)


def _texts(column: pa.ChunkedArray) -> Iterator[str]:
    for value in column:
        yield value.as_py()


def runs_of_words(words: list[str]) -> U64:
    """A number for each run of words, in order; none of a text that is too short."""
    rules = read_story_rules().copies
    return runs_of(sure_hashes(words if len(words) >= rules.words else []), rules.run, _SHIFT)


def share_in_common(one: U64, other: U64, run: int) -> float:
    """How much of the first text stands in the other, 0 to 1: words in runs that both have. `other` is sorted."""
    at = np.minimum(np.searchsorted(other, one), len(other) - 1)
    edges = np.zeros(len(one) + run, np.int64)
    shared = np.flatnonzero(other[at] == one)
    np.add.at(edges, shared, 1)
    np.add.at(edges, shared + run, -1)
    return float((np.cumsum(edges[:-1]) > 0).mean())


def as_tables(shingles: DayShingles) -> dict[str, pa.Table]:
    """What is kept of a day, by name."""
    ids = pa.array(shingles.article_ids, pa.string())
    return {
        "articles": pa.table({"article_id": ids, "runs": pa.array(np.diff(shingles.begin))}),
        "runs": pa.table({"run": pa.array(shingles.values)}),
    }


def from_tables(tables: dict[str, pa.Table]) -> DayShingles:
    """What was kept."""
    articles = tables["articles"]
    begin = np.concatenate([[0], np.cumsum(articles["runs"].to_numpy())])
    return DayShingles(tuple(articles["article_id"].to_pylist()), begin, tables["runs"]["run"].to_numpy())
