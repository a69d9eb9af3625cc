"""The measures of the dictionary: columns worked out for a check alone, so that GX can look at them."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nashra.quality.ids import id_numbers, within
from nashra.quality.letters import ARABIC, LETTER, SOLID, count_kinds
from nashra.quality.sources import Known, key_numbers
from nashra.tables.dictionary import load_dictionary
from nashra.text.fold import fold, fold_line

Measure = Callable[[str, pa.Table, Known, str], Any]
"""(table, rows, what is known of the day, the day) to one value a row."""


def _arabic_share(column: str) -> Measure:
    def measure(table: str, rows: pa.Table, known: Known, day: str) -> Any:
        counts = count_kinds(rows[column])
        return counts[ARABIC] / np.maximum(counts[LETTER], 1)

    return measure


def _key_repeated(table: str, rows: pa.Table, known: Known, day: str) -> Any:
    return within(key_numbers(table, rows), known.repeated_keys[table])


@cache
def _marker_pattern() -> re.Pattern[str]:
    markers = load_dictionary().markers
    starts = "|".join(re.escape(fold_line(m)) for m in markers.starts)
    whole = "|".join(re.escape(fold_line(m)) for m in markers.whole)
    return re.compile(rf"^[^\w\n]*(?:(?:{starts})\b|(?:{whole})[^\w\n]*$)", re.MULTILINE)


def _marker_left(table: str, rows: pa.Table, known: Known, day: str) -> Any:
    found = _marker_pattern().search
    return np.fromiter((found(fold(body or "")) is not None for body in rows["body"].to_pylist()), np.bool_)


def _body_chars_wrong(table: str, rows: pa.Table, known: Known, day: str) -> Any:
    return pc.fill_null(pc.not_equal(pc.utf8_length(rows["body"]), rows["body_chars"]), True).to_numpy()


def _removed_lines_wrong(table: str, rows: pa.Table, known: Known, day: str) -> Any:
    assert known.removed_rows is not None
    return known.removed_rows.of(id_numbers(rows["article_id"])) != rows["removed_lines"].to_numpy()


def _ledger_gap(table: str, rows: pa.Table, known: Known, day: str) -> Any:
    """A title that is a line of the text is neither in body nor in removals: it may make the gap."""
    assert known.raw_solid is not None and known.removed_solid is not None
    ids, originals = id_numbers(rows["article_id"]), id_numbers(rows["duplicate_of"])
    landed = np.where(within(ids, known.raw_solid.ids), ids, originals)
    kept = count_kinds(rows["body"])[SOLID] + known.removed_solid.of(ids)
    gap = known.raw_solid.of(landed) - kept
    return np.where(gap == count_kinds(rows["title"])[SOLID], 0, gap)


def _days_after_landing(table: str, rows: pa.Table, known: Known, day: str) -> Any:
    seconds = pc.cast(rows["published_at"], pa.timestamp("s", tz="UTC"), safe=False).to_numpy()
    days = (seconds - np.datetime64(date.fromisoformat(day), "s")) / np.timedelta64(86400, "s")
    return np.round(days, 2)


def _removed_share(table: str, rows: pa.Table, known: Known, day: str) -> Any:
    assert known.removed_solid is not None
    removed = known.removed_solid.of(id_numbers(rows["article_id"]))
    return np.round(removed / np.maximum(removed + count_kinds(rows["body"])[SOLID], 1), 4)


def _original_missing(table: str, rows: pa.Table, known: Known, day: str) -> Any:
    is_duplicate = pc.is_valid(rows["duplicate_of"]).to_numpy()
    return is_duplicate & ~within(id_numbers(rows["duplicate_of"]), known.originals)


def _article_missing(table: str, rows: pa.Table, known: Known, day: str) -> Any:
    articles = known.originals if table == "mentions" else known.articles
    return ~within(id_numbers(rows["article_id"]), articles)


MEASURES: dict[str, tuple[Measure, tuple[str, ...]]] = {
    "raw_arabic_share": (_arabic_share("text"), ("text",)),
    "arabic_share": (_arabic_share("body"), ("body",)),
    "key_repeated": (_key_repeated, ()),
    "marker_left": (_marker_left, ("body",)),
    "body_chars_wrong": (_body_chars_wrong, ("body", "body_chars")),
    "removed_lines_wrong": (_removed_lines_wrong, ("removed_lines",)),
    "ledger_gap": (_ledger_gap, ("body", "title", "duplicate_of")),
    "days_after_landing": (_days_after_landing, ("published_at",)),
    "removed_share": (_removed_share, ("body",)),
    "original_missing": (_original_missing, ("duplicate_of",)),
    "article_missing": (_article_missing, ("article_id",)),
}
"""Each measure with the columns it reads, keys aside. `surface_differs` is made by nashra.quality.surfaces."""
