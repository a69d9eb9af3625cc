"""Whether what is published is still what was published: a disk forgets bits, and people delete files.

`runs` holds the digest of each other file of its day, and each page of a file its own checksum. A file's footer has
none, so the digests of `runs` and of the tables over all days are noted beside the lake when they are published.
"""

import json
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from typing import Any

import pyarrow as pa

from nashra.lake import Storage, Unreadable, day_of, partition_path
from nashra.tables.dictionary.dictionary import PUBLISHED
from nashra.tables.write.staged_parts import batches

RUNS = "runs"
ALWAYS = ("articles", "removals", "mentions", "quarantine", "checks", RUNS)
"""Tables that every version publishes, for days whose `runs` does not say yet which there were."""
NOTES = "_sound"
_SHA256 = re.compile("[0-9a-f]{64}")


def note_sound(lake: Storage, path: str, digest: str) -> None:
    """Keeps in mind what was published at a path; `digest` is its sha256."""
    lake.write_json(f"{NOTES}/{path}.json", {"sha256": digest})


def was_noted(lake: Storage, path: str) -> bool:
    """Whether something was noted to be published at a path."""
    return lake.exists(f"{NOTES}/{path}.json")


def published_days(lake: Storage) -> list[str]:
    """Days that have a folder in one of the tables, earliest first: what is left of a damaged day too."""
    found = (day_of(name) for table in PUBLISHED for name in lake.folders(table))
    return sorted({day for day in found if day})


def told_tables(lake: Storage, day: str) -> Collection[str]:
    """The tables that were published with a day, as its row of `runs` says; none where that says nothing."""
    with suppress(pa.ArrowException, OSError, ValueError):
        (row,) = lake.read_table(partition_path(RUNS, day), ["files"]).to_pylist()
        return {RUNS, *json.loads(row["files"] or "{}")}
    return ()


def missing_tables(lake: Storage, day: str) -> list[str]:
    """Tables of a published day whose file is gone; one that came with a later version of Nashra was never there."""
    gone = [table for table in PUBLISHED if not lake.exists(partition_path(table, day))]
    if not gone or RUNS in gone:
        return gone
    told = set(told_tables(lake, day)) - {RUNS} or ALWAYS
    return [table for table in gone if table in told]


def damaged_tables(lake: Storage, day: str) -> list[str]:
    """Tables of a published day whose file is gone, or isn't what was published; every byte is read."""
    missing = missing_tables(lake, day)
    if RUNS in missing:
        return missing
    try:
        (row,) = lake.read_table(partition_path(RUNS, day)).to_pylist()
    except (Unreadable, ValueError):
        return [*missing, RUNS]
    itself = [] if is_whole(lake, partition_path(RUNS, day)) else [RUNS]
    return sorted({*missing, *itself, *_wrong(lake, day, row, missing)}, key=PUBLISHED.index)


def _wrong(lake: Storage, day: str, row: dict[str, Any], missing: list[str]) -> Iterator[str]:
    told = json.loads(row.get("files") or "{}")
    for table in PUBLISHED:
        path = partition_path(table, day)
        if table in missing or table == RUNS or not lake.exists(path):
            continue
        # a day that was published before digests were noted is read through
        whole = lake.digest(path) == told[table] if table in told else is_whole(lake, path)
        if not whole:
            yield table


def is_whole(lake: Storage, path: str) -> bool:
    """Whether a Parquet file is what was noted; where nothing was, whether it can be read through, each page as its
    checksum says where it has one."""
    if noted := _noted(lake, path):
        return lake.digest(path) == noted
    try:
        for _ in batches(lake, path):
            pass
    except (pa.ArrowException, OSError, ValueError):
        return False
    return True


def _noted(lake: Storage, path: str) -> str:
    """The digest that was noted; "" where none was, or the note itself is damaged."""
    try:
        said = lake.read_json(f"{NOTES}/{path}.json")
    except (OSError, ValueError):
        return ""
    found = said.get("sha256") if isinstance(said, dict) else None
    return found if isinstance(found, str) and _SHA256.fullmatch(found) else ""
