"""What the bytes of landing files are, kept in the lake by path, size, times and inode, so that the two months of
landing from which evidence comes are read once and not in each process.

A lost or damaged cache costs time. So does a file so young that it could be written to again within one tick of the
file system's clock: its digest is not kept. Nothing is made on the word of what is kept alone: the plan of a run reads
its own day anew, and whoever reads an evidence day holds it against its bytes (`landing.noted.unmoved`).
"""

import time
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, NamedTuple

from nashra.kept_json import keep, kept
from nashra.lake import FileInfo, Storage
from nashra.landing.files.opening import open_landing, printable
from nashra.landing.files.unread import LandingUnread, is_kept_back, is_passing
from nashra.landing.records import Fault

CACHE = "_cache/landing"  # below the lake
SETTLED = 10.0  # seconds since a file was last written to, from which its digest is kept
UNREADABLE = "!"
KEPT_BACK = "-!"  # of a file that the machine does not give, by its rights or its disk
_STEP = 1 << 20


class Digests(NamedTuple):
    """Of each file of a listing, by path, as `file_digest` has it."""

    of: dict[str, str]
    read: int  # files whose bytes were read; the others' digests had been kept


def file_digests(files: Storage, listed: Iterable[FileInfo], lake: Storage | None, afresh: bool = False) -> Digests:
    """With a lake, only files that it has no digest of are read, or all of them `afresh`; it keeps what is found."""
    known: dict[str, list[Any]] = (kept(lake, _place(files)) if lake else None) or {}
    now: dict[str, list[Any]] = {}
    found: dict[str, str] = {}
    read = 0
    for info in listed:
        name = printable(info.path)
        entry = known.get(name)
        if afresh or entry is None or entry[:-1] != [info.size, *info.stamp]:
            began = time.time()
            entry = [info.size, *info.stamp, file_digest(files, info.path)]
            read += 1
            settled = 0 < max(info.stamp[:2], default=0) < (began - SETTLED) * 1e9
            if settled and not entry[-1].endswith(UNREADABLE):
                now[name] = entry
        else:
            now[name] = entry
        found[info.path] = entry[-1]
    if lake and now != known:
        keep(lake, _place(files), now)
    return Digests(found, read)


def forget(files: Storage, lake: Storage) -> None:
    """Drops what is kept of a day's files."""
    lake.delete_file(_place(files))


def file_digest(files: Storage, path: str) -> str:
    """sha256, in hex, over a file's bytes; of one that can't be read, over the reason, with UNREADABLE behind,
    or KEPT_BACK.

    Raises LandingUnread when that is the machine's or the store's doing, and may pass.
    """
    total = sha256()
    try:
        with open_landing(files, path) as opened:
            while block := opened.file.read(_STEP):
                total.update(block)
    except Fault as fault:
        if is_passing(fault.__cause__):
            said = f"{printable(path)} of the landing {files.address} cannot be read now ({fault.reason})"
            raise LandingUnread(f"{said}: run the day again when the disk, or the store, gives it") from fault
        told = sha256(fault.reason.encode() + b"\0" + fault.raw).hexdigest()
        return told + (KEPT_BACK if is_kept_back(fault.__cause__) else UNREADABLE)
    return total.hexdigest()


def _place(files: Storage) -> str:
    return f"{CACHE}/{sha256(files.address.encode()).hexdigest()[:32]}.json"
