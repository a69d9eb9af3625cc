"""The staged files a check reads, and what it must know of all shards before it looks at a row."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nashra.lake import Run
from nashra.quality.see.ids import NO_NUMBERS, Numbers, Sums, id_numbers, joined, mixed, repeated
from nashra.quality.see.ledgers import ARTICLE, REMOVAL, Texts, landed, rebuilt
from nashra.quality.see.letters import SOLID, count_kinds
from nashra.tables.dictionary.dictionary import load_dictionary
from nashra.tables.write.staged_parts import batches, row_count
from nashra.tables.write.write import staged_path

STAGE_TABLES = {
    "ingest": ("landed", "quarantine"),
    "clean": ("removals", "articles"),  # removals first: an article goes to quarantine for its ledger
    "enrich": ("mentions", "quotes"),
    "tables": ("removals", "articles", "mentions", "quotes", "quarantine"),
}
_SHARD_FILES = {
    "landed": ("ingest", "articles"),
    "quarantine": ("ingest", "quarantine"),
    "articles": ("clean", "articles"),
    "removals": ("clean", "removals"),
    "mentions": ("enrich", "mentions"),
    "quotes": ("enrich", "quotes"),
}


@dataclass(slots=True)
class Sources:
    """Paths of the tables of a stage, below staging."""

    run: Run
    stage: str
    shards: list[int]

    def paths(self, table: str) -> list[str]:
        """Files of a table as this stage sees it: the shards', or the merged one at stage `tables`."""
        if self.stage == "tables" and table != "landed":
            return [staged_path(table)]
        stage, kind = _SHARD_FILES[table]
        return [self.run.shard_path(stage, shard, kind) for shard in sorted(self.shards)]

    def rows(self, table: str, columns: list[str] | None = None) -> Iterator[pa.Table]:
        for path in self.paths(table):
            yield from batches(self.run.staging, path, columns)

    def one_by_one(self) -> Iterator["Sources"]:
        """The sources of each shard alone."""
        return (Sources(self.run, self.stage, [shard]) for shard in sorted(self.shards))


LACKING = {"names": "quarantine", "quotes": "unquoted"}
"""What finding failed to find, and the file of each shard of enrich that has the articles without it."""


def lacking_rows(sources: Sources, what: str) -> int:
    """Rows of quarantine that enrich itself wrote: articles that are published without names, or without quotes."""
    paths = [sources.run.shard_path("enrich", shard, LACKING[what]) for shard in sources.shards]
    return sum(row_count(sources.run.staging, path) for path in paths if sources.run.staging.exists(path))


@dataclass(slots=True)
class Known:
    """What is known of the whole day: numbers of ids, sorted, and sums by article."""

    articles: Numbers = field(default_factory=lambda: NO_NUMBERS)
    originals: Numbers = field(default_factory=lambda: NO_NUMBERS)  # articles that are no duplicates
    repeated_keys: dict[str, Numbers] = field(default_factory=dict)  # by table
    landed_texts: Texts | None = None
    rebuilt_texts: Texts | None = None  # the same, made again from articles and removals
    removed_solid: Sums | None = None
    removed_rows: Sums | None = None
    not_cleaned: dict[str, str] = field(default_factory=dict)  # why, by article


def key_numbers(table: str, rows: pa.Table) -> Numbers:
    """A number for each row's key."""
    first, *others = load_dictionary().tables[table].key
    return mixed(id_numbers(rows[first]), *(rows[name] for name in others))


def gather(sources: Sources) -> Known:
    """Reads keys and sums of all shards; texts pass through a batch at a time."""
    known = Known()
    for table in STAGE_TABLES[sources.stage]:
        if key := load_dictionary().tables[table].key:
            numbers = joined(key_numbers(table, rows) for rows in sources.rows(table, list(key)))
            known.repeated_keys[table] = repeated(numbers)
    if sources.stage != "ingest":
        pairs = list(sources.rows("articles", ["article_id", "duplicate_of"]))
        known.articles = np.unique(joined(id_numbers(rows["article_id"]) for rows in pairs))
        originals = (rows.filter(pc.is_null(rows["duplicate_of"])) for rows in pairs)
        known.originals = np.unique(joined(id_numbers(rows["article_id"]) for rows in originals))
    if sources.stage == "clean":
        known.not_cleaned = _not_cleaned(sources)
        known.landed_texts = landed(sources.rows("landed", ["article_id", "text"]))
        known.rebuilt_texts = rebuilt(
            (shard.rows("articles", ARTICLE), shard.rows("removals", REMOVAL)) for shard in sources.one_by_one()
        )
        known.removed_solid, known.removed_rows = _solid(_removals(sources))
    return known


def _not_cleaned(sources: Sources) -> dict[str, str]:
    paths = [sources.run.shard_path("clean", shard, "failed") for shard in sources.shards]
    parts = [sources.run.staging.read_table(path) for path in paths if sources.run.staging.exists(path)]
    return {row["article_id"]: row["reason"] for part in parts for row in part.to_pylist()}


def _solid(parts: Iterator[pa.Table]) -> tuple[Sums, Sums]:
    """Solid characters of `text` less those of `instead`, and rows, by article."""
    ids, solid = [], []
    for rows in parts:
        ids.append(id_numbers(rows["article_id"]))
        solid.append(count_kinds(rows["text"])[SOLID] - count_kinds(rows["instead"])[SOLID])
    numbers = joined(ids)
    totals = np.concatenate([np.zeros(0, np.int64), *solid])
    return Sums(numbers, totals), Sums(numbers, np.ones(len(numbers), np.int64))


def _removals(sources: Sources) -> Iterator[pa.Table]:
    """What removals took: `text` that stood in the article, and `instead` what stands there now."""
    for rows in sources.rows("removals", ["article_id", "text", "edits"]):
        pairs = [
            tuple("".join(e[side] for e in edits) for side in ("text", "instead")) if edits else (text, "")
            for text, edits in zip(rows["text"].to_pylist(), rows["edits"].to_pylist(), strict=True)
        ]
        before, after = (pa.array([pair[side] for pair in pairs], pa.string()) for side in (0, 1))
        yield pa.table({"article_id": rows["article_id"], "text": before, "instead": after})
