"""Whether what lies in a published place can be answered from: it is what was published there, and it is all there."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from nashra.lake import Storage, Unreadable, damaged, day_of, partition_path, place_of
from nashra.seal import is_sealed
from nashra.tables.dictionary.dictionary import PUBLISHED, load_dictionary
from nashra.tables.sound import NOTES, RUNS, told_tables, was_noted

BESIDE = ("stories", "story_articles", "copies")  # published together
OVER_DAYS = ("entities/entities.parquet", "sources/sources.parquet")


def trusted(path: str, table: str) -> bool:
    """Whether a file on a disk can be the one that was published there: it has the seal of its place. One from before
    there were seals has no columns but the table's, its key among them, since columns are only ever added."""
    with Path(path).open("rb", buffering=0) as file:
        sealed = is_sealed(file, place_of(path))
        if sealed is None:
            with suppress(pa.ArrowException, OSError):
                names, known = set(pq.read_schema(file).names), load_dictionary().tables[table]
                return names <= known.stored.keys() and names.issuperset(known.sort)
        return bool(sealed)


def gone_files(lake: Storage, days_of: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Table -> the first file of it that was published and is gone. `days_of`: the days that each table has; those of
    `runs` say what else there was, and stories are made with their articles and copies."""
    with_runs, gone = set(days_of[RUNS]), {}
    made = {day for table in BESIDE for day in days_of.get(table, ())}
    for table in BESIDE:
        if lacking := made - set(days_of.get(table, ())):
            gone[table] = partition_path(table, min(lacking))
    for table in PUBLISHED:
        here = set(days_of[table])
        lacking = {day for other in PUBLISHED for day in days_of[other]} - here if table == RUNS else with_runs - here
        for day in sorted(lacking):
            if table == RUNS or table in told_tables(lake, day):
                gone[table] = partition_path(table, day)
                break
    return gone


def gone_over_days(lake: Storage) -> dict[str, str]:
    """Table -> its file, of the tables over all days that were published and are gone."""
    return {path.partition("/")[0]: path for path in OVER_DAYS if not lake.exists(path) and was_noted(lake, path)}


def gone_beside(lake: Storage, days: Collection[str]) -> dict[str, str]:
    """Table of stories -> its first file that was published with one of the days and is gone, also when the day's
    other tables of stories are gone with it."""
    gone = {}
    for table in BESIDE:
        noted = (day for name in lake.folders(f"{NOTES}/{table}") if (day := day_of(name)) in days)
        if lacking := [path for day in noted if not lake.exists(path := partition_path(table, str(day)))]:
            gone[table] = lacking[0]
    return gone


def was_published(lake: Storage, table: str, day: str | None) -> bool:
    """Whether a table that isn't there was published: of a day, or over all days."""
    if day is None or table == RUNS or table in BESIDE:
        return was_noted(lake, partition_path(table, day) if day else f"{table}/{table}.parquet")
    return table in told_tables(lake, day)


def require_trusted(lake: Storage, table: str, day: str | None) -> bool:
    """Whether there is a file of a table; False where none was published. Raises Unreadable when there was, and it is
    gone or another's. On S3, where it costs a request, only what is read is looked at."""
    path = partition_path(table, day) if day else f"{table}/{table}.parquet"
    if lake.exists(path):
        if lake.is_local and not trusted(lake.full(path), table):
            raise Unreadable(damaged(lake.full(path)))
        return True
    if was_published(lake, table, day):
        raise Unreadable(damaged(lake.full(path)))
    return False
