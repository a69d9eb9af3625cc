"""Records as other software exports them: nothing but the names and the wrapping differs."""

import json
import time
from datetime import UTC, datetime
from typing import Any

import pytest

from nashra.landing.shapes.literals import without_cut_mark
from tests.landing.conftest import BODY, ENGLISH, Landing

TITLE, ADDRESS, MOMENT = "توسعة الميناء القديم", "https://www.akhbar.example/ports/12", "2024-03-09T21:30:00Z"
FIRST, REST = BODY.split("\n", 1)
ARTICLE = {"title": TITLE, "body": BODY, "url": ADDRESS, "published_at": MOMENT}
EPOCH = 1710019800000


def line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"


EXPORTS = {  # as a tool writes one article
    "an interface that answers with one item": line(
        {"data": [{"text": BODY, "title": TITLE, "url": ADDRESS, "created_at": MOMENT}], "meta": {"result_count": 1}}
    ),
    "Kafka's console, the record written as text": line(
        {"topic": "news", "offset": 1, "timestamp": 1, "value": json.dumps(ARTICLE, ensure_ascii=False)}
    ),
    "a record written as text in a field named text": line({"text": json.dumps(ARTICLE, ensure_ascii=False)}),
    "Debezium": line(
        {"payload": {"before": None, "after": ARTICLE, "source": {"connector": "mysql", "name": "db1"}, "ts_ms": 1}}
    ),
    "Firestore": line(
        {"documents": [{"name": "news/1", "createTime": "2024-03-10T00:00:00Z", "fields": {
            "title": {"stringValue": TITLE}, "body": {"stringValue": BODY}, "url": {"stringValue": ADDRESS},
            "date": {"timestampValue": MOMENT}}}]}
    ),
    "Avro's unions": line(
        {"title": {"string": TITLE}, "body": {"string": BODY}, "url": {"string": ADDRESS},
         "published_at": {"long": EPOCH}}
    ),
    "Joomla, the text in two fields": line(
        {"title": TITLE, "introtext": f"<p>{FIRST}</p>", "url": ADDRESS, "created": MOMENT,
         "fulltext": "".join(f"<p>{each}</p>" for each in REST.split("\n"))}
    ),
    "names in camel case": line({"newsTitle": TITLE, "newsContent": BODY, "newsUrl": ADDRESS, "newsDate": MOMENT}),
    "two languages, the other one under the plain name": line(
        {"title": "Old harbour", "title_ar": TITLE, "content": ENGLISH, "content_ar": BODY, "url": ADDRESS,
         "date": MOMENT}
    ),
    "a JSON text sequence": "\x1e" + line(ARTICLE),
    "Twitter's dates": line(
        {"title": TITLE, "full_text": BODY, "url": ADDRESS, "created_at": "Sat Mar 09 21:30:00 +0000 2024"}
    ),
    "ClickHouse, names and values apart": line(
        {"meta": [{"name": "title", "type": "String"}, {"name": "body", "type": "String"},
                  {"name": "url", "type": "String"}, {"name": "published", "type": "DateTime"}],
         "data": [[TITLE, BODY, ADDRESS, "2024-03-10 00:30:00"]], "rows": 1}
    ),
    "lists of values below a list of names": (
        line(["title", "body", "url", "date"]) + line([TITLE, BODY, ADDRESS, MOMENT])
    ),
    "Google's answer to a query of a sheet": "/*O_o*/\ngoogle.visualization.Query.setResponse(" + json.dumps(
        {"status": "ok", "table": {"cols": [{"id": "A", "label": "العنوان"}, {"id": "B", "label": "النص"},
                                            {"id": "C", "label": "الرابط"}, {"id": "D", "label": "التاريخ"}],
         "rows": [{"c": [{"v": TITLE}, {"v": BODY}, {"v": ADDRESS}, {"v": MOMENT, "f": "10/3"}]},]}},
        ensure_ascii=False) + ");",
    "a reader's names": line(
        {"stories": [{"story_title": TITLE, "story_content": BODY, "story_permalink": ADDRESS, "story_date": MOMENT}],
         "feeds": {"1": {"feed_title": "الموانئ"}}}
    ),
    "what a page is, in an object beside its words": line(
        {"items": [{"id": 4, "title": TITLE, "body": BODY,
                    "meta": {"html_url": ADDRESS, "first_published_at": MOMENT, "slug": "x"}}]}
    ),
    "a message that wraps the record as text": line(
        {"Type": "Notification", "Message": json.dumps(ARTICLE, ensure_ascii=False), "Timestamp": "2024-03-15T00:00Z"}
    ),
    "Python's print, with its dates": repr(
        {"title": TITLE, "body": BODY, "url": ADDRESS, "rank": float("nan"),
         "published_at": datetime(2024, 3, 9, 21, 30, tzinfo=UTC)}
    ) + "\n",
    "comments, and commas behind the last value": (
        f"// of the night\n[{{\n  /* the story */\n  // its head\n  \"title\": {json.dumps(TITLE)},\n"
        f"  \"body\": {json.dumps(BODY)},\n  \"url\": \"{ADDRESS}\",\n  \"date\": \"{MOMENT}\",\n}},\n]"
    ),
    "a crawl's head": line(
        {"content": BODY, "warc_headers": {"warc-target-uri": ADDRESS, "warc-date": "2024-03-12T00:00:00Z"},
         "title": TITLE, "published_at": MOMENT}
    ),
    "Event Registry, with the moment of its own discovery beside": line(
        {"articles": {"results": [{"uri": "801", "dateTime": "2024-03-10T01:00:00Z", "dateTimePub": MOMENT,
                                   "url": ADDRESS, "title": TITLE, "body": BODY, "source": {"uri": "akhbar.example"}}]}}
    ),
    "the zone in a field beside the date": line(
        {"title": TITLE, "text": BODY, "link": ADDRESS, "pubDate": "2024-03-09 21:30:00", "pubDateTZ": "UTC"}
    ),
    "a host with its www": line(
        {"title": TITLE, "text": BODY, "url": ADDRESS, "domain": "www.akhbar.example", "date": MOMENT}
    ),
    "a scraper with a mouse, the list's address beside": line(
        {"العنوان": TITLE, "العنوان_link": ADDRESS, "المحتوى": BODY, "التاريخ": MOMENT,
         "Page_URL": "https://www.akhbar.example/list?page=1"}
    ),
    "the address of a link beside its words": line(
        {"web-scraper-start-url": "https://www.akhbar.example/list", "article-link": TITLE,
         "article-link-href": ADDRESS, "title": TITLE, "body": BODY, "date": MOMENT}
    ),
    "what a monitoring service calls them": line(
        {"Date": MOMENT, "Headline": TITLE, "URL": ADDRESS, "Opening Text": BODY, "Hit Sentence": BODY[:60]}
    ),
    "a content manager's path": line({"العنوان": TITLE, "المتن": BODY, "المسار": ADDRESS, "date": MOMENT}),
}  # fmt: skip


