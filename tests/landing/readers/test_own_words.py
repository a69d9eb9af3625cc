"""Files whose makers name things in their own words and write them in their own way: the same article out of each."""

import json
from datetime import date
from typing import Any

import pytest

from tests.landing.conftest import BODY, OTHER, Landing

TITLE, ADDRESS, DAY = "توسعة الميناء القديم تبدأ غدا", "https://www.akhbar.example/ports/12", "2024-03-10"
OTHER_TITLE, OTHER_ADDRESS = "مخطوطات نادرة في المتحف الوطني", "https://www.akhbar.example/culture/7"
LINES, FLAT = BODY.split("\n"), BODY.replace("\n", " ")
PAGE = "".join(f"<p>{line}</p>" for line in LINES)


def written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def rows(*cells: tuple[str, ...], between: str = ",") -> str:
    return "".join(between.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in cells)


SAYS_ALL: dict[str, tuple[str, str]] = {
    "a text under a name that nobody knows": (
        "a.json", written([{"onwan_tab": 1, "title": TITLE, "matn_final": BODY, "url": ADDRESS, "date": DAY}])),
    "a list of sentences under such a name": (
        "a.jsonl", written({"title": TITLE, "jumal": LINES, "url": ADDRESS, "date": DAY})),
    "no name that is known but the day's": (
        "a.json", written([{"onwan": TITLE, "matn": BODY, "rabit": ADDRESS, "date": DAY}])),
    "names made of known words": (
        "a.json", written([{"story_headline": TITLE, "allText": BODY, "web_link": ADDRESS, "time_published": DAY}])),
    "Arabic names told by their first word": (
        "a.csv", rows(("م", "عنوان المادة الصحفية", "نص المادة كاملا", "رابط المادة الصحفية", "تاريخ العدد"),
                      ("1", TITLE, BODY, ADDRESS, "10/03/2024"))),
    "two columns that both mean a text": (
        "a.csv", rows(("الخبر", "التفاصيل", "الرابط", "التاريخ"), (TITLE, BODY, ADDRESS, DAY))),
    "paragraphs by their numbers": (
        "a.json", written([{"title": TITLE, "link": ADDRESS, "date": DAY,
                            "content": {f"p{n}": line for n, line in enumerate(LINES, 1)}}])),
    "a list of objects with one name each": (
        "a.json", written([{"title": TITLE, "link": ADDRESS, "date": DAY,
                            "para": [{"name": line} for line in LINES]}])),
    "year, month and day apart": (
        "a.csv", rows(("السنة", "الشهر", "اليوم", "العنوان", "النص", "الرابط"),
                      ("2024", "مارس", "10", TITLE, BODY, ADDRESS))),
    "site and path apart": (
        "a.csv", rows(("website", "path", "headline", "body", "day"),
                      ("https://www.akhbar.example", "/ports/12", TITLE, BODY, "2024/03/10"))),
    "the site once, above paths": (
        "a.json", written({"site": "https://www.akhbar.example",
                           "articles": [{"url": "/ports/12", "title": TITLE, "text": BODY, "date": DAY}]})),
    "articles by their days": (
        "a.json", written({"archive": {DAY: [{"title": TITLE, "body": BODY, "url": ADDRESS}]}})),
    "a link as an element": (
        "a.csv", rows(("title", "link", "date", "text"), (TITLE, f'<a href="{ADDRESS}">المزيد</a>', DAY, BODY))),
    "a link as a formula": (
        "a.csv", rows(("الخبر", "التاريخ", "التفاصيل"), (f'=HYPERLINK("{ADDRESS}","{TITLE}")', DAY, BODY))),
    "bytes as Python prints them": (
        "a.csv", rows(("title", "text", "url", "date"), (repr(TITLE.encode()), repr(BODY.encode()), ADDRESS, DAY))),
    "elements as Python prints them": (
        "a.json", written([{"title": f"[<h1>{TITLE}</h1>]", "url": ADDRESS, "date": DAY,
                            "text": "[" + ", ".join(f"<p>{line}</p>" for line in LINES) + "]"}])),
    "a script": (
        "news.js", f"// أخبار\nexport const news = [\n  {{\n    id: 1,\n    title: '{TITLE}',\n    url: '{ADDRESS}',\n"
                   f"    date: '{DAY}',\n    body: `{BODY}`,\n  }},\n];\n"),
    "MongoDB's shell": (
        "out.txt", f"[\n  {{\n    _id: ObjectId('65ee0000000000000000000a'),\n    title: '{TITLE}',\n"
                   f"    url: '{ADDRESS}',\n"
                   f"    text: {written(BODY)},\n    date: ISODate('2024-03-10T08:00:00.000Z')\n  }}\n]\n"),
    "a numbered listing of it": (
        "out.json", f'/* 1 */\n{{\n    "_id" : ObjectId("65ee0000000000000000000a"),\n    "title" : "{TITLE}",\n'
                    f'    "url" : "{ADDRESS}",\n    "text" : {written(BODY)},\n    "views" : NumberInt(3),\n'
                    f'    "date" : ISODate("2024-03-10T08:00:00.000Z")\n}}\n'),
    "JSON as a browser saves it": (
        "a.html", "<html><head><meta charset='utf-8'></head><body><pre>"
                  + written({"articles": [{"title": TITLE, "text": BODY, "url": ADDRESS, "date": DAY}]})
                  + "</pre></body></html>"),
    "labels and values": (
        "a.csv", rows(("العنوان", TITLE), ("التاريخ", DAY), ("الرابط", ADDRESS), ("النص", BODY))),
    "SQL Server's script": (
        "a.sql", "USE [Portal]\nGO\nINSERT [dbo].[News] ([Id], [Title], [Details], [Link], [CreatedOn]) "
                 f"VALUES (1, N'{TITLE}', N'{BODY}', N'{ADDRESS}', CAST(N'{DAY}T10:00:00.000' AS DateTime))\nGO\n"),
    "Oracle's": (
        "a.sql", "REM INSERTING into NEWS\nInsert into NEWS (ID,TITLE,BODY,PUB_DATE,URL) "
                 f"values (1,'{TITLE}',"
                 f"to_clob('{LINES[0]}\n{LINES[1]}\n')||to_clob('{LINES[2]}'),to_date('10-MAR-24','DD-MON-RR'),"
                 f"'{ADDRESS}');\n"),
    "records' heads apart from their bodies": (
        "a.xml", f'<?xml version="1.0"?><corpus><doc id="1"><head><title>{TITLE}</title><pubdate>{DAY}</pubdate>'
                 f"<url>{ADDRESS}</url></head><body>{PAGE}</body></doc></corpus>"),
    "records of paragraphs": (
        "a.xml", f'<?xml version="1.0"?><texts><text id="1"><title>{TITLE}</title><date>{DAY}</date>'
                 f"<url>{ADDRESS}</url>{PAGE}</text></texts>"),
    "several addresses in a cell": (
        "a.csv", rows(("العنوان", "النص", "التاريخ", "الروابط"), (TITLE, BODY, DAY, f"{ADDRESS} ; https://b.example/x"))),
    "an element of a record's name inside the record": (
        "a.xml", '<?xml version="1.0"?><NewsList>'
                 + 2 * f'<News date="10/03/2024" url="{ADDRESS}"><Headline>{TITLE}</Headline>'
                 f"<Story>{BODY}</Story></News>" + "</NewsList>"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data"), SAYS_ALL.values(), ids=SAYS_ALL)
def test_the_article_is_the_same(landing: Landing, name: str, data: str) -> None:
    landing.write(name, data)
    articles = landing.night().articles
    found = {(one["title"], one["text"], one["url"], one["published_on"]) for one in articles}
    assert found == {(TITLE, BODY, ADDRESS, date(2024, 3, 10))}


@pytest.mark.parametrize(
    "record",
    [
        {"title": TITLE, "url": ADDRESS, "author_bio": BODY},
        {"title": TITLE, "url": ADDRESS, "image_caption": BODY},
        {"title": TITLE, "url": ADDRESS, "alif": BODY, "ba": OTHER},  # either may be the story
        {"name": "رنا سالم", "about_her": BODY},  # neither an address nor a day
    ],
)
def test_what_may_not_be_the_story_is_told(landing: Landing, record: dict[str, Any]) -> None:
    landing.write("a.json", written([record]))
    night = landing.night()
    assert not night.articles
    assert [reason.split(":")[0] for reason in night.reasons] == ["no text"]


def test_of_a_photo_or_a_section_an_arabic_name_tells_nothing_of_the_article(landing: Landing) -> None:
    columns = ("رابط الصورة", "عنوان القسم", "العنوان", "النص", "التاريخ")
    landing.write(
        "a.csv", rows(columns, ("https://www.akhbar.example/p/1", "أخبار المحافظات والمدن", TITLE, BODY, DAY))
    )
    (article,) = landing.night().articles
    assert (article["title"], article["url"]) == (TITLE, None)


def test_what_readers_said_is_not_the_post(landing: Landing) -> None:
    said = [{"id": "1", "text": "تعليق قصير من متابع", "ownerUsername": "u"}]
    post = {"caption": BODY, "url": "https://www.instagram.com/p/C4x/", "timestamp": "2024-03-10T10:00:00Z"}
    landing.write("a.json", written([post | {"ownerFullName": "صوت الرمال", "latestComments": said}]))
    (article,) = landing.night().articles
    assert (article["text"], article["source"], article["url"]) == (BODY, "صوت الرمال", post["url"])


@pytest.mark.parametrize("around", ["{}", "<html><body><h1>نشرة الصباح</h1><main>{}</main></body></html>"])
def test_elements_of_articles_in_a_file_are_articles(landing: Landing, around: str) -> None:
    pieces = [
        f'<article><h2><a href="{address}">{title}</a></h2><time datetime="{DAY}T10:00:00+03:00">10 مارس</time>'
        + "".join(f"<p>{line}</p>" for line in text.split("\n")) + "</article>\n"
        for address, title, text in ((ADDRESS, TITLE, BODY), (OTHER_ADDRESS, OTHER_TITLE, OTHER))
    ]  # fmt: skip
    landing.write("dump.html", around.format("".join(pieces)))
    found = landing.night().articles
    assert [(one["title"], one["url"]) for one in found] == [(TITLE, ADDRESS), (OTHER_TITLE, OTHER_ADDRESS)]
    assert [one["text"].endswith(text) for one, text in zip(found, (BODY, OTHER), strict=True)] == [True, True]
    assert {one["published_on"] for one in found} == {date(2024, 3, 10)}


def test_lists_beside_each_other_are_rows(landing: Landing) -> None:
    lists = {
        "titles": [TITLE, OTHER_TITLE],
        "texts": [BODY, OTHER],
        "urls": [ADDRESS, OTHER_ADDRESS],
        "dates": [DAY, DAY],
    }
    landing.write("a.json", written(lists))
    assert [(one["title"], one["text"], one["url"]) for one in landing.night().articles] == [
        (TITLE, BODY, ADDRESS), (OTHER_TITLE, OTHER, OTHER_ADDRESS),
    ]  # fmt: skip


def test_a_lead_that_is_a_paragraph_is_the_first_of_the_text(landing: Landing) -> None:
    told = {"headline": TITLE, "lead": LINES[0], "body": "\n".join(LINES[1:]), "url": ADDRESS}
    landing.write("a.json", written([told, told | {"lead": "تفاصيل في السطور التالية", "url": OTHER_ADDRESS}]))
    first, second = landing.night().articles
    assert (first["text"], second["text"]) == (BODY, "\n".join(LINES[1:]))


def test_a_lead_that_the_text_has_is_not_said_twice(landing: Landing) -> None:
    page = PAGE.replace("الميناء", "<b>الميناء</b>")
    landing.write("a.json", written({"headline": TITLE, "lead": LINES[0], "body": page, "url": ADDRESS}))
    assert [one["text"] for one in landing.night().articles] == [BODY]


def test_a_teaser_is_no_headline(landing: Landing) -> None:
    landing.write("a.json", written({"content": LINES[0][:60], "html_body": PAGE, "url": ADDRESS}))
    assert [one["title"] for one in landing.night().articles] == [None]


def test_the_name_of_the_site_is_no_headline(landing: Landing) -> None:
    landing.write("a.jsonl", written({"title": "صوت الرمال", "site_name": "صوت الرمال", "text": BODY, "url": ADDRESS}))
    (article,) = landing.night().articles
    assert (article["source"], article["title"]) == ("صوت الرمال", None)


def test_the_day_of_a_crawl_is_none(landing: Landing) -> None:
    crawl = {"text": BODY, "url": ADDRESS, "dump": "CC-MAIN-2024-10", "date": "2024-03-02T10:11:12Z"}
    landing.write("a.jsonl", "\n".join(map(written, (crawl, crawl | {"text": OTHER, "publish_date": "2024-03-01"}))))
    first, second = landing.night().articles
    assert (first["published_on"], second["published_on"]) == (None, date(2024, 3, 1))


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.csv", rows(("comment_id", "author", "text", "published_at"), ("U1", "زائر", FLAT, DAY)),
         "not an article: a comment"),
        ("a.sql", "INSERT INTO `jos_content` (`id`,`title`,`introtext`,`fulltext`,`state`) "
                  f"VALUES (1,'{TITLE}','','{BODY}',-2);", "not an article: -2"),
        ("links.txt", 4 * f"{DAY} | {TITLE} | {ADDRESS}\n", "not an article: a list of links"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_told(landing: Landing, name: str, data: str, reason: str) -> None:
    landing.write(name, data)
    night = landing.night()
    assert (night.articles, night.reasons) == ([], [reason])


def test_a_page_that_is_empty_gives_way_to_the_text_beside_it(landing: Landing) -> None:
    crawled = {
        "url": ADDRESS,
        "html": "<html></html>",
        "markdown": f"# {TITLE}\n\n" + "\n\n".join(LINES),
        "title": TITLE,
    }
    landing.write("a.json", written([crawled]))
    night = landing.night()
    assert not night.reasons
    assert [one["text"].endswith(BODY) for one in night.articles] == [True]


def test_when_it_was_published_counts_before_when_it_was_stored(landing: Landing) -> None:
    landing.write("a.json", written([{"headline": TITLE, "body": BODY, "created": "2024-03-12", "publish_on": DAY}]))
    assert [one["published_on"] for one in landing.night().articles] == [date(2024, 3, 10)]


def test_an_object_with_one_article_says_its_address(landing: Landing) -> None:
    landing.write("a.jsonl", written({"source_url": ADDRESS, "extraction": {"headline": TITLE, "full_text": BODY}}))
    assert [(one["title"], one["url"]) for one in landing.night().articles] == [(TITLE, ADDRESS)]


def test_the_name_of_a_table_is_no_headline(landing: Landing) -> None:
    columns = f'<column name="subject">{TITLE}</column><column name="story">{BODY}</column>'
    landing.write("a.xml", f'<?xml version="1.0"?><export><table name="articles">{columns}</table></export>')
    assert [one["title"] for one in landing.night().articles] == [TITLE]


def test_a_table_in_windows_letters_is_one_by_whatever_name(landing: Landing) -> None:
    lines = f"التاريخ\tالعنوان\tالتفاصيل\tالمصدر\r\n10/03/2024\t{TITLE}\t{FLAT}\tصوت الرمال\r\n"
    landing.write("a.txt", lines.encode("cp1256"))
    assert [(one["title"], one["source"]) for one in landing.night().articles] == [(TITLE, "صوت الرمال")]
