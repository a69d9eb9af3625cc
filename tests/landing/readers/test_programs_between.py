"""What programs between a paper and the landing say of themselves: with what a post was written, where a reader keeps
an article, by which path a store refers to another record. None of it is a paper or a page."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.landing.conftest import BODY, OTHER, Landing

TITLE, PAGE, DAY = "توسعة الميناء القديم تبدأ غدا", "https://www.akhbar.example/ports/12", "2024-03-08T06:15:00Z"
RECORD = {"title": TITLE, "text": BODY, "url": PAGE, "date": DAY}


def line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


@pytest.mark.parametrize(
    "source", ["Reader RSS", "Hootsuite Inc.", "Twitter for iPad", "IFTTT", "sources/4", "publishers/kX92jd83"]
)
def test_what_a_record_was_saved_with_is_no_source(landing: Landing, source: str) -> None:
    assert landing.only("a.jsonl", line(RECORD | {"source": source}))["source"] == "akhbar.example"


def test_who_posted_it_before_what_it_was_posted_with(landing: Landing) -> None:
    post = {"fullText": BODY, "source": "Twitter for iPhone", "retweetCount": 3, "createdAt": DAY,
            "author": {"userName": "marsa", "name": "شبكة المرسى"}}  # fmt: skip
    assert landing.only("a.jsonl", line(post))["source"] == "شبكة المرسى"


@pytest.mark.parametrize(
    ("names", "source"),
    [
        ({"author": "-100", "author_name": "شبكة المرسى", "forwards": 2, "timestamp": DAY}, "شبكة المرسى"),
        ({"post_owner.name": "شبكة المرسى", "mcl_url": "https://www.facebook.com/t/9", "date": DAY}, "شبكة المرسى"),
        ({"creator": {"name": "شبكة المرسى", "user_type": "Human"}, "created_date": DAY}, "شبكة المرسى"),
    ],
)  # fmt: skip
def test_who_posted_it_under_the_names_of_further_services(
    landing: Landing, names: dict[str, Any], source: str
) -> None:
    article = landing.only("a.jsonl", line({"text": BODY} | names))
    assert (article["source"], article["title"]) == (source, None)


def test_the_page_before_its_place_in_a_reader(landing: Landing) -> None:
    record = {"url": "https://read.readwise.io/feed/read/01h", "source_url": PAGE, "site_name": "جريدة المرسى"}
    article = landing.only("a.jsonl", line(RECORD | record))
    assert (article["url"], article["source"]) == (PAGE, "جريدة المرسى")


def test_the_name_of_a_user_is_no_headline(landing: Landing) -> None:
    record = {"name": "محرر الموقع", "username": "editor", "body": BODY, "created_at": DAY, "heading": TITLE}
    assert landing.only("a.jsonl", line(record))["title"] == TITLE


@pytest.mark.parametrize("folder", ["Finance", "sports", "اقتصاد", "Takeout/Google Chat/Groups"])
def test_a_section_or_a_service_names_no_source(landing: Landing, folder: str) -> None:
    assert landing.only(f"{folder}/0001.txt", BODY)["source"] == "unknown"


def test_what_an_article_says_of_its_site_is_another_record_s(landing: Landing) -> None:
    site = {"title": "جريدة المرسى", "link": "https://www.akhbar.example/", "description": "آخر الأخبار", "date": DAY}
    message = {
        "topic": PAGE,
        "article": {"title": TITLE, "description": BODY, "link": PAGE, "pubdate": DAY, "meta": site},
    }
    article = landing.only("a.jsonl", line(message))
    assert (article["title"], article["url"], article["text"]) == (TITLE, PAGE, BODY)


@pytest.mark.parametrize("name", ["trashedNotes", "drafts", "deleted_items", "المحذوفات"])
def test_what_was_thrown_away_is_told(landing: Landing, name: str) -> None:
    landing.write("notes.json", json.dumps({"notes": [RECORD], name: [RECORD | {"text": OTHER}]}, ensure_ascii=False))
    night = landing.night()
    assert [row["text"] for row in night.articles] == [BODY]
    assert night.reasons == [f"not an article: an element of {name}"]


@pytest.mark.parametrize("marks", [{"is_live": False}, {"is_live": "False", "post_url": PAGE}])
def test_a_post_that_was_no_broadcast(landing: Landing, marks: dict[str, Any]) -> None:
    assert landing.only("a.jsonl", line({"text": BODY, "time": DAY} | marks))["text"] == BODY


@pytest.mark.parametrize(
    ("day", "clock"), [("2024-03-08", "09:15"), ("8/3/2024", "09:15:00"), ("8 مارس 2024", "9:15 ص")]
)
def test_a_day_and_its_clock_in_two_columns(landing: Landing, day: str, clock: str) -> None:
    record = {"title": TITLE, "text": BODY, "Date": day, "Hour": clock}
    assert landing.only("a.jsonl", line(record))["published_at"] == datetime(2024, 3, 8, 6, 15, tzinfo=UTC)


def test_columns_in_a_group_of_a_form(landing: Landing) -> None:
    names = ("start", "news/title", "news/body", "news/outlet", "news/link")
    values = ("2024-03-09", TITLE, BODY.replace("\n", " "), "جريدة المرسى", PAGE)
    article = landing.only("form.csv", ",".join(names) + "\n" + ",".join(f'"{value}"' for value in values) + "\n")
    assert (article["title"], article["source"], article["url"]) == (TITLE, "جريدة المرسى", PAGE)


def test_a_column_of_one_thing_or_the_other(landing: Landing) -> None:
    record = {"عنوان الخبر": TITLE, "نص الخبر": BODY, "الصحيفة أو الموقع": "جريدة المرسى", "رابط الخبر": PAGE}
    assert landing.only("a.jsonl", line(record))["source"] == "جريدة المرسى"


def test_dates_near_the_landing_say_the_order_of_their_file(landing: Landing) -> None:
    days = ("3/9/2024 6:50pm", "3/4/2024 7:05am", "2/3/2024 1:00pm")
    rows = [RECORD | {"text": f"{BODY}\nالعدد {n}", "date": day, "url": f"{PAGE}{n}"} for n, day in enumerate(days)]
    landing.write("a.jsonl", "".join(map(line, rows)))
    assert [str(row["published_on"]) for row in landing.night().articles] == ["2024-03-09", "2024-03-04", "2024-02-03"]


def test_a_relation_that_stands_beside_its_id(landing: Landing) -> None:
    record = {"source": "s1", "expand": {"source": {"id": "s1", "name": "جريدة المرسى"}, "editor": {"name": "سالم"}}}
    assert landing.only("a.jsonl", line(RECORD | record))["source"] == "جريدة المرسى"


def test_when_somebody_entered_it_is_no_day_of_publication(landing: Landing) -> None:
    record = {"العنوان": TITLE, "نص الخبر": BODY, "تاريخ الإدخال": "2024-03-09T20:00:00Z", "تاريخ الخبر": DAY}
    assert str(landing.only("a.jsonl", line(record))["published_on"]) == "2024-03-08"


def test_columns_that_a_query_unfolded(landing: Landing) -> None:
    names = ("Column1.title", "Column1.body.html", "Column1.source.name", "Column1.url", "Column1.author.name")
    values = (TITLE, BODY.replace("\n", " "), "جريدة المرسى", PAGE, "سالم")
    article = landing.only("q.csv", ",".join(names) + "\n" + ",".join(f'"{value}"' for value in values) + "\n")
    assert (article["title"], article["source"], article["url"]) == (TITLE, "جريدة المرسى", PAGE)


def test_a_first_line_of_the_day_and_the_paper(landing: Landing) -> None:
    article = landing.only("1.txt", f"الجمعة 8 مارس 2024 | جريدة المرسى\n\n{TITLE}\n\n{BODY}\n")
    assert str(article["published_on"]) == "2024-03-08"


@pytest.mark.parametrize(
    ("source", "said"),
    [("src_04", "akhbar.example"), ("NEWS_API", "akhbar.example"), ("65f0c1d2e3a4b5c6d7e8f901", "akhbar.example"),
     ("akhbar_scraper", "akhbar_scraper"), ("Al Marsa", "Al Marsa"), ("جريدة المرسى", "جريدة المرسى")],
)  # fmt: skip
def test_a_program_s_word_gives_way_to_the_site_of_the_address(landing: Landing, source: str, said: str) -> None:
    assert landing.only("a.jsonl", line(RECORD | {"source": source}))["source"] == said


@pytest.mark.parametrize(
    "api", ["https://www.akhbar.example/api/articles/12/", "https://www.akhbar.example/_api/Web/Lists(1)/Items(12)"]
)
def test_the_page_before_the_address_of_an_interface(landing: Landing, api: str) -> None:
    article = landing.only("a.jsonl", line(RECORD | {"url": api, "absolute_url": PAGE}))
    assert article["url"] == PAGE


def test_the_subject_of_a_letter_before_its_number(landing: Landing) -> None:
    record = {"Title": "نشرة 12", "Subject": TITLE, "Plain Text": BODY, "Send Date": "Mar 08, 2024 09:15 AM"}
    article = landing.only("a.jsonl", line(record))
    assert (article["title"], str(article["published_on"])) == (TITLE, "2024-03-08")


def test_the_words_of_a_post_before_the_head_of_its_card(landing: Landing) -> None:
    record = {"UserName": "@marsa", "Text": "شبكة المرسى\n@marsa\n·\nMay 3", "Embedded_text": BODY, "Timestamp": DAY}
    assert landing.only("a.jsonl", line(record))["text"] == BODY


def test_the_day_of_an_issue_is_that_of_its_articles(landing: Landing) -> None:
    stories = [
        {"headline": TITLE, "paragraphs": BODY.split("\n")},
        {"headline": "معرض", "paragraphs": OTHER.split("\n")},
    ]
    issue = {"date": "2024-03-08", "paper": "جريدة المرسى", "issue": 4410, "pages": [{"page": 1, "stories": stories}]}
    landing.write("issue.json", json.dumps({"edition": issue}, ensure_ascii=False))
    found = [(row["source"], str(row["published_on"])) for row in landing.night().articles]
    assert found == [("جريدة المرسى", "2024-03-08")] * 2


def test_the_day_of_an_export_is_not(landing: Landing) -> None:
    export = {"date": "2024-03-09", "count": 1, "articles": [{"headline": TITLE, "text": BODY}]}
    assert landing.only("a.json", json.dumps(export, ensure_ascii=False))["published_at"] is None


def test_names_in_two_languages(landing: Landing) -> None:
    record = {
        "العنوان Title": TITLE,
        "النص Text": BODY,
        "المصدر Source": "جريدة المرسى",
        "عنوان IP": "سوق المدينة القديم",
    }
    article = landing.only("a.jsonl", line(record))
    assert (article["title"], article["source"]) == (TITLE, "جريدة المرسى")


@pytest.mark.parametrize("state", [{"post_state": "draft"}, {"review_state": "private"}, {"moderation_state": "draft"}])
def test_states_that_further_systems_name(landing: Landing, state: dict[str, Any]) -> None:
    draft = {"title": "معرض المخطوطات", "text": OTHER, "url": f"{PAGE}3"} | state
    landing.write("a.jsonl", line(RECORD) + line(RECORD | draft))
    night = landing.night()
    assert [row["text"] for row in night.articles] == [BODY]
    assert night.reasons == [f"not an article: {next(iter(state.values()))}"]


def test_an_interface_s_own_link_is_no_page(landing: Landing) -> None:
    links = [{"rel": "self", "href": "https://www.akhbar.example/ords/hr/news/12"}]
    record = {"title": TITLE, "body": BODY, "links": links, "web_link": PAGE, "effective": DAY, "created": "2024-03-01"}
    article = landing.only("a.jsonl", line(record))
    assert (article["url"], str(article["published_on"])) == (PAGE, "2024-03-08")
