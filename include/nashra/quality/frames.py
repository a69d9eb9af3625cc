"""The frames a check looks at: a table's staged rows in bounded pieces, with its measures as columns."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nashra.quality.measures import MEASURES, Look
from nashra.quality.sources import Known, Sources
from nashra.quality.surfaces import DIFFERS, mentions_with_surfaces
from nashra.tables.dictionary import Expectation, load_dictionary

FRAME_ROWS = 50_000
FRAME_BYTES = 64 << 20
BEGINNING = 80  # characters of a long text that GX gets


def frames(
    sources: Sources, table: str, known: Known, expectations: list[Expectation]
) -> Iterator[tuple[pa.Table, pa.Table]]:
    """Pairs of (all columns of some rows, the columns that the expectations look at), row for row alike.

    Small shards share a frame; a frame ends with about FRAME_ROWS rows or FRAME_BYTES bytes.
    """
    wanted = {e.column for e in expectations}
    long = {name for name, column in load_dictionary().tables[table].columns.items() if column.long}
    for rows in _pieces(_rows(sources, table, wanted)):
        looked_at = {name: _seen(rows[name], name in long) for name in rows.column_names if name in wanted}
        look = Look(table, rows, known, sources.run.day)
        for name in sorted(wanted - set(looked_at)):
            looked_at[name] = _column(MEASURES[name](look))
        yield rows, pa.table(looked_at)


def _seen(values: pa.ChunkedArray, long: bool) -> pa.ChunkedArray:
    """A long text's beginning, without white space before it: GX takes seconds for whole bodies."""
    if not long:
        return values
    if not pa.types.is_string(values.type):
        return pc.binary_slice(values, 0, BEGINNING)
    return pc.utf8_slice_codeunits(pc.utf8_ltrim_whitespace(values), 0, BEGINNING)


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
