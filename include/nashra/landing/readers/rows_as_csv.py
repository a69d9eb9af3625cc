"""Rows of cells as the bytes of a CSV file, so that what tells a table's header and its columns is in one place."""

import csv
import io
from collections.abc import Iterable, Iterator

_STEP = 1 << 18


def as_csv(rows: Iterable[list[str]]) -> Iterator[bytes]:
    """Empty rows go, as there are thousands below many a table."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n", quoting=csv.QUOTE_ALL)
    width = 0
    for row in rows:
        if any(cell.strip() for cell in row):
            width = max(width, len(row))
            writer.writerow(row + [""] * (width - len(row)))
        if lines.tell() > _STEP:
            yield lines.getvalue().encode("utf-8", "replace")
            lines.seek(0)
            lines.truncate()
    yield lines.getvalue().encode("utf-8", "replace")
