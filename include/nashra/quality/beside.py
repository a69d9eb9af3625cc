"""The gate before tables that are made of published days: a row that fails is set aside with its reason.

Their quarantine is not the night's, which is made of the landing alone: `_beside/<day>/<what>.json` in the lake has
the results, and the rows that were set aside."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from nashra.lake import Storage, partition_path
from nashra.quality.results import CriticalFailure, Result, StageReport
from nashra.quality.rows.suites import Suites
from nashra.quality.rows.tally import Tally, shown
from nashra.settings import Night
from nashra.tables.dictionary.dictionary import load_dictionary
from nashra.tables.write.as_record import as_record

Rows = dict[str, pa.Table]


class Checked(NamedTuple):
    """What a check leaves."""

    rows: Rows
    """The rows that hold, by table."""
    set_aside: int


class BesideCheck:
    """Checks of some tables of a day."""

    def __init__(self, what: str, night: Night) -> None:
        self._night, self._suites = night, Suites()
        self._report = StageReport(what)
        self._aside: list[dict[str, Any]] = []

    def holding(self, name: str, rows: pa.Table, measures: Mapping[str, pa.Array]) -> pa.Table:
        """The rows of a table that hold; `measures` are the columns that only checks look at. Raises CriticalFailure
        when more fail than may be set aside, or a key is there twice."""
        table, seen = load_dictionary().tables[name], rows
        for column, values in measures.items():
            seen = seen.append_column(column, values)
        expectations = table.expectations(self._report.stage)
        frame = seen.select(sorted({e.column for e in expectations})).to_pandas()
        keys = [":".join(map(str, key)) for key in zip(*(rows[k].to_pylist() for k in table.key), strict=True)]
        failed: dict[int, tuple[str, str]] = {}
        tallies = []
        for expectation, outcome in zip(expectations, self._suites.run(frame, expectations), strict=True):
            tallies.append(Tally(name, expectation))
            tallies[-1].add(outcome, [keys[at] for at in outcome.positions])
            if tallies[-1].sets_aside:
                for at, value in zip(outcome.positions, outcome.values, strict=True):
                    failed.setdefault(at, (tallies[-1].label, f"{expectation.column}: {shown(value)}"))
        repeats = len(keys) - len(set(keys))
        said = f"{repeats} rows repeat the key of another"
        self._report.results += [t.result(self._report.stage, self._many(failed, rows.num_rows)) for t in tallies]
        self._report.results.append(Result(self._report.stage, f"{name}: key", "critical", not repeats, said, repeats))
        if self._report.critical:
            raise CriticalFailure(self._report)
        return self._without(name, rows, failed)

    def without(self, name: str, rows: pa.Table, gone: pa.Array, label: str, seen: str) -> pa.Table:
        """The rows of a table but for those that go with what was set aside of another; `gone` is true for these."""
        places = [at for at, true in enumerate(gone.to_pylist()) if true]
        return self._without(name, rows, dict.fromkeys(places, (label, seen)))

    def keep(self, lake: Storage, day: str) -> int:
        """Writes what was found; returns how many rows were set aside."""
        self._report.quarantined = len(self._aside)
        told = self._report.as_json() | {"set_aside": self._aside}
        lake.write_json(f"_beside/{day}/{self._report.stage}.json", told)
        return len(self._aside)

    def _without(self, name: str, rows: pa.Table, failed: Mapping[int, tuple[str, str]]) -> pa.Table:
        for at, row in zip(sorted(failed), rows.take(pa.array(sorted(failed), pa.int64())).to_pylist(), strict=True):
            label, seen = failed[at]
            record = as_record(row, self._night.quarantine_record_bytes).decode()
            self._aside.append({"table": name, "reason": f"check {seen}", "expectation": label, "record": record})
        return rows.filter(pa.array([at not in failed for at in range(rows.num_rows)], pa.bool_()))

    def _many(self, failed: Mapping[int, object], rows: int) -> bool:
        return len(failed) > max(self._night.quarantine_share * rows, min(self._night.quarantine_rows, rows - 1))


def check_stories(lake: Storage, day: str, rows: Mapping[str, pa.Table], night: Night) -> Checked:
    """Checks a day's `stories`, `story_articles` and `copies` before they are published. What goes with a row that is
    set aside goes too: a story without an article, an article without its story. Raises CriticalFailure."""
    check, here = BesideCheck("stories", night), _originals(lake, day)
    members = rows["story_articles"]
    members = check.holding("story_articles", members, {"article_missing": _missing(members["article_id"], here)})
    stories, found = rows["stories"], members["story_id"].combine_chunks().value_counts()
    counts = dict(zip(found.field("values").to_pylist(), found.field("counts").to_pylist(), strict=True))
    of_day = [counts.get(story, 0) for story in stories["story_id"].to_pylist()]
    too_few = [(told or 0) < today for told, today in zip(stories["articles"].to_pylist(), of_day, strict=True)]
    none = pa.array([not today for today in of_day], pa.bool_())
    stories = check.holding("stories", stories, {"no_article": none, "too_few": pa.array(too_few, pa.bool_())})
    left = _missing(members["story_id"], stories["story_id"])
    members = check.without("story_articles", members, left, "story_articles.story_id: in stories", "its story failed")
    copies = rows["copies"]
    days = {str(one): one for one in copies["copy_of_day"].unique().to_pylist() if one is not None}
    originals = {one: set(_originals(lake, one).to_pylist()) for one in sorted(days)}
    lost = [
        original not in originals.get(str(of), ())
        for original, of in zip(copies["copy_of"].to_pylist(), copies["copy_of_day"].to_pylist(), strict=True)
    ]
    columns = (copies[name].to_pylist() for name in ("source", "copy_of_source", "copy_of_day"))
    late = [source == of or str(of_day) > day for source, of, of_day in zip(*columns, strict=True)]
    copies = check.holding(
        "copies",
        copies,
        {
            "article_missing": _missing(copies["article_id"], here),
            "original_missing": pa.array(lost, pa.bool_()),
            "not_before": pa.array(late, pa.bool_()),
        },
    )
    return Checked({"stories": stories, "story_articles": members, "copies": copies}, check.keep(lake, day))


def _originals(lake: Storage, day: str) -> pa.ChunkedArray:
    """Ids of a published day's articles, duplicates aside; none of a day that is not there."""
    path = partition_path("articles", day)
    if not lake.exists(path):
        return pa.chunked_array([], pa.string())
    articles = lake.read_table(path, ["article_id", "duplicate_of"])
    return articles.filter(pc.is_null(articles["duplicate_of"]))["article_id"]


def _missing(values: pa.ChunkedArray, among: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.invert(pc.is_in(values, among.combine_chunks()))