@pytest.mark.parametrize("export", EXPORTS)
def test_the_article_is_found(landing: Landing, export: str) -> None:
    landing.write("news.jsonl", EXPORTS[export])
    night = landing.night()
    assert night.reasons == []
    (article,) = night.articles
    assert (article["title"], article["text"], article["url"]) == (TITLE, BODY, ADDRESS)
    assert article["source"] == "akhbar.example"
    assert article["published_at"].isoformat() == "2024-03-09T21:30:00+00:00"


def test_a_body_of_one_block_is_no_article_of_its_own(landing: Landing) -> None:
    blocks = [{"type": "paragraph", "text": BODY, "id": "b1"}]
    landing.write("news.jsonl", line({"title": TITLE, "content": blocks, "url": ADDRESS}))
    (article,) = landing.night().articles
    assert (article["title"], article["text"], article["url"]) == (TITLE, BODY, ADDRESS)


def test_an_opening_that_the_text_has_is_not_said_twice(landing: Landing) -> None:
    landing.write("news.jsonl", line({"title": TITLE, "introtext": FIRST, "fulltext": BODY}))
    (article,) = landing.night().articles
    assert article["text"] == BODY


def test_python_printed_lines_are_records_whatever_the_name(landing: Landing) -> None:
    landing.write(
        "news.txt", "".join(repr({"title": TITLE, "text": f"{BODY}\nالخبر {n}", "tags": None}) + "\n" for n in (1, 2))
    )
    articles = landing.night().articles
    assert [article["title"] for article in articles] == [TITLE, TITLE]
    assert [article["text"].rpartition("\n")[2] for article in articles] == ["الخبر 1", "الخبر 2"]


