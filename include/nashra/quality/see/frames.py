"""The frames a check looks at: a table's staged rows with its measures, without what GX needn't see.

Texts pass through a batch at a time; what is kept for GX is small, so a frame may have many rows.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nashra.quality.see.measures import MEASURES, Look
from nashra.quality.see.staged_files import Known, Sources
from nashra.quality.see.surfaces import SLICES, with_slices
from nashra.tables.dictionary.dictionary import Expectation, load_dictionary

FRAME_ROWS = 250_000
BEGINNING = 80  # characters of a long text that GX gets
NAMES = ("article_id", "line_no", "start", "n", "landing_file")  # columns that tell a person which row is meant


def frames(sources: Sources, table: str, known: Known, expectations: list[Expectation]) -> Iterator[pa.Table]:
    """The table's rows in their order, FRAME_ROWS or a few more at a time, from as many shards as it takes.

    Columns: those that expectations look at, measures among them, and those of NAMES that the table has.
    """
    wanted = {e.column for e in expectations}
    columns = load_dictionary().tables[table].columns
    long = {name for name in wanted if name in columns and columns[name].long}
    sliced = wanted & set(SLICES.get(table, {}))
    rows = with_slices(sources.run, sources.shards, table) if sliced else sources.rows(table)
    held: list[pa.Table] = []
    count = 0
    for batch in rows:
        seen = {
            n: _beginning(batch[n]) if n in long else batch[n] for n in batch.column_names if n in wanted or n in NAMES
        }
        look = Look(table, batch, known, sources.run.day)
        seen |= {name: _column(MEASURES[name](look)) for name in sorted(wanted - set(seen))}
        held.append(pa.table(seen).select(sorted(seen)))
        count += batch.num_rows
        if count >= FRAME_ROWS:
            yield pa.concat_tables(held, promote_options="permissive")
            held, count = [], 0
    if count:
        yield pa.concat_tables(held, promote_options="permissive")


def _beginning(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """A long text's beginning, without white space before it."""
    if not pa.types.is_string(values.type):
        return pc.binary_slice(values, 0, BEGINNING)
    return pc.utf8_slice_codeunits(pc.utf8_ltrim_whitespace(values), 0, BEGINNING)


def _column(values: Any) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(values, from_pandas=isinstance(values, np.ndarray))])
