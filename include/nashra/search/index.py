"""The index of a day, in SQLite with FTS5: made of the day's published tables, and again when those change.

Beside it lie the bodies, packed, one behind the other: a page of answers shows a few of them, and who fetches an index
from S3 does not wait for the others. The name of both says what they were made of and what their bytes are, so that one
listing of the lake tells which indexes there are and which are behind, and a copy can be held to it: SQLite tells few
of the bits that a disk forgot.
"""

import logging
import re
import shutil
import sqlite3
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from functools import partial
from hashlib import file_digest
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from nashra.errors import NashraError
from nashra.lake import FileInfo, Storage, day_of, partition_path
from nashra.search.question import token
from nashra.search.words import indexed
from nashra.tables.snapshot.lock import publishing_lock
from nashra.tables.snapshot.placing import finish_dead
from nashra.tables.sound import published_days

VERSION = 4  # of how an index is laid out and of how words stand in it
FOLDER = "_search"
_DIGEST = "[0-9a-f]{16}"
_NAME = re.compile(rf"{VERSION}-(?P<run>[^-/]+)-(?P<sqlite>{_DIGEST})-(?P<bodies>{_DIGEST})\.(?P<kind>sqlite|bodies)")
_THREADS = 16
_OF = ("runs", "articles", "mentions", "quotes")
_ROWS = 4096  # of a table that are in memory
_TRIES = 10  # at an index, while its day is published
_PACKED = 3  # how hard bodies are packed, 1 to 9: 6 takes twice as long for a sixteenth less
_HELD = 16 << 20  # bytes of words that FTS5 holds before it writes them: with its own 1 MB it puts small parts together
_COLUMNS = ["article_id", "source", "url", "title", "published_on", "country", "section", "duplicate_of", "body"]
_SCHEMA = """
CREATE TABLE made_of (version INTEGER, run TEXT);
CREATE TABLE articles
(number INTEGER PRIMARY KEY, article_id TEXT, source TEXT, url TEXT, title TEXT, published_on TEXT, country TEXT,
 section TEXT);
CREATE TABLE bodies (number INTEGER PRIMARY KEY, start INTEGER, length INTEGER);
CREATE VIRTUAL TABLE words USING fts5 (title, body, names, content='', tokenize="unicode61 remove_diacritics 0");
CREATE TABLE quotes (number INTEGER PRIMARY KEY, article INTEGER);
CREATE VIRTUAL TABLE quoted USING fts5 (said, speaker, content='', tokenize="unicode61 remove_diacritics 0");
"""
DAMAGE = (
    sqlite3.Error,
    UnicodeDecodeError,
    zlib.error,
)  # what reading bad bytes raises
logger = logging.getLogger(__name__)


class CannotIndex(NashraError, RuntimeError):
    """A day's tables are damaged; or SQLite could not write its index: a full disk, most of the time."""


def index_paths(lake: Storage) -> dict[str, str]:
    """Where the index of each day lies that has one of this version, with its bodies."""
    there = {info.path for info in lake.files(FOLDER)}
    found: dict[str, str] = {}
    for path in sorted(there):
        day, name = day_of(path), _NAME.fullmatch(path.rsplit("/", 1)[-1])
        if day and _is_day(day) and name and name["kind"] == "sqlite" and bodies_path(path) in there:
            found[day] = path
    return found


def bodies_path(path: str) -> str:
    """Where the bodies of an index lie: beside it."""
    return path.removesuffix("sqlite") + "bodies"


def index_path(lake: Storage, day: str) -> Path:
    """The index of a day of a lake on a disk. Raises KeyError when there is none."""
    return Path(lake.full(index_paths(lake)[day]))


def index_days(lake: Storage, look_at: Collection[str] | None = ()) -> int:
    """Makes the indexes that are missing or of other tables than the published ones; removes those of days that are
    gone. Returns how many were made.

    Of the days `look_at` (None: of all) every byte is read, and a damaged index is made again. One at a time does so:
    who began before a day was published would take its index for one of a day that is gone. Raises CannotIndex, after
    all others are made.
    """
    with publishing_lock(lake, "search"):
        finish_dead(lake)
        return _index_days(lake, look_at)


