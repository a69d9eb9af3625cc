"""The second half of the enrich stage: who said what in the published bodies."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from nashra.article import Mention
from nashra.frugal import no_collection
from nashra.lake import Run
from nashra.one_by_one import one_by_one
from nashra.quotes.find import quote_rows
from nashra.settings import Settings
from nashra.tables.dictionary.schema import schema
from nashra.tables.write.lacking import Lacking, lacking, lacking_rows
from nashra.telling.progress import counted

log = logging.getLogger(__name__)
STAGE, CODE = "enrich", "quotes"  # stage of the rows in quarantine, and how their reason begins
Row = dict[str, Any]  # of an article, or of a quote
BATCH = 256  # articles held in memory at once; the result doesn't depend on it


def quote_shard(run: Run, settings: Settings, shard: int, mentions: Mapping[str, list[Mention]]) -> dict[str, int]:
    """Read a shard of cleaned articles, write its quotes sorted by (article_id, n). `mentions` are the staged ones, by
    article.

    Duplicates have none, as they have no mentions. An article whose quotes can't be found is told in the shard's file
    `unquoted`, rows of quarantine, and costs no other article its own; what is the machine's fault (OSError,
    MemoryError) is raised. Counts: quotes, quotes_failed.
    """
    failed: list[Lacking] = []
    columns = schema("quotes")
    tables = [columns.empty_table()]
    for articles in _articles(run, run.shard_path("clean", shard, "articles")):
        with no_collection():
            rows = _rows_of(articles, mentions, failed)
            tables.append(pa.Table.from_pylist(rows, schema=columns))
    table = pa.concat_tables(tables).sort_by([("article_id", "ascending"), ("n", "ascending")])
    run.staging.write_table(run.shard_path("enrich", shard, "quotes"), table.combine_chunks())
    told = lacking_rows(run, STAGE, failed, settings.night.quarantine_record_bytes)
    run.staging.write_table(run.shard_path("enrich", shard, "unquoted"), told)
    return {"quotes": table.num_rows, "quotes_failed": told.num_rows}


def leave_out(run: Run, shard: int) -> dict[str, int]:
    """A shard without quotes, where a night is measured without enrichment."""
    run.staging.write_table(run.shard_path("enrich", shard, "quotes"), schema("quotes").empty_table())
    return {"quotes": 0, "quotes_failed": 0}


def _articles(run: Run, path: str) -> Iterator[list[dict[str, Any]]]:
    """Batches of the articles that are no duplicates."""
    with run.staging.open_input(path) as file:
        parquet = pq.ParquetFile(file)
        columns = ["article_id", "title", "body", "landing_file", "duplicate_of"]
        batches = parquet.iter_batches(BATCH, columns=columns)
        for batch in counted(batches, "looking for quotes", "articles", parquet.metadata.num_rows):
            rows = [row for row in batch.to_pylist() if row.pop("duplicate_of") is None and row["body"]]
            if rows:
                yield rows


def _rows_of(articles: list[Row], mentions: Mapping[str, list[Mention]], failed: list[Lacking]) -> list[Row]:
    def quoted(some: Sequence[Row]) -> list[Row]:
        return [row for article in some for row in _rows_of_one(article, mentions.get(article["article_id"], []))]

    def not_quoted(article: Row, error: Exception) -> list[Row]:
        log.error("no quotes of article %s", article["article_id"], exc_info=error)
        failed.append(lacking(CODE, article, error))
        return []

    return one_by_one(articles, quoted, not_quoted)


def _rows_of_one(article: Row, mentions: list[Mention]) -> list[Row]:
    return [row | {"n": n} for n, row in enumerate(quote_rows(article["article_id"], article["body"], mentions))]
