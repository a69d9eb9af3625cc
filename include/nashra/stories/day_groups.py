"""What one published day gives to stories: its groups of articles, and what is needed to find them again.

A function of the day's articles and mentions alone, kept beside the lake until these change."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from nashra.article import Mention
from nashra.lake import Storage, partition_path
from nashra.stories.group import Ready, group_ready
from nashra.stories.likeness import Likenesses
from nashra.stories.told import Told, tell

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
    terms: tuple[tuple[str, ...], ...]
    """The heaviest words and names of each article."""


def told_of(lake: Storage, day: str, only: frozenset[str] | None = None) -> list[Told]:
    """The day's originals, or those of some ids, as comparing needs them, in order of their ids."""
    articles = lake.read_table(partition_path("articles", day), ["article_id", "title", "body", "duplicate_of"])
    mentions = dict(_mentions(lake, day, only))
    return [
        tell(row["article_id"], row["title"], row["body"], mentions.get(row["article_id"], []))
        for row in sorted(articles.to_pylist(), key=lambda row: str(row["article_id"]))
        if row["duplicate_of"] is None and (only is None or row["article_id"] in only)
    ]


def _mentions(lake: Storage, day: str, only: frozenset[str] | None) -> Iterator[tuple[str, list[Mention]]]:
    names = Mention.__slots__
    table = lake.read_table(partition_path("mentions", day), ["article_id", *names])
    rows = zip(*(table[name].to_pylist() for name in ("article_id", *names)), strict=True)
    for article_id, some in groupby(rows, key=lambda row: str(row[0])):
        if only is None or article_id in only:
            yield article_id, [Mention(**dict(zip(names, row[1:], strict=True))) for row in some]


def groups_of(lake: Storage, day: str) -> list[DayGroup]:
    """The day's groups, in order of their first article's id."""
    ready = Ready(told_of(lake, day))
    number = {told.article_id: at for at, told in enumerate(ready.articles)}
    found = []
    for story in group_ready(ready):
        members = [number[article_id] for article_id in story.article_ids]
        likeness = tuple(round(_likeness(one, members, ready.like), 4) for one in members)
        central = min(range(len(members)), key=lambda at: (-likeness[at], story.article_ids[at]))
        found.append(
            DayGroup(
                story.story_id, day, story.article_ids, likeness, story.article_ids[central],
                tuple(ready.heavy[one] for one in members),
            )
        )  # fmt: skip
    return found


def _likeness(one: int, members: list[int], like: Likenesses) -> float:
    others = [other for other in members if other != one][:COMPARED]
    return like.mean([(one, other) for other in others]) if others else 1.0


def as_json(groups: list[DayGroup]) -> list[Any]:
    return [list(one) for one in groups]


def from_json(rows: list[Any]) -> list[DayGroup]:
    return [
        DayGroup(group_id, day, tuple(ids), tuple(likeness), central, tuple(map(tuple, terms)))
        for group_id, day, ids, likeness, central, terms in rows
    ]
