"""Stories of groups and links: how far back one event goes, and where a long affair is cut.

A group goes on the story of the group before it that tells the same event. An affair that has gone on for all the days
of the window is cut where the calendar passes a multiple of them: so a story is a few days long, whatever came before
can be forgotten, and a day that is made again changes the stories of a few days only."""

from collections.abc import Mapping
from datetime import date

from nashra.stories.links import Link
from nashra.stories.story_rules import read_story_rules


def days_back() -> int:
    """Days of links before a day that its stories, and what they continue, can depend on."""
    window = read_story_rules().window
    begins, cut = 2 * (window.days - 1), window.days - 1  # how far back a story begins, and a cut is told
    return begins + window.affair_days + begins + cut


class Chains:
    """The stories that groups belong to, by the links of their days."""

    def __init__(self, links: Mapping[str, Link], day_of: Mapping[str, str]) -> None:
        """`links` by group; `day_of` has the day of each group."""
        self._links, self._day_of = links, day_of
        self._days = read_story_rules().window.days

    def story(self, group: str) -> str:
        """The story of a group: the id of the group that it begins with."""
        while link := self._goes_on(group):
            group = link.before
        return group

    def continues(self, story: str) -> str | None:
        """The story that a story goes on: the affair that it is of, or what it was cut from."""
        link = self._links.get(story)
        return self.story(link.before) if link and link.before in self._day_of else None

    def _goes_on(self, group: str) -> Link | None:
        link = self._links.get(group)
        if link is None or not link.same or link.before not in self._day_of or self._is_cut(group, link):
            return None
        return link

    def _is_cut(self, group: str, link: Link) -> bool:
        """Whether the calendar passes a multiple of the window's days here, and the event has gone on that long."""
        day = self._ordinal(self._day_of[group])
        if day // self._days == self._ordinal(link.before_day) // self._days:
            return False
        earliest: Link | None = link
        while earliest and earliest.same:
            if day - self._ordinal(earliest.before_day) >= self._days:
                return True
            earliest = self._links.get(earliest.before)
        return False

    @staticmethod
    def _ordinal(day: str) -> int:
        return date.fromisoformat(day).toordinal()
