"""What the landing was when a run was planned: a digest of each day that the run reads, by which its tables are named.

What lands later is not in the run's tables, so it must not be in the name of their generation either. A day's bytes
are read once: as long as its files are as they were, by their names, sizes and times, its digest is too.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256
from typing import NamedTuple

from nashra.lake import FileInfo, Run, Storage
from nashra.landing.files.listing import list_files
from nashra.landing.files.opening import open_landing, printable
from nashra.landing.records import Fault
from nashra.settings import Settings

NOTE = "plan/landing.json"  # below staging
SEEN_LATER = "survey/landing.json"  # the days that were no longer so when the survey read them
_STEP = 1 << 20


class LandingMoved(RuntimeError):
    """A landing day was written to while it was read; doing the stage again reads it as it is then."""


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
    files = landing.sub(day)
    listed = list_files(files)
    stamp = _stamp(listed)
    key = files.address, stamp
    if key not in _digests:
        _digests[key] = _digest(files, listed)
    return Seen(_digests[key], stamp)


_digests: dict[tuple[str, str], str] = {}


def note_landing(run: Run, settings: Settings) -> None:
    """Keeps in staging what the landing days are that the run reads."""
    run.staging.write_json(NOTE, {day: look(run.landing, day) for day in [*evidence_days(run.day, settings), run.day]})


def look_again(run: Run, day: str) -> Seen:
    """A day as it was noted, when its files are still as they were then; else as it is now."""
    noted = _notes(run, NOTE).get(day)
    if noted and noted.stamp == _stamp(list_files(run.landing.sub(day))):
        return noted
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


def _digest(files: Storage, listed: Iterable[FileInfo]) -> str:
    """sha256, in hex, over the paths, sizes and bytes of files: equal landings, equal digests."""
    total = sha256()
    for info in listed:
        total.update(f"{printable(info.path)}\0{info.size}\0".encode())
        try:
            with open_landing(files, info.path) as opened:
                while block := opened.file.read(_STEP):
                    total.update(block)
        except Fault as fault:
            total.update(fault.reason.encode() + b"\0" + fault.raw)
    return total.hexdigest()
