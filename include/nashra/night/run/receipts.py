"""What each task of a run leaves beside its files: counts, seconds, and the size and checksum of those files.

So any later task can add the counts up, and can tell whether what it reads is what was written (see mend).
"""

import json
import time
from collections.abc import Callable
from typing import Any

from nashra.lake import Run, Stamp, Storage, recording, stamp_of

Counts = dict[str, int]


def receipt_path(stage: str, shard: int) -> str:
    return f"counts/{stage}-{shard:04d}.json"


def timed(run: Run, stage: str, shard: int, work: Callable[[], Counts]) -> Counts:
    """Does the work and stores its counts with the seconds it took, over those of an earlier try."""
    began = time.monotonic()
    with recording() as written:
        counts = work()
    seconds = round(time.monotonic() - began, 3)
    inside = run.staging.root + "/"
    files = {path.removeprefix(inside): value for path, value in sorted(written.items()) if path.startswith(inside)}
    record = {"counts": counts, "seconds": seconds, "files": files}
    run.staging.write_json(receipt_path(stage, shard), record)
    return counts


def stamp(staging: Storage, path: str) -> Stamp | None:
    """The stamp of a file as it is now; None when there is none that can be read."""
    try:
        with staging.open_input(path) as file:
            return stamp_of(file, staging.is_local)
    except OSError:
        return None


def read_receipt(staging: Storage, stage: str, shard: int) -> dict[str, Any] | None:
    """What a task left about itself; None when it is missing or damaged."""
    try:
        record = staging.read_json(receipt_path(stage, shard))
        return dict(record) if {"counts", "seconds", "files"} <= set(record) else None
    except (OSError, ValueError, TypeError):
        return None


def total(staging: Storage) -> tuple[Counts, dict[str, float]]:
    """All counts of the run added up over shards, and the seconds of each stage (the sum over its shards)."""
    counts: Counts = {}
    seconds: dict[str, float] = {}
    for info in staging.files("counts"):
        record = json.loads(staging.read_bytes(info.path))
        stage = info.path.removeprefix("counts/").rsplit("-", 1)[0]
        seconds[stage] = round(seconds.get(stage, 0.0) + record["seconds"], 3)
        for name, value in record["counts"].items():
            counts[name] = counts.get(name, 0) + value
    return counts, seconds
