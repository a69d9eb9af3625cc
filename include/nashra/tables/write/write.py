"""The write stage: what the shards left in staging becomes one file a table, `write/<table>.parquet`."""

import pyarrow as pa
import pyarrow.compute as pc

from nashra.lake import Run
from nashra.settings import Settings
from nashra.tables.write.excluded import CHECKED, load_excluded
from nashra.tables.write.merge import merge
from nashra.tables.write.staged_parts import batches, row_count


def staged_path(table: str) -> str:
    """Where a table waits in staging to be published."""
    return f"write/{table}.parquet"


def write_tables(run: Run, settings: Settings, shards: list[int]) -> dict[str, int]:
    """Merges the shards into `articles`, `removals`, `mentions` and `quarantine`, the same bytes for any shards.

    What a check set aside is left out, an article with its removals and mentions. Returns rows_articles,
    rows_duplicates, published (articles without duplicates), rows_removals, rows_mentions, rows_quarantine,
    quarantined_records, quarantined_mentions and unnamed (articles that are published without names, each with a row
    in quarantine).
    """
    excluded = load_excluded(run.staging)

    def paths(stage: str, kind: str) -> list[str]:
        every = (run.shard_path(stage, shard, kind) for shard in sorted(shards))
        return [path for path in every if run.staging.exists(path)]

    articles = merge(run, "articles", paths("clean", "articles"), staged_path("articles"), excluded.articles)
    removals = merge(run, "removals", paths("clean", "removals"), staged_path("removals"), excluded.articles)
    mentions = merge(run, "mentions", paths("enrich", "mentions"), staged_path("mentions"), excluded.mentions)
    set_aside = [path for stage in CHECKED if run.staging.exists(path := f"quarantine/{stage}.parquet")]
    without_names = paths("enrich", "quarantine")
    refused = paths("ingest", "quarantine") + without_names + set_aside
    quarantine = merge(run, "quarantine", refused, staged_path("quarantine"), _as_quarantine)
    unnamed = sum(row_count(run.staging, path) for path in without_names)
    duplicates = _duplicates(run)
    return {
        "rows_articles": articles,
        "rows_duplicates": duplicates,
        "published": articles - duplicates,
        "rows_removals": removals,
        "rows_mentions": mentions,
        "rows_quarantine": quarantine,
        "quarantined_records": quarantine - excluded.mention_rows - unnamed,
        "quarantined_mentions": excluded.mention_rows,
        "unnamed": unnamed,
    }


def _as_quarantine(rows: pa.Table) -> pa.Table:
    """Rows without an expectation column were refused by ingest itself."""
    if "expectation" not in rows.column_names:
        rows = rows.append_column("expectation", pa.nulls(rows.num_rows, pa.string()))
    return rows


def _duplicates(run: Run) -> int:
    columns = batches(run.staging, staged_path("articles"), ["duplicate_of"])
    return sum(int(pc.sum(pc.is_valid(part["duplicate_of"])).as_py() or 0) for part in columns)