def test_r_tables_with_spaces_between_are_rows(landing: Landing) -> None:
    rows = [
        ("title", "text", "date"),
        ("1", TITLE, BODY, "2024-03-10"),
        ("2", "افتتاح المعرض", BODY[::1], "2024-03-11"),
    ]
    landing.write("news.txt", "".join(" ".join(f'"{cell}"' for cell in row) + "\n" for row in rows))
    night = landing.night()
    assert night.reasons == []
    assert [article["title"] for article in night.articles] == [TITLE, "افتتاح المعرض"]
    assert [str(article["published_on"]) for article in night.articles] == ["2024-03-10", "2024-03-11"]


def test_the_table_that_a_client_draws_is_read_without_its_frame(landing: Landing) -> None:
    text = BODY.replace("\n", " ")
    ruler = "+----+-----------------+------+\n"
    rows = "".join(f"| {n}  | {TITLE} {n} | {text} |\n" for n in (1, 2))
    landing.write("news.txt", f"{ruler}| id | title           | text |\n{ruler}{rows}{ruler}")
    night = landing.night()
    assert night.reasons == []
    assert [(article["title"], article["text"]) for article in night.articles] == [
        (f"{TITLE} 1", text), (f"{TITLE} 2", text),
    ]  # fmt: skip


@pytest.mark.parametrize("element", ["media:description", "itunes:summary"])
def test_what_a_film_or_a_broadcast_tells_is_its_text(landing: Landing, element: str) -> None:
    landing.write(
        "feed.xml", f"<rss><channel><item><title>{TITLE}</title><{element}>{BODY}</{element}></item></channel></rss>"
    )
    assert [article["text"] for article in landing.night().articles] == [BODY]


@pytest.mark.parametrize("nothing", ["لا يوجد", "غير متوفّر", "بدون عنوان", "-", "؟؟", "N.A.", "Untitled", "false", "0"])
def test_what_people_type_for_nothing_is_nothing(landing: Landing, nothing: str) -> None:
    landing.write("sky/news.jsonl", line({"text": BODY} | dict.fromkeys(("title", "source", "url", "date"), nothing)))
    (article,) = landing.night().articles
    assert (article["title"], article["url"], article["published_at"]) == (None, None, None)
    assert article["source"] == "sky"


def test_of_a_blog_s_export_only_posts_are_articles(landing: Landing) -> None:
    kinds = "http://schemas.google.com/blogger/2008/kind#"
    entry = (
        '<entry><category scheme="http://schemas.google.com/g/2005#kind" term="{kind}"/><title>{title}</title>'
        '<content type="html">{text}</content><link rel="alternate" href="{url}"/></entry>'
    )
    entries = [
        entry.format(kind=f"{kinds}{kind}", title=title, text=BODY, url=ADDRESS)
        for kind, title in (("settings", "عنوان المدونة"), ("post", TITLE), ("comment", "شكرا لكم"))
    ]
    landing.write("blog.xml", f'<feed xmlns="http://www.w3.org/2005/Atom">{"".join(entries)}</feed>')
    night = landing.night()
    assert [(article["title"], article["keywords"]) for article in night.articles] == [(TITLE, [])]
    assert sorted(night.reasons) == ["not an article: Blogger comment", "not an article: Blogger settings"]


@pytest.mark.parametrize("mark", ["… [+1840 chars]", "...[1840 characters]\n", " [ +36 حرفا ] "])
def test_a_service_s_mark_that_it_cut_a_text_is_no_text(landing: Landing, mark: str) -> None:
    landing.write("sky/news.jsonl", line({"text": BODY + mark}))
    (article,) = landing.night().articles
    assert article["text"] == BODY


@pytest.mark.parametrize("mark", ["[+1840 chars]", "[]", "]"])
def test_white_space_before_such_a_mark_costs_no_more_than_its_length(mark: str) -> None:
    began = time.process_time()
    without_cut_mark(BODY + " " * 200_000 + mark)
    assert time.process_time() - began < 1
