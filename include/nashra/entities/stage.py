"""The first half of the enrich stage: names in the published bodies, each with its entity."""

import logging
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from nashra.article import Mention
from nashra.entities.link import Linker
from nashra.frugal import no_collection
from nashra.lake import Run
from nashra.one_by_one import one_by_one
from nashra.settings import Settings
from nashra.tables.write.lacking import Lacking, lacking, lacking_rows
from nashra.telling.progress import counted

log = logging.getLogger(__name__)
COLUMNS = pa.schema(
    [
        ("article_id", pa.string()),
        ("entity_id", pa.string()),
        ("type", pa.string()),
        ("surface", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("sentence_no", pa.int32()),
        ("score", pa.float32()),
    ]
)
Searched = dict[str, Any]  # an article's staged columns
Row = tuple[str, str, str, str, int, int, int, float]  # by column
STAGE, CODE = "enrich", "names"  # stage of the rows in quarantine, and how their reason begins
BATCH = 256  # articles held in memory at once; the result doesn't depend on it


def enrich_shard(run: Run, settings: Settings, shard: int) -> dict[str, int]:
    """Read a shard of cleaned articles, write its mentions sorted by (article_id, start, end).

    Rows marked as duplicates are skipped, so that nothing is counted twice. An article whose names can't be found is
    told in the shard's quarantine and costs no other article its own; what is the machine's fault (OSError,
    MemoryError) is raised: another try may do. Counts: mentions, names_failed.
    """
    from nashra.entities.recognise import load_recognizer

    recognizer = load_recognizer(settings)
    linker = Linker.load()
    failed: list[Lacking] = []
    tables = [
        _mention_table(articles, recognizer, linker, failed)
        for articles in _articles(run, run.shard_path("clean", shard, "articles"))
    ]
    table = pa.concat_tables([COLUMNS.empty_table(), *tables])
    table = table.sort_by([("article_id", "ascending"), ("start", "ascending"), ("end", "ascending")])
    run.staging.write_table(run.shard_path("enrich", shard, "mentions"), table.combine_chunks())
    told = lacking_rows(run, STAGE, failed, settings.night.quarantine_record_bytes)
    run.staging.write_table(run.shard_path("enrich", shard, "quarantine"), told)
    return {"mentions": table.num_rows, "names_failed": told.num_rows}


def leave_out(run: Run, shard: int) -> dict[str, int]:
    """A shard without names, where a night is measured without enrichment."""
    run.staging.write_table(run.shard_path("enrich", shard, "mentions"), COLUMNS.empty_table())
    return {"mentions": 0, "names_failed": 0}


def _articles(run: Run, path: str) -> Iterator[list[dict[str, Any]]]:
    """Batches of the articles that are no duplicates."""
    with run.staging.open_input(path) as file:
        parquet = pq.ParquetFile(file)
        columns = ["article_id", "source", "title", "body", "landing_file", "duplicate_of"]
        batches = parquet.iter_batches(BATCH, columns=columns)
        for batch in counted(batches, "looking for names", "articles", parquet.metadata.num_rows):
            rows = [row for row in batch.to_pylist() if row.pop("duplicate_of") is None and row["body"]]
            if rows:
                yield rows


def _mention_table(articles: list[Searched], recognizer: Any, linker: Linker, failed: list[Lacking]) -> pa.Table:
    def not_named(article: Searched, error: Exception) -> list[Row]:
        log.error("no names of article %s", article["article_id"], exc_info=error)
        failed.append(lacking(CODE, article, error))
        return []

    with no_collection():
        return table_of(one_by_one(articles, lambda some: _rows(some, recognizer, linker), not_named))


def table_of(rows: list[Row]) -> pa.Table:
    """Rows as they are staged; Arrow takes columns more quickly than rows with names."""
    columns = zip(*rows, strict=True) if rows else ((),) * len(COLUMNS)
    arrays = [pa.array(values, field.type) for values, field in zip(columns, COLUMNS, strict=True)]
    return pa.Table.from_arrays(arrays, schema=COLUMNS)


def _rows(articles: Sequence[Searched], recognizer: Any, linker: Linker) -> list[Row]:
    found = recognizer.mentions([article["body"] for article in articles])
    return [
        row_of(article["article_id"], mention)
        for article, mentions in zip(articles, found, strict=True)
        for mention in linker.link_article(mentions, article["body"], article["source"])
    ]


def row_of(article_id: str, one: Mention) -> Row:
    return article_id, one.entity_id, one.type, one.surface, one.start, one.end, one.sentence_no, one.score
