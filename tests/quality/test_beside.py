"""Rows of stories that fail a check are set aside with their reason, and what goes with them; many stop the rebuild."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from nashra.lake import Storage, partition_path
from nashra.night.stages import rebuild_stories
from nashra.quality.results import CriticalFailure
from nashra.settings import load_settings
from nashra.stories.rebuild import Rebuild
from tests.support import made_lake

DAY = "2023-09-13"
Rows = list[dict[str, Any]]


@pytest.fixture
def lake(tmp_path: Any) -> Storage:
    found = Storage(str(tmp_path))
    made_lake.write_day(found, DAY, 12)
    return found


def rebuilt(
    lake: Storage, monkeypatch: pytest.MonkeyPatch, table: str, damage: Callable[[Rows], None]
) -> dict[str, int]:
    """A rebuild in which rows of a table came out wrong."""
    make = Rebuild.make

    def wrong(self: Rebuild, day: str) -> dict[str, pa.Table]:
        made = make(self, day)
        rows = made[table].to_pylist()
        damage(rows)
        return made | {table: pa.Table.from_pylist(rows, made[table].schema)}

    monkeypatch.setattr(Rebuild, "make", wrong)
    return rebuild_stories(load_settings(lake=lake.address))


def rows(lake: Storage, table: str) -> Rows:
    return lake.read_table(partition_path(table, DAY)).to_pylist()  # type: ignore[no-any-return]


def set_aside(lake: Storage) -> list[tuple[str, str]]:
    told = lake.read_json(f"_beside/{DAY}/stories.json")
    return [(row["table"], row["expectation"]) for row in told["set_aside"]]


def test_what_holds_is_published_whole(lake: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rebuilt(lake, monkeypatch, "stories", lambda _: None)["set_aside"] == 0
    assert set_aside(lake) == []
    assert {row["story_id"] for row in rows(lake, "stories")} == {r["story_id"] for r in rows(lake, "story_articles")}


def test_an_article_that_is_not_there_goes_and_with_it_its_empty_story(
    lake: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[str] = []

    def lose(members: Rows) -> None:
        sizes = [row["story_id"] for row in members]
        alone = next(row for row in members if sizes.count(row["story_id"]) == 1)
        gone.append(alone["story_id"])
        alone["article_id"] = "0" * 16

    counts = rebuilt(lake, monkeypatch, "story_articles", lose)
    assert set_aside(lake) == [
        ("story_articles", "story_articles.article_missing: expect_column_values_to_be_in_set"),
        ("stories", "stories.no_article: expect_column_values_to_be_in_set"),
    ]
    assert counts["set_aside"] == 2
    for table in ("stories", "story_articles"):
        assert gone[0] not in {row["story_id"] for row in rows(lake, table)}


def test_a_story_that_counts_too_few_goes_with_its_articles(lake: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    def undercount(stories: Rows) -> None:
        stories[0]["articles"] = -1

    rebuilt(lake, monkeypatch, "stories", undercount)
    tables = [table for table, _ in set_aside(lake)]
    assert tables[0] == "stories"
    assert set(tables[1:]) == {"story_articles"}
    assert {row["story_id"] for row in rows(lake, "stories")} == {r["story_id"] for r in rows(lake, "story_articles")}


@pytest.mark.parametrize(
    ("column", "value", "measure"),
    [("copy_of", "0" * 16, "original_missing"), ("copy_of_source", "own", "not_before"), ("share", 1.5, "share")],
)
def test_a_copy_of_nothing_or_of_oneself_goes(
    lake: Storage, monkeypatch: pytest.MonkeyPatch, column: str, value: Any, measure: str
) -> None:
    articles = [row for row in rows(lake, "articles") if row["duplicate_of"] is None]

    def add(copies: Rows) -> None:
        copies[:] = [
            {
                "article_id": articles[at]["article_id"], "source": articles[at]["source"],
                "copy_of": articles[0]["article_id"], "copy_of_day": date.fromisoformat(DAY),
                "copy_of_source": "before.example", "share": 0.9, "agency": None,
            }
            for at in (1, 2)
        ]  # fmt: skip
        copies[1][column] = copies[1]["source"] if value == "own" else value

    assert rebuilt(lake, monkeypatch, "copies", add)["copies"] == 1
    [(table, label)] = set_aside(lake)
    assert (table, f"copies.{measure}:" in label) == ("copies", True)


def test_many_that_fail_stop_the_rebuild_and_publish_nothing(lake: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(members: Rows) -> None:
        for at, row in enumerate(members):
            row["article_id"] = f"{at:016x}"

    with pytest.raises(CriticalFailure, match="article_missing"):
        rebuilt(lake, monkeypatch, "story_articles", lose)
    assert not lake.exists(partition_path("stories", DAY))
