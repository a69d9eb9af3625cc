"""A lake on S3 as it is at one moment, for `open_lake`, while others publish.

Nothing can be renamed or held open there, and a day's objects are replaced one after another. So a publisher first
copies those that it will replace to `_kept/<path>/<ETag>.parquet`, then notes in its lock object which they are,
then puts the new ones, and then removes the lock: that is the moment when the new day is there, whole. A reader
takes the ETag of every object, those in the lock where one is held, and asks for these alone (`If-Match`); what is
no longer in its place is among the copies, which upkeep takes away after some days.
"""

import time
from typing import Any

from nashra.lake import Storage
from nashra.tables.snapshot.lock import LOCKS, Before, noted
from nashra.tables.snapshot.objects import key_of, store_of, told
from nashra.tables.snapshot.pinned import Pinned, kept_path

ATTEMPTS, PAUSE_SECONDS = 60, 0.25


def keep(lake: Storage, paths: list[str], before: Before) -> Before:
    """Copies what is at the paths now, so that it can be replaced, and returns what is to be noted in the lock.

    What a publisher that didn't end noted (`before`) stays noted: its copies are there, and what is at these paths
    is of no moment.
    """
    import obstore

    store, now = store_of(lake), dict(before)
    for path in paths:
        if path in before:
            continue
        try:
            found = obstore.head(store, key_of(lake, path))
        except FileNotFoundError:
            now[path] = None
            continue
        now[path] = (str(found["e_tag"]), found["size"])
        lake.copy_object(path, kept_path(path, str(found["e_tag"])))
    return now


def still_kept(lake: Storage) -> set[str]:
    """Copies, by path, that a lock names: as long as it is there, they are the lake."""
    with told(lake):
        return {kept_path(path, was[0]) for path, was in _locked(store_of(lake), lake).items() if was}


def moment(lake: Storage, tables: list[str]) -> dict[str, Pinned]:
    """The tables' files at one moment, by path: every day whole, as are the entities and the sources.

    Raises TimeoutError when publications leave no moment between them, and obstore's errors.
    """
    store = store_of(lake)
    for _ in range(ATTEMPTS):
        first, locked, second = _listed(store, lake, tables), _locked(store, lake), _listed(store, lake, tables)
        # What is the same before and after the locks were read was so at that moment.
        if all(first.get(path) == second.get(path) for path in first.keys() | second.keys() if path not in locked):
            now: Before = {path: (etag, size) for path, (etag, size, _) in second.items()}
            now |= {path: was for path, was in locked.items() if path.partition("/")[0] in tables}
            return {path: Pinned(store, lake, path, *was) for path, was in sorted(now.items()) if was}
        time.sleep(PAUSE_SECONDS)
    raise TimeoutError(f"{lake.address} is published to without a pause; try again")


def _listed(store: Any, lake: Storage, tables: list[str]) -> dict[str, tuple[str, int, Any]]:
    import obstore

    root = key_of(lake, "")
    return {
        item["path"][len(root) :].lstrip("/"): (str(item["e_tag"]), item["size"], item["last_modified"])
        for table in tables
        for page in obstore.list(store, key_of(lake, table), chunk_size=1000)
        for item in page
        if item["path"].endswith(".parquet")
    }


def _locked(store: Any, lake: Storage) -> Before:
    import obstore

    found: Before = {}
    for page in obstore.list(store, key_of(lake, LOCKS), chunk_size=1000):
        for item in page:
            found |= noted(store, item["path"])
    return found
