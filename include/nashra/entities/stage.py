"""The enrich stage: names in the published bodies, each with its entity."""

import logging
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from nashra.article import Mention
from nashra.entities.link import Linker
from nashra.frugal import no_collection
from nashra.lake import Run
from nashra.settings import Settings
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
BATCH = 256  # articles held in memory at once; the result doesn't depend on it


def enrich_shard(run: Run, settings: Settings, shard: int) -> dict[str, int]:
    """Read a shard of cleaned articles, write its mentions sorted by (article_id, start, end).

    Rows marked as duplicates are skipped, so that nothing is counted twice.
    """
    from nashra.entities.recognise import load_recognizer

    recognizer = load_recognizer(settings)
    linker = Linker.load()
    tables = [
        _mention_table(ids, bodies, recognizer, linker)
        for ids, bodies in _bodies(run, run.shard_path("clean", shard, "articles"))
    ]
    table = pa.concat_tables([COLUMNS.empty_table(), *tables])
    table = table.sort_by([("article_id", "ascending"), ("start", "ascending"), ("end", "ascending")])
    run.staging.write_table(run.shard_path("enrich", shard, "mentions"), table.combine_chunks())
    return {"mentions": table.num_rows}


def leave_out(run: Run, shard: int) -> dict[str, int]:
    """A shard without names, where a night is measured without enrichment."""
    run.staging.write_table(run.shard_path("enrich", shard, "mentions"), COLUMNS.empty_table())
    return {"mentions": 0}


def _bodies(run: Run, path: str) -> Iterator[tuple[list[str], list[str]]]:
    """Batches of (article ids, bodies) of the articles that are no duplicates."""
    with run.staging.open_input(path) as file:
        parquet = pq.ParquetFile(file)
        batches = parquet.iter_batches(BATCH, columns=["article_id", "body", "duplicate_of"])
        for batch in counted(batches, "looking for names", "articles", parquet.metadata.num_rows):
            rows = [row for row in batch.to_pylist() if row["duplicate_of"] is None and row["body"]]
            if rows:
                yield [row["article_id"] for row in rows], [row["body"] for row in rows]


def _mention_table(ids: list[str], bodies: list[str], recognizer: Any, linker: Linker) -> pa.Table:
    with no_collection():
        try:
            rows = _rows(ids, bodies, recognizer, linker)
        except (OSError, MemoryError):  # the machine's, not an article's: another try may do
            raise
        except Exception:
            rows = [row for one in zip(ids, bodies, strict=True) for row in _rows_or_error(*one, recognizer, linker)]
        return pa.Table.from_pylist(rows, schema=COLUMNS)


def _rows(ids: list[str], bodies: list[str], recognizer: Any, linker: Linker) -> list[dict[str, Any]]:
    return [
        _row(article_id, mention)
        for article_id, body, found in zip(ids, bodies, recognizer.mentions(bodies), strict=True)
        for mention in linker.link_article(found, body)
    ]


def _rows_or_error(article_id: str, body: str, recognizer: Any, linker: Linker) -> list[dict[str, Any]]:
    """An article's mentions. When it can't be done, one row that is no mention: the check that follows sets it aside
    with the error as its reason, the article is published without names, and the others lose nothing."""
    try:
        return _rows([article_id], [body], recognizer, linker)
    except (OSError, MemoryError):
        raise
    except Exception as error:
        log.exception("no names of article %s", article_id)
        failure = f"{type(error).__name__}: {error}"
        return [_row(article_id, Mention("MISC", body[:1], 0, 1, 0, 0.0, failure))]


def _row(article_id: str, mention: Mention) -> dict[str, Any]:
    return {
        "article_id": article_id,
        "entity_id": mention.entity_id,
        "type": mention.type,
        "surface": mention.surface,
        "start": mention.start,
        "end": mention.end,
        "sentence_no": mention.sentence_no,
        "score": mention.score,
    }
