"""Known names that can't be what they say, as all records of their file show: another place counts before them."""

import json
from datetime import date
from typing import Any

import pytest

from tests.landing.conftest import Landing
from tests.landing.of_file.test_unnamed import found, said, wanted


def of_a_job(number: int) -> dict[str, Any]:
    """What a tool made of an article: its own title, its own moment, the address of its own page."""
    one = said(number)
    return {
        "title": "تصنيف الأخبار العربية بحسب الموضوع",
        "timestamp": "2024-03-10T03:15:20Z",
        "url": "https://tasks.example/job/77",
        "Input.headline": one.headline,
        "Input.body": one.text,
        "Input.page_url": one.address,
        "Input.date_of_publication": one.moment,
    }


def test_what_a_tool_says_of_its_own_job(landing: Landing) -> None:
    landing.write("a.json", json.dumps([of_a_job(number) for number in range(4)], ensure_ascii=False))
    assert found(landing) == wanted(4)


@pytest.mark.parametrize("name", ["Custom field (Published)", "postTimestamp", "zeit_nashr"])
def test_a_moment_of_all_records_is_no_day_where_another_is(landing: Landing, name: str) -> None:
    rows = [
        {"title": one.headline, "text": one.text, "link": one.address, "created": "2024-03-10 03:15", name: one.moment}
        for one in map(said, range(4))
    ]
    landing.write("a.json", json.dumps(rows, ensure_ascii=False))
    assert found(landing) == wanted(4)


@pytest.mark.parametrize(("name", "apart"), [("created_at", 11), ("bookmarked_at", 0), ("timestamp", 3)])
def test_when_a_store_wrote_all_of_them_is_no_day_of_theirs(landing: Landing, name: str, apart: int) -> None:
    rows = [
        {"title": one.headline, "text": one.text, "link": one.address, name: f"2024-03-10T03:15:{10 + apart * n}Z"}
        for n, one in enumerate(map(said, range(4)))
    ]
    landing.write("a.json", json.dumps(rows, ensure_ascii=False))
    assert [(row["title"] is not None, row["published_on"]) for row in landing.night().articles] == 4 * [(True, None)]


def test_stored_on_days_of_their_own_they_have_these(landing: Landing) -> None:
    rows = [
        {"title": one.headline, "text": one.text, "link": one.address, "created_at": one.moment}
        for one in map(said, range(4))
    ]
    landing.write("a.json", json.dumps(rows, ensure_ascii=False))
    assert found(landing) == wanted(4)


def test_when_something_was_done_beside_them_is_no_day_of_theirs(landing: Landing) -> None:
    cards = [{"name": one.headline, "desc": one.text, "url": one.address} for one in map(said, range(4))]
    board = {"name": "لوحة التحرير", "cards": cards, "actions": [{"type": "move", "date": "2024-03-09T20:00:00Z"}]}
    landing.write("board.json", json.dumps(board, ensure_ascii=False))
    assert [row["published_on"] for row in landing.night().articles] == [None] * 4


def test_a_day_of_all_articles_stays_where_no_other_is(landing: Landing) -> None:
    rows = [
        {"title": one.headline, "text": one.text, "link": one.address, "date": "2024-03-09 18:30", "edited": one.moment}
        for one in map(said, range(4))
    ]
    landing.write("a.json", json.dumps(rows, ensure_ascii=False))
    assert {row["published_on"] for row in landing.night().articles} == {date(2024, 3, 9)}


def test_a_column_of_one_name_stays_where_it_differs(landing: Landing) -> None:
    rows = [
        {"title": one.headline, "text": one.text, "link": one.address, "date": one.moment, "onwan": "خبر آخر من موقع"}
        for one in map(said, range(4))
    ]
    landing.write("a.json", json.dumps(rows, ensure_ascii=False))
    assert found(landing) == wanted(4)


def test_trackers_call_a_headline_a_summary(landing: Landing) -> None:
    rows = [
        {"Summary": one.headline, "Description": one.text, "link": one.address, "date": one.moment}
        for one in map(said, range(4))
    ]
    landing.write("a.json", json.dumps(rows, ensure_ascii=False))
    assert found(landing) == wanted(4)


def test_a_page_in_a_field_has_its_day_beside_it(landing: Landing) -> None:
    rows = [
        {
            "subject": one.headline,
            "body": {
                "content": f"<html><head></head><body><p>{'</p><p>'.join(one.text.split(chr(10)))}</p></body></html>"
            },
            "webLink": one.address,
            "sentDateTime": one.moment,
        }
        for one in map(said, range(4))
    ]
    landing.write("a.json", json.dumps(rows, ensure_ascii=False))
    assert found(landing) == wanted(4)


def test_words_of_blocks_that_lie_deep(landing: Landing) -> None:
    rows = [
        {
            "title": one.headline,
            "links": {"public": one.address},
            "times": {"live": one.moment, "saved": "2024-03-10T03:15:20Z"},
            "sections": [{"kind": "para", "payload": {"rich": f"<p>{line}</p>"}} for line in one.text.split("\n")],
        }
        for one in map(said, range(4))
    ]
    landing.write("a.json", json.dumps(rows, ensure_ascii=False))
    assert found(landing) == wanted(4)


def test_rows_whose_columns_are_described_far_from_them(landing: Landing) -> None:
    names = ["sid", "عنوان الخبر", "نص الخبر", "تاريخ النشر", "الرابط"]
    rows = [[f"row-{n}", one.headline, one.text, one.moment, one.address] for n, one in enumerate(map(said, range(4)))]
    view = {"name": "أخبار", "columns": [{"id": -1, "name": name} for name in names]}
    landing.write("a.json", json.dumps({"meta": {"view": view}, "data": rows}, ensure_ascii=False))
    assert found(landing) == wanted(4)


def test_the_day_that_says_it_is_of_publication(landing: Landing) -> None:
    names = [
        "عنوان المادة",
        "النص الكامل",
        "تاريخ نشر المادة في الموقع",
        "رابط المادة",
        "تاريخ إدخال المادة في القاعدة",
    ]
    rows = [[one.headline, one.text, one.moment[:10], one.address, "2024-03-10"] for one in map(said, range(4))]
    landing.write("a.json", json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False))
    assert found(landing) == wanted(4)


def test_a_day_under_the_name_of_a_paper_and_an_address_under_that_of_a_text(landing: Landing) -> None:
    rows = [
        {"article": one.address, "headline": one.headline, "body": one.text, "dates": {"publication": one.moment}}
        for one in map(said, range(4))
    ]
    landing.write("a.json", json.dumps(rows, ensure_ascii=False))
    assert found(landing) == wanted(4)
    assert {row["source"] for row in landing.night().articles} == {"dalil.example"}


def test_the_name_of_a_file_is_no_headline(landing: Landing) -> None:
    record = {"name": "doc17.txt", "text": said(1).text, "link": said(1).address}
    assert landing.only("a.json", json.dumps(record, ensure_ascii=False))["title"] is None


def test_a_file_in_a_folder_is_no_source(landing: Landing) -> None:
    one = said(1)
    record = {"title": one.headline, "text": one.text, "link": one.address, "source": "_posts/souq-jadid.md"}
    assert landing.only("a.json", json.dumps(record, ensure_ascii=False))["source"] == "dalil.example"
