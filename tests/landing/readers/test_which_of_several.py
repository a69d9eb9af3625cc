"""Exports that say a day, a title, an address or a source more than once, and which of them is the article's."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.landing.conftest import BODY, Landing

TITLE, ADDRESS = "توسعة الميناء القديم تبدأ غدا", "https://www.akhbar.example/ports/12"
FIRST, LAST, MOMENT = "2024-03-08T06:15:00Z", "2024-03-09T20:00:00Z", datetime(2024, 3, 8, 6, 15, tzinfo=UTC)
LINES, FLAT = BODY.split("\n"), BODY.replace("\n", " ")
RECORD = {"title": TITLE, "text": BODY, "url": ADDRESS}


def line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


@pytest.mark.parametrize(
    "days",
    [
        {"updated": LAST, "authored_on": "Fri, 03/08/2024 - 09:15"},
        {"created_at": LAST, "news_date": FIRST},
        {"created": LAST, "التاريخ": "2024-03-08 09:15"},
        {"@timestamp": LAST, "time_posted": FIRST},
        {"publish_date": LAST, "display_date": FIRST},
        {"published_at": LAST, "firstPublishedAt": FIRST},
        {"versioncreated": LAST, "firstcreated": FIRST},
        {"createdAt": FIRST, "updatedAt": LAST, "publishedAt": LAST, "publication_date": FIRST},
        {"year": 2024, "month": "March", "day": 8, "time": "09:15"},
        {"date": "Date(2024,2,8,9,15)"},
    ],
)
def test_the_day_of_the_article_before_those_of_its_store(landing: Landing, days: dict[str, Any]) -> None:
    assert landing.only("a.jsonl", line(RECORD | days))["published_at"] == MOMENT


def test_a_day_of_a_store_where_no_other_is_said(landing: Landing) -> None:
    article = landing.only("a.jsonl", line(RECORD | {"created_at": FIRST, "updated_at": LAST}))
    assert article["published_at"] == MOMENT


@pytest.mark.parametrize(
    "titles",
    [
        {"title": "BC-AR--port", "headline": TITLE},
        {"title": "صحيفة المرفأ | الرئيسية", "h1": TITLE},
        {"name": "port (نسخة)", "htmlTitle": TITLE, "title": None},
    ],
)
def test_a_headline_before_what_programs_and_sites_call_a_page(landing: Landing, titles: dict[str, Any]) -> None:
    assert landing.only("a.jsonl", line(RECORD | titles))["title"] == TITLE


@pytest.mark.parametrize(
    "address", ["https://api.akhbar.example/v1/content/12", "https://www.akhbar.example/wp-json/wp/v2/posts/12"]
)
def test_an_address_that_programs_ask_is_no_page(landing: Landing, address: str) -> None:
    article = landing.only("a.jsonl", line({"title": TITLE, "text": BODY, "href": address}))
    assert article["url"] is None


def test_kinds_of_media_are_no_source(landing: Landing) -> None:
    record = RECORD | {"media": "MessageMediaPhoto", "channel": "قناة المرفأ"}
    assert landing.only("a.jsonl", line(record))["source"] == "قناة المرفأ"


@pytest.mark.parametrize(
    "source",
    [
        {"publisher": {"data": {"id": 3, "attributes": {"name": "صحيفة المرفأ"}}}},
        {"source": {"M": {"id": {"N": "4"}, "name": {"S": "صحيفة المرفأ"}}}},
        {"field_source": {"und": [{"value": "صحيفة المرفأ", "format": None}]}},
    ],
)
def test_a_source_within_what_a_store_puts_around_it(landing: Landing, source: dict[str, Any]) -> None:
    assert landing.only("a.jsonl", line(RECORD | source))["source"] == "صحيفة المرفأ"


def test_the_whole_before_its_teaser(landing: Landing) -> None:
    record = {"title": TITLE, "link": ADDRESS, "content": f"{BODY[:60]}...", "content:encoded": f"<p>{FLAT}</p>"}
    assert landing.only("a.jsonl", line(record))["text"] == FLAT


@pytest.mark.parametrize(
    "said", [{"hidden": "1"}, {"is_published": False}, {"published": "False", "pub_date": FIRST}, {"status": False}]
)
def test_flags_of_what_nobody_can_read(landing: Landing, said: dict[str, Any]) -> None:
    landing.write("a.jsonl", line(RECORD | said) + line(RECORD | {"url": f"{ADDRESS}3"}))
    night = landing.night()
    assert [row["url"] for row in night.articles] == [f"{ADDRESS}3"]
    assert [reason.split(": ")[0] for reason in night.reasons] == ["not an article"]


def test_a_reader_of_feeds_says_what_its_user_published(landing: Landing) -> None:
    record = RECORD | {"published": False, "updated": 1709878500}
    assert landing.only("a.jsonl", line(record))["published_at"] == MOMENT


@pytest.mark.parametrize("folder", ["data", "posts", "Takeout/Keep", "content/posts"])
def test_folders_that_are_called_after_what_lies_in_them_are_no_source(landing: Landing, folder: str) -> None:
    article = landing.only(f"{folder}/a.jsonl", line({"title": TITLE, "text": BODY}))
    assert article["source"] == "unknown"


def test_folders_of_columns_say_it_of_all_records_below(landing: Landing) -> None:
    folder = "news/dt=2024-03-09/publish_date=2024-03-08/source=صحيفة المرفأ"
    article = landing.only(f"{folder}/part-0.jsonl", line(RECORD))
    assert (article["source"], article["published_at"]) == ("صحيفة المرفأ", datetime(2024, 3, 7, 21, tzinfo=UTC))


def test_a_table_whose_name_stands_before_each_column(landing: Landing) -> None:
    names = "\t".join(f"news_raw.{name}" for name in ("id", "title", "content", "publish_ts", "page_url"))
    article = landing.only("a.tsv", f"{names}\n1\t{TITLE}\t{FLAT}\t2024-03-08 09:15:00.0\t{ADDRESS}\n")
    assert (article["title"], article["url"], article["published_at"]) == (TITLE, ADDRESS, MOMENT)


def test_an_element_in_two_languages_is_the_arabic_one(landing: Landing) -> None:
    titles = f'<title xml:lang="en">Item 4</title><title xml:lang="ar">{TITLE}</title>'
    xml = f"<articles><article>{titles}<body>{BODY}</body><link>{ADDRESS}</link></article></articles>"
    assert landing.only("a.xml", f'<?xml version="1.0"?>{xml}')["title"] == TITLE
