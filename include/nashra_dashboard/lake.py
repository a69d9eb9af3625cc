"""The lake as the dashboard sees it: Parquet through DuckDB, opened anew when something was published.

No file is locked: `open_lake` holds a snapshot, and publications go on.
"""

import threading
import time
from typing import Any

import pyarrow.fs as pafs

from nashra.lake import Storage
from nashra.tables.read.open_lake import open_lake
from nashra.text.fold import fold_line

Row = dict[str, Any]
LOOK_AGAIN = 5.0  # seconds before the lake is looked at for a new publication
KEPT = 500  # answers kept in memory
# What every page asks for is read once a publication: mentions are by far the longest table, and a name's spellings
# take as long to unpack for one page as for all.
COUNTED = """
CREATE TABLE known AS SELECT * FROM entity_names;
CREATE TABLE latest AS SELECT * FROM stories
QUALIFY row_number() OVER (PARTITION BY story_id ORDER BY day DESC) = 1;
CREATE TABLE counted AS SELECT day, entity_id, type, name_ar, name_en, mentions, articles FROM entity_by_day;
"""


class Lake:
    """Questions to the lake; answers are rows as dictionaries, kept until something is published."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._lock = threading.Lock()
        self._looked, self._seen = 0.0, ""
        self._connection: Any = None
        self._answers: dict[tuple[str, tuple[Any, ...]], list[Row]] = {}

    @property
    def storage(self) -> Storage:
        return self._storage

    def ask(self, query: str, *values: Any) -> list[Row]:
        """The rows of a query, `?` in it standing for the values."""
        with self._lock:  # one question at a time: a lake on S3 is only seen by the connection that opened it
            connection = self._fresh()
            if (query, values) not in self._answers:
                found = connection.execute(query, list(values))
                names = [column[0] for column in found.description]
                if len(self._answers) >= KEPT:
                    self._answers.clear()
                self._answers[query, values] = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
            return self._answers[query, values]

    def one(self, query: str, *values: Any) -> Row:
        return self.ask(query, *values)[0]

    def days(self) -> list[str]:
        """The published days, the earliest first, ISO dates."""
        return [str(row["day"]) for row in self.ask("SELECT DISTINCT day FROM runs ORDER BY day")]

    def _fresh(self) -> Any:
        if self._connection is not None and time.monotonic() - self._looked < LOOK_AGAIN:
            return self._connection
        seen = self._state()
        if self._connection is None or seen != self._seen:
            connection = open_lake(self._storage)
            connection.execute(COUNTED)
            _add_search(connection)
            self._connection, self._seen, self._answers = connection, seen, {}
        self._looked = time.monotonic()
        return self._connection

    def _state(self) -> str:
        """Changes when a day, the entities or its stories are published."""
        infos = []
        for table in ("runs", "entities", "stories"):
            selector = pafs.FileSelector(self._storage.full(table), recursive=True, allow_not_found=True)
            infos += self._storage.fs.get_file_info(selector)
        return repr(sorted((info.path, info.size, info.mtime_ns) for info in infos if info.is_file))


def _add_search(connection: Any) -> None:
    """The table `search`: an entity and all its names, folded as names are matched; and `storied`: each story as it
    stood on its last day, with title and lead folded likewise."""
    import pyarrow as pa

    query = "SELECT entity_id, concat_ws(' | ', name_ar, name_en, spellings, entity_id) AS names FROM known"
    rows = connection.execute(query).fetchall()
    names = pa.table({
        "entity_id": pa.array([row[0] for row in rows], pa.string()),
        "names": pa.array([fold_line(row[1]) for row in rows], pa.string()),
    })  # fmt: skip
    connection.register("folded_names", names)
    connection.execute("CREATE TABLE search AS SELECT * FROM folded_names")
    connection.unregister("folded_names")
    told = connection.execute("SELECT story_id, concat_ws(' | ', title, lead) FROM latest").fetchall()
    stories = pa.table({
        "story_id": pa.array([row[0] for row in told], pa.string()),
        "folded": pa.array([fold_line(row[1]) for row in told], pa.string()),
    })  # fmt: skip
    connection.register("folded_stories", stories)
    connection.execute("CREATE TABLE storied AS SELECT * FROM latest JOIN folded_stories USING (story_id)")
    connection.execute("DROP TABLE latest")
    connection.unregister("folded_stories")
