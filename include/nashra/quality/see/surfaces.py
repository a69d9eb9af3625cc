"""Whether what mentions and quotes name is what the body has at their offsets."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from nashra.lake import Run
from nashra.quality.see.ids import id_numbers
from nashra.tables.write.staged_parts import batches

SLICES = {
    "mentions": {"surface_differs": ("surface", "start", "end")},
    "quotes": {"text_differs": ("text", "start", "end"), "speaker_differs": ("speaker", "speaker_start", "")},
}
"""By table, its measures of this kind: the text, and the columns where it begins and ends in the body; without an end,
a text and its place are both there or both null."""
ROWS = 50_000


def with_slices(run: Run, shards: list[int], table: str) -> Iterator[pa.Table]:
    """The staged rows of a table of SLICES, shard by shard, with a boolean column for each of its measures.

    A row of an article that the shard hasn't differs too.
    """
    for shard in sorted(shards):
        rows = run.staging.read_table(run.shard_path("enrich", shard, table))
        for name, columns in SLICES[table].items():
            rows = rows.append_column(name, pa.array(_differs(rows, columns, run, shard)))
        for start in range(0, rows.num_rows, ROWS):
            yield rows.slice(start, ROWS)


def _differs(rows: pa.Table, columns: tuple[str, str, str], run: Run, shard: int) -> npt.NDArray[np.bool_]:
    numbers = id_numbers(rows["article_id"])
    order = np.argsort(numbers, kind="stable")
    ordered = numbers[order]
    text, first, last = columns
    texts, starts = rows[text].to_pylist(), rows[first].to_pylist()
    ends = rows[last].to_pylist() if last else [_end(*pair) for pair in zip(starts, texts, strict=True)]
    differs = np.ones(len(numbers), np.bool_)
    for articles in batches(run.staging, run.shard_path("clean", shard, "articles"), ["article_id", "body"], 512):
        ids = id_numbers(articles["article_id"])
        low, high = np.searchsorted(ordered, ids), np.searchsorted(ordered, ids, side="right")
        for body, begin, end in zip(articles["body"].to_pylist(), low, high, strict=True):
            for place in order[begin:end].tolist():
                differs[place] = not _stands(body, texts[place], starts[place], ends[place], bool(last))
    return differs


def _end(start: int | None, text: str | None) -> int | None:
    return None if start is None or text is None else start + len(text)


def _stands(body: str, text: str | None, start: int | None, end: int | None, required: bool) -> bool:
    if start is None or end is None:
        return not required and text is None and start is None
    return 0 <= start < end and body[start:end] == text
