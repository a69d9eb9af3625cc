"""The write stage: what the shards left in staging becomes one file a table, `write/<table>.parquet`."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from nashra.lake import Run
from nashra.settings import Settings
from nashra.tables.write.excluded import CHECKED, PARTS, load_excluded
from nashra.tables.write.merge import Select, merge
from nashra.tables.write.staged_parts import batches, row_count
from nashra.tables.write.topics import Topics

AT_ONCE = 2  # tables; the largest takes half of the time by itself


def staged_path(table: str) -> str:
    """Where a table waits in staging to be published."""
    return f"write/{table}.parquet"


def write_tables(run: Run, settings: Settings, shards: list[int]) -> dict[str, int]:
    """Merges the shards into the tables of the day that are no logbooks, the same bytes for any shards.

    What a check set aside is left out, an article with its removals, mentions and quotes. Returns rows_articles,
    rows_duplicates, published (articles without duplicates), rows_removals, rows_mentions, rows_quotes,
    rows_quarantine, quarantined_records, quarantined_mentions, quarantined_quotes, unnamed and unquoted (articles that
    are published without names or quotes, each with a row in quarantine).
    """
    excluded = load_excluded(run.staging)

    def paths(stage: str, kind: str) -> list[str]:
        every = (run.shard_path(stage, shard, kind) for shard in sorted(shards))
        return [path for path in every if run.staging.exists(path)]

    topics = Topics(run.staging, paths("enrich", "topics"))

    def kept(rows: pa.Table) -> pa.Table:
        return topics.filled(excluded.articles(rows))

    set_aside = [path for stage in CHECKED if run.staging.exists(path := f"quarantine/{stage}.parquet")]
    without_names, without_quotes = paths("enrich", "quarantine"), paths("enrich", "unquoted")
    refused = paths("ingest", "quarantine") + without_names + without_quotes + set_aside
    sources: dict[str, tuple[list[str], Select]] = {
        "articles": (paths("clean", "articles"), kept),
        "removals": (paths("clean", "removals"), excluded.articles),
        **{table: (paths("enrich", table), partial(excluded.parts, table)) for table in PARTS},
        "quarantine": (refused, _as_quarantine),
    }
    rows = _merged(run, sources)
    unnamed, unquoted = (sum(row_count(run.staging, path) for path in some) for some in (without_names, without_quotes))
    duplicates = _duplicates(run)
    return {
        "rows_articles": rows["articles"],
        "rows_duplicates": duplicates,
        "published": rows["articles"] - duplicates,
        **{f"rows_{table}": number for table, number in rows.items() if table != "articles"},
        "quarantined_records": rows["quarantine"] - sum(excluded.part_rows.values()) - unnamed - unquoted,
        **{f"quarantined_{table}": rows for table, rows in excluded.part_rows.items()},
        "unnamed": unnamed,
        "unquoted": unquoted,
    }


def _merged(run: Run, sources: dict[str, tuple[list[str], Select]]) -> dict[str, int]:
    """The rows of each table, merged two tables at a time: most of it is packing, for which Python isn't held."""

    def merged(table: str) -> int:
        paths, select = sources[table]
        return merge(run, table, paths, staged_path(table), select)

    with ThreadPoolExecutor(AT_ONCE) as pool:  # each in the caller's context, so that progress is shown where it is
        waited = {table: pool.submit(copy_context().run, merged, table) for table in sources}
        return {table: one.result() for table, one in waited.items()}


def _as_quarantine(rows: pa.Table) -> pa.Table:
    """Rows without an expectation column were refused by ingest itself."""
    if "expectation" not in rows.column_names:
        rows = rows.append_column("expectation", pa.nulls(rows.num_rows, pa.string()))
    return rows


def _duplicates(run: Run) -> int:
    columns = batches(run.staging, staged_path("articles"), ["duplicate_of"])
    return sum(int(pc.sum(pc.is_valid(part["duplicate_of"])).as_py() or 0) for part in columns)