def _index_days(lake: Storage, look_at: Collection[str] | None) -> int:
    days, current = published_days(lake), index_paths(lake)
    with ThreadPoolExecutor(_THREADS) as pool:  # a request a day on S3
        runs = dict(zip(days, pool.map(partial(_run_of, lake), days), strict=True))
    made, kept, failed = 0, set[str](), list[CannotIndex]()
    for day, run in runs.items():
        path, look = current.get(day), look_at is None or day in look_at
        if path:
            kept |= {path, bodies_path(path)}
        try:
            if isinstance(run, CannotIndex):  # its index stays as it is, until the day is mended
                raise run
            if run and (path is None or not _is_of(lake, path, run) or (look and _is_bad(lake, path))):
                made_at = _made(lake, day)
                kept -= {path, bodies_path(path)} if path else set()
                kept |= {made_at, bodies_path(made_at)}
                made += 1
        except CannotIndex as error:
            failed.append(error)
    for info in lake.files(FOLDER):
        if info.path not in kept:
            lake.delete_file(info.path)
    for folder in lake.folders(FOLDER):
        if folder.removeprefix("day=") not in days:
            lake.delete_tree(f"{FOLDER}/{folder}")
    if failed:
        raise CannotIndex("; ".join(map(str, failed[:3])) + (f"; and {len(failed) - 3} more" if failed[3:] else ""))
    return made


def _is_bad(lake: Storage, path: str) -> bool:
    return any(is_damaged(one, lake.digest(one)) for one in (path, bodies_path(path)))


def is_damaged(path: str, digest: str) -> bool:
    """Whether an index, or its bodies, whose bytes have this sha256 is not what was written: its name has the beginning
    of it."""
    found = _NAME.fullmatch(path.rsplit("/", 1)[-1])
    return found is None or not digest.startswith(found[found["kind"]])


def _is_of(lake: Storage, path: str, run: str) -> bool:
    """Whether an index is of a run, by its name; where it lies on a disk, by what it says too."""
    found = _NAME.fullmatch(path.rsplit("/", 1)[-1])
    return bool(found and found["run"] == run) and (
        not lake.is_local or made_of(Path(lake.full(path))) == (VERSION, run)
    )


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def index_published(lake: Storage) -> None:
    """As index_days, after a publication: what is published stays published when the indexes can't be made."""
    try:
        index_days(lake)
    except (OSError, NashraError) as error:
        logger.warning("the indexes of words are not up to date: %s; nashra search --build makes them", error)


def _run_of(lake: Storage, day: str) -> str | CannotIndex | None:
    """The generation of a published day; what is wrong when its `runs` is damaged, None when it is gone."""
    path = partition_path("runs", day)
    try:
        return str(lake.read_table(path, ["run"])["run"][0]) if lake.exists(path) else None
    except (ValueError, IndexError) as error:
        return _damaged_day(day, error)


def _damaged_day(day: str, error: Exception) -> CannotIndex:
    return CannotIndex(f"{day} is damaged, make run or upkeep mends it: {error}")


def _made(lake: Storage, day: str) -> str:
    """Makes an index of what is published, and again when the day is published meanwhile: its name must not say one
    run, and its words be another's. On S3 a file is replaced under who reads it, and is then two halves that don't
    fit. Returns where it lies."""
    for _ in range(_TRIES):
        before, run = _files(lake, day), _run_of(lake, day)
        if isinstance(run, CannotIndex):
            raise run
        try:
            path = _make(lake, day, str(run))
        except (OSError, NashraError):
            if _files(lake, day) == before:
                raise
            continue
        if _files(lake, day) == before:
            return path
        lake.delete_file(path)
        lake.delete_file(bodies_path(path))
    raise CannotIndex(f"{day} is published again and again while its index is made")


def _files(lake: Storage, day: str) -> list[FileInfo]:
    """What an index is made of, as it lies there now."""
    return [info for table in _OF for info in lake.files(f"{table}/day={day}")]


def _make(lake: Storage, day: str, run: str) -> str:
    """SQLite writes to a disk: the index is made there, and then put into the lake whole. Returns where it lies."""
    with tempfile.TemporaryDirectory(prefix="nashra-search-") as folder:
        made = {kind: Path(folder) / f"index.{kind}" for kind in ("bodies", "sqlite")}
        try:
            _write(lake, day, run, made["sqlite"], made["bodies"])
        except sqlite3.Error as error:
            raise CannotIndex(f"the index of {day} cannot be written below {lake.full(FOLDER)}: {error}") from error
        except pa.ArrowInvalid as error:
            raise _damaged_day(day, error) from error
        stem = f"{FOLDER}/day={day}/{VERSION}-{run}-{_digest(made['sqlite'])}-{_digest(made['bodies'])}"
        for kind, path in made.items():  # the index last: who sees it finds its bodies
            with path.open("rb") as source, lake.writing(f"{stem}.{kind}") as target:
                shutil.copyfileobj(source, target)
    logger.info("indexed %s", day)
    return f"{stem}.sqlite"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()[:16]


