"""The frames a check looks at: a table's staged rows in bounded pieces, with its measures as columns."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from nashra.quality.measures import MEASURES
from nashra.quality.sources import Known, Sources
from nashra.quality.surfaces import DIFFERS, mentions_with_surfaces
from nashra.tables.dictionary import Expectation

FRAME_ROWS = 50_000
FRAME_BYTES = 64 << 20


def frames(
    sources: Sources, table: str, known: Known, expectations: list[Expectation]
) -> Iterator[tuple[pa.Table, pa.Table]]:
    """Pairs of (all columns of some rows, the columns that the expectations look at), row for row alike.

    Small shards share a frame; a frame ends with about FRAME_ROWS rows or FRAME_BYTES bytes.
    """
    wanted = {e.column for e in expectations}
    for rows in _pieces(_rows(sources, table, wanted)):
        looked_at = {name: rows[name] for name in rows.column_names if name in wanted}
        for name in sorted(wanted - set(looked_at)):
            looked_at[name] = _column(MEASURES[name][0](table, rows, known, sources.run.day))
        yield rows, pa.table(looked_at)


def _column(values: Any) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(values, from_pandas=isinstance(values, np.ndarray))])


def _rows(sources: Sources, table: str, wanted: set[str]) -> Iterator[pa.Table]:
    if DIFFERS in wanted:
        return mentions_with_surfaces(sources.run, sources.shards, FRAME_ROWS)
    return sources.rows(table)


def _pieces(parts: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """The parts, joined until they fill a frame; each piece has the first part's column order."""
    held: list[pa.Table] = []
    rows = size = 0
    for part in parts:
        held.append(part.select(held[0].column_names) if held else part)
        rows, size = rows + part.num_rows, size + part.nbytes
        if rows >= FRAME_ROWS or size >= FRAME_BYTES:
            yield pa.concat_tables(held, promote_options="permissive")
            held, rows, size = [], 0, 0
    if rows:
        yield pa.concat_tables(held, promote_options="permissive")
