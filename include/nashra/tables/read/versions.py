"""Which published days were made by another version: of code, rules, reference data, packages or the model.

They are held against what was published last, which is what runs now, so the lake alone tells it: nobody needs a
checkout to know which days an upgrade, or a changed rule, has left behind.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from nashra.lake import Storage, Unreadable, day_of
from nashra.tables.read.older import read_columns
from nashra.tables.sound import RUNS

PARTS = ("code", "rules", "reference", "packages", "model")
COLUMNS = [f"{part}_version" for part in PARTS]
_THREADS = 16  # a request a day on S3


def last_published(lake: Storage) -> str | None:
    """The day that was published last; None of a lake without any. Where times were lost with a copy of the lake, that
    is the last that was copied."""
    found = {info.path: info.stamp for info in lake.files(RUNS) if day_of(info.path)}
    return day_of(max(found, key=lambda path: (found[path], path))) if found else None


def differing(row: Mapping[str, Any], last: Mapping[str, Any]) -> tuple[str, ...]:
    """The PARTS in which a day's row of `runs` is of another version than the one that was published last. A day that
    was asked for with another recogniser is of other code and another model because of that: nothing is said of it."""
    if _recogniser(row) != _recogniser(last):
        return ()
    return tuple(part for part in PARTS if row.get(f"{part}_version") != last.get(f"{part}_version"))


def made_otherwise(rows: Mapping[str, Mapping[str, Any]], last: str | None) -> dict[str, tuple[str, ...]]:
    """The days that `differing` says something of, with what. `rows`: each day's of `runs`."""
    newest = rows.get(last or "")
    found = {day: differing(row, newest) for day, row in rows.items() if newest}
    return {day: parts for day, parts in found.items() if parts}


def read_versions(lake: Storage) -> dict[str, dict[str, Any]]:
    """The COLUMNS of each day's row of `runs`. A day that cannot be read is left out."""
    days = sorted({day for info in lake.files(RUNS) if (day := day_of(info.path))})
    with ThreadPoolExecutor(1 if lake.is_local else _THREADS) as pool:
        return {day: row for day, row in zip(days, pool.map(lambda day: _row(lake, day), days), strict=True) if row}


def _row(lake: Storage, day: str) -> dict[str, Any] | None:
    try:
        return dict(read_columns(lake, RUNS, day, COLUMNS).to_pylist()[0])
    except (Unreadable, OSError, IndexError):
        return None


def _recogniser(row: Mapping[str, Any]) -> bool:
    return str(row.get("model_version")).startswith("camel-")
