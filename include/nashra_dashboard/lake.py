"""The lake as the dashboard sees it: Parquet through DuckDB, opened anew when something was published.

No file is locked: `open_lake` holds a snapshot, and publications go on. Nobody waits for it to be opened anew: until
then pages are of the lake as it was.
"""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from nashra.lake import FileInfo, Storage, day_of
from nashra.tables.dictionary.dictionary import load_dictionary
from nashra.tables.read.open_lake import open_lake
from nashra_dashboard.summed import add_up

Row = dict[str, Any]
LOOK_AGAIN = 5.0  # seconds before the lake is looked at for a new publication
KEPT = 500  # answers kept in memory
logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Seen:
    """The lake at one moment, with the answers that it gave."""

    state: str
    versions: dict[str, str]  # what each day is known by
    connection: Any
    days: list[str]
    answers: dict[tuple[str, tuple[Any, ...]], list[Row]] = field(default_factory=dict)


class Lake:
    """Questions to the lake; answers are rows as dictionaries, kept until something is published."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._lock = threading.Lock()  # of what is seen
        self._looking = threading.Lock()  # held by who looks whether something was published
        self._looked = 0.0
        self._seen: _Seen | None = None
        self._held = threading.local()  # what a thread has of it while it draws a page

    @property
    def state(self) -> str:
        """Another one when the lake was opened anew; empty before it was."""
        return self._seen.state if self._seen else ""

    @property
    def storage(self) -> Storage:
        return self._storage

    @contextmanager
    def still(self) -> Iterator[None]:
        """Within it this thread is answered from the lake as it is now, whatever is opened anew meanwhile: a page asks
        several questions, some of them about what an earlier one found."""
        self._held.seen = self._fresh()
        try:
            yield
        finally:
            self._held.seen = None

    def ask(self, query: str, *values: Any) -> list[Row]:
        """The rows of a query, `?` in it standing for the values."""
        seen = self._fresh()
        with self._lock:  # one question at a time: a lake on S3 is only seen by the connection that opened it
            if (query, values) not in seen.answers:
                found = seen.connection.execute(query, list(values))
                names = [column[0] for column in found.description]
                if len(seen.answers) >= KEPT:
                    seen.answers.clear()
                seen.answers[query, values] = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
            return seen.answers[query, values]

    def table(self, query: str, *values: Any) -> Any:
        """The same as an Arrow table, which is not kept."""
        seen = self._fresh()
        with self._lock:
            return seen.connection.sql(query, params=list(values)).to_arrow_table()

    def one(self, query: str, *values: Any) -> Row:
        return self.ask(query, *values)[0]

    def days(self) -> list[str]:
        """The published days, the earliest first, ISO dates."""
        return self._fresh().days

    def look(self) -> None:
        """Opens the lake anew when something was published."""
        with self._looking:
            seen, versions = self._state()
            older = self._seen
            if older is None or older.state != seen:
                connection = open_lake(self._storage)
                add_up(connection, versions, older and older.connection, older.versions if older else {})
                rows = connection.execute("SELECT DISTINCT day FROM funnel_days ORDER BY day").fetchall()
                fresh = _Seen(seen, versions, connection, [str(row[0]) for row in rows])
                with self._lock:
                    self._seen = fresh
            self._looked = time.monotonic()

    def _fresh(self) -> _Seen:
        if held := getattr(self._held, "seen", None):
            return held  # type: ignore[no-any-return]
        if self._seen is None:
            self.look()
        elif time.monotonic() - self._looked >= LOOK_AGAIN and not self._looking.locked():
            threading.Thread(target=self.look_quietly, daemon=True).start()
        assert self._seen is not None
        return self._seen

    def look_quietly(self) -> None:
        """As `look`; a lake that cannot be opened just now is shown as it was."""
        try:
            self.look()
        except Exception:
            logger.exception("the lake %s could not be opened anew", self._storage.address)
            self._looked = time.monotonic()

    def _state(self) -> tuple[str, dict[str, str]]:
        """What changes when a day, the entities or its stories are published; and what changes with each day."""
        tables = [name for name, table in load_dictionary().published.items() if table.partitioned]
        found: dict[str, list[FileInfo]] = {}
        for table in (*tables, "entities"):
            for info in self._storage.files(table):
                found.setdefault(day_of(info.path) or "", []).append(info)
        versions = {day: repr(infos) for day, infos in found.items() if day}
        return repr(sorted((day, repr(infos)) for day, infos in found.items())), versions