def made_of(path: Path) -> tuple[int, str] | None:
    """Version and run of an index on a disk; None when there is none that can be read."""
    try:
        with opened(path) as connection:
            found = connection.execute("SELECT version, run FROM made_of").fetchone()
            return (int(found[0]), str(found[1])) if found else None
    except (*DAMAGE, ValueError, TypeError):
        return None


def opened(path: Path) -> "closing[sqlite3.Connection]":
    """An index opened for reading, closed at the end of `with`. Raises sqlite3.Error when it cannot be."""
    return closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True))


def bodies_of(lake: Storage, path: str, connection: sqlite3.Connection, numbers: Collection[int]) -> dict[int, str]:
    """What some articles say, by number: read here, since a page of answers from as many days would else read the
    bodies of all articles of each of them."""
    asked = f"SELECT number, start, length FROM bodies WHERE number IN ({', '.join('?' * len(numbers))})"
    with lake.open_input(bodies_path(path)) as file:
        return {
            number: _unpacked(file, start, length) for number, start, length in connection.execute(asked, [*numbers])
        }


def _unpacked(file: BinaryIO, start: int, length: int) -> str:
    file.seek(start)
    return zlib.decompress(file.read(length)).decode("utf-8", "surrogatepass")


def _write(lake: Storage, day: str, run: str, path: Path, bodies: Path) -> None:
    names: defaultdict[str, set[str]] = defaultdict(set)
    for part in lake.read_rows(partition_path("mentions", day), ["article_id", "entity_id"], _ROWS):
        for article, entity in zip(*(part[name].to_pylist() for name in part.schema.names), strict=True):
            names[article].add(entity)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection, bodies.open("wb") as packed:
        connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN; {_SCHEMA}")
        connection.execute("INSERT INTO words (words, rank) VALUES ('hashsize', ?)", (_HELD,))
        numbers = _write_articles(connection, lake, day, names, packed)
        _write_quotes(connection, lake, day, numbers)
        connection.execute("INSERT INTO quoted (quoted) VALUES ('optimize')")
        connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        for column in ("source", "country", "section"):
            connection.execute(f"CREATE INDEX of_{column} ON articles ({column})")
        connection.execute("INSERT INTO made_of VALUES (?, ?)", (VERSION, run))
        connection.execute("COMMIT")
        connection.execute("VACUUM")  # what FTS5 left when it put its parts together: a fifth


def _write_articles(
    connection: sqlite3.Connection, lake: Storage, day: str, names: Mapping[str, set[str]], bodies: BinaryIO
) -> dict[str, int]:
    """Puts the articles that are no duplicates into the index. Returns the number of each."""
    numbers: dict[str, int] = {}
    for part in lake.read_rows(partition_path("articles", day), _COLUMNS, _ROWS):
        for row in part.to_pylist():
            if row["duplicate_of"] is not None:
                continue
            number = numbers[row["article_id"]] = len(numbers) + 1
            # three were added later: an older day lacks them
            on, where, what = row.get("published_on"), row.get("country"), row.get("section")
            told = [row["article_id"], row["source"], row["url"], row["title"], on and on.isoformat(), where, what]
            connection.execute("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (number, *told))
            packed = zlib.compress(row["body"].encode("utf-8", "surrogatepass"), _PACKED)
            connection.execute("INSERT INTO bodies VALUES (?, ?, ?)", (number, bodies.tell(), len(packed)))
            bodies.write(packed)
            tokens = " ".join(sorted(map(token, names.get(row["article_id"], ()))))
            connection.execute(
                "INSERT INTO words (rowid, title, body, names) VALUES (?, ?, ?, ?)",
                (number, indexed(row["title"] or ""), indexed(row["body"]), tokens),
            )
    return numbers


def _write_quotes(connection: sqlite3.Connection, lake: Storage, day: str, numbers: Mapping[str, int]) -> None:
    """Puts what is said in those articles into the index; a day from before there were quotes has none."""
    path = partition_path("quotes", day)
    if not lake.exists(path):
        return
    count = 0
    for part in lake.read_rows(path, ["article_id", "text", "entity_id"], _ROWS):
        for row in part.to_pylist():
            if (article := numbers.get(row["article_id"])) is None:
                continue
            count += 1
            speaker = token(row["entity_id"]) if row["entity_id"] else ""
            connection.execute("INSERT INTO quotes VALUES (?, ?)", (count, article))
            connection.execute(
                "INSERT INTO quoted (rowid, said, speaker) VALUES (?, ?, ?)", (count, indexed(row["text"]), speaker)
            )
