"""Publishing: staged tables take the place of the day's partitions, each whole or not at all.

All files are first copied beside the lake's tables, then put in place one right after another, `runs` last: it
names the generation that is there. Whoever dies between two of them leaves them all for readers to see, and for the
next to move (see placing.py). A file whose bytes wouldn't change is left alone, so nobody who reads it is disturbed,
and caches and copies of the lake see what is new. On S3 what will be replaced is copied first, and the lock says where
to: see moment.py.

A query reads the old file or the new one. Engines that open a file twice, as DuckDB, pandas and Polars do, may
fail when it is replaced in between, and then must be asked again; `open_lake` is safe from that (see pin.py).
"""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from nashra.lake import FileInfo, Run, Storage, partition_path
from nashra.tables.dictionary.dictionary import PUBLISHED, load_dictionary
from nashra.tables.dictionary.schema import conform
from nashra.tables.snapshot.lock import Lock, publishing_lock
from nashra.tables.snapshot.moment import keep
from nashra.tables.snapshot.placing import finish_dead, place
from nashra.tables.sound import RUNS, note_sound
from nashra.tables.write.rowgroups import GroupWriter
from nashra.tables.write.write import staged_path

_TRIES = 10  # that a table over all days is made in while others publish; the last of them makes it once more


def changes(run: Run, tables: Iterable[str] = PUBLISHED) -> dict[str, str]:
    """What publishing would do to each table: "new", "replaced" or "same" (its bytes stay)."""
    return {t: _change(run.lake, _staged(run, t), partition_path(t, run.day)) for t in tables}


def publish(run: Run, tables: Iterable[str] = PUBLISHED, allow: Callable[[], None] = lambda: None) -> dict[str, str]:
    """Publishes the run's staged tables for its day; returns what became of each: "new", "replaced", "same".

    Only one run at a time publishes a day; another waits, and then replaces the day whole. `allow` is called when
    nobody else can publish the day any more, and raises what keeps this run from it. Raises FileNotFoundError, with
    nothing changed, when a table isn't staged.
    """
    tables = [table for table in PUBLISHED if table in set(tables)]
    if missing := [table for table in tables if not run.staging.exists(staged_path(table))]:
        raise FileNotFoundError(f"nothing published: run {run.run_id} has not staged {missing}")
    with _publishing(run.lake, f"day={run.day}") as put:
        allow()
        done = changes(run, tables)
        digest = run.lake.digest(_staged(run, RUNS)) if RUNS in done else ""
        moves = [(_staged(run, t), partition_path(t, run.day)) for t in tables if done[t] != "same"]
        put(moves)
        if digest:
            note_sound(run.lake, partition_path(RUNS, run.day), digest)
    return done


def publish_entities(lake: Storage, make: Callable[[], pa.Table]) -> str:
    """Publishes the lake's one `entities` table; returns "new", "replaced" or "same"."""
    return publish_over_days(lake, "entities", ("mentions", "articles"), make)


@contextmanager
def alone(lake: Storage, what: str) -> Iterator[None]:
    """Held by whoever makes again what is made of the published days: nobody else does meanwhile."""
    with publishing_lock(lake, what):
        finish_dead(lake)
        yield


def publish_beside(lake: Storage, day: str, rows: Mapping[str, pa.Table]) -> dict[str, str]:
    """Publishes tables of a day that are made of its published ones; returns what became of each."""
    done, moves, digests = {}, [], {}
    folder = f"_staging/beside-{day}-{uuid.uuid4().hex}"
    with _publishing(lake, f"beside={day}") as put:
        try:
            for table, some in rows.items():
                source = f"{folder}/{table}.parquet"
                with lake.writing(source) as file, GroupWriter(file, table, partition_path(table, day)) as writer:
                    writer.add(conform(some, table))
                done[table] = _change(lake, source, partition_path(table, day))
                digests[partition_path(table, day)] = lake.digest(source)
                if done[table] != "same":
                    moves.append((source, partition_path(table, day)))
            put(moves)
            for path, digest in digests.items():
                note_sound(lake, path, digest)
        finally:
            lake.delete_tree(folder)
    return done


def publish_over_days(lake: Storage, table: str, days_of: Iterable[str], make: Callable[[], pa.Table]) -> str:
    """Publishes one of the tables that a lake has once for all days; returns "new", "replaced" or "same".

    `make` gives its rows, made from the days of the tables `days_of` that are published when it is called. It is called
    again, with the lock held, when a day was published meanwhile: of two runs that end together, the second to publish
    knows both days, and nothing is made of one day's tables before and after.
    """
    target = f"{table}/{table}.parquet"
    sort = [(name, "ascending") for name in load_dictionary().tables[table].sort]
    finish_dead(lake)
    before, rows = _files(lake, days_of), make()
    with _publishing(lake, table) as put:
        for _ in range(_TRIES):
            if (now := _files(lake, days_of)) == before:
                break
            before, rows = now, make()
        source = f"_staging/{table}/{uuid.uuid4().hex}.parquet"
        with lake.writing(source) as file, GroupWriter(file, table, target) as writer:
            writer.add(_in_order(conform(rows, table), sort))
        try:
            change, digest = _change(lake, source, target), lake.digest(source)
            put([(source, target)] if change != "same" else [])
            note_sound(lake, target, digest)
        finally:
            lake.fs.delete_file(lake.full(source))
    return change


def _in_order(rows: pa.Table, sort: list[tuple[str, str]]) -> pa.Table:
    """The rows sorted; those that are already are not copied, as millions would be."""
    if len(sort) == 1 and rows.num_rows:
        key = rows[sort[0][0]]
        if pc.all(pc.less_equal(key.slice(0, len(key) - 1), key.slice(1))).as_py() in (True, None):  # None: of one row
            return rows
    return rows.sort_by(sort)


def _files(lake: Storage, tables: Iterable[str]) -> list[FileInfo]:
    return [info for table in tables for info in lake.files(table)]


def _staged(run: Run, table: str) -> str:
    return f"_staging/{run.run_id}/{staged_path(table)}"


def _change(lake: Storage, source: str, target: str) -> str:
    if not lake.exists(target):
        return "new"
    return "same" if lake.digest(source) == lake.digest(target) else "replaced"


@contextmanager
def _publishing(lake: Storage, name: str) -> Iterator[Callable[[list[tuple[str, str]]], None]]:
    """Holds a lock, and gives what puts copies of files in the places of others: those of a disk all or none."""
    with publishing_lock(lake, name) as lock:
        finish_dead(lake, held=name)
        yield partial(place, lake, name) if lake.is_local else partial(_put_objects, lake, lock)


def _put_objects(lake: Storage, lock: Lock, moves: list[tuple[str, str]]) -> None:
    lock.note(keep(lake, [target for _, target in moves], lock.before))
    for source, target in moves:
        lake.copy_object(source, target)
