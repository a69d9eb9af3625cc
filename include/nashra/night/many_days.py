"""Several days of a landing, one after the other in this process: what `nashra run` does for a range.

A day that fails is told, and the next one begins: an archive of years has some that cannot be read. What is over all
days, entities and stories, is made once, behind the last of them.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from nashra.door import refusal
from nashra.errors import NashraError
from nashra.lake import Storage
from nashra.night.current import landing_days, why_to_run
from nashra.night.options import Options
from nashra.night.run.in_process import run_day
from nashra.night.run.receipts import Counts
from nashra.night.stages import rebuild_entities, rebuild_stories
from nashra.settings import Settings

_NAMED = 10  # days that a sentence names one by one
_TOLD = ("landed", "duplicates", "quarantined", "published")
logger = logging.getLogger(__name__)


class NoSuchDays(NashraError, ValueError):
    """The landing has no day of those that are asked for."""


class DaysFailed(NashraError, RuntimeError):
    """Some days were not published; the others were."""


@dataclass(slots=True)
class Ran:
    """What became of the days."""

    days: list[str]  # all that were asked for and have a folder in the landing
    failed: dict[str, Exception] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)  # behind the one at which it was to stop

    def require_all(self) -> None:
        """Raises DaysFailed, which names the days, or the first defect of ours that made one fail."""
        for error in self.failed.values():
            if refusal(error) is None:
                raise error
        if self.failed:
            left = f", and {len(self.left)} were not begun" if self.left else ""
            which = f"{len(self.failed)} of {_days(len(self.days))} failed{left}: {named(list(self.failed))}"
            raise DaysFailed(f"{which}. Why is told above; once it is mended, the same command runs what is left")


def days_between(first: str | None, last: str | None, settings: Settings) -> list[str]:
    """The landing's days from `first` to `last`, both among them; None: from its first, to its last one."""
    known = landing_days(Storage(settings.landing))
    days = [day for day in known if (first or day) <= day <= (last or day)]
    if not days:
        there = f"its days are {known[0]} to {known[-1]}" if known else "it has no folder named YYYY-MM-DD"
        raise NoSuchDays(f"no day from {first or 'the first'} to {last or 'the last'} in {settings.landing}: {there}")
    return days


def without_folder(days: list[str], first: str | None, last: str | None) -> list[str]:
    """The days from `first` to `last`, else between the outermost of `days`, that are none of them."""
    begin, end = (date.fromisoformat(day) for day in (first or days[0], last or days[-1]))
    every = (begin + timedelta(days=n) for n in range((end - begin).days + 1))
    return sorted({day.isoformat() for day in every} - set(days))


def run_days(
    days: list[str],
    asked: Options,
    settings: Settings,
    *,
    again: bool,
    stop: bool,
    say: Callable[[str], None],
) -> Ran:
    """Runs those of the days whose tables are missing, or made from something else than what is there now.

    `again`: all of them; `stop`: none behind the first that fails. Stopped by Ctrl+C, or killed, it goes on when it is
    called again: what is published stays so.
    """
    why = dict.fromkeys(days, "") if again else why_to_run(days, settings, asked)
    if same := [day for day in days if day not in why]:
        say(f"{_days(len(same))} published already from the same landing, rules and code: {named(same)}")
    ran = Ran(days)
    done: list[str] = []
    try:
        for number, day in enumerate(why, 1):
            if not _run_one(ran, day, f"{number} of {len(why)}", asked, settings, say):
                if stop:
                    ran.left = list(why)[number:]
                    break
            else:
                done.append(day)
        if not asked.dry_run:
            _make_over_days(settings, say)
    except KeyboardInterrupt:
        say(
            f"stopped: {_days(len(done))} of {len(why)} done; entities, stories and the index of words may lack them. "
            "The same command goes on from here."
        )
        raise
    return ran


def named(days: list[str]) -> str:
    """The days, those in the middle left out where they are many."""
    return ", ".join(days) if len(days) <= _NAMED else f"{', '.join(days[: _NAMED - 1])} ... {days[-1]}"


def _run_one(ran: Ran, day: str, number: str, asked: Options, settings: Settings, say: Callable[[str], None]) -> bool:
    began = time.monotonic()
    try:
        counts = run_day(asked.model_copy(update={"day": day}), settings)
    except Exception as error:  # this day's alone: the others say what is theirs
        ran.failed[day] = error
        said = refusal(error)
        logger.warning("%s  %s  failed: %s", day, number, said or "a defect of Nashra's own", exc_info=said is None)
        return False
    how = "would be published" if asked.dry_run else "published"
    say(f"{day}  {number}  {how} in {time.monotonic() - began:.0f} s: {_told(counts)}")
    return True


def _make_over_days(settings: Settings, say: Callable[[str], None]) -> None:
    """Also where no day was run: a run that was killed had published some and never came to this."""
    for what, make in (("entities, sources, index of words", rebuild_entities), ("stories", rebuild_stories)):
        began = time.monotonic()
        make(settings)
        say(f"{what} made of all days in {time.monotonic() - began:.0f} s")


def _told(counts: Counts) -> str:
    return ", ".join(f"{name} {counts.get(name, 0):,}" for name in _TOLD)


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
