"""What the landing was when a run was planned: a digest of each day that the run reads, by which its tables are named.

What lands later is not in the run's tables, so it must not be in the name of their generation either. A day's bytes
are read once: as long as its files are as they were, by their names, sizes and times, its digest is too.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from hashlib import sha256
from typing import NamedTuple

from nashra.lake import FileInfo, Run, Storage
from nashra.landing.as_planned import LandingChanged, LandingMoved, file_digest, note_files
from nashra.landing.files.listing import list_files
from nashra.landing.files.opening import printable
from nashra.landing.files.unfinished import unfinished_files
from nashra.settings import Settings

NOTE = "plan/landing.json"  # below staging
SEEN_LATER = "survey/landing.json"  # the days that were no longer so when the survey read them
UNFINISHED = "plan/unfinished.json"  # files of the day that were still being uploaded
_TRIES = 3
__all__ = ["LandingMoved", "Seen", "evidence_days", "look", "note_landing", "noted_digests"]


class Seen(NamedTuple):
    """A landing day as it was looked at."""

    digest: str  # of its files' names and bytes
    stamp: str  # of its files' names, sizes and times


def evidence_days(day: str, settings: Settings) -> list[str]:
    """The landing days whose lines are evidence for `day`, earliest first, the day itself not among them."""
    at = date.fromisoformat(day)
    return [(at - timedelta(days=n)).isoformat() for n in range(settings.night.evidence_days, 0, -1)]


def look(landing: Storage, day: str) -> Seen:
    """A day of a landing as it is now; its bytes are read once a process as long as its files stay as they are."""
    return _looked_at(landing.sub(day), day).seen


class _Looked(NamedTuple):
    seen: Seen
    listed: list[FileInfo]
    digests: dict[str, str]  # of each file, by path
    unfinished: list[str]


def _looked_at(files: Storage, day: str) -> _Looked:
    """Raises LandingMoved when the files are written to again and again while they are read."""
    for _ in range(_TRIES):
        listed, unfinished = list_files(files), unfinished_files(files)
        stamp = _stamp(listed)
        key = files.address, stamp
        if key not in _digests:
            digests = {info.path: file_digest(files, info.path) for info in listed}
            if _stamp(list_files(files)) != stamp:
                continue
            _digests[key] = digests
        seen = Seen(_digest(listed, _digests[key], unfinished), stamp)
        return _Looked(seen, listed, _digests[key], unfinished)
    raise LandingMoved(f"the landing of {day} is being written to: run it when the drop is whole")


_digests: dict[tuple[str, str], dict[str, str]] = {}


def note_landing(run: Run, settings: Settings) -> None:
    """Keeps in staging what the landing days are that the run reads."""
    today = _looked_at(run.files, run.day)
    before = {day: look(run.landing, day) for day in evidence_days(run.day, settings)}
    note_files(run, today.listed, today.digests)
    run.staging.write_json(UNFINISHED, [printable(path) for path in today.unfinished])
    run.staging.write_json(NOTE, before | {run.day: today.seen})


def look_again(run: Run, day: str) -> Seen:
    """A day as it was noted, when its files are still as they were then; else as it is now.

    Raises LandingChanged when all of them are gone.
    """
    noted, listed = _notes(run, NOTE).get(day), list_files(run.landing.sub(day))
    if noted and noted.stamp == _stamp(listed):
        return noted
    if noted and not listed:  # it had files: a disk that is gone, rather than a day that somebody emptied just now
        raise LandingChanged(f"the landing of {day} is gone since the run was planned: run it again when it is back")
    return look(run.landing, day)


def note_later(run: Run, seen: dict[str, Seen]) -> None:
    """Keeps in staging the days that the survey found changed since the run was planned, as it read them."""
    noted = _notes(run, NOTE)
    changed = {day: one for day, one in seen.items() if day in noted and one.digest != noted[day].digest}
    run.staging.write_json(SEEN_LATER, changed)


def unmoved(run: Run, day: str, seen: Seen) -> None:
    """Raises LandingMoved when a day's files are no longer as they were seen."""
    if _stamp(list_files(run.landing.sub(day))) != seen.stamp:
        raise LandingMoved(f"the landing of {day} was written to while it was read: do the stage again")


def unfinished_result(run: Run) -> list[dict[str, object]]:
    """A warning for the check after ingest, when files of the day were still being uploaded; else nothing."""
    names = run.staging.read_json(UNFINISHED) if run.staging.exists(UNFINISHED) else []
    if not names:
        return []
    return [
        {
            "expectation": "landing: files that were still being uploaded, and not read",
            "severity": "warning",
            "success": False,
            "observed": f"{len(names)} files, such as {names[0]}",
            "unexpected_count": len(names),
        }
    ]


def noted_digests(run: Run, settings: Settings) -> list[str]:
    """The digests of the days that the run's tables are made from, itself last: as it noted them, else as they are."""
    noted = _notes(run, NOTE) | _notes(run, SEEN_LATER)
    return [(noted.get(day) or look(run.landing, day)).digest for day in [*evidence_days(run.day, settings), run.day]]


def _notes(run: Run, path: str) -> dict[str, Seen]:
    if not run.staging.exists(path):
        return {}
    return {str(day): Seen(*seen) for day, seen in run.staging.read_json(path).items()}


def _stamp(listed: Iterable[FileInfo]) -> str:
    return sha256(repr([(info.path, info.size, info.stamp) for info in listed]).encode()).hexdigest()


def _digest(listed: Iterable[FileInfo], digests: Mapping[str, str], unfinished: Iterable[str]) -> str:
    """sha256, in hex, over the paths, sizes and bytes of files: equal landings, equal digests. That files were still
    being uploaded is told in `checks`, so their names count too."""
    total = sha256()
    for info in listed:
        total.update(f"{printable(info.path)}\0{info.size}\0{digests[info.path]}\0".encode())
    for path in unfinished:
        total.update(f"{printable(path)}\0unfinished\0".encode())
    return total.hexdigest()
