"""What the mentions of one published day add up to: a function of the day's mentions and articles, and of what is known
of their papers."""

from collections.abc import Callable
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from nashra.lake import Storage, partition_path

SPELLED = ["entity_id", "type", "surface"]
Home = Callable[[str], str | None]
"""The country of a paper."""


class DayTally(NamedTuple):
    """Two tables of a day."""

    spellings: pa.Table
    """A row for each of SPELLED: its mentions, `count`."""
    papers: pa.Table
    """A row for each entity and country of papers, `home` (null where it is not known): the articles that name it,
    `articles`."""


def tally_of(lake: Storage, day: str, home_of: Home) -> DayTally:
    """Those of a day."""
    mentions = lake.read_table(partition_path("mentions", day), [*SPELLED, "article_id"])
    spellings = mentions.group_by(SPELLED).aggregate([([], "count_all")]).rename_columns([*SPELLED, "count"])
    named = mentions.group_by(["entity_id", "article_id"]).aggregate([])
    papers = pa.table({"entity_id": named["entity_id"], "home": _homes(lake, day, named["article_id"], home_of)})
    counted = papers.group_by(["entity_id", "home"]).aggregate([([], "count_all")])
    return DayTally(spellings, counted.rename_columns(["entity_id", "home", "articles"]))


def _homes(lake: Storage, day: str, article_ids: pa.ChunkedArray, home_of: Home) -> pa.ChunkedArray:
    """The country of each article's paper."""
    path = partition_path("articles", day)
    if not lake.exists(path):
        return pa.chunked_array([pa.nulls(len(article_ids), pa.string())])
    articles = lake.read_table(path, ["article_id", "source"])
    sources = articles["source"].unique()
    homes = pa.array(map(home_of, sources.to_pylist()), pa.string())
    of_article = homes.take(pc.index_in(articles["source"], sources).combine_chunks())
    return of_article.take(pc.index_in(article_ids, articles["article_id"].combine_chunks()).combine_chunks())
