"""Columns of `articles` that enrich fills: joined to the rows of clean as they are merged."""

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from nashra.lake import Storage
from nashra.tables.dictionary.schema import schema
from nashra.tables.write.staged_parts import batches

FILLED = ("country", "country_share", "section")


class Topics:
    """Country and section of a day's articles, in memory: some 40 bytes an article."""

    def __init__(self, staging: Storage, paths: Iterable[str]) -> None:
        wanted = pa.schema([schema("articles").field(name) for name in ("article_id", *FILLED)])
        parts = [rows.select(wanted.names).cast(wanted) for path in paths for rows in batches(staging, path)]
        self.rows = pa.concat_tables([wanted.empty_table(), *parts]).combine_chunks()

    def filled(self, articles: pa.Table) -> pa.Table:
        """The articles with their columns; null where enrich said nothing, as of duplicates."""
        places = pc.index_in(articles["article_id"], self.rows["article_id"])
        for name in FILLED:
            at = articles.schema.get_field_index(name)
            articles = articles.set_column(at, schema("articles").field(name), self.rows[name].take(places))
        return articles
