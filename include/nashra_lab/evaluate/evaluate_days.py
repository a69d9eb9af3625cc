"""Whole days of composed news, landed and run as nights: which articles tell one story, which print another's text,
where each belongs.

`python -m nashra_lab.evaluate.evaluate_days [FILE...]`. Of each file (the lab's own where none is named) the figures
are those of its open articles, and of those that are aside, of which neither rules nor weights were made. An event of
a chain may be the story of the one before: such pairs of articles count neither way.
"""

import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import click

from nashra.door import run_door
from nashra.lake import Storage, partition_path
from nashra.night.options import Options
from nashra.night.run.in_process import run_day
from nashra.night.stages import rebuild_stories
from nashra.settings import load_settings
from nashra_lab.evaluate.floors import hold
from nashra_lab.gold.composed_days import FOLDER, ComposedDays, DayArticle, read_composed_days
from nashra_lab.gold.topic_labels import INTERNATIONAL, NOWHERE


@dataclass(frozen=True, slots=True)
class Published:
    """An article as the tables have it."""

    article: DayArticle
    article_id: str
    is_duplicate: bool
    country: str | None
    section: str | None
    story_id: str | None
    copy_of: str | None
    """The name of the article whose text it prints."""


@dataclass(frozen=True, slots=True)
class Lake:
    """What the nights made of some days."""

    articles: tuple[Published, ...]
    continues: dict[str, str]
    """By story the one that it goes on."""

    def affair(self, story_id: str) -> set[str]:
        """A story and those that it goes on."""
        found = {story_id}
        while (story_id := self.continues.get(story_id, "")) and story_id not in found:
            found.add(story_id)
        return found


def address(article: DayArticle) -> str:
    """Tells its name, and no section."""
    return f"https://{article.source}/article/{article.name}"


def run_nights(days: ComposedDays, folder: Path) -> Lake:
    """Lands the articles, a file a paper and day, and runs the nights."""
    for one in days.articles:
        path = folder / "landing" / one.day / f"{one.source}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        record = {"url": address(one), "title": one.title, "text": one.text, "source": one.source}
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(record | {"published_at": one.moment}, ensure_ascii=False) + "\n")
    settings = load_settings().model_copy(update={"landing": str(folder / "landing"), "lake": str(folder / "lake")})
    dates = sorted({one.day for one in days.articles})
    for day in dates:
        run_day(Options(day=day), settings)
    rebuild_stories(settings)
    return _published(days, Storage(settings.lake), dates)


def _published(days: ComposedDays, lake: Storage, dates: Iterable[str]) -> Lake:
    of = {address(one): one for one in days.articles}
    rows, story, continues, copy = [], dict[str, str](), dict[str, str](), dict[str, str]()
    for day in dates:
        tables = {
            name: lake.read_table(partition_path(name, day)).to_pylist()
            for name in ("articles", "stories", "story_articles", "copies")
        }
        rows += tables["articles"]
        story |= {row["article_id"]: row["story_id"] for row in tables["story_articles"]}
        continues |= {row["story_id"]: row["continues"] for row in tables["stories"] if row["continues"]}
        copy |= {row["article_id"]: row["copy_of"] for row in tables["copies"]}
    name_of = {row["article_id"]: of[row["url"]].name for row in rows}
    found = [
        Published(
            article=of[row["url"]],
            article_id=row["article_id"],
            is_duplicate=row["duplicate_of"] is not None,
            country=row["country"],
            section=row["section"],
            story_id=story.get(row["duplicate_of"] or row["article_id"]),
            copy_of=name_of.get(row["duplicate_of"] or copy.get(row["article_id"], "")),
        )
        for row in rows
    ]
    return Lake(tuple(found), continues)


def figures(days: ComposedDays, lake: Lake, *, aside: bool) -> dict[str, float | int]:
    """What was found of the articles in sight, or of those aside."""
    articles = [one for one in lake.articles if one.article.is_aside == aside]
    found: dict[str, float | int] = {"articles": len(articles)}
    found |= _stories(days, articles) | _chains(days, articles, lake) | _copies(articles) | _topics(articles)
    return found


def _stories(days: ComposedDays, articles: Sequence[Published]) -> dict[str, float | int]:
    told = said = both = 0
    for one, other in combinations(articles, 2):
        events = one.article.event, other.article.event
        same, together = events[0] == events[1], one.story_id == other.story_id
        if same or days.affair_of(events[0]) != days.affair_of(events[1]):
            told, said, both = told + same, said + together, both + (same and together)
    stories = {event: {one.story_id for one in articles if one.article.event == event} for event in _events(articles)}
    near = [(one, other) for one, other in days.near if one in stories and other in stories]
    return {
        "pairs_precision": round(both / max(said, 1), 3),
        "pairs_recall": round(both / max(told, 1), 3),
        "pairs_f1": round(2 * both / max(told + said, 1), 3),
        "near": len(near),
        "near_apart": sum(stories[one].isdisjoint(stories[other]) for one, other in near),
    }


def _events(articles: Sequence[Published]) -> list[str]:
    return sorted({one.article.event for one in articles})


def _chains(days: ComposedDays, articles: Sequence[Published], lake: Lake) -> dict[str, int]:
    stories = {event: {one.story_id for one in articles if one.article.event == event} for event in _events(articles)}
    chains = [(one, other) for one, other in days.chains if one in stories and other in stories]
    goes_on = {event: {s for one in some if one for s in lake.affair(one)} for event, some in stories.items()}
    return {"chains": len(chains), "chains_found": sum(bool(goes_on[other] & stories[one]) for one, other in chains)}


def _copies(articles: Sequence[Published]) -> dict[str, int]:
    right = sum(one.copy_of == one.article.copy_of for one in articles if one.article.copy_of)
    wrong = sum(one.copy_of is not None and not one.article.copy_of for one in articles)
    return {"copies": sum(bool(one.article.copy_of) for one in articles), "copies_right": right, "copies_wrong": wrong}


def _topics(articles: Sequence[Published]) -> dict[str, float]:
    originals = [one for one in articles if not one.is_duplicate]
    labels = [
        (one, [None if code in (INTERNATIONAL, NOWHERE) else code for code in one.article.countries])
        for one in originals
    ]
    counts = {
        "country_right": sum(one.country == wanted[0] for one, wanted in labels),
        "country_passes": sum(one.country in wanted for one, wanted in labels),
        "section_right": sum(one.section == one.article.sections[0] for one in originals),
        "section_passes": sum(one.section in one.article.sections for one in originals),
    }
    return {name: round(count / max(len(originals), 1), 3) for name, count in counts.items()}


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(files: tuple[Path, ...]) -> None:
    """Score stories, copies, countries and sections of composed days; ends with 1 when a figure is under its floor."""
    found = {}
    for file in files or sorted(FOLDER.glob("*.txt")):
        days = read_composed_days(file)
        with tempfile.TemporaryDirectory() as folder:
            lake = run_nights(days, Path(folder))
        found[file.stem] = figures(days, lake, aside=False)
        found[f"{file.stem}_aside"] = figures(days, lake, aside=True)
    hold("days", found)


if __name__ == "__main__":
    run_door(main)
