"""Reading the lake: SQL over its Parquet files, only the columns and row groups that a page needs."""

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_fixed

from nashra.errors import NashraError
from nashra.settings import load_settings
from nashra_ui.one_moment import saw

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from nashra.lake import Storage

T = TypeVar("T")
Rows = list[dict[str, Any]]
REMEMBERED = 2000
WHOLE = ("entities", "sources")  # tables of all days
READERS = 8  # threads that wait for S3
TRIES, PAUSE = 3, 0.1  # seconds between them

_answers: "OrderedDict[tuple[Any, ...], Any]" = OrderedDict()
_answers_lock = threading.Lock()


class Damaged(NashraError):
    """A published file that is there and cannot be read."""


def unless_cleared(read: Callable[[], T]) -> T | None:
    """What a run's own files say; None where they go away while they are read: publishing takes a run's staging with
    it, and the upkeep old reports."""
    try:
        return read()
    except FileNotFoundError:
        return None


@cache
def _database() -> "duckdb.DuckDBPyConnection":
    import duckdb

    return duckdb.connect(config={"memory_limit": "1GB", "threads": 2})


def _patiently(ask: Callable[[], T]) -> T:
    """A file is opened twice, for its footer and its data; one that is replaced in between is asked again, when
    whoever publishes the day has had a moment to replace the rest. Raises Damaged when that does not help."""
    import duckdb

    replaced = retry_if_exception_type((duckdb.IOException, duckdb.InvalidInputException))
    try:
        for attempt in Retrying(retry=replaced, wait=wait_fixed(PAUSE), stop=stop_after_attempt(TRIES), reraise=True):
            with attempt:
                found = ask()
    except duckdb.Error as error:
        if isinstance(error, duckdb.ProgrammingError) and not isinstance(error, duckdb.InvalidInputException):
            raise  # ours: a query that is wrong
        raise Damaged(" ".join(str(error).split())[:300]) from error
    return found


def _asked(cursor: "duckdb.DuckDBPyConnection", query: str, values: list[Any]) -> Rows:
    def ask() -> list[Any]:
        cursor.execute(query, values)
        return cursor.fetchall()

    rows = _patiently(ask)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in rows]


