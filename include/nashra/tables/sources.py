"""The sources table: one row a source of the landing, over all days of the lake."""

import re
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from nashra.lake import Storage
from nashra.source_registry import known_source
from nashra.tables.dictionary.schema import schema

_PARTITION = re.compile(r"^day=(\d{4}-\d{2}-\d{2})/articles\.parquet$")


@dataclass(slots=True)
class _Tally:
    """What the articles of a source add up to."""

    first: str
    last: str
    articles: int = 0


def build_sources(lake: Storage) -> pa.Table:
    """The table, sorted by source, from `<lake>/articles/day=*/articles.parquet` and the registry of sources alone.

    Days are read one at a time, two columns of each; the order in which they were published doesn't matter.
    """
    tallies: dict[str, _Tally] = {}
    articles = lake.sub("articles")
    for file in articles.files():
        if found := _PARTITION.match(file.path):
            _add(tallies, articles.read_table(file.path, ["source", "duplicate_of"]), found[1])
    rows = [_row(source, tallies[source]) for source in sorted(tallies)]
    return pa.Table.from_pylist(rows, schema=schema("sources"))


def _add(tallies: dict[str, _Tally], day_articles: pa.Table, day: str) -> None:
    """Add the articles of one day; a duplicate shows that the source is there, and is not counted."""
    original = pc.cast(pc.is_null(day_articles["duplicate_of"]), pa.int64())
    counted = pa.table({"source": day_articles["source"], "original": original})
    for row in counted.group_by(["source"]).aggregate([("original", "sum")]).to_pylist():
        tally = tallies.setdefault(row["source"], _Tally(day, day))
        tally.first, tally.last = min(tally.first, day), max(tally.last, day)
        tally.articles += row["original_sum"]


def _row(source: str, tally: _Tally) -> dict[str, object]:
    known = known_source(source)
    return {
        "source": source,
        "name_ar": known.name_ar if known else None,
        "name_en": known.name_en if known else None,
        "country": known.country if known else None,
        "first_day": date.fromisoformat(tally.first),
        "last_day": date.fromisoformat(tally.last),
        "articles": tally.articles,
    }
