"""The index of a day, in SQLite with FTS5: made of the day's published tables, and again when those change."""

import logging
import os
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Collection
from contextlib import closing
from hashlib import file_digest
from pathlib import Path

import pyarrow as pa

from nashra.errors import NashraError
from nashra.lake import Storage, partition_path
from nashra.search.question import token
from nashra.search.words import indexed
from nashra.tables.sound import published_days
from nashra.tables.write.staged_parts import batches

VERSION = 1  # of how an index is laid out and of how words stand in it
FOLDER = "_search"
_DIGEST = "index.sha256"  # beside an index: SQLite tells few of the bits that a disk forgot
_COLUMNS = ["article_id", "source", "url", "title", "published_on", "duplicate_of", "body"]
_SCHEMA = """
CREATE TABLE made_of (version INTEGER, run TEXT);
CREATE TABLE articles
(number INTEGER PRIMARY KEY, article_id TEXT, source TEXT, url TEXT, title TEXT, published_on TEXT);
CREATE VIRTUAL TABLE words USING fts5 (title, body, names, content='', tokenize="unicode61 remove_diacritics 0");
"""
DAMAGE = (sqlite3.Error, UnicodeDecodeError)  # what reading an index raises whose bytes are not those that were written
logger = logging.getLogger(__name__)


class CannotIndex(NashraError, RuntimeError):
    """A day's tables are damaged; or SQLite could not write its index: a full disk, most of the time."""


def index_path(lake: Storage, day: str) -> Path:
    return Path(lake.full(f"{FOLDER}/day={day}/index.sqlite"))


def index_days(lake: Storage, look_at: Collection[str] | None = ()) -> int:
    """Makes the indexes that are missing or of other tables than the published ones; removes those of days that are
    gone. Returns how many were made. On S3 there are none, since SQLite reads files of a disk: 0.

    Of the days `look_at` (None: of all) every byte is read, and a damaged index is made again. Raises CannotIndex,
    after all others are made.
    """
    if not lake.is_local:
        return 0
    days = published_days(lake)
    for folder in lake.folders(FOLDER):
        if folder.removeprefix("day=") not in days:
            lake.delete_tree(f"{FOLDER}/{folder}")
    made, failed = 0, list[CannotIndex]()
    for day in days:
        try:
            made += _index_day(lake, day, look_at is None or day in look_at)
        except CannotIndex as error:
            failed.append(error)
    if failed:
        raise CannotIndex("; ".join(map(str, failed[:3])) + (f"; and {len(failed) - 3} more" if failed[3:] else ""))
    return made


def index_published(lake: Storage) -> None:
    """As index_days, after a publication: what is published stays published when the indexes can't be made."""
    try:
        index_days(lake)
    except (OSError, NashraError) as error:
        logger.warning("the indexes of words are not up to date: %s; nashra search --build makes them", error)


def _index_day(lake: Storage, day: str, look: bool) -> bool:
    if not lake.exists(partition_path("runs", day)):
        return False
    try:
        (run,) = lake.read_table(partition_path("runs", day))["run"].to_pylist()
    except ValueError as error:
        raise CannotIndex(f"{day} is damaged, make run or upkeep mends it: {error}") from error
    path = index_path(lake, day)
    if made_of(path) == (VERSION, run) and not (look and _damaged(path)):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".index.", suffix=".part", dir=path.parent)
    os.close(handle)
    try:
        _write(lake, day, run, Path(name))
        with Path(name).open("rb") as written:
            os.fsync(written.fileno())
            digest = file_digest(written, "sha256").hexdigest()
        Path(name).chmod(0o644)
        Path(name).replace(path)
        lake.write_bytes(f"{FOLDER}/day={day}/{_DIGEST}", digest.encode())
    except pa.ArrowInvalid as error:
        raise CannotIndex(f"{day} is damaged, make run or upkeep mends it: {error}") from error
    except sqlite3.Error as error:
        raise CannotIndex(f"the index of {day} cannot be written below {lake.full(FOLDER)}: {error}") from error
    finally:
        Path(name).unlink(missing_ok=True)
    logger.info("indexed %s", day)
    return True


def _damaged(path: Path) -> bool:
    """Whether an index is not what was written."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest() != path.with_name(_DIGEST).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return True


def made_of(path: Path) -> tuple[int, str] | None:
    """Version and run of an index; None when there is none that can be read."""
    try:
        with opened(path) as connection:
            found = connection.execute("SELECT version, run FROM made_of").fetchone()
            return (int(found[0]), str(found[1])) if found else None
    except (*DAMAGE, ValueError, TypeError):
        return None


def opened(path: Path) -> "closing[sqlite3.Connection]":
    """An index opened for reading, closed at the end of `with`. Raises sqlite3.Error when it cannot be."""
    return closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True))


def _write(lake: Storage, day: str, run: str, path: Path) -> None:
    names: defaultdict[str, set[str]] = defaultdict(set)
    for part in batches(lake, partition_path("mentions", day), ["article_id", "entity_id"]):
        for article, entity in zip(*(part[name].to_pylist() for name in part.schema.names), strict=True):
            names[article].add(entity)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN; {_SCHEMA}")
        number = 0
        for part in batches(lake, partition_path("articles", day), _COLUMNS):
            for row in part.to_pylist():
                if row["duplicate_of"] is not None:
                    continue
                number += 1
                on = row["published_on"]
                connection.execute(
                    "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?)",
                    (number, row["article_id"], row["source"], row["url"], row["title"], on and on.isoformat()),
                )
                tokens = " ".join(sorted(map(token, names[row["article_id"]])))
                connection.execute(
                    "INSERT INTO words (rowid, title, body, names) VALUES (?, ?, ?, ?)",
                    (number, indexed(row["title"] or ""), indexed(row["body"]), tokens),
                )
        connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        connection.execute("CREATE INDEX of_source ON articles (source)")
        connection.execute("INSERT INTO made_of VALUES (?, ?)", (VERSION, run))
        connection.execute("COMMIT")
