"""What the bytes of landing files are, kept in the lake by path, size, times and inode, so that the two months of
landing from which evidence comes are read once and not in each process.

A lost or damaged cache costs time. So does a file so young that it could be written to again within one tick of the
file system's clock: its digest is not kept. Who reads a day's articles holds what is kept against its bytes
(`landing.noted.unmoved`).
"""

import time
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from nashra.kept_json import keep, kept
from nashra.lake import FileInfo, Storage
from nashra.landing.files.opening import open_landing, printable
from nashra.landing.records import Fault

CACHE = "_cache/landing"  # below the lake
SETTLED = 10.0  # seconds since a file was last written to, from which its digest is kept
_STEP = 1 << 20


def day_digest(files: Storage, listed: Iterable[FileInfo], lake: Storage | None) -> str:
    """sha256, in hex, over the paths, sizes and bytes of a day's files: equal landings, equal digests.

    With a lake, only files that it has no digest of are read.
    """
    known: dict[str, list[Any]] = (kept(lake, _place(files)) if lake else None) or {}
    now: dict[str, list[Any]] = {}
    total = sha256()
    for info in listed:
        name = printable(info.path)
        entry = known.get(name)
        if entry is None or entry[:-1] != [info.size, *info.stamp]:
            began = time.time()
            digest, whole = _of_file(files, info.path)
            entry = [info.size, *info.stamp, digest]
            if whole and 0 < max(info.stamp[:2], default=0) < (began - SETTLED) * 1e9:
                now[name] = entry
        else:
            now[name] = entry
        total.update(f"{name}\0{info.size}\0{entry[-1]}\n".encode())
    if lake and now != known:
        keep(lake, _place(files), now)
    return total.hexdigest()


def forget(files: Storage, lake: Storage) -> None:
    """Drops what is kept of a day's files."""
    lake.delete_file(_place(files))


def _of_file(files: Storage, path: str) -> tuple[str, bool]:
    """sha256 of a file's bytes, or of what is told of one that can't be opened; whether it is of its bytes."""
    total = sha256()
    try:
        with open_landing(files, path) as opened:
            while block := opened.file.read(_STEP):
                total.update(block)
    except Fault as fault:
        return sha256(fault.reason.encode() + b"\0" + fault.raw).hexdigest() + "!", False
    return total.hexdigest(), True


def _place(files: Storage) -> str:
    return f"{CACHE}/{sha256(files.address.encode()).hexdigest()[:32]}.json"
