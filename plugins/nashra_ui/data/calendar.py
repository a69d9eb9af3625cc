"""Which days are published, warned, failed, running or missing, and what the published ones counted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from nashra.tables.read.versions import COLUMNS, differing, last_published
from nashra_ui.data.checks import grade
from nashra_ui.lake import Lake
from nashra_ui.nights import Night

COUNTS = ("landed", "quarantined", "cleaned", "removed_lines", "mentions", "published", "forced")
GRADED = ("success", "severity")
BUSY = ("queued", "running", "restarting")


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar. `status`: published, warned, emptied (published without an article), failed, running,
    missing, or none (nothing is expected)."""

    day: str
    status: str
    landed: bool  # the landing has a folder for it
    published: bool
    warnings: int
    night: Night | None  # the newest run of Airflow
    row: dict[str, Any] | None
    older: tuple[str, ...] = ()  # in what it is of another version than the day that was published last

    @property
    def forced(self) -> bool:
        return bool(self.row and self.row.get("forced"))


def months_until(month: str, count: int) -> list[str]:
    """`count` months, the last of them `month`, as YYYY-MM."""
    year, number = int(month[:4]), int(month[5:])
    back = [divmod(year * 12 + number - 1 - n, 12) for n in range(count - 1, -1, -1)]
    return [f"{y:04d}-{m + 1:02d}" for y, m in back]


def days_of(month: str) -> list[str]:
    first = date.fromisoformat(f"{month}-01")
    after = date.fromisoformat(f"{months_until(month, 1)[0]}-28") + timedelta(days=4)
    return [(first + timedelta(days=n)).isoformat() for n in range((after.replace(day=1) - first).days)]


def weeks(days: list[Day]) -> list[list[Day | None]]:
    """The days of a month in rows of seven, Sunday first, as in the Arab world."""
    lead = (date.fromisoformat(days[0].day).weekday() + 1) % 7
    cells: list[Day | None] = [None] * lead + list(days)
    cells += [None] * (-len(cells) % 7)
    return [cells[n : n + 7] for n in range(0, len(cells), 7)]


def status_of(row: dict[str, Any] | None, warned: int, night: Night | None, expected: bool) -> str:
    """A failed run after a publication shows as failed: the published day stands, but someone should look."""
    if night and night.state in BUSY:
        return "running"
    if night and night.state == "failed":
        return "failed"
    if row and not row["published"]:
        return "emptied"
    if row:
        return "warned" if warned else "published"
    return "missing" if expected else "none"


def read_days(
    lake: Lake, days: list[str], landed: set[str], nights: dict[str, list[Night]], due: tuple[str, str] | None
) -> list[Day]:
    """Each of `days`. A day without anything is missing when something landed for it, or a night was due: `due` are the
    first and the last day that Airflow's own schedule had a night for."""
    published = sorted(set(days).intersection(lake.days()))
    rows, checks = lake.of_days("runs", published, (*COUNTS, *COLUMNS)), lake.of_days("checks", published, GRADED)
    newest = newest_row(lake)
    first, last = due or ("", "")
    found = []
    for day in days:
        row = next(iter(rows.get(day, ())), None)
        warned = sum(grade(result) in ("failed", "warned") for result in checks.get(day, ())) if row else 0
        night = next(iter(nights.get(day, [])), None)
        status = status_of(row, warned, night, day in landed or first <= day <= last)
        older = differing(row, newest) if row and newest else ()
        found.append(Day(day, status, day in landed, row is not None, warned, night, row, older))
    return found


def newest_row(lake: Lake) -> dict[str, Any] | None:
    """The versions of the day that was published last."""
    last = last_published(lake.storage)
    return next(iter(lake.of_days("runs", [last], COLUMNS).get(last, ())), None) if last else None


def to_run(days: list[Day]) -> tuple[str, str] | None:
    """The first stretch of days to backfill that are missing."""
    return _stretch(days, lambda day: day.status == "missing")


def to_run_again(days: list[Day]) -> tuple[str, str] | None:
    """The first stretch of days to backfill that another version made."""
    return _stretch(days, lambda day: bool(day.older))


def _stretch(days: list[Day], wanted: Callable[[Day], bool]) -> tuple[str, str] | None:
    """From a day that is wanted to another, with none between them for which nothing landed, whose run would only
    fail."""
    stretch: list[str] = []
    last = 0
    for day in days:
        if wanted(day) and day.landed:
            stretch.append(day.day)
            last = len(stretch)
        elif stretch and not (day.published or day.landed):
            break
        elif stretch:
            stretch.append(day.day)
    return (stretch[0], stretch[last - 1]) if stretch else None


def trend(days: list[Day]) -> list[dict[str, Any]]:
    """What the trends show, a row for each published day."""
    return [
        {
            "day": d.day,
            "volume": d.row["published"],
            "removals": d.row["removed_lines"] / max(d.row["cleaned"], 1),
            "quarantine": d.row["quarantined"] / max(d.row["landed"], 1),
            "entities": d.row["mentions"] / max(d.row["published"], 1),
        }
        for d in days
        if d.row
    ]
