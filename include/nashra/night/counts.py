"""Counts and seconds of each stage, kept in staging so that any later task can add them up."""

import json
import time
from collections.abc import Callable

from nashra.lake import Run, Storage

Counts = dict[str, int]


def timed(run: Run, stage: str, shard: int, work: Callable[[], Counts]) -> Counts:
    """Does the work and stores its counts with the seconds it took, over those of an earlier try."""
    began = time.monotonic()
    counts = work()
    record = {"counts": counts, "seconds": round(time.monotonic() - began, 3)}
    run.staging.write_json(f"counts/{stage}-{shard:04d}.json", record)
    return counts


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
