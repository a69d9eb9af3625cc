"""Days of news composed for this project: articles of some papers, with the event that each tells of.

    near E02 N1
    chain E04 E04b

    ## E01a 2024-10-06T14:10 alnil-alyawm.example E01 EG local
    T| مصرع 7 عمال في حريق مصنع
    لقي سبعة عمال مصرعهم ...

Of two events that are `near` one another neither is the other's story; the second of a `chain` goes on from the first.
An article has an id, a moment, a paper, an event, countries and sections as topics have them (the label, then what a
reader would pass, parted by /); `copy=` names the article whose text it prints, `aside` says that nobody looks at it.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from nashra.errors import NashraError

FOLDER = Path(__file__).with_name("days")
WEEK = FOLDER / "week.txt"
_HEAD = re.compile(r"(\S+) (\d{4}-\d\d-\d\d)(T\d\d:\d\d) (\S+) (\S+) (\S+) (\S+?)(?: copy=(\S+))?( aside)?$")


class ComposedDaysError(NashraError):
    """A file of composed days whose lines have another form, or name what is not there."""


@dataclass(frozen=True, slots=True)
class DayArticle:
    """An article and what is known of it."""

    name: str
    day: str
    moment: str
    source: str
    event: str
    countries: tuple[str, ...]
    sections: tuple[str, ...]
    copy_of: str | None
    is_aside: bool
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ComposedDays:
    """Some days."""

    articles: tuple[DayArticle, ...]
    near: tuple[tuple[str, str], ...]
    """Events that are alike and two stories."""
    chains: tuple[tuple[str, str], ...]
    """An event, and the one that goes on from it."""

    def affair_of(self, event: str) -> str:
        """The event that the chain of this one begins with."""
        before = {later: earlier for earlier, later in self.chains}
        while event in before:
            event = before[event]
        return event


def read_composed_days(path: Path = WEEK) -> ComposedDays:
    """Raises ComposedDaysError."""
    head, *parts = re.split(r"(?m)^## ", path.read_text(encoding="utf-8"))
    said = [tuple(line.split()) for line in head.splitlines() if line.strip()]
    if wrong := next((line for line in said if len(line) != 3 or line[0] not in ("near", "chain")), None):
        raise ComposedDaysError(f"{path.name}: expected 'near' or 'chain' and two events, got {' '.join(wrong)!r}")
    articles = tuple(_article(path, part) for part in parts)
    names, events = {one.name for one in articles}, {one.event for one in articles}
    if missing := {event for _, *both in said for event in both} - events:
        raise ComposedDaysError(f"{path.name}: no article of {', '.join(sorted(missing))}")
    if missing := {one.copy_of for one in articles if one.copy_of} - names:
        raise ComposedDaysError(f"{path.name}: no article {', '.join(sorted(map(str, missing)))}, which another prints")
    of_kind = {kind: tuple((one, other) for k, one, other in said if k == kind) for kind in ("near", "chain")}
    return ComposedDays(articles, of_kind["near"], of_kind["chain"])


def _article(path: Path, part: str) -> DayArticle:
    head, title, *lines = part.splitlines()
    found = _HEAD.match(head)
    text = "\n".join(line for line in lines if line.strip())
    if not found or not title.startswith("T| ") or not text:
        raise ComposedDaysError(f"{path.name}: expected a head, a line with T| and a text, got {head!r}")
    name, day, hour, source, event, countries, sections, copy_of, aside = found.groups()
    return DayArticle(
        name=name,
        day=day,
        moment=f"{day}{hour}:00+03:00",
        source=source,
        event=event,
        countries=tuple(countries.split("/")),
        sections=tuple(sections.split("/")),
        copy_of=copy_of,
        is_aside=bool(aside),
        title=title.removeprefix("T| "),
        text=text,
    )
