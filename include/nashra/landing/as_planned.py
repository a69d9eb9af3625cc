"""What a run reads is what it was planned on, or it stops.

The name of a generation is made of the landing's bytes as they were at the plan. Files that change, vanish or come
back later must not go into tables of that name, and a disk that is gone must not become a day of less news.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeVar

from nashra.errors import NashraError, PassingError
from nashra.lake import FileInfo, Run, Storage
from nashra.landing.digests import UNREADABLE, file_digest
from nashra.landing.files.listing import info_of, list_files
from nashra.landing.files.opening import printable
from nashra.landing.files.unread import LandingUnread, failures, openings, why

FILES = "plan/files.json"  # below staging
_TRIES = 3
_SHOWN = 3  # files named in a refusal
Found = TypeVar("Found")


class LandingChanged(NashraError, RuntimeError):
    """Files that the run was planned on are gone, or are others now."""


class LandingMoved(PassingError, RuntimeError):
    """A landing day was written to while it was read; doing the stage again reads it as it is then."""


class PlannedFile(NamedTuple):
    """A file of the day as the plan saw it. `digest`: as `nashra.landing.digests.file_digest` has it."""

    path: str
    size: int  # bytes
    stamp: tuple[int, ...]
    digest: str

    @property
    def info(self) -> FileInfo:
        return FileInfo(self.path, self.size, self.stamp)


def note_files(run: Run, listed: Iterable[FileInfo], digests: Mapping[str, str]) -> None:
    """Keeps in staging what the day's files are as the run is planned on them."""
    rows = [PlannedFile(info.path, info.size, info.stamp, digests[info.path]) for info in listed]
    run.staging.write_json(
        FILES, [[printable(row.path), *row[1:], row.path.encode("utf-8", "surrogateescape").hex()] for row in rows]
    )


def planned_files(run: Run) -> dict[str, PlannedFile] | None:
    """The day's files by path as they were noted, in order; None for a run that noted none."""
    if not run.staging.exists(FILES):
        return None
    found = {}
    for _, size, stamp, digest, path in run.staging.read_json(FILES):
        name = bytes.fromhex(path).decode("utf-8", "surrogateescape")
        found[name] = PlannedFile(name, size, tuple(stamp), digest)
    return found


def read_as_planned(run: Run, paths: Iterable[str], read: Callable[[], Found]) -> Found:
    """What `read` finds in files of the day, which meanwhile were as they were planned.

    Raises LandingChanged when they are not, LandingMoved when they are written to again and again, and LandingUnread
    when what the plan could read could not be read now: its records must not become one bad file's.
    """
    planned = planned_files(run)
    if planned is None:
        return read()
    wanted = [planned[path] for path in dict.fromkeys(paths)]
    for _ in range(_TRIES):
        before = _still_planned(run, wanted)
        with failures() as failed, openings() as opened:
            found = read()
        if before == _as_they_are(run.files, wanted) and _are_those(opened, before, failed):
            require_read(run.day, failed, {file.path: file.digest for file in wanted})
            return found
    raise LandingMoved(f"the landing of {run.day} was written to while it was read: do the stage again")


def require_read(day: str, failed: Mapping[str, OSError], digests: Mapping[str, str]) -> None:
    """Raises LandingUnread when files that could not be read are not among those that never can, by their digests."""
    lost = [path for path in failed if not digests.get(path, "").endswith(UNREADABLE)]
    if lost:
        names = ", ".join(map(printable, lost[:_SHOWN])) + (" ..." if len(lost) > _SHOWN else "")
        raise LandingUnread(
            f"{len(lost)} files of the landing of {day} were there, and the disk, or the store, did not give them "
            f"({why(failed[lost[0]])}): {names}. Nothing was published: run the day again"
        )


def _are_those(opened: Mapping[str, set[int]], listed: list[FileInfo], failed: Mapping[str, OSError]) -> bool:
    """Whether what was opened on a disk are the files that were listed before and after: a folder above them may have
    been another one for a moment, which no time of a file tells. Not of those that failed: that is told."""
    return all(
        opened.get(info.path, set()) <= {info.stamp[-1]} for info in listed if info.stamp and info.path not in failed
    )


def _as_they_are(files: Storage, wanted: list[PlannedFile]) -> list[FileInfo]:
    if files.is_local:
        return [info_of(files, file.path) for file in wanted]
    # of a store by a listing, as the plan had it: asked for one object it tells the time in whole seconds
    now = {info.path: info for info in list_files(files)}
    return [now.get(file.path) or FileInfo(file.path, 0) for file in wanted]


def _still_planned(run: Run, wanted: list[PlannedFile]) -> list[FileInfo]:
    """The files as they are now. What was touched alone, a copy put back or a mode changed, is read to be told."""
    now = _as_they_are(run.files, wanted)
    others = [
        file.path for file, info in zip(wanted, now, strict=True)
        if info != file.info and file_digest(run.files, file.path) != file.digest
    ]  # fmt: skip
    if others:
        names = ", ".join(map(printable, others[:_SHOWN])) + (" ..." if len(others) > _SHOWN else "")
        gone = sum(not run.files.exists(path) for path in others)
        raise LandingChanged(
            f"{len(others)} files of the landing of {run.day} are no longer what the run was planned on ({gone} are "
            f"gone): {names}. Nothing was published: wait until the drop is whole, and run the day again from its plan"
        )
    return now
