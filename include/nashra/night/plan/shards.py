"""The night's plan: the day's files dealt out to shards, evenly by bytes and by number of files."""

import json
import math
from typing import Any

from nashra.lake import FileInfo, Run
from nashra.landing.as_planned import planned_files
from nashra.landing.files.listing import list_files
from nashra.landing.files.packings import PACKED
from nashra.settings import Settings

# Opening a file costs about as much as reading this many bytes of one that is open.
_FILE_COST = 4096
_SPLIT = (".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".warc", ".wet")
_FINE = 24  # parts of a file at the most, as long as shards are many enough
# A file in which a shard ends is dealt to both when it is more than this share of one, in so many parts.
_CUT_FROM, _CUT = 1 / 16, 4
# What a compressed file is taken to unpack to; its size alone would make its shard several times the others'.
_UNPACKED = {
    ".gz": 4, ".gzip": 4, ".zst": 5, ".zstd": 5, ".bz2": 5, ".xz": 6, ".br": 6, ".zip": 4, ".parquet": 2,
}  # fmt: skip
MOST = 256  # shards whatever the settings: Airflow maps a task over a list of at most 1,024


def plan_shards(run: Run, settings: Settings) -> list[int]:
    """Writes plan/shard-N.json for each shard and returns the shards' numbers; none when the day is empty.

    The plan depends on the files' names and sizes alone, as the run has noted them. A file of many records is split
    into parts when it is larger than half a shard, and when a shard ends in it: a night takes as long as whoever ends
    last.
    """
    night = settings.night
    noted = planned_files(run)
    files = list_files(run.files) if noted is None else [file.info for file in noted.values()]
    if not files:
        return []
    cost = sum(_cost(info) for info in files)
    count = min(max(min(night.shards, -(-cost // night.shard_bytes)), -(-cost // night.shard_most_bytes)), MOST)
    pieces, passed, share = list[dict[str, Any]](), 0, cost / count
    for info in files:
        size = _cost(info)
        edge = size / _CUT / 2  # the middles of its parts say where they go
        pieces += _pieces(info, share, count, cut=(passed + edge) // share != (passed + size - edge) // share)
        passed += size
    for shard, dealt in enumerate(_deal(pieces, count)):
        plan = {"shard": shard, "pieces": dealt}
        # ASCII, because a name may hold bytes that are not UTF-8.
        run.staging.write_bytes(f"plan/shard-{shard:04d}.json", json.dumps(plan, indent=0).encode("ascii"))
    return list(range(count))


def _unpacked(path: str, size: int) -> int:
    """Bytes to be read, about."""
    return size * next((times for suffix, times in _UNPACKED.items() if path.lower().endswith(suffix)), 1)


def _cost(info: FileInfo) -> int:
    return _unpacked(info.path, info.size) + _FILE_COST


def _pieces(info: FileInfo, shard_cost: float, most: int, *, cut: bool) -> list[dict[str, Any]]:
    """A file's parts; `cut`: whether a shard ends in it."""
    name = info.path.lower()
    for packed in PACKED:
        name = name.removesuffix(packed)
    size, parts = _unpacked(info.path, info.size), 1
    if name.endswith(_SPLIT) and cut and shard_cost * _CUT_FROM < size <= shard_cost / 2:
        parts = _CUT
    elif name.endswith(_SPLIT) and size > shard_cost / 2:
        # parts of a third of a shard make even shards; but every part reads the whole file, so not of a huge one
        wanted = 3 * size / shard_cost
        parts = min(math.ceil(wanted if wanted <= _FINE else max(size / shard_cost, _FINE)), max(most, _FINE))
    return [{"path": info.path, "size": info.size, "part": part, "parts": parts} for part in range(parts)]


def _deal(pieces: list[dict[str, Any]], count: int) -> list[list[dict[str, Any]]]:
    """Consecutive pieces to each shard, cut where the cost passes the shard's share."""
    costs = [_unpacked(piece["path"], piece["size"]) / piece["parts"] + _FILE_COST for piece in pieces]
    total, passed = sum(costs), 0.0
    shards: list[list[dict[str, Any]]] = [[] for _ in range(count)]
    for piece, cost in zip(pieces, costs, strict=True):
        # The middle of a piece decides, so that a large one goes where most of it lies.
        shards[min(int((passed + cost / 2) * count / total), count - 1)].append(piece)
        passed += cost
    return shards
