"""Whose text a paper prints, and who prints its own: on an article's page and on that of its story."""

from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from nashra.lake import Storage, partition_path
from nashra.tables.dictionary.schema import schema
from nashra_dashboard.app import render
from nashra_dashboard.lake import Lake
from tests.dashboard.test_pages import links, of_class, said
from tests.support import made_lake

DAY, NEXT = "2023-09-13", "2023-09-14"


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """The first article is printed by sky.example on its day, and by fajr.example on the next."""
    storage = Storage(str(tmp_path_factory.mktemp("lake")))
    for day in (DAY, NEXT):
        made_lake.write_day(storage, day, 6)
        made_lake.write_stories(storage, day, 6)
    made_lake.write_entities(storage, [DAY, NEXT])
    rows = storage.read_table(partition_path("articles", DAY)).to_pylist()
    for row in rows:
        if row["duplicate_of"] == original(DAY):
            row["source"] = "sky.example"
    made_lake.write(storage, "articles", DAY, pa.Table.from_pylist(rows, schema=schema("articles")))
    rows = storage.read_table(partition_path("removals", DAY)).to_pylist()
    rows = [row | {"rule": row["rule"].replace("_", "-")} for row in rows]
    made_lake.write(storage, "removals", DAY, pa.Table.from_pylist(rows, schema=schema("removals")))
    copy = {
        "article_id": original(NEXT), "source": "fajr.example", "copy_of": original(DAY), "copy_of_source": "bbc.com",
        "copy_of_day": date.fromisoformat(DAY), "share": 0.9, "agency": None,
    }  # fmt: skip
    for day, copies in ((DAY, []), (NEXT, [copy])):
        made_lake.write(storage, "copies", day, pa.Table.from_pylist(copies, schema=schema("copies")))
    return Lake(storage)


def original(day: str) -> str:
    return str(made_lake.compose(day, 0).article["article_id"])


def page(lake: Lake, path: str, lang: str = "en") -> Any:
    return render(lake, path, f"?lang={lang}&to={DAY}" if "sources" in path else f"?lang={lang}")


def duplicate(lake: Lake) -> str:
    asked = "SELECT article_id FROM articles WHERE day = ? AND duplicate_of = ?"
    return str(lake.one(asked, DAY, original(DAY))["article_id"])


def test_an_article_says_whose_text_it_prints(lake: Lake) -> None:
    for shown in (page(lake, f"/articles/{DAY}.{duplicate(lake)}"), page(lake, f"/articles/{NEXT}.{original(NEXT)}")):
        assert "prints the text of" in said(shown)
        assert any(href.startswith(f"/articles/{DAY}.{original(DAY)}?") for href in links(shown))
        assert "a copy of another article" not in said(shown)


@pytest.mark.parametrize(("lang", "words"), [("en", "Who prints this text too"), ("ar", "من نشر هذا النص أيضا")])
def test_an_article_says_who_prints_its_text(lake: Lake, lang: str, words: str) -> None:
    shown = page(lake, f"/articles/{DAY}.{original(DAY)}", lang)
    assert words in said(shown)
    assert "sky.example" in said(shown)
    assert any(href.startswith(f"/articles/{NEXT}.{original(NEXT)}?") for href in links(shown))
    assert words not in said(page(lake, f"/articles/{NEXT}.{original(NEXT)}", lang))


def test_an_article_says_its_country_and_its_section(lake: Lake) -> None:
    shown = page(lake, f"/articles/{DAY}.{original(DAY)}")
    assert [getattr(one, "data-country") for one in of_class(shown, "badge") if hasattr(one, "data-country")] == ["RU"]
    assert "politics" in said(shown)


def test_a_story_says_who_prints_one_of_its_texts(lake: Lake) -> None:
    shown = page(lake, f"/stories/{made_lake.story_id(DAY, 0)}")
    assert "Who prints one of these texts on the same day" in said(shown)
    assert any(href.startswith("/sources/sky.example?") for href in links(shown))
    assert "Who prints one" not in said(page(lake, f"/stories/{made_lake.story_id(DAY, 3)}"))


def test_what_was_taken_out_of_a_source_is_said_in_arabic(lake: Lake) -> None:
    source = made_lake.compose(DAY, 1).article["source"]
    (box,) = [one for one in of_class(page(lake, f"/sources/{source}", "ar"), "card") if "ما الذي حذف" in said(one)]
    assert "عنوان اقرأ أيضا" in said(box)
    assert "read-also" not in " ".join(said(label) for label in of_class(box, "bar-label"))
