"""Whether each mention's surface is what the body has at its offsets."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from nashra.lake import Run
from nashra.quality.see.ids import id_numbers
from nashra.tables.write.staged_parts import batches

DIFFERS = "surface_differs"
ROWS = 50_000


def mentions_with_surfaces(run: Run, shards: list[int]) -> Iterator[pa.Table]:
    """The staged mentions, shard by shard, with a boolean column `surface_differs`.

    A mention of an article that the shard hasn't differs too.
    """
    for shard in sorted(shards):
        mentions = run.staging.read_table(run.shard_path("enrich", shard, "mentions"))
        differs = _differs(mentions, run, shard)
        whole = mentions.append_column(DIFFERS, pa.array(differs))
        for start in range(0, whole.num_rows, ROWS):
            yield whole.slice(start, ROWS)


def _differs(mentions: pa.Table, run: Run, shard: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    numbers = id_numbers(mentions["article_id"])
    order = np.argsort(numbers, kind="stable")
    ordered = numbers[order]
    starts, ends = mentions["start"].to_numpy(), mentions["end"].to_numpy()
    surfaces = mentions["surface"].combine_chunks()
    differs = np.ones(len(numbers), np.bool_)
    for rows in batches(run.staging, run.shard_path("clean", shard, "articles"), ["article_id", "body"], 512):
        ids = id_numbers(rows["article_id"])
        first, last = np.searchsorted(ordered, ids), np.searchsorted(ordered, ids, side="right")
        for body, low, high in zip(rows["body"].to_pylist(), first, last, strict=True):
            for place in order[low:high]:
                start, end = int(starts[place]), int(ends[place])
                differs[place] = not 0 <= start < end or body[start:end] != surfaces[int(place)].as_py()
    return differs
