"""Days as an older version of Nashra left them: without columns and tables that came later, seals and notes."""

import os
from collections.abc import Collection
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from nashra.lake import Storage, partition_path

# what 0.1.0 had not
TABLES = ("quotes", "stories", "story_articles", "copies")
COLUMNS = {
    "articles": (
        "published_on", "title_in_text", "gaps", "other_story_at", "country", "country_share", "section",
        "unsure_lines",
    ),
    "removals": ("part", "raw_start", "gap", "edits"),
    "runs": (
        "packages_version", "names_failed", "quotes", "quotes_quarantined", "quotes_failed", "forced", "params",
        "files",
    ),
}  # fmt: skip


def make_older(lake: Storage, day: str, tables: Collection[str] = TABLES, code: str = "0.1.0+0a1b2c3d4e5f") -> None:
    """Makes a published day one that an older version published, in the year 2023."""
    for table in tables:
        lake.delete_tree(f"{table}/day={day}")
        lake.delete_tree(f"_sound/{table}/day={day}")
    for table, columns in COLUMNS.items():
        path = Path(lake.full(partition_path(table, day)))
        rows = pq.ParquetFile(path).read()
        rows = rows.drop_columns([name for name in columns if name in rows.column_names])
        if table == "runs":
            at = rows.schema.get_field_index("code_version")
            rows = rows.set_column(at, rows.schema.field(at), pa.array([code] * rows.num_rows, pa.string()))
            lake.delete_file(f"_sound/{partition_path(table, day)}.json")
        pq.write_table(rows.replace_schema_metadata(None), path, compression="zstd")
        os.utime(path, (1.7e9, 1.7e9))
