"""Rows that a check sets aside, written to staging `quarantine/<stage>.parquet` as they are found."""

from collections.abc import Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from nashra.lake import Run
from nashra.tables.write.as_record import as_record
from nashra.tables.write.excluded import SET_ASIDE

FLUSH_ROWS = 256


class SetAside:
    """Collects failing rows. A context manager: the file appears when the block ends well, even without rows."""

    def __init__(self, run: Run, stage: str, record_bytes: int) -> None:
        self.stage, self.record_bytes = stage, record_bytes
        self.rows = 0
        self.article_ids: set[str] = set()
        self._pending: list[dict[str, Any]] = []
        self._stack = ExitStack()
        file = self._stack.enter_context(run.staging.writing(f"quarantine/{stage}.parquet"))
        self._writer = self._stack.enter_context(pq.ParquetWriter(file, SET_ASIDE, compression="zstd"))

    def add(self, row: dict[str, Any], label: str, seen: str, landing_file: str, part: Sequence[str] = ()) -> None:
        """`label` is the expectation's, `seen` what was found, as "column: value"; `part` are the columns that tell
        which part of its article a row is, when it is one that goes alone."""
        self.rows += 1
        self._pending.append(
            {
                "stage": self.stage,
                "reason": f"check {seen}",
                "expectation": label,
                "landing_file": landing_file,
                "record": as_record(row, self.record_bytes),
                "article_id": row.get("article_id"),
                "record_no": row.get("record_no"),
                **{name: row[name] for name in part},
            }
        )
        if not part and row.get("article_id"):
            self.article_ids.add(row["article_id"])
        if len(self._pending) >= FLUSH_ROWS:
            self._flush()

    def _flush(self) -> None:
        if self._pending:
            self._writer.write_table(pa.Table.from_pylist(self._pending, schema=SET_ASIDE))
            self._pending = []

    def __enter__(self) -> "SetAside":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._flush()
        self._stack.__exit__(kind, error, trace)
