"""A whole night, stage after stage, with one worker or several, and the floor beside it."""

import os
import platform
import sys
import sysconfig
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pyarrow.parquet as pq

from nashra.lake import Storage
from nashra.night.register import NIGHT, PLAN, PUBLISH, stage_named
from nashra.night.run.receipts import read_receipt
from nashra.night.stages import open_run
from nashra.settings import Settings
from nashra_lab.bench.night.measured_task import BEHIND, LEFT_OUT, NAMES_ALONE, Cost, Workers

Report = Callable[[str], None]
Enriched = Literal["whole", "names", "no"]  # with all that the stage finds, with names alone, not at all
_IN_PLACE: dict[Enriched, str] = {"names": NAMES_ALONE, "no": LEFT_OUT}
_STEP = 1 << 20


def measure_night(
    day: str, settings: Settings, made: dict[str, int], workers: int, enriched: Enriched, report: Report
) -> dict[str, Any]:
    """The night's figures with so many workers: each stage's, those of all of it, and the floor's.

    `made`: articles, tokens and bytes of the landing, by which the rates are reckoned.
    """
    run_id = f"bench-{workers}"
    run = open_run(day, run_id, settings)
    figures: dict[str, Any] = {}
    floor: dict[str, float] = {}
    shards: list[int] = []
    with Workers(workers) as pool:
        pool.all([(day, run_id, settings, PLAN.name, [])])  # the first process imports; nobody's time
        for registered in NIGHT:
            stage, parts = registered.name, registered.parts(shards)
            if stage == PUBLISH.name:
                floor = floors(run.staging, run.files, list(figures), shards)
            began = time.perf_counter()
            work = _IN_PLACE.get(enriched, stage) if stage == "enrich" else stage
            costs = pool.all([(day, run_id, settings, work, part) for part in parts])
            if enriched == "no" and stage.endswith("enrich"):
                continue  # what later stages read is there, and nobody's time
            figures[stage] = stage_figures(costs, time.perf_counter() - began, made)
            report(f"{workers} workers  {stage:<14}{figures[stage]['seconds']:9.1f} s")
            if stage == PLAN.name:
                shards = list(range(costs[0].counts["shards"]))
        began = time.perf_counter()
        costs = pool.all([(day, run_id, settings, table, []) for table in BEHIND])  # side by side, as their DAGs are
        last = time.perf_counter() - began
        behind = {table: stage_figures([cost], cost.wall, made) for table, cost in zip(BEHIND, costs, strict=True)}
        report(f"{workers} workers  {' and '.join(BEHIND):<14}{last:9.1f} s")
    seconds = sum(stage["seconds"] for stage in figures.values())
    return {
        "workers": workers,
        "shards": len(shards),
        "seconds": round(seconds, 2),
        "cpu_seconds": round(sum(stage["cpu_seconds"] for stage in figures.values()), 2),
        "articles_per_second": round(made["articles"] / seconds, 1),
        "peak_memory_mb": max(stage["peak_memory_mb"] for stage in figures.values()),
        "floor_seconds": round(sum(floor.values()), 3),
        "floor": {stage: round(value, 3) for stage, value in floor.items()},
        "stages": figures,
        "behind": behind,
        "seconds_with_behind": round(seconds + last, 2),
    }


def stage_figures(costs: list[Cost], seconds: float, made: dict[str, int]) -> dict[str, Any]:
    """Rates by the clock, and by the processor: on a machine with other work only the latter compare."""
    cpu = max(sum(cost.cpu for cost in costs), 1e-9)
    walls = [cost.wall for cost in costs] or [1.0]
    return {
        "tasks": len(costs),
        "seconds": round(seconds, 3),
        "cpu_seconds": round(cpu, 3),
        "articles_per_second": round(made["articles"] / seconds, 1),
        "tokens_per_second": round(made["tokens"] / seconds),
        "mb_per_second": round(made["bytes"] / seconds / 1e6, 3),
        "articles_per_cpu_second": round(made["articles"] / cpu, 1),
        "tokens_per_cpu_second": round(made["tokens"] / cpu),
        "peak_memory_mb": max((cost.peak for cost in costs), default=0) // 1_000_000,
        "longest_over_even": round(max(walls) * len(walls) / sum(walls), 3),
    }


def floors(staging: Storage, landing: Storage, stages: list[str], shards: list[int]) -> dict[str, float]:
    """Seconds of the processor that pyarrow alone takes to read and write what each stage wrote.

    Before ingest stands the reading of the landing's bytes.
    """
    found = {"landing": _timed(lambda: _read_all(landing))}
    for stage in stages:
        numbers = shards if stage_named(stage).sharded else [0]
        receipts = (read_receipt(staging, stage, number) or {"files": {}} for number in numbers)
        paths = sorted({path for receipt in receipts for path in receipt["files"] if path.endswith(".parquet")})
        if paths:
            found[stage] = _timed(lambda paths=paths: _copy_all(staging, paths))  # type: ignore[misc]
    return found


def _timed(work: Callable[[], None]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _read_all(storage: Storage) -> None:
    for info in storage.files():
        with storage.open_input(info.path) as file:
            while file.read(_STEP):
                pass


def _copy_all(storage: Storage, paths: list[str]) -> None:
    copy = f"floor-{os.getpid()}.parquet"
    for path in paths:
        with storage.open_input(path) as source, storage.writing(copy) as target:
            parquet = pq.ParquetFile(source)
            with pq.ParquetWriter(target, parquet.schema_arrow, compression="zstd") as writer:
                for group in range(parquet.num_row_groups):
                    writer.write_table(parquet.read_row_group(group))
    storage.delete_file(copy)


def load_average() -> float | None:
    """Processes that wanted a core in the last minute: above the number of cores, wall times mean little."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    model = [line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    memory = [int(line.split()[1]) for line in _lines("/proc/meminfo") if line.startswith("MemTotal")]
    return {
        "processor": model[0] if model else "unknown",
        "cores": os.cpu_count(),
        "memory_gb": round(memory[0] / 1e6, 1) if memory else None,
        "python": platform.python_version(),
        "python_optimised": _optimised(),
        "load_average": load_average(),
    }


def _optimised() -> bool | None:
    """Whether Python was built with optimisations: one without takes longer. As .ci/install.py sees
    it; None where it was not built by `configure`."""
    arguments = sysconfig.get_config_var("CONFIG_ARGS")
    return None if arguments is None else "--enable-optimizations" in arguments or sys.base_prefix == "/usr"


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []
