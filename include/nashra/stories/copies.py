"""Which articles print what another paper, or an agency, had before: whole or in large part, word for word.

A function of the day's articles and of those of the few days before it alone."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import numpy as np
import pyarrow.compute as pc

from nashra.lake import Storage, partition_path
from nashra.stories.candidates import products
from nashra.stories.shingles import DayShingles, is_form, share_in_common
from nashra.stories.story_rules import read_story_rules
from nashra.stories.told_terms import rows_of

SAMPLED = np.uint64(1 << 62)
"""Runs below it are looked up: a quarter of all, the same of every text."""


class Printed(NamedTuple):
    """What is known of an article that may be a copy, or be copied. Sorts as they came out: one that does not say when
    is the last of its day."""

    day: str
    moment: str
    article_id: str
    source: str
    agency: str | None
    row: int
    """Its number among those of its day."""


def copies_of(
    day: str, days: Mapping[str, DayShingles], printed: Mapping[str, Sequence[Printed]]
) -> list[dict[str, Any]]:
    """Rows of `copies` of a day. `days` are the day and the ones before it, `printed` their articles."""
    rules = read_story_rules().copies
    every = [one for other in sorted(days) for one in printed[other]]
    mine = printed[day]
    found: dict[int, list[tuple[float, Printed]]] = {}
    sorted_runs: dict[tuple[str, int], Any] = {}
    for one, other in _candidates(day, days):
        copy, original = mine[one], every[other]
        if original.source == copy.source or original[:3] >= copy[:3]:
            continue
        place = original.day, original.row
        if place not in sorted_runs:
            sorted_runs[place] = np.sort(days[original.day].runs.of(original.row))
        share = share_in_common(days[day].runs.of(one), sorted_runs[place], rules.run)
        if share >= rules.share and not is_form(one, days[day], original.row, days[original.day]):
            found.setdefault(one, []).append((share, original))
    return [_row(mine[one], *_original(found[one], rules.as_much)) for one in sorted(found)]


def _original(found: Sequence[tuple[float, Printed]], as_much: float) -> tuple[float, Printed]:
    """Of those that have about as much of the text as any, the one that had it first."""
    most = max(share for share, _ in found)
    return min(((share, one) for share, one in found if share >= most - as_much), key=lambda pair: pair[1][:3])


def _row(copy: Printed, share: float, original: Printed) -> dict[str, Any]:
    return {
        "article_id": copy.article_id,
        "source": copy.source,
        "copy_of": original.article_id,
        "copy_of_day": date.fromisoformat(original.day),
        "copy_of_source": original.source,
        "share": round(share, 4),
        "agency": copy.agency or original.agency,
    }


def _candidates(day: str, days: Mapping[str, DayShingles]) -> list[tuple[int, int]]:
    """Numbers of the day's articles, and of those of all days that share some rarer runs of words with them."""
    rules = read_story_rules().copies
    parts = [_sampled(days[one]) for one in sorted(days)]
    runs, columns = np.unique(np.concatenate([values for _, values in parts]), return_inverse=True)
    begins = np.cumsum([0, *(len(values) for _, values in parts)])
    matrices = [
        rows_of((np.ones(end - at, np.int32), columns[at:end].astype(np.int32), begin), (len(begin) - 1, len(runs)))
        for (begin, _), at, end in zip(parts, begins[:-1], begins[1:], strict=True)
    ]
    found: list[tuple[int, int]] = []
    for at, shared in products(matrices[sorted(days).index(day)], matrices, rules.most, rules.shared):
        row, column = shared.coords
        found += zip((row + at).tolist(), column.tolist(), strict=True)
    return found


def _sampled(shingles: DayShingles) -> tuple[Any, Any]:
    """Where each article's sampled runs begin, and the runs, each once in an article."""
    each = [np.unique(some[some < SAMPLED]) for some in map(shingles.runs.of, range(len(shingles.article_ids)))]
    begin = np.cumsum([0, *map(len, each)])
    return begin, np.concatenate([np.zeros(0, np.uint64), *each])


def printed_of(lake: Storage, day: str) -> list[Printed]:
    """A day's originals, in order of their ids."""
    columns = ["article_id", "source", "agency", "published_at", "duplicate_of"]
    rows = lake.read_table(partition_path("articles", day), columns)
    rows = rows.filter(pc.is_null(rows["duplicate_of"])).sort_by("article_id")
    return [
        Printed(day, _moment(row["published_at"]), row["article_id"], row["source"], row["agency"], number)
        for number, row in enumerate(rows.to_pylist())
    ]


def _moment(at: datetime | None) -> str:
    return at.isoformat() if at else "~"  # behind every moment
