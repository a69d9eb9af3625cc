"""Rows of cells as the bytes of a CSV file, so that what tells a table's header and its columns is in one place."""

import csv
import io
from collections.abc import Iterable, Iterator

from nashra.landing.limits import Limits
from nashra.landing.records import Fault

_STEP = 1 << 18
_HEAD = 20  # rows among which the header is


def as_csv(rows: Iterable[list[str]], limits: Limits) -> Iterator[bytes]:
    """Empty rows go, as there are thousands below many a table, and empty cells at a row's end; then each row gets the
    width of the first ones, where the header is. A row that is too large for a record is cut where it is."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n", quoting=csv.QUOTE_ALL)
    width = seen = 0
    try:
        for row in rows:
            while row and not row[-1].strip():
                row.pop()
            if row:
                width, seen = max(width, len(row)) if seen < _HEAD else width, seen + 1
                writer.writerow(_within(row, limits.record_bytes) + [""] * (width - len(row)))
            if lines.tell() > _STEP:
                yield lines.getvalue().encode("utf-8", "replace")
                lines.seek(0)
                lines.truncate()
    except Fault:  # what stood before a row that can't be read is read
        yield lines.getvalue().encode("utf-8", "replace")
        raise
    yield lines.getvalue().encode("utf-8", "replace")


def _within(row: list[str], limit: int) -> list[str]:
    """The row; of one with more letters than the limit, as a few large texts that many cells name give, a little more
    than so many."""
    if sum(map(len, row)) <= limit:
        return row
    cells = list[str]()
    for cell in row:
        cells.append(cell[: limit + 1])
        limit -= len(cells[-1])
        if limit < 0:
            break
    return cells
