"""What may go from a lake in time: old staging, old reports of checks, the oldest of the evidence cache.

Published tables are never touched: only folders of the lake whose names begin with "_" are looked at, and files under
the temporary name of a writer that was killed.
"""

import json
import logging
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pyarrow.fs as pafs

from nashra.lake import Storage
from nashra.night.run.receipts import Counts
from nashra.night.stages import OPTIONS
from nashra.settings import Settings
from nashra.tables.kept import ENTITIES
from nashra.tables.snapshot.moment import still_kept
from nashra.tables.snapshot.pinned import KEPT

logger = logging.getLogger(__name__)
DAY = 86400.0
Ended = Callable[[str], bool]
"""Whether the run with this Airflow run id has ended, or is not known."""


def trim_lake(settings: Settings, ended: Ended, now: float | None = None) -> Counts:
    """Trims staging, reports, the cache and S3's copies of what was replaced; returns how many of each went.

    `now`: seconds since the epoch, the clock when None.
    """
    lake, keep, now = Storage(settings.lake), settings.night.upkeep, time.time() if now is None else now
    staged = now - keep.staging_days * DAY
    still = min(staged, now - DAY)  # who writes or reads without Airflow may be at work
    return {
        "staging_runs": _trim_staging(lake, staged, still, ended),
        "reports": _trim_folders(lake, "_reports", now - keep.report_days * DAY),
        "cache_files": _trim_cache(lake, keep.cache_files, now - DAY),
        "unfinished_files": _trim_unfinished(lake, still),
        "replaced_files": _trim_replaced(lake, still),
    }


def trim_logs(folder: Path, log_days: float, now: float | None = None) -> int:
    """Removes Airflow's log files that were last written to longer ago, and folders left empty."""
    before = (time.time() if now is None else now) - log_days * DAY
    found = list(os.walk(folder))  # which passes over what goes away meanwhile
    files = [Path(here, name) for here, _, names in found for name in names if ".log" in name]
    old = [path for path in files if path.is_file() and _written(path) < before]
    # what a task has just made is empty too until its log is in it; what is taken away below makes a folder young
    folders = [Path(here) for here, _, _ in found[1:] if _written(Path(here)) < before]
    for path in old:
        path.unlink(missing_ok=True)
    for path in sorted(folders, reverse=True):
        _remove_empty(path)
    return len(old)


def _written(path: Path) -> float:
    """When a file was last written to, or a folder changed; of one that goes away meanwhile, never long ago."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):  # it is not empty any more, or another upkeep was first
        folder.rmdir()


def _ages(lake: Storage, folder: str) -> dict[str, float]:
    """Path below the lake -> when it was last written, seconds since the epoch."""
    infos = lake.fs.get_file_info(pafs.FileSelector(lake.full(folder), recursive=True, allow_not_found=True))
    files = [info for info in infos if info.type == pafs.FileType.File]
    return {info.path[len(lake.root) :].lstrip("/"): info.mtime.timestamp() for info in files}


def _age(lake: Storage, path: str) -> float:
    """When a file was last written, seconds since the epoch; of one that is gone, never long ago."""
    info = lake.fs.get_file_info(lake.full(path))
    return info.mtime.timestamp() if info.type == pafs.FileType.File else float("inf")


def _newest(ages: dict[str, float], depth: int) -> dict[str, float]:
    """The newest time in each folder `depth` levels below the lake."""
    newest: dict[str, float] = {}
    for path, at in ages.items():
        folder = "/".join(path.split("/")[:depth])
        newest[folder] = max(at, newest.get(folder, 0.0))
    return newest


def _trim_staging(lake: Storage, before: float, still: float, ended: Ended) -> int:
    """`still`: of runs that Airflow knows nothing of, such as those of `nashra run`."""
    ages = _newest(_ages(lake, "_staging"), 2)
    folders = {f"_staging/{name}" for name in lake.folders("_staging")}
    gone = 0
    for folder in sorted(folders):
        # a folder without a file is a run's that has just begun, or that was being cleared when it was killed
        at = ages.get(folder, _written(Path(lake.full(folder))) if lake.is_local else before)
        run = _airflow_run(lake, folder)
        if at < (before if run else still) and ended(run):
            logger.info("removing %s", folder)
            lake.delete_tree(folder)
            gone += 1
    return gone


def _airflow_run(lake: Storage, folder: str) -> str:
    try:
        return str(lake.read_json(f"{folder}/{OPTIONS}").get("airflow_run_id", ""))
    except (OSError, ValueError, AttributeError, json.JSONDecodeError):
        return ""


def _trim_folders(lake: Storage, root: str, before: float) -> int:
    """Folders `<root>/<day>/<run>` in which nothing is newer, and days left empty."""
    days = {day: Path(lake.full(f"{root}/{day}")) for day in lake.folders(root)}
    # a check that has just made a day's folder is about to put its report there
    quiet = [day for day, folder in days.items() if not lake.is_local or _written(folder) < before]
    old = [folder for folder, at in _newest(_ages(lake, root), 3).items() if at < before]
    for folder in old:
        lake.delete_tree(folder)
    for day in quiet:
        if lake.is_local:
            _remove_empty(days[day])
        elif not lake.folders(f"{root}/{day}") and not lake.files(f"{root}/{day}"):
            lake.delete_tree(f"{root}/{day}")
    return len(old)


def _trim_cache(lake: Storage, keep: int, still: float) -> int:
    """The oldest entries, each whole: a note of it without its parts would be of use to nobody. Those of entities stay:
    there is one a published day, asked for each night, and those of days that are gone are removed then. What was
    written since `still` may be in use."""
    ages = {path: at for path, at in _ages(lake, "_cache").items() if not path.startswith(f"{ENTITIES}/")}
    entries: dict[str, list[str]] = {}
    for path in ages:
        folder, _, name = path.rpartition("/")
        entries.setdefault(f"{folder}/{name.partition('.')[0]}", []).append(path)
    newest = sorted(entries, key=lambda entry: (-max(ages[path] for path in entries[entry]), entry))
    kept, gone = 0, []
    for entry in newest:
        kept += len(entries[entry])
        if kept > keep and max(ages[path] for path in entries[entry]) < still:
            # the note first: where it is, the parts are
            gone += sorted(entries[entry], key=lambda path: (not path.endswith(".json"), path))
    for path in gone:
        lake.delete_file(path)
    return len(gone)


def _trim_unfinished(lake: Storage, before: float) -> int:
    """Files under a temporary name, whose writer was killed: beside the tables too, where the views are made."""
    ages = _ages(lake, "") if lake.is_local else {}  # a store shows no file before it is whole
    old = [path for path, at in ages.items() if path.endswith(".part") and at < before]
    for path in old:
        lake.delete_file(path)
    return len(old)


def _trim_replaced(lake: Storage, before: float) -> int:
    """Copies of published files that were replaced, but for those that readers still get (see moment.py)."""
    old = [path for path, at in _ages(lake, KEPT).items() if at < before]
    needed = still_kept(lake) if old else set()
    gone = 0
    for path in old:
        # A day that is as it once was has its copy made anew, under the same name, before the lock says so.
        if path not in needed and _age(lake, path) < before:
            lake.delete_file(path)
            gone += 1
    return gone
