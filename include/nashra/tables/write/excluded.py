"""What the checks set aside, and so is not published: read back from staging `quarantine/<stage>.parquet`."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from nashra.lake import Run, Storage
from nashra.tables.dictionary.schema import TYPES, schema
from nashra.tables.write.staged_parts import batches, row_count

CHECKED = ("ingest", "clean", "enrich")  # stages whose checks may set rows aside, in their order
SET_ASIDE = pa.schema(
    [
        *schema("quarantine"),
        pa.field("article_id", TYPES["string"]),
        pa.field("record_no", TYPES["int64"]),  # with landing_file, the place of a landed record; ids may change
        pa.field("start", TYPES["int32"]),  # with end, the place of a mention; null when the article is meant
        pa.field("end", TYPES["int32"]),
    ]
)
"""Columns of a staged quarantine file: those of the table, and what tells which rows to leave out."""


def settle_ids(run: Run, shards: list[int]) -> None:
    """Gives the records that the ingest check set aside the ids that they have now.

    Ingest can't know which records are further copies of one another; the survey does, and renames them in the
    landed articles. Doing it again changes nothing.
    """
    path = f"quarantine/{CHECKED[0]}.parquet"
    if not run.staging.exists(path) or not row_count(run.staging, path):
        return
    aside = run.staging.read_table(path)
    places = set(zip(aside["landing_file"].to_pylist(), aside["record_no"].to_pylist(), strict=True))
    ids: dict[tuple[str, int], str] = {}
    for shard in shards:
        columns = ["landing_file", "record_no", "article_id"]
        for rows in batches(run.staging, run.shard_path("ingest", shard, "articles"), columns):
            for file, number, article_id in zip(*(rows[name].to_pylist() for name in columns), strict=True):
                if (file, number) in places:
                    ids[file, number] = article_id
    now = [ids.get((row["landing_file"], row["record_no"]), row["article_id"]) for row in
           aside.select(["landing_file", "record_no", "article_id"]).to_pylist()]  # fmt: skip
    place = aside.schema.get_field_index("article_id")
    run.staging.write_table(path, aside.set_column(place, SET_ASIDE.field("article_id"), pa.array(now, pa.string())))


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
