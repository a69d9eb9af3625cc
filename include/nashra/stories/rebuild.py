"""The tables of stories, made after a day was published: of that day, and of the days whose stories it can change.

What a day's stories are made from (its articles and mentions, those of the days before it that it can reach, and this
code with its rules) has a name; a day is made again when its name is not the one that it was made with. So it does not
matter in which order days are published, and a day of long ago costs a few days' work."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from nashra.inputs.digest import digest, inputs_of
from nashra.lake import Storage, partition_path
from nashra.stories import shingles
from nashra.stories.chains import days_back
from nashra.stories.copies import copies_of, printed_of
from nashra.stories.day_groups import DayGroup, as_json, from_json, groups_of
from nashra.stories.day_reading import read_day
from nashra.stories.day_terms import DayTerms, as_tables, from_tables, originals
from nashra.stories.group import Ready
from nashra.stories.links import Link, links_of
from nashra.stories.rows import rows_of
from nashra.stories.shingles import DayShingles
from nashra.stories.story_rules import read_story_rules
from nashra.stories.told_terms import ToldTerms
from nashra.tables.dictionary.dictionary import load_dictionary
from nashra.tables.dictionary.schema import schema
from nashra.tables.kept import Kept
from nashra.tables.seen_bytes import SeenBytes

CACHE = "_cache/stories"
MADE = f"{CACHE}/made.json"
TABLES = ("stories", "story_articles", "copies")
OF = ("articles", "mentions")
"""The tables that they are made of."""


class Rebuild:
    """One rebuild of a lake's stories."""

    def __init__(self, lake: Storage) -> None:
        self.lake = lake
        self._seen = SeenBytes(lake, OF)
        self.days = self._seen.days()
        code = inputs_of("nashra.stories.rebuild", ("nashra.stories.commands",))
        self._code = digest([code.code, code.rules, code.reference, code.packages])
        self._digests: dict[str, str] = {}
        self._groups: dict[str, list[DayGroup]] = {}
        self._kept = Kept(lake, CACHE)

    def stale(self) -> list[str]:
        """Days whose stories are not made of what is published now, or of which a table is gone, in order."""
        made = self._made()
        there = {info.path for table in TABLES for info in self.lake.files(table)}
        found = [
            day
            for day in self.days
            if made.get(day, {}).get("name") != self.name(day)
            or not there.issuperset(partition_path(table, day) for table in TABLES)
        ]
        self._seen.keep()
        return found

    def forget_damaged(self, days: Sequence[str]) -> list[str]:
        """Those of some days of which a table is gone, or isn't what was published; every byte is read. They are made
        again with the next that are."""
        made = self._made()
        known = {day: made[day].get("files") for day in days if day in made and day in self.days}
        wrong = sorted(day for day, files in known.items() if files != self._digests_of(day))
        if wrong:
            self.lake.write_json(MADE, {day: told for day, told in made.items() if day not in wrong})
        return wrong

    def make(self, day: str) -> dict[str, pa.Table]:
        """The rows of all tables of a day."""
        reached = self._before(day, days_back())
        self._groups = {one: groups for one, groups in self._groups.items() if one in reached}
        links = [link for one in reached for link in self.links(one)]
        stories, members = rows_of(self.lake, day, {one: self.groups(one) for one in reached}, links)
        made = {"stories": stories, "story_articles": members, "copies": self.copies(day)}
        return {name: _table(name, rows) for name, rows in made.items()}

    def require_unmoved(self, day: str) -> None:
        """Raises Republished when something was published since the begin that a day's stories were made of."""
        rules = read_story_rules()
        back = max(days_back() + rules.window.affair_days, rules.copies.days)
        self._seen.require_unmoved(self._before(day, back))

    def note(self, days: Sequence[str]) -> None:
        """Keeps in mind that some days are made."""
        made = {day: known for day, known in self._made().items() if day in self.days}
        made |= {day: {"name": self.name(day), "files": self._digests_of(day)} for day in days}
        self.lake.write_json(MADE, dict(sorted(made.items())))

    def _made(self) -> dict[str, dict[str, Any]]:
        """Of each day that is made: what of, and the digests of its tables. Nothing where the note is damaged."""
        try:
            made = self.lake.read_json(MADE)
        except (OSError, ValueError):
            return {}
        return {day: known for day, known in made.items() if isinstance(known, dict)} if isinstance(made, dict) else {}

    def _digests_of(self, day: str) -> dict[str, str] | None:
        """Digests of a day's tables; None where one is gone."""
        paths = {table: partition_path(table, day) for table in TABLES}
        if not all(map(self.lake.exists, paths.values())):
            return None
        return {table: self.lake.digest(path) for table, path in paths.items()}

    def name(self, day: str) -> str:
        """Names all that a day's stories are made from."""
        return self._name_of(self._before(day, days_back() + read_story_rules().window.affair_days))

    def groups(self, day: str) -> list[DayGroup]:
        if day not in self._groups:
            name = self._name_of([day])
            rows = self._kept.rows("groups", day, name, lambda: self._unmoved([day], self._groups_anew(day)))
            self._groups[day] = from_json(rows)
        return self._groups[day]

    def terms(self, day: str) -> DayTerms:
        name = self._name_of([day])
        if tables := self._kept.tables("terms", day, name):
            return from_tables(tables)
        ready = self._ready(day)
        return DayTerms(ready.articles, ready.heavy)

    def links(self, day: str) -> list[Link]:
        window = self._before(day, read_story_rules().window.affair_days)
        name = self._name_of(window)
        rows = self._kept.rows(
            "links", day, name,
            lambda: self._unmoved(window, self._links_anew(day, window)),
        )  # fmt: skip
        return [Link(*row) for row in rows]

    def _groups_anew(self, day: str) -> list[Any]:
        return as_json(groups_of(day, self._ready(day)))

    def _links_anew(self, day: str, window: Sequence[str]) -> list[Any]:
        return [list(link) for link in links_of(day, {one: self.groups(one) for one in window}, self.terms)]

    def _unmoved(self, days: Sequence[str], made: list[Any]) -> list[Any]:
        """What was made of some days, to be kept under their name: they must still be what they were."""
        self._seen.require_unmoved(days)
        return made

    def copies(self, day: str) -> list[dict[str, Any]]:
        window = self._before(day, read_story_rules().copies.days)
        printed = {one: printed_of(self.lake, one) for one in window}
        return copies_of(day, {one: self.shingles(one) for one in window}, printed)

    def shingles(self, day: str) -> DayShingles:
        if tables := self._kept.tables("shingles", day, self._name_of([day])):
            return shingles.from_tables(tables)
        return self._read(day)[1]

    def _ready(self, day: str) -> Ready:
        """A day's articles read anew; what they tell of is kept for the days that come."""
        ready = Ready(self._read(day)[0])
        self._kept.keep("terms", day, self._name_of([day]), as_tables(DayTerms(ready.articles, ready.heavy)))
        return ready

    def _read(self, day: str) -> tuple[ToldTerms, DayShingles]:
        """What a day's articles tell of, and their runs of words, which are kept."""
        reading = read_day(originals(self.lake, day))
        self._seen.require_unmoved([day])
        found = reading.shingles()
        self._kept.keep("shingles", day, self._name_of([day]), shingles.as_tables(found))
        return reading.told(), found

    def _before(self, day: str, days: int) -> list[str]:
        """The published days up to a day, so many days before it and itself, earliest first."""
        first = (date.fromisoformat(day) - timedelta(days=days)).isoformat()
        return [one for one in self.days if first <= one <= day]

    def _name_of(self, days: Sequence[str]) -> str:
        """Names what is made of some days alone."""
        return digest([self._code, *(f"{one}={self._digest(one)}" for one in days)], 16)

    def _digest(self, day: str) -> str:
        if day not in self._digests:
            self._digests[day] = digest(self._seen.digest(partition_path(table, day)) for table in OF)
        return self._digests[day]


def _table(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    keys = [(key, "ascending") for key in load_dictionary().tables[name].sort]
    return pa.Table.from_pylist(rows, schema=schema(name)).sort_by(keys)
