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
        pa.field("n", TYPES["int32"]),  # of a quote, with null for start and end
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


PARTS = {"mentions": ("start", "end"), "quotes": ("n",)}
"""Tables of parts of an article, each with the columns that tell which part: a check sets aside a part alone."""


def part_keys(rows: pa.Table, table: str) -> pa.ChunkedArray:
    """article_id:start:end of each mention, article_id:n of each quote; a string."""
    parts = (pc.cast(rows[name], pa.string()) for name in PARTS[table])
    return pc.binary_join_element_wise(rows["article_id"], *parts, ":")


@dataclass(frozen=True, slots=True)
class Excluded:
    """Article ids and keys of parts that are not published."""

    article_ids: pa.Array
    part_ids: dict[str, pa.Array]
    """By table of PARTS."""
    part_rows: dict[str, int]
    """Rows of quarantine that are parts, by table of PARTS."""

    def articles(self, rows: pa.Table) -> pa.Table:
        """The rows whose article stays."""
        return _without(rows, rows["article_id"], self.article_ids)

    def parts(self, table: str, rows: pa.Table) -> pa.Table:
        """The mentions or quotes that stay."""
        if len(self.part_ids[table]):
            rows = _without(rows, part_keys(rows, table), self.part_ids[table])
        return self.articles(rows)


def _without(rows: pa.Table, keys: pa.ChunkedArray, unwanted: pa.Array) -> pa.Table:
    return rows.filter(pc.invert(pc.is_in(keys, unwanted))) if len(unwanted) else rows


def load_excluded(staging: Storage, before: str = "tables") -> Excluded:
    """What the run's checks of the stages before one have set aside."""
    articles: list[str] = []
    parts: dict[str, list[str]] = {table: [] for table in PARTS}
    earlier = [f"quarantine/{stage}.parquet" for stage in CHECKED[: (*CHECKED, "tables").index(before)]]
    for path in filter(staging.exists, earlier):
        for rows in batches(staging, path, ["article_id", "start", "end", "n"]):
            for table, (column, *_) in PARTS.items():
                is_part = pc.is_valid(rows[column])
                parts[table] += part_keys(rows.filter(is_part), table).to_pylist()
                rows = rows.filter(pc.invert(is_part))
            articles += rows["article_id"].to_pylist()
    return Excluded(
        pa.array(sorted({a for a in articles if a}), pa.string()),
        {table: pa.array(sorted(set(keys)), pa.string()) for table, keys in parts.items()},
        {table: len(keys) for table, keys in parts.items()},
    )
