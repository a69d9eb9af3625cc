"""The tables of stories, made after a day was published: of that day, and of the days whose stories it can change.

What a day's stories are made from (its articles and mentions, those of the days before it that it can reach, and this
code with its rules) has a name; a day is made again when its name is not the one that it was made with. So it does not
matter in which order days are published, and a day of long ago costs a few days' work."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from nashra.inputs.digest import digest, inputs_of
from nashra.lake import Storage, partition_path
from nashra.stories.chains import days_back
from nashra.stories.day_groups import DayGroup, as_json, from_json, groups_of
from nashra.stories.links import Link, links_of
from nashra.stories.rows import rows_of
from nashra.stories.story_rules import read_story_rules
from nashra.tables.dictionary.schema import schema
from nashra.tables.sound import published_days

CACHE, MADE = "_cache/stories", "_cache/stories/made.json"
TABLES = ("stories", "story_articles")
Publish = Callable[[str, dict[str, pa.Table]], None]


class Rebuild:
    """One rebuild of a lake's stories."""

    def __init__(self, lake: Storage) -> None:
        self.lake = lake
        self.days = [
            day
            for day in published_days(lake)
            if all(lake.exists(partition_path(t, day)) for t in ("articles", "mentions"))
        ]
        code = inputs_of("nashra.stories.rebuild", ("nashra.stories.commands",))
        self._code = digest([code.code, code.rules, code.reference, code.packages])
        self._digests: dict[str, str] = {}
        self._groups: dict[str, list[DayGroup]] = {}

    def stale(self) -> list[str]:
        """Days whose stories are not made of what is published now, in order."""
        made: dict[str, Any] = self.lake.read_json(MADE) if self.lake.exists(MADE) else {}
        return [
            day
            for day in self.days
            if made.get(day) != self.name(day)
            or not all(self.lake.exists(partition_path(table, day)) for table in TABLES)
        ]

    def make(self, day: str) -> dict[str, pa.Table]:
        """The rows of both tables of a day."""
        reached = self._before(day, days_back())
        links = [link for one in reached for link in self.links(one)]
        stories, members = rows_of(self.lake, day, {one: self.groups(one) for one in reached}, links)
        return {
            "stories": pa.Table.from_pylist(stories, schema=schema("stories")).sort_by("story_id"),
            "story_articles": pa.Table.from_pylist(members, schema=schema("story_articles")).sort_by(
                [("story_id", "ascending"), ("article_id", "ascending")]
            ),
        }

    def note(self, days: Sequence[str]) -> None:
        """Keeps in mind that some days are made."""
        made: dict[str, Any] = self.lake.read_json(MADE) if self.lake.exists(MADE) else {}
        names = {day: name for day, name in made.items() if day in self.days}
        self.lake.write_json(MADE, dict(sorted((names | {day: self.name(day) for day in days}).items())))

    def name(self, day: str) -> str:
        """Names all that a day's stories are made from."""
        reached = self._before(day, days_back() + read_story_rules().window.affair_days)
        return digest([self._code, *(f"{one}={self._digest(one)}" for one in reached)], 16)

    def groups(self, day: str) -> list[DayGroup]:
        if day not in self._groups:
            self._groups[day] = from_json(
                self._kept(
                    "groups",
                    day,
                    digest([self._code, self._digest(day)], 16),
                    lambda: as_json(groups_of(self.lake, day)),
                )
            )
        return self._groups[day]

    def links(self, day: str) -> list[Link]:
        window = self._before(day, read_story_rules().window.affair_days)
        name = digest([self._code, *(f"{one}={self._digest(one)}" for one in window)], 16)
        rows = self._kept(
            "links", day, name,
            lambda: [list(link) for link in links_of(self.lake, day, {one: self.groups(one) for one in window})],
        )  # fmt: skip
        return [Link(*row) for row in rows]

    def _kept(self, kind: str, day: str, name: str, make: Callable[[], list[Any]]) -> list[Any]:
        """What was made under this name, or is made now."""
        path = f"{CACHE}/{kind}/{day}.json"
        if self.lake.exists(path):
            kept = self.lake.read_json(path)
            if kept["name"] == name:
                return list(kept["rows"])
        rows = make()
        self.lake.write_json(path, {"name": name, "rows": rows})
        return rows

    def _before(self, day: str, days: int) -> list[str]:
        """The published days up to a day, so many days before it and itself, earliest first."""
        first = (date.fromisoformat(day) - timedelta(days=days)).isoformat()
        return [one for one in self.days if first <= one <= day]

    def _digest(self, day: str) -> str:
        if day not in self._digests:
            self._digests[day] = digest(self.lake.digest(partition_path(t, day)) for t in ("articles", "mentions"))
        return self._digests[day]
