"""Rows of `stories` and `story_articles` of a day."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from nashra.lake import Storage, partition_path
from nashra.stories.chains import Chains
from nashra.stories.day_groups import DayGroup
from nashra.stories.links import Link
from nashra.stories.story_rules import read_story_rules
from nashra.tables.read.older import filled

Rows = list[dict[str, Any]]
ROWS = 16_384
"""Rows of a table gone through at once."""


def rows_of(
    lake: Storage, day: str, groups: Mapping[str, Sequence[DayGroup]], links: Sequence[Link]
) -> tuple[Rows, Rows]:
    """The stories that have an article on a day, as they stand on it, and the day's articles with their stories.

    `groups` are those of the day and of the days before it that chains can reach, `links` their links."""
    every = [one for some in groups.values() for one in some]
    chains = Chains({link.group_id: link for link in links}, {one.group_id: one.day for one in every})
    here = {chains.story(one.group_id) for one in groups[day]}
    parts: defaultdict[str, list[DayGroup]] = defaultdict(list)
    for one in every:
        if (story := chains.story(one.group_id)) in here:
            parts[story].append(one)
    known = _Known(lake, [one for some in parts.values() for one in some])
    stories = [_story(story, sorted(parts[story], key=_order), known, chains) for story in sorted(here)]
    members = [
        {
            "story_id": chains.story(one.group_id),
            "article_id": article_id,
            "source": known.article[article_id]["source"],
            "similarity": likeness,
        }
        for one in groups[day]
        for article_id, likeness in zip(one.article_ids, one.similarity, strict=True)
    ]
    return stories, members


def _order(group: DayGroup) -> tuple[str, str]:
    return group.day, group.group_id


class _Known:
    """What the tables say of the articles of some groups."""

    def __init__(self, lake: Storage, groups: Sequence[DayGroup]) -> None:
        self.article: dict[str, dict[str, Any]] = {}
        self.entities: defaultdict[str, set[str]] = defaultdict(set)
        by_day: defaultdict[str, list[str]] = defaultdict(list)
        for one in groups:
            by_day[one.day] += one.article_ids
        names: dict[str, str] = {}  # one string for all that name an entity
        for day, ids in sorted(by_day.items()):
            for row in _rows(lake, "articles", day, ["article_id", "source", "title", "body", "country"], ids):
                self.article[row["article_id"]] = row
            for row in _rows(lake, "mentions", day, ["article_id", "entity_id"], ids):
                self.entities[row["article_id"]].add(names.setdefault(row["entity_id"], row["entity_id"]))


def _rows(lake: Storage, table: str, day: str, columns: list[str], article_ids: list[str]) -> Iterator[dict[str, Any]]:
    """The rows of some articles; of a body only what a lead can be made of."""
    wanted, chars = pa.array(article_ids, pa.string()), read_story_rules().window.lead
    for part in lake.read_rows(partition_path(table, day), columns, ROWS):
        found = filled(part.filter(pc.is_in(part["article_id"], wanted)), table, columns)
        if "body" in columns:
            begin = pc.utf8_slice_codeunits(found["body"], 0, 2 * chars)
            found = found.drop_columns("body").append_column("begin", begin)
        yield from found.to_pylist()


def shortened(body: str, chars: int) -> str:
    """The beginning of a body, up to the end of a word."""
    text = " ".join(body.split())
    if len(text) <= chars:
        return text
    return text[:chars].rpartition(" ")[0] + "…"


def _story(story: str, parts: Sequence[DayGroup], known: _Known, chains: Chains) -> dict[str, Any]:
    rules = read_story_rules().window
    articles = [known.article[article] for one in parts for article in one.article_ids]
    of_day: Counter[str] = Counter()
    for one in parts:
        of_day[one.day] += len(one.article_ids)
    central = [known.article[article] for article in _most_central(parts)]
    lead = next((text for one in central if (text := shortened(one["begin"], rules.lead))), "")
    titles = (one["title"].strip() for one in central if one["title"])
    entities = Counter(entity for row in articles for entity in known.entities[row["article_id"]])
    countries = Counter(row["country"] for row in articles if row["country"])
    return {
        "story_id": story,
        "title": next(filter(None, titles), None) or shortened(lead, rules.title) or None,
        "lead": lead,
        "central_article": central[0]["article_id"],
        "first_day": date.fromisoformat(min(of_day)),
        "last_day": date.fromisoformat(max(of_day)),
        "peak_day": date.fromisoformat(min(of_day, key=lambda day: (-of_day[day], day))),
        "articles": len(articles),
        "sources": len({row["source"] for row in articles}),
        "entities": _commonest(entities, rules.entities),
        "countries": _commonest(countries, rules.entities),
        "continues": chains.continues(story),
    }


def _most_central(parts: Sequence[DayGroup]) -> list[str]:
    """Articles, the most central first: of the day with most, those that are most like the others."""
    largest = sorted(parts, key=lambda one: (-len(one.article_ids), one.day, one.group_id))
    return [
        article
        for one in largest
        for _, article in sorted(
            (-like, article) for article, like in zip(one.article_ids, one.similarity, strict=True)
        )
    ]


def _commonest(counts: Counter[str], most: int) -> list[str]:
    return sorted(counts, key=lambda name: (-counts[name], name))[:most]
