"""The measures of the dictionary: columns worked out for a check alone, so that GX can look at them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from nashra.quality.see.ids import Numbers, id_numbers, within
from nashra.quality.see.letters import ARABIC, LETTER, SOLID, count_kinds
from nashra.quality.see.staged_files import Known, key_numbers
from nashra.tables.dictionary.dictionary import load_dictionary
from nashra.tables.write.excluded import PARTS
from nashra.text.fold import fold, fold_line

Measure = Callable[["Look"], Any]
"""One value a row of what is looked at."""


@dataclass
class Look:
    """Some rows of a table, with what is known of their day."""

    table: str
    rows: pa.Table
    known: Known
    day: str
    _counts: dict[str, npt.NDArray[np.int64]] = field(default_factory=dict)

    def counts(self, column: str) -> npt.NDArray[np.int64]:
        """`count_kinds` of a column, counted once."""
        if column not in self._counts:
            self._counts[column] = count_kinds(self.rows[column])
        return self._counts[column]

    @cached_property
    def ids(self) -> Numbers:
        return id_numbers(self.rows["article_id"])


def _arabic_share(column: str) -> Measure:
    def measure(look: Look) -> Any:
        counts = look.counts(column)
        return counts[ARABIC] / np.maximum(counts[LETTER], 1)

    return measure


def _key_repeated(look: Look) -> Any:
    return within(key_numbers(look.table, look.rows), look.known.repeated_keys[look.table])


MARKER_CHARS = 60  # of a line's beginning that are looked at


@cache
def _marker_pattern() -> re.Pattern[str]:
    markers = load_dictionary().markers
    starts = "|".join(re.escape(fold_line(m)) for m in markers.starts)
    whole = "|".join(re.escape(fold_line(m)) for m in markers.whole)
    return re.compile(rf"^[^\w\n]*(?:(?:{starts})\b|(?:{whole})[^\w\n]*$)", re.MULTILINE)


def _marker_left(look: Look) -> Any:
    found = _marker_pattern().search
    bodies = (body or "" for body in look.rows["body"].to_pylist())
    starts = ("\n".join(line[:MARKER_CHARS] for line in body.split("\n")) for body in bodies)
    return np.fromiter((found(fold(text)) is not None for text in starts), np.bool_)


def _body_chars_wrong(look: Look) -> Any:
    return pc.fill_null(pc.not_equal(pc.utf8_length(look.rows["body"]), look.rows["body_chars"]), True).to_numpy()


def _removed_lines_wrong(look: Look) -> Any:
    assert look.known.removed_rows is not None
    return look.known.removed_rows.of(look.ids) != look.rows["removed_lines"].to_numpy()


def _cleaning_error(look: Look) -> Any:
    why = look.known.not_cleaned
    if not why:
        return pa.nulls(look.rows.num_rows, pa.string())
    return pa.array([why.get(one) for one in look.rows["article_id"].to_pylist()], pa.string())


def _ledger_gap(look: Look) -> Any:
    assert look.known.landed_texts is not None and look.known.rebuilt_texts is not None
    return look.known.landed_texts.of(look.ids) != look.known.rebuilt_texts.of(look.ids)


def _days_after_landing(look: Look) -> Any:
    seconds = pc.cast(look.rows["published_at"], pa.timestamp("s", tz="UTC"), safe=False).to_numpy()
    days = (seconds - np.datetime64(date.fromisoformat(look.day), "s")) / np.timedelta64(86400, "s")
    return np.round(days, 2)


def _published_on_wrong(look: Look) -> Any:
    """A clock is at most 14 hours from UTC, so the days are at most one apart."""
    there, moment = pc.is_valid(look.rows["published_on"]), pc.is_valid(look.rows["published_at"])
    days = pc.cast(pc.cast(look.rows["published_on"], pa.int32()), pa.int64())
    in_utc = pc.cast(pc.cast(pc.cast(look.rows["published_at"], pa.date32()), pa.int32()), pa.int64())
    apart = pc.fill_null(pc.greater(pc.abs(pc.subtract(days, in_utc)), 1), False)
    return pc.or_(pc.and_(there, pc.invert(moment)), apart).to_numpy()


def _removed_share(look: Look) -> Any:
    assert look.known.removed_solid is not None
    removed = look.known.removed_solid.of(look.ids)
    return np.round(removed / np.maximum(removed + look.counts("body")[SOLID], 1), 4)


def _original_missing(look: Look) -> Any:
    is_duplicate = pc.is_valid(look.rows["duplicate_of"]).to_numpy()
    return is_duplicate & ~within(id_numbers(look.rows["duplicate_of"]), look.known.originals)


def _article_missing(look: Look) -> Any:
    articles = look.known.originals if look.table in PARTS else look.known.articles
    return ~within(look.ids, articles)


def _nul_found(look: Look) -> Any:
    return pc.fill_null(pc.match_substring(look.rows["text"], "\0"), False).to_numpy()


MEASURES: dict[str, Measure] = {
    "raw_arabic_share": _arabic_share("text"),
    "nul_found": _nul_found,
    "arabic_share": _arabic_share("body"),
    "key_repeated": _key_repeated,
    "marker_left": _marker_left,
    "cleaning_error": _cleaning_error,
    "body_chars_wrong": _body_chars_wrong,
    "removed_lines_wrong": _removed_lines_wrong,
    "ledger_gap": _ledger_gap,
    "days_after_landing": _days_after_landing,
    "published_on_wrong": _published_on_wrong,
    "removed_share": _removed_share,
    "original_missing": _original_missing,
    "article_missing": _article_missing,
}
"""The measures by name. Those of nashra.quality.see.surfaces.SLICES are made there."""
