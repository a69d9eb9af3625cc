"""What one published day gives to stories: its groups of articles.

A function of the day's articles and mentions alone, kept beside the lake until these change."""

from typing import Any, NamedTuple

from nashra.stories.group import Ready, group_ready, story_id
from nashra.stories.likeness import Likenesses

COMPARED = 12  # articles of a group that each one is compared with


class DayGroup(NamedTuple):
    """Articles of a day that tell one event."""

    group_id: str
    day: str
    article_ids: tuple[str, ...]
    similarity: tuple[float, ...]
    """How like each article is to the others, in the mean; 1 of a single one."""
    central: str
    """The article that is most like the others."""


def groups_of(day: str, ready: Ready) -> list[DayGroup]:
    """The groups of a day's articles, in order of their first article's id."""
    number = {article: at for at, article in enumerate(ready.articles.article_ids)}
    stories = group_ready(ready)
    members = [[number[article] for article in story.article_ids] for story in stories]
    ready.like.of([pair for some in members for one in some for pair in _pairs(one, some)])
    found = []
    for story, some in zip(stories, members, strict=True):
        likeness = tuple(round(_likeness(one, some, ready.like), 4) for one in some)
        central = min(range(len(some)), key=lambda at: (-likeness[at], story.article_ids[at]))
        name = story_id([day, *story.article_ids])  # an article that lands again the next day is another group
        found.append(DayGroup(name, day, story.article_ids, likeness, story.article_ids[central]))
    return found


def _pairs(one: int, members: list[int]) -> list[tuple[int, int]]:
    return [(one, other) for other in members if other != one][:COMPARED]


def _likeness(one: int, members: list[int], like: Likenesses) -> float:
    pairs = _pairs(one, members)
    return like.mean(pairs) if pairs else 1.0


def as_json(groups: list[DayGroup]) -> list[Any]:
    return [list(one) for one in groups]


def from_json(rows: list[Any]) -> list[DayGroup]:
    return [
        DayGroup(group_id, day, tuple(ids), tuple(likeness), central) for group_id, day, ids, likeness, central in rows
    ]
