"""Exports as newsrooms, monitors and content managers drop them: other names, other wrapping, the same article."""

import json
from typing import Any

import pytest

from tests.landing.conftest import BODY, Landing
from tests.landing.readers.test_workbook import excel

TITLE, ADDRESS = "توسعة الميناء القديم", "https://www.akhbar.example/ports/12"
SEEN, AFTER = "2024-03-10T05:00:00Z", "2024-03-12T05:00:00Z"
LINES = BODY.split("\n")
PAGE = "".join(f"<p>{line}</p>\n" for line in LINES)
PAPER = "صحيفة الرمال"


def written(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def table(*rows: tuple[str, ...], between: str = ",") -> str:
    return "".join(between.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows)


ROW = "".join(
    f'<COLUMN NAME="{name}"><![CDATA[{value}]]></COLUMN>\n'
    for name, value in (
        ("ID", "1"),
        ("NEWS_TITLE", TITLE),
        ("NEWS_BODY", BODY),
        ("NEWS_DATE", "10-MAR-24"),
        ("URL", ADDRESS),
    )
)
# Name of the file, its bytes, and what the record says of its source and of its address (None: not at all).
HABITS: dict[str, tuple[str, bytes, str | None, str | None]] = {
    "Excel in Cairo: semicolons, windows-1256, numbers in the first column": (
        "أخبار.csv",
        table(
            ("م", "عنوان الخبر", "نص الخبر", "الجهة", "تاريخ النشر", "رابط الخبر"),
            ("1", TITLE, BODY, PAPER, "10/03/2024 08:30 ص", ADDRESS), between=";",
        ).encode("cp1256"), PAPER, ADDRESS,
    ),
    "a form's answers": (
        "Form Responses 1.csv",
        table(
            ("Timestamp", "Headline", "Story", "Outlet", "Link", "Email Address"),
            ("2024-03-10 21:30:00", TITLE, BODY, PAPER, ADDRESS, "a@akhbar.example"),
        ).encode(), PAPER, ADDRESS,
    ),
    "Drupal's JSON:API": (
        "node.json",
        written({"jsonapi": {"version": "1.0"}, "data": [{"type": "node--article", "id": "u1", "attributes": {
            "langcode": "ar", "title": TITLE, "created": SEEN, "changed": AFTER, "path": {"alias": "/news/1", "pid": 3},
            "body": {"value": PAGE, "format": "full_html", "processed": PAGE, "summary": ""}}}]}), None, None,
    ),
    "Drupal's views, values in lists": (
        "export.json",
        written([{"nid": [{"value": 1}], "title": [{"value": TITLE}], "body": [{"value": PAGE, "format": "basic_html"}],
                  "created": [{"value": SEEN, "format": "Y-m-d"}], "field_source": [{"value": PAPER}],
                  "field_link": [{"uri": ADDRESS, "title": "", "options": []}], "status": [{"value": True}]}]),
        PAPER, ADDRESS,
    ),
    "Ghost": (
        "ghost.json",
        written({"db": [{"meta": {"version": "5.8"}, "data": {
            "posts": [{"id": "61", "title": TITLE, "slug": "x", "html": PAGE, "status": "published",
                       "created_at": AFTER, "published_at": SEEN}],
            "tags": [{"id": "1", "name": "أخبار"}], "users": [{"id": "1", "name": "سمير", "bio": "صحفي"}],
            "settings": [{"key": "title", "value": "مدونة"}]}}]}), None, None,
    ),
    "Strapi": (
        "articles.json",
        written({"data": [{"id": 1, "attributes": {
            "title": TITLE, "content": BODY, "createdAt": AFTER, "publishedAt": SEEN,
            "cover": {"data": {"id": 3, "attributes": {"name": "x.jpg", "url": "/x.jpg"}}}}}],
            "meta": {"pagination": {"page": 1, "total": 1}}}), None, None,
    ),
    "a scraper with a mouse, paragraphs one by one": (
        "run_results.json",
        written({"article": [{"name": TITLE, "url": ADDRESS, "date": "10 مارس 2024",
                              "paragraph": [{"text": line} for line in LINES]}]}), None, ADDRESS,
    ),
    "newspaper's own dump": (
        "articles.json",
        written([{"url": ADDRESS, "source_url": "https://www.akhbar.example", "title": TITLE, "authors": ["هالة"],
                  "publish_date": "2024-03-10 05:00:00+00:00", "text": BODY, "keywords": ["a"], "summary": LINES[0],
                  "html": "<html><body>قائمة</body></html>", "is_parsed": True}]), None, ADDRESS,
    ),
    "a reader's stream": (
        "stream.json",
        written({"id": "user/-/state/com.google/reading-list", "updated": 1710400000, "items": [
            {"crawlTimeMsec": "1710400000000", "title": TITLE, "published": 1710050400,
             "canonical": [{"href": ADDRESS}],
             "summary": {"direction": "rtl", "content": PAGE}, "author": "هالة",
             "origin": {"title": PAPER, "htmlUrl": "https://www.akhbar.example"}}]}), PAPER, ADDRESS,
    ),
    "posts of a page, with what each links": (
        "report.csv",
        b"\xef\xbb\xbf" + table(
            ("Page Name", "User Name", "Post Created", "Type", "URL", "Message", "Link", "Link Text", "Description"),
            (PAPER, "rimal", "2024-03-10 08:15:00 +03", "Link", ADDRESS, BODY, "", TITLE, LINES[0][:40]),
        ).encode(), PAPER, ADDRESS,
    ),
    "Kibana's report": (
        "report.csv",
        table(
            ("@timestamp", "_id", "_index", "_score", "title.keyword", "body", "url.keyword", "source.name"),
            ("Mar 10, 2024 @ 11:30:00.000", "1", "news", "-", TITLE, BODY, ADDRESS, PAPER),
        ).encode(), PAPER, ADDRESS,
    ),
    "SQL Server's results": (
        "results.txt",
        ("\ufeffArticleID\tArticleTitle\tArticleBody\tPublishDate\tArticleURL\r\n"
         f"1\t{TITLE}\t{' '.join(LINES)}\t2024-03-10 08:15:00.000\t{ADDRESS}\r\n").encode("utf-16-le"), None, ADDRESS,
    ),
    "Oracle's XML": (
        "export.xml",
        f"<?xml version='1.0' encoding='UTF-8' ?>\n<RESULTS>\n<ROW>{ROW}</ROW>\n</RESULTS>\n".encode(), None, ADDRESS,
    ),
    "phpMyAdmin's JSON": (
        "news.json",
        b'[\n{"type":"header","version":"5.2.1","comment":"Export to JSON"},\n{"type":"database","name":"site"},\n'
        + written({"type": "table", "name": "news", "database": "site", "data": [
            {"id": "1", "news_title": TITLE, "news_details": PAGE, "news_date": "2024-03-10 08:15:00",
             "news_url": ADDRESS}]})
        + b"\n]\n", None, ADDRESS,
    ),
    "a base of records with fields in Arabic": (
        "page1.json",
        written({"records": [{"id": "rec1", "createdTime": AFTER, "fields": {
            "عنوان المادة": TITLE, "المحتوى": BODY, "رابط المادة": ADDRESS, "اسم الموقع": PAPER,
            "تاريخ النشر": "2024-03-10"}}]}),
        PAPER, ADDRESS,
    ),
    "a monitor's workbook below its heading": (
        "الرصد.xlsx",
        excel({"ورقة1": [("تقرير الرصد الإعلامي ليوم الأحد",), (),
                         ("الرقم", "الوسيلة", "عنوان المادة", "نص المادة", "الرابط", "التاريخ"),
                         ("1", PAPER, TITLE, BODY, ADDRESS, "2024/03/10")]}), PAPER, ADDRESS,
    ),
    "a page's name as title, above a text that begins with the headline": (
        "dataset.json",
        written([{"url": ADDRESS, "metadata": {"title": f"{TITLE} | صحيفة الرمال"}, "date": SEEN,
                  "text": f"{TITLE}\n{BODY}"}]),
        None, ADDRESS,
    ),
}  # fmt: skip


@pytest.mark.parametrize("habit", HABITS)
def test_the_article_is_found(landing: Landing, habit: str) -> None:
    name, data, source, address = HABITS[habit]
    landing.write(name, data)
    night = landing.night()
    assert [reason for reason in night.reasons if not reason.startswith("not an article: ")] == []
    (article,) = night.articles
    assert (article["title"], article["url"], article["published_on"].isoformat()) == (TITLE, address, "2024-03-10")
    assert " ".join(article["text"].split()).removeprefix(f"{TITLE} ") == " ".join(BODY.split())
    assert source is None or article["source"] == source
