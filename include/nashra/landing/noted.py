"""What the landing was when a run was planned: a digest of each day that the run reads, by which its tables are named.

What lands later is not in the run's tables, so it must not be in the name of their generation either. A day's bytes
are read once: as long as its files are as they were, by their names, sizes and times, its digest is too.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from hashlib import sha256
from typing import NamedTuple

from nashra.lake import FileInfo, Run, Storage
from nashra.landing.digests import day_digest, forget
from nashra.landing.files.listing import list_files
from nashra.settings import Settings

NOTE = "plan/landing.json"  # below staging
SEEN_LATER = "survey/landing.json"  # the days that were no longer so when the survey read them
DOUBTED = "survey/doubted.json"  # the days whose noted digest proved to be of something else


class LandingMoved(RuntimeError):
    """A landing day was written to while it was read; doing the stage again reads it as it is then."""


class Seen(NamedTuple):
    """A landing day as it was looked at."""

    digest: str  # of its files' names and bytes
    stamp: str  # of its files' names, sizes and times


class _Listed(NamedTuple):
    files: list[FileInfo]
    size: int  # bytes of all files
    stamp: str


def days_before(day: str, settings: Settings) -> list[str]:
    """The days whose landing may be evidence for `day`, earliest first, the day itself not among them."""
    at = date.fromisoformat(day)
    return [(at - timedelta(days=n)).isoformat() for n in range(settings.night.evidence_days, 0, -1)]


def evidence_days(landing: Storage, day: str, settings: Settings) -> list[str]:
    """The landing days whose lines are evidence for `day`, earliest first: the newest `evidence_days` that hold a
    file, up to the one with which they hold `evidence_bytes`. It depends on the landing alone, whatever was read of
    it before."""
    found: list[str] = []
    size = 0
    for before in reversed(days_before(day, settings)):
        if size >= settings.night.evidence_bytes:
            break
        listed = _list(landing, before)
        if listed.files:
            found.append(before)
            size += listed.size
    return found[::-1]


def look(landing: Storage, day: str, lake: Storage | None = None) -> Seen:
    """A day of a landing as it is now; its bytes are read once as long as its files stay as they are: in a process,
    and with a lake in all of them."""
    listed = _list(landing, day)
    key = landing.sub(day).address, listed.stamp
    if key not in _digests:
        _digests[key] = day_digest(landing.sub(day), listed.files, lake)
    return Seen(_digests[key], listed.stamp)


_digests: dict[tuple[str, str], str] = {}


@contextmanager
def listed_once() -> Iterator[None]:
    """Within it, each day of a landing is listed once: for who looks at many days, each of them evidence for others."""
    global _held
    before, _held = _held, {}
    try:
        yield
    finally:
        _held = before


_held: dict[str, _Listed] | None = None


def _list(landing: Storage, day: str) -> _Listed:
    files = landing.sub(day)
    if _held is not None and files.address in _held:
        return _held[files.address]
    infos = list_files(files)
    listed = _Listed(infos, sum(info.size for info in infos), _stamp(infos))
    if _held is not None:
        _held[files.address] = listed
    return listed


def note_landing(run: Run, settings: Settings) -> None:
    """Keeps in staging what the landing days are that the run reads."""
    days = [*evidence_days(run.landing, run.day, settings), run.day]
    run.staging.write_json(NOTE, {day: look(run.landing, day, run.lake) for day in days})


def days_of_run(run: Run, settings: Settings) -> list[str]:
    """The landing days that are evidence for a run, earliest first: those that were noted, else those of now."""
    if noted := _notes(run, NOTE):
        return sorted(noted.keys() - {run.day})
    return evidence_days(run.landing, run.day, settings)


def look_again(run: Run, day: str) -> Seen:
    """A day as it was noted, when its files are still as they were then; else as it is now."""
    noted = _notes(run, NOTE).get(day)
    if noted and day not in _doubted(run) and noted.stamp == _list(run.landing, day).stamp:
        return noted
    return look(run.landing, day, run.lake)


def note_later(run: Run, seen: dict[str, Seen]) -> None:
    """Keeps in staging the days that the survey found changed since the run was planned, as it read them."""
    noted = _notes(run, NOTE)
    changed = {day: one for day, one in seen.items() if day in noted and one.digest != noted[day].digest}
    run.staging.write_json(SEEN_LATER, changed)


def unmoved(run: Run, day: str, seen: Seen) -> None:
    """Reads a day's bytes again. Raises LandingMoved when its files are no longer as they were seen, or when the
    digest that was kept of them is of something else: that is forgotten."""
    files = run.landing.sub(day)
    listed = list_files(files)
    if _stamp(listed) != seen.stamp or day_digest(files, listed, None) != seen.digest:
        forget(files, run.lake)
        _digests.pop((files.address, seen.stamp), None)
        run.staging.write_json(DOUBTED, [*_doubted(run), day])
        raise LandingMoved(f"the landing of {day} was written to while it was read: do the stage again")


def _doubted(run: Run) -> list[str]:
    return list(run.staging.read_json(DOUBTED)) if run.staging.exists(DOUBTED) else []


def noted_digests(run: Run, settings: Settings) -> list[str]:
    """The digests of the days that the run's tables are made from, itself last, "" for those that are none: as it
    noted them, else as they are."""
    noted = _notes(run, NOTE) | _notes(run, SEEN_LATER)
    read = {*days_of_run(run, settings), run.day}
    return [
        (noted.get(day) or look(run.landing, day, run.lake)).digest if day in read else ""
        for day in [*days_before(run.day, settings), run.day]
    ]


def _notes(run: Run, path: str) -> dict[str, Seen]:
    if not run.staging.exists(path):
        return {}
    return {str(day): Seen(*seen) for day, seen in run.staging.read_json(path).items()}


def _stamp(listed: Iterable[FileInfo]) -> str:
    return sha256(repr([(info.path, info.size, info.stamp) for info in listed]).encode()).hexdigest()