class Lake:
    """The published tables, and the reports of runs. Opened anew for each request: the settings may change."""

    def __init__(self, storage: "Storage | None" = None) -> None:
        from nashra.lake import Storage
        from nashra.tables.snapshot.placing import waiting

        self.storage = storage or Storage(load_settings().lake)
        self._coming = waiting(self.storage)  # what a publisher that died has not put into its place

    def days(self) -> list[str]:
        """The published days, earliest first."""
        names = [name.removeprefix("day=") for name in self.storage.folders("runs") if name.startswith("day=")]
        return [name for name in names if re.fullmatch(r"\d{4}-\d{2}-\d{2}", name)]

    @staticmethod
    def path(table: str, day: str | None) -> str:
        from nashra.lake import partition_path

        return partition_path(table, day) if day else f"{table}/{table}.parquet"

    def _place(self, table: str, day: str | None) -> str:
        """Where a file lies now, below the lake."""
        path = self.path(table, day)
        copy = self._coming.get(path)
        return copy if copy and self.storage.exists(copy) else path

    def version(self, table: str, day: str | None) -> tuple[Any, ...] | None:
        """What a file is known by: its address, size and time; None when there is no such file."""
        import pyarrow.fs as pafs

        full = self.storage.full(self._place(table, day))
        info = self.storage.fs.get_file_info(full)
        found = None if info.type != pafs.FileType.File else (full, info.size, info.mtime_ns)
        saw(table, day, found)
        return found

    def sql(self, query: str, day: str | None, tables: Sequence[str], values: Sequence[Any] = ()) -> Rows:
        """Rows of a query in which `{articles}` and the like stand for the day's tables.

        Empty when one of the tables isn't there: the day is not published.
        """
        asked = self._prepared(query, day, tables)
        return _asked(asked[0], asked[1], list(values)) if asked else []

    def arrow(
        self, query: str, day: str | None, tables: Sequence[str], values: Sequence[Any] = ()
    ) -> "pa.Table | None":
        """As `sql`, as an Arrow table; None when one of the tables isn't there."""
        asked = self._prepared(query, day, tables)
        if asked is None:
            return None
        cursor, text = asked
        return _patiently(lambda: cursor.sql(text, params=list(values)).to_arrow_table())

    def _prepared(
        self, query: str, day: str | None, tables: Sequence[str]
    ) -> "tuple[duckdb.DuckDBPyConnection, str] | None":
        """A cursor that knows the tables, and the query with their names. Raises Damaged where one is not what was
        published, or is gone."""
        from nashra.lake import damaged
        from nashra.tables.read.trusted import trusted

        cursor = _database().cursor()
        sources = {}
        for table in tables:
            partition = None if table in WHOLE else day
            full = self.storage.full(self._place(table, partition))
            if self.version(table, partition) is None:
                if self._was_published(table, partition):
                    raise Damaged(damaged(full))
                return None
            if self.storage.is_local:
                if not trusted(full, table):
                    raise Damaged(damaged(full))
                sources[table] = "read_parquet('" + full.replace("'", "''") + "', hive_partitioning = false)"
            else:
                import pyarrow.dataset as dataset

                cursor.register(f"table_{table}", dataset.dataset(full, filesystem=self.storage.fs, format="parquet"))
                sources[table] = f"table_{table}"
        return cursor, query.format(**sources)

    def _was_published(self, table: str, day: str | None) -> bool:
        """Whether a table that isn't there was published, by what is told of it."""
        from nashra.tables.read.trusted import was_published

        return was_published(self.storage, table, day)

    def remembered(self, table: str, day: str | None, question: str, answer: Callable[[], T]) -> T:
        """The answer to a question about one file, worked out again when the file is another."""
        key = (question, self.version(table, day))
        if key[1] is None:  # of no file there is nothing to remember: it may have been published, and be gone
            return answer()
        with _answers_lock:
            if key in _answers:
                _answers.move_to_end(key)
                return _answers[key]  # type: ignore[no-any-return]
        found = answer()
        with _answers_lock:
            _answers[key] = found
            while len(_answers) > REMEMBERED:
                _answers.popitem(last=False)
        return found

    def of_days(self, table: str, days: Sequence[str], columns: Sequence[str]) -> dict[str, Rows]:
        """Some columns of a small table on many days; files are read side by side, each in a fifth of what a query of
        it takes. A column that an older day lacks is left out, as is a day that cannot be read or trusted."""

        def rows(day: str) -> Rows:
            import pyarrow.parquet as pq

            from nashra.tables.read.trusted import trusted

            if self.storage.is_local and not trusted(self.storage.full(self._place(table, day)), table):
                return []
            with self.storage.open_input(self._place(table, day)) as file:
                found = pq.ParquetFile(file, page_checksum_verification=True)
                there = [column for column in columns if column in found.schema_arrow.names]
                return found.read(there, use_threads=False).to_pylist()  # type: ignore[no-any-return]

        def read(day: str) -> tuple[str, Rows | None]:
            with suppress(OSError, ValueError):  # gone, replaced meanwhile or damaged
                return day, self.remembered(table, day, repr(columns), lambda: rows(day))
            return day, None

        with ThreadPoolExecutor(1 if self.storage.is_local else READERS) as pool:
            return {day: found for day, found in pool.map(read, days) if found is not None}

    def run_row(self, day: str) -> dict[str, Any] | None:
        """The day's row of `runs`; None when it isn't published."""
        rows = self.remembered("runs", day, "row", lambda: self.sql("SELECT * FROM {runs}", day, ["runs"]))
        return rows[0] if rows else None
