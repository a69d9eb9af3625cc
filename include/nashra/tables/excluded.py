"""What the checks set aside, and so is not published: read back from staging `quarantine/<stage>.parquet`."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from nashra.lake import Storage
from nashra.tables.schema import TYPES, schema
from nashra.tables.staged import batches

CHECKED = ("ingest", "clean", "enrich")  # stages whose checks may set rows aside, in their order
SET_ASIDE = pa.schema(
    [
        *schema("quarantine"),
        pa.field("article_id", TYPES["string"]),
        pa.field("start", TYPES["int32"]),  # with end, the place of a mention; null when the article is meant
        pa.field("end", TYPES["int32"]),
    ]
)
"""Columns of a staged quarantine file: those of the table, and what tells which rows to leave out."""


def mention_keys(rows: pa.Table) -> pa.ChunkedArray:
    """article_id:start:end of each row, a string."""
    return pc.binary_join_element_wise(
        rows["article_id"], pc.cast(rows["start"], pa.string()), pc.cast(rows["end"], pa.string()), ":"
    )


@dataclass(frozen=True, slots=True)
class Excluded:
    """Article ids and mention keys that are not published."""

    article_ids: pa.Array
    mention_ids: pa.Array
    mention_rows: int  # rows of quarantine that are mentions

    def articles(self, rows: pa.Table) -> pa.Table:
        """The rows whose article stays."""
        return _without(rows, rows["article_id"], self.article_ids)

    def mentions(self, rows: pa.Table) -> pa.Table:
        """The mentions that stay."""
        if len(self.mention_ids):
            rows = _without(rows, mention_keys(rows), self.mention_ids)
        return self.articles(rows)


def _without(rows: pa.Table, keys: pa.ChunkedArray, unwanted: pa.Array) -> pa.Table:
    return rows.filter(pc.invert(pc.is_in(keys, unwanted))) if len(unwanted) else rows


def load_excluded(staging: Storage, before: str = "tables") -> Excluded:
    """What the run's checks of the stages before one have set aside."""
    articles: list[str] = []
    mentions: list[str] = []
    earlier = [f"quarantine/{stage}.parquet" for stage in CHECKED[: (*CHECKED, "tables").index(before)]]
    for path in filter(staging.exists, earlier):
        for rows in batches(staging, path, ["article_id", "start", "end"]):
            is_mention = pc.is_valid(rows["start"])
            mentions += mention_keys(rows.filter(is_mention)).to_pylist()
            articles += rows.filter(pc.invert(is_mention))["article_id"].to_pylist()
    return Excluded(
        pa.array(sorted({a for a in articles if a}), pa.string()), pa.array(sorted(set(mentions)), pa.string()),
        len(mentions),
    )  # fmt: skip
