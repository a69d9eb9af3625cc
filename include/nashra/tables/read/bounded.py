"""How much a question and its answer may take of the machine.

DuckDB's own limit counts neither a long value nor what an answer is turned into on its way to Python. So somebody
watches what the process takes, and ends what takes more; what DuckDB can do without goes into temporary files.
"""

import atexit
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

import pyarrow as pa

from nashra.door import REFUSED

if TYPE_CHECKING:
    import duckdb

_MOST = 4000  # megabytes, on a machine that has twice as many
_OF_DUCKDB = 0.7  # of what a question may take
_OF_BATCH = 1 / 8  # ... of rows that are turned into Python's values at once, which are up to seven times as large
_FARTHEST = 1.5  # times as much: who goes on after he was told to end is not waited for
_SECONDS = 5.0  # ... nor longer than this
_EVERY = 0.05  # seconds
_PAGE = os.sysconf("SC_PAGE_SIZE")
_STATM = Path("/proc/self/statm")


def megabytes() -> int:
    """What a question gets when nobody says how much: no more than half of the machine's memory."""
    return min(_MOST, os.sysconf("SC_PHYS_PAGES") * _PAGE // 2_000_000)


class TooMuch(MemoryError):
    """A question, or its answer, takes more than it may."""


class Bounds:
    """What one question may take. `config`: settings for DuckDB."""

    def __init__(self, most: int, folder: str) -> None:
        self._most, self._begin, self._over = most * 1_000_000, _taken(), 0.0
        self.config = {"memory_limit": f"{int(most * _OF_DUCKDB)}MB", "temp_directory": f"{folder}/spilled"}
        self.connection: duckdb.DuckDBPyConnection | None = None
        """Whoever opens one says so here."""

    def look(self) -> None:
        """Ends the question when it takes too much, and the process when that does not help: a value that DuckDB is
        making is made to its end."""
        taken = _taken() - self._begin
        if taken <= self._most:
            return
        if not self._over:
            self._over = time.monotonic()
            if self.connection is not None:
                self.connection.interrupt()
        elif taken > _FARTHEST * self._most or time.monotonic() > self._over + _SECONDS:
            os.write(2, f"error: {self.said()}\n".encode())
            atexit._run_exitfuncs()  # folders of temporary files go
            os._exit(REFUSED)

    def within(self, reader: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
        """An answer's rows, as long as they take no more than they may, fewer at once where they are long. Raises
        TooMuch."""
        for batch in reader:
            yield from self._parts(batch)

    def _parts(self, batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        if self._over:
            raise TooMuch
        if batch.nbytes <= self._most * _OF_BATCH:
            yield batch
        elif batch.num_rows == 1:
            raise TooMuch
        else:
            half = batch.num_rows // 2
            yield from self._parts(batch.slice(0, half))
            yield from self._parts(batch.slice(half))

    def said(self) -> str:
        return (
            f"the question, or its answer, takes more than {self._most // 1_000_000} megabytes, or there is no room "
            "for what it would put on the disk: ask for less at once, or allow more with --memory"
        )


@contextmanager
def bounded(most: int) -> Iterator[Bounds]:
    """Within it, a question may take so many megabytes, not counted what the process has already."""
    with tempfile.TemporaryDirectory(prefix="nashra-sql-") as folder:
        bounds, ended = Bounds(most, folder), Event()

        def watch() -> None:
            while not ended.wait(_EVERY):
                bounds.look()

        watcher = Thread(target=watch, daemon=True)
        watcher.start()
        try:
            yield bounds
        finally:
            ended.set()
            watcher.join()


def _taken() -> int:
    """Bytes of memory that are this process's own; 0 where the system does not tell."""
    try:
        _, resident, shared, *_ = map(int, _STATM.read_bytes().split())
    except OSError:
        return 0
    return (resident - shared) * _PAGE
