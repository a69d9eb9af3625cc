"""The runs of words of a day's texts, as numbers: what two texts have in common word for word; and what a form would
have filled in, the names and numbers.

A function of the day's articles and mentions alone, kept beside the lake until these change."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nashra.mixing import U64
from nashra.stories.story_rules import read_story_rules

SHIFT = 29  # see nashra.mixing
RAGGED = ("runs", "numbers", "names")


class Ragged(NamedTuple):
    """Some numbers of each article."""

    begin: NDArray[np.int64]
    """Where each one's begin in `values`, and one place more."""
    values: U64

    def of(self, article: int) -> U64:
        return self.values[self.begin[article] : self.begin[article + 1]]


class DayShingles(NamedTuple):
    """Of a day's originals, in order of their ids."""

    article_ids: tuple[str, ...]
    runs: Ragged
    """A number for each run of `run` words, in the order of the text."""
    numbers: Ragged
    """One for each number in the text that may tell something."""
    names: Ragged
    """One for each entity that it names."""


def is_form(one: int, of: DayShingles, other: int, others: DayShingles) -> bool:
    """Whether two texts that read alike tell of other numbers or names: a form, filled in twice."""
    rules = read_story_rules().copies
    for mine, their in ((of.numbers.of(one), others.numbers.of(other)), (of.names.of(one), others.names.of(other))):
        fewer, both = min(len(mine), len(their)), len(np.intersect1d(mine, their, assume_unique=True))
        if fewer - both >= rules.differ and both < rules.told_share * fewer:
            return True
    return False


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
    columns = {"article_id": pa.array(shingles.article_ids, pa.string())}
    columns |= {name: pa.array(np.diff(getattr(shingles, name).begin)) for name in RAGGED}
    values = {name: pa.table({"value": pa.array(getattr(shingles, name).values)}) for name in RAGGED}
    return {"articles": pa.table(columns)} | values


def from_tables(tables: dict[str, pa.Table]) -> DayShingles:
    """What was kept."""
    articles = tables["articles"]
    parts = [
        Ragged(np.concatenate([[0], np.cumsum(articles[name].to_numpy())]), tables[name]["value"].to_numpy())
        for name in RAGGED
    ]
    return DayShingles(tuple(articles["article_id"].to_pylist()), *parts)
