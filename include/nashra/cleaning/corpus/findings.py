"""What was found on the lines of a batch when its evidence was gathered: kept beside the shard's articles, so that
cleaning need not look again.

Rules and glued pieces are found with regular expressions, a fifth of the time of cleaning; the arrays of lines are made
faster than they could be read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pyarrow as pa

from nashra.cleaning.corpus.edges import Pieces
from nashra.cleaning.lines.line_arrays import Lines
from nashra.cleaning.rules.rule_book import Hit
from nashra.cleaning.rules.rule_files import Rule
from nashra.lake import Storage

_PLACES, _HASHES = pa.list_(pa.uint32()), pa.list_(pa.uint64())
_PIECES = tuple(field.name for field in fields(Pieces))
_UNSEEN = (1 << 32) - 1  # in place of the lines of a batch
_HIT = ("line", "rule", "start", "end", "behind")
_SCHEMA = pa.schema(
    [("lines", pa.uint32())]
    + [(f"hit_{name}", _PLACES) for name in _HIT]
    + [(f"piece_{name}", _HASHES if name in ("whole", "opening") else _PLACES) for name in _PIECES]
)


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found on the lines of a batch."""

    lines: int  # of the batch
    hits: list[Hit]  # as `RuleBook.hits` gives them
    pieces: Pieces


class Kept:
    """Findings of the batches of a shard, in order, as one Arrow table: a row a batch, the arrays as lists."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._number = {rule.id: number for number, rule in enumerate(rules)}
        self._columns: dict[str, list[Any]] = {name: [] for name in _SCHEMA.names}

    def add(self, lines: Lines, hits: Sequence[Hit], pieces: Pieces) -> None:
        self._columns["lines"].append(lines.hash.size)
        found = [(hit.line, self._number[hit.rule.id], hit.start, hit.end, hit.behind) for hit in hits]
        for name, column in zip(_HIT, np.array(found, dtype=np.uint32).reshape(-1, len(_HIT)).T, strict=True):
            self._columns[f"hit_{name}"].append(np.ascontiguousarray(column))
        for name in _PIECES:
            column = getattr(pieces, name)
            self._columns[f"piece_{name}"].append(column.astype(np.uint64 if column.dtype == np.uint64 else np.uint32))

    def add_nothing(self) -> None:
        """Of a batch that was not seen as a whole: it is to be looked at again."""
        for name, column in self._columns.items():
            column.append(_UNSEEN if name == "lines" else [])

    def table(self) -> pa.Table:
        return pa.table({f.name: pa.array(self._columns[f.name], f.type) for f in _SCHEMA}, schema=_SCHEMA)


def read_findings(storage: Storage, path: str, rules: Sequence[Rule]) -> Iterator[Findings | None]:
    """Findings batch by batch, None of one that was not seen whole; `rules` are those that they were found with."""
    table = storage.read_table(path)
    columns = {name: table[name].combine_chunks() for name in table.column_names}
    for row, size in enumerate(columns["lines"].to_pylist()):
        if size == _UNSEEN:
            yield None
            continue

        def of(name: str, row: int = row) -> Any:
            return columns[name][row].values.to_numpy(zero_copy_only=False)

        hits = [
            Hit(line, rules[rule], start, end, bool(behind))
            for line, rule, start, end, behind in zip(*(of(f"hit_{name}").tolist() for name in _HIT), strict=True)
        ]
        found = {name: of(f"piece_{name}") for name in _PIECES}
        pieces = {
            name: column if column.dtype == np.uint64 else column.astype(np.bool_ if name == "names" else np.int64)
            for name, column in found.items()
        }
        yield Findings(size, hits, Pieces(**pieces))
