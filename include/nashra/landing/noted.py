"""What the landing was when a run was planned: a digest of each day that the run reads, by which its tables are named.

What lands later is not in the run's tables, so it must not be in the name of their generation either. A day's bytes
are read once: as long as its files are as they were, by their names, sizes and times, its digest is too.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from hashlib import sha256
from typing import NamedTuple

from nashra.lake import FileInfo, Run, Storage
from nashra.landing.as_planned import LandingChanged, LandingMoved, note_files, require_read
from nashra.landing.digests import Digests, file_digests, forget
from nashra.landing.files.listing import list_files
from nashra.landing.files.opening import printable
from nashra.landing.files.unfinished import unfinished_files
from nashra.settings import Settings

NOTE = "plan/landing.json"  # below staging
SEEN_LATER = "survey/landing.json"  # the days that were no longer so when the survey read them
DOUBTED = "survey/doubted.json"  # the days whose noted digest proved to be of something else
UNFINISHED = "plan/unfinished.json"  # files of the day that were still being uploaded
_TRIES = 3
__all__ = ["LandingMoved", "Seen", "evidence_days", "listed_once", "look", "note_landing", "noted_digests"]


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
    and with a lake in all of them.

    Raises LandingMoved when its files are written to again and again while they are read.
    """
    listed, digests = _looked_at(landing, day, lake)
    return Seen(_digest(listed.files, digests.of), listed.stamp)


def _look_today(run: Run) -> Seen:
    """The run's own day. That files were still being uploaded is told in `checks`, so their names count too."""
    listed, digests = _looked_at(run.landing, run.day, run.lake)
    return Seen(_digest(listed.files, digests.of, unfinished_files(run.files)), listed.stamp)


def _looked_at(landing: Storage, day: str, lake: Storage | None, afresh: bool = False) -> tuple[_Listed, Digests]:
    """`afresh`: by digests of bytes that this process has read, not of what the lake has kept."""
    files = landing.sub(day)
    for _ in range(_TRIES):
        listed = _list(landing, day)
        key = files.address, listed.stamp
        known = _digests.get(key)
        if known and not (afresh and known.read < len(known.of)):
            return listed, known
        digests = file_digests(files, listed.files, lake, afresh)
        if not digests.read or _stamp(list_files(files)) == listed.stamp:
            _digests[key] = digests
            return listed, digests
        if _held is not None:
            _held.pop(files.address)
    raise LandingMoved(f"the landing of {day} is being written to: run it when the drop is whole")


_digests: dict[tuple[str, str], Digests] = {}


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
    """Keeps in staging what the landing days are that the run reads. Of its own day the bytes themselves are read: what
    is made of them goes by the name that they give."""
    unfinished = unfinished_files(run.files)
    listed, digests = _looked_at(run.landing, run.day, run.lake, afresh=True)
    today = Seen(_digest(listed.files, digests.of, unfinished), listed.stamp)
    before = {day: look(run.landing, day, run.lake) for day in evidence_days(run.landing, run.day, settings)}
    note_files(run, listed.files, digests.of)
    run.staging.write_json(UNFINISHED, [printable(path) for path in unfinished])
    run.staging.write_json(NOTE, before | {run.day: today})


def days_of_run(run: Run, settings: Settings) -> list[str]:
    """The landing days that are evidence for a run, earliest first: those that were noted, else those of now."""
    if noted := _notes(run, NOTE):
        return sorted(noted.keys() - {run.day})
    return evidence_days(run.landing, run.day, settings)


def look_again(run: Run, day: str) -> Seen:
    """A day as it was noted, when its files are still as they were then; else as it is now.

    Raises LandingChanged when all of them are gone.
    """
    noted, listed = _notes(run, NOTE).get(day), _list(run.landing, day)
    if noted and noted.stamp == listed.stamp and day not in _doubted(run):
        return noted
    if noted and not listed.files:
        # it had files: a disk that is gone, rather than a day that somebody emptied just now
        raise LandingChanged(f"the landing of {day} is gone since the run was planned: run it again when it is back")
    return look(run.landing, day, run.lake)


def note_later(run: Run, seen: dict[str, Seen]) -> None:
    """Keeps in staging the days that the survey found changed since the run was planned, as it read them."""
    noted = _notes(run, NOTE)
    changed = {day: one for day, one in seen.items() if day in noted and one.digest != noted[day].digest}
    run.staging.write_json(SEEN_LATER, changed)


def unmoved(run: Run, day: str, seen: Seen, failed: Mapping[str, OSError] | None = None) -> None:
    """Reads the bytes of an evidence day again. Raises LandingMoved when its files are no longer as they were seen, or
    when the digest that was kept of them is of something else: that is forgotten; and LandingUnread when what can be
    read could not be before (`failed`)."""
    files = run.landing.sub(day)
    listed = list_files(files)
    digests = file_digests(files, listed, None).of
    if _stamp(listed) != seen.stamp or _digest(listed, digests) != seen.digest:
        forget(files, run.lake)
        _digests.pop((files.address, seen.stamp), None)
        run.staging.write_json(DOUBTED, [*_doubted(run), day])
        raise LandingMoved(f"the landing of {day} was written to while it was read: do the stage again")
    require_read(day, failed or {}, digests)


def _doubted(run: Run) -> list[str]:
    return list(run.staging.read_json(DOUBTED)) if run.staging.exists(DOUBTED) else []


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
    """The digests of the days that the run's tables are made from, itself last, "" for those that are none: as it
    noted them, else as they are."""
    noted = _notes(run, NOTE) | _notes(run, SEEN_LATER)
    read = set(days_of_run(run, settings))
    before = [
        (noted.get(day) or look(run.landing, day, run.lake)).digest if day in read else ""
        for day in days_before(run.day, settings)
    ]
    return [*before, (noted.get(run.day) or _look_today(run)).digest]


def _notes(run: Run, path: str) -> dict[str, Seen]:
    if not run.staging.exists(path):
        return {}
    return {str(day): Seen(*seen) for day, seen in run.staging.read_json(path).items()}


def _stamp(listed: Iterable[FileInfo]) -> str:
    return sha256(repr([(info.path, info.size, info.stamp) for info in listed]).encode()).hexdigest()


def _digest(listed: Iterable[FileInfo], digests: Mapping[str, str], unfinished: Iterable[str] = ()) -> str:
    """sha256, in hex, over the paths, sizes and bytes of files, and the names of those that are still being uploaded:
    equal landings, equal digests."""
    total = sha256()
    for info in listed:
        total.update(f"{printable(info.path)}\0{info.size}\0{digests[info.path]}\0".encode())
    for path in unfinished:
        total.update(f"{printable(path)}\0unfinished\0".encode())
    return total.hexdigest()
