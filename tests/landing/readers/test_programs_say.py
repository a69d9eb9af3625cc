"""What programs print, unload and pass on, and what stands around the articles in it: languages, events, accounts."""

import json
from datetime import datetime
from typing import Any

import pytest

from tests.landing.conftest import BODY, ENGLISH, OTHER, Landing

TITLE, ADDRESS = "توسعة الميناء القديم تبدأ غدا", "https://www.akhbar.example/ports/12"
OTHER_TITLE, OTHER_ADDRESS = "مخطوطات نادرة في المتحف الوطني", "https://www.akhbar.example/culture/7"
MOMENT = datetime.fromisoformat("2024-03-10T06:30:00+00:00")
ISO = "2024-03-10T06:30:00Z"
LINES, FLAT = BODY.split("\n"), BODY.replace("\n", " ")


def written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def unloaded(*rows: tuple[str, ...], between: str) -> str:
    return "".join(between.join(f'"{cell}"' for cell in row) + "\n" for row in rows)


ARTICLE = {"title": TITLE, "text": BODY, "url": ADDRESS, "published_at": ISO}
PUT_TOGETHER = " +\n      ".join(f"'{line}\\n'" for line in LINES)
UNLOADED = (
    ("700", TITLE, FLAT, "2024-03-10 06:30:00+00", ADDRESS),
    ("701", OTHER_TITLE, OTHER.replace("\n", " "), "2024-03-10 06:30:00+00", OTHER_ADDRESS),
)
SAYS_ALL: dict[str, tuple[str, str]] = {
    "Node, which puts long texts together": (
        "out.txt", f"[\n  {{\n    title: '{TITLE}',\n    body: {PUT_TOGETHER},\n    date: 2024-03-10T06:30:00.000Z,\n"
                   f"    url: '{ADDRESS}',\n    image: [Object],\n    author: undefined\n  }}\n]\n"),
    "Ruby": (
        "out.txt", f'{{"title"=>"{TITLE}", "body"=>{written(BODY)}, "date"=>2024-03-10 09:30:00 +0300, '
                   f'"url" => "{ADDRESS}", "source"=>nil}}\n'),
    "Ruby with symbols": (
        "out.log", f'{{:title=>"{TITLE}", :body=>{written(BODY)}, :date=>2024-03-10 06:30:00 UTC, :url=>"{ADDRESS}", '
                   f':kind=>:news}}\n'),
    "curl with the headers of an answer": (
        "a.json", "HTTP/1.1 301 Moved\r\nLocation: /v2\r\n\r\nHTTP/2 200 \r\ncontent-type: application/json\r\n\r\n"
                  + written({"articles": [ARTICLE]})),
    "a Turkish table": (
        "a.csv", f"Başlık;İçerik;Yayın Tarihi;Bağlantı\n{TITLE};{FLAT};2024-03-10T09:30:00+03:00;{ADDRESS}\n"),
    "a Spanish table": (
        "a.csv", f"Titular;Cuerpo;Fecha;Enlace\n{TITLE};{FLAT};2024-03-10T09:30:00+03:00;{ADDRESS}\n"),
    "names of a schema of logs": (
        "a.csv", f"headline,body,published,url.full\n{TITLE},{FLAT},{ISO},{ADDRESS}\n"),
    "ninjs, whose headlines have roles": (
        "a.json", written({"uri": "tag:wire.example,2024:1", "type": "text", "versioncreated": ISO, "language": "ar",
                           "headlines": [{"role": "main", "value": TITLE}, {"role": "short", "value": "الميناء"}],
                           "bodies": [{"role": "main", "contenttype": "text/plain", "value": BODY}],
                           "links": [{"href": ADDRESS}]})),
    "first published, then versions": (
        "a.json", written({"_items": [{"headline": TITLE, "body_html": BODY, "versioncreated": "2024-03-11T09:00:00Z",
                                       "firstpublished": ISO, "url": ADDRESS}]})),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data"), SAYS_ALL.values(), ids=SAYS_ALL.keys())
def test_the_article_is_read(landing: Landing, name: str, data: str) -> None:
    landing.write(name, data)
    night = landing.night()
    assert night.reasons == []
    (article,) = night.articles
    assert (article["title"], article["text"].replace("\n", " ").strip()) == (TITLE, FLAT)
    assert article["published_at"] == MOMENT
    if "uri" not in data:
        assert article["url"] == ADDRESS


@pytest.mark.parametrize(
    ("name", "between"), [("unload_0000_part_00", "|"), ("unload_0000_part_00", ","), ("u.txt", "|")]
)
def test_rows_that_a_warehouse_unloads_without_a_header(landing: Landing, name: str, between: str) -> None:
    landing.write(name, unloaded(*UNLOADED, between=between))
    articles = sorted(landing.night().articles, key=lambda article: article["url"])
    assert [(one["title"], one["url"]) for one in articles] == [(OTHER_TITLE, OTHER_ADDRESS), (TITLE, ADDRESS)]
    assert [one["published_at"] for one in articles] == [MOMENT, MOMENT]


def test_a_text_with_bars_is_a_text(landing: Landing) -> None:
    landing.write("a.txt", f"{TITLE} | محليات | الميناء | السبت\n{BODY}\n")
    (article,) = landing.night().articles
    assert LINES[-1] in article["text"]


@pytest.mark.parametrize(
    ("record", "source"),
    [
        ({"specversion": "1.0", "source": "/scrapers/3", "data": ARTICLE | {"site": "شرفة"}}, "شرفة"),
        ({"preview": False, "result": ARTICLE | {"source": "/var/feeds/a.json", "newspaper": "أيام"}}, "أيام"),
        (ARTICLE | {"source": "s3://bucket/raw/a.json"}, "akhbar.example"),
        (ARTICLE | {"source_name": "الأفق", "publisher_name": "دار الأفق للنشر"}, "الأفق"),
        (ARTICLE | {"Outlet → Name": "دار السلام"}, "دار السلام"),
    ],
)  # fmt: skip
def test_where_a_program_found_a_record_is_no_source(landing: Landing, record: dict[str, Any], source: str) -> None:
    landing.write("a.jsonl", written(record) + "\n")
    (article,) = landing.night().articles
    assert (article["title"], article["source"]) == (TITLE, source)


def test_a_document_s_own_name_of_its_site_comes_before_its_host(landing: Landing) -> None:
    landing.write("a.xml", f'<doc sitename="سراج" title="{TITLE}" date="2024-03-10" source="{ADDRESS}" '
                           f'hostname="akhbar.example"><main><p>{FLAT}</p></main><comments/></doc>')  # fmt: skip
    (article,) = landing.night().articles
    assert (article["source"], article["url"]) == ("سراج", ADDRESS)


ENGLISH_ONE, ARABIC_ONE = {"title": "The harbour", "content": ENGLISH}, {"title": TITLE, "content": BODY}


@pytest.mark.parametrize(
    "versions",
    [
        [{"languages_code": "en-US", **ENGLISH_ONE}, {"languages_code": "ar-SA", **ARABIC_ONE}],
        [{"language": {"code": "ar"}, **ARABIC_ONE}, {"language": {"code": "en"}, **ENGLISH_ONE}],
        {"en": ENGLISH_ONE, "ar": ARABIC_ONE},
    ],
)
def test_of_one_article_in_several_languages_the_arabic_one_counts(landing: Landing, versions: Any) -> None:
    item = {"id": 1, "status": "published", "publish_on": ISO, "link": ADDRESS, "translations": versions}
    landing.write("a.json", written({"data": [item]}))
    night = landing.night()
    (article,) = night.articles
    assert (night.reasons, article["title"], article["url"]) == ([], TITLE, ADDRESS)
    assert article["published_at"] == MOMENT


def test_articles_that_say_their_languages_are_articles_each(landing: Landing) -> None:
    other = {"lang": "ar", "title": OTHER_TITLE, "text": OTHER, "url": OTHER_ADDRESS}
    landing.write("a.json", written({"articles": [{"lang": "ar", **ARTICLE}, other]}))
    assert {one["title"] for one in landing.night().articles} == {TITLE, OTHER_TITLE}


@pytest.mark.parametrize(
    "post",
    [
        {"url": "https://social.example/@anba/3", "created_at": ISO, "reblog": None, "content": BODY,
         "account": {"username": "anba", "acct": "anba", "display_name": "أنباء السهل"}},
        {"post": {"uri": "at://x/1", "author": {"handle": "anba.example", "displayName": "أنباء السهل"},
                  "record": {"text": BODY, "createdAt": ISO}}},
    ],
)  # fmt: skip
def test_who_posted_on_a_network_is_the_source(landing: Landing, post: dict[str, Any]) -> None:
    landing.write("a.jsonl", written(post) + "\n")
    (article,) = landing.night().articles
    assert (article["source"], article["title"], article["published_at"]) == ("أنباء السهل", None, MOMENT)


def test_who_wrote_in_a_content_manager_is_no_source(landing: Landing) -> None:
    landing.write("a.jsonl", written(ARTICLE | {"author": {"id": 4, "username": "editor1", "name": "سلمى"}}) + "\n")
    (article,) = landing.night().articles
    assert article["source"] == "akhbar.example"


def test_numbers_beside_a_text_are_no_record(landing: Landing) -> None:
    posts = [
        {"timestamp": 1710052200, "data": [{"post": text}, {"update_timestamp": 1710059999}]} for text in (BODY, OTHER)
    ]
    landing.write("a.json", written(posts))
    night = landing.night()
    assert (len(night.articles), night.reasons) == (2, [])
    assert {article["published_at"] for article in night.articles} == {MOMENT}


def test_a_list_of_headlines_with_addresses_is_no_headline(landing: Landing) -> None:
    articles = [ARTICLE, {"title": OTHER_TITLE, "text": OTHER, "url": OTHER_ADDRESS}]
    landing.write("a.json", written({"date": ISO, "headlines": articles}))
    assert {one["title"] for one in landing.night().articles} == {TITLE, OTHER_TITLE}


@pytest.mark.parametrize("clock", ["09.30.00.000000 AM +03:00", "06.30.00.000000000 AM UTC"])
def test_a_clock_of_oracle_with_its_zone(landing: Landing, clock: str) -> None:
    landing.write("a.jsonl", written(ARTICLE | {"published_at": f"10-MAR-24 {clock}"}) + "\n")
    (article,) = landing.night().articles
    assert article["published_at"] == MOMENT


BLOG = (
    "TITLE: {title}\nAUTHOR: قاسم\nSTATUS: {status}\nDATE: 03/10/2024 09:30:00 AM\n-----\nBODY:\n{body}\n-----\n"
    "EXTENDED BODY:\n\n-----\n"
)
COMMENT = "COMMENT:\nAUTHOR: زائر\nDATE: 03/12/2024 01:00:00 PM\nشكرا على الخبر.\n-----\n"


def test_a_blog_as_movable_type_exports_it(landing: Landing) -> None:
    posts = [
        BLOG.format(title=TITLE, status="Publish", body=BODY) + COMMENT,
        BLOG.format(title=OTHER_TITLE, status="Draft", body=OTHER),
    ]
    landing.write("export.txt", "--------\n".join(posts))
    night = landing.night()
    (article,) = night.articles
    assert (article["title"], article["text"].strip(), article["published_at"]) == (TITLE, BODY, MOMENT)
    assert night.reasons == ["not an article: draft"]


BELOW = f"العنوان:\n{TITLE}\n\nالتاريخ:\n10 مارس 2024\n\nالمصدر:\nصدى الوادي\n\nالرابط:\n{ADDRESS}\n\nالنص:\n{BODY}\n"


def test_labels_whose_values_stand_below_them(landing: Landing) -> None:
    landing.write("a.txt", BELOW)
    (article,) = landing.night().articles
    assert (article["title"], article["url"], article["source"]) == (TITLE, ADDRESS, "صدى الوادي")
    assert (article["text"].strip(), str(article["published_on"])) == (BODY, "2024-03-10")


def test_a_label_without_a_value_takes_no_line_of_the_text(landing: Landing) -> None:
    landing.write("a.txt", f"العنوان: {TITLE}\nالرابط: {ADDRESS}\nالمصدر:\n{BODY}\n")
    (article,) = landing.night().articles
    assert (article["text"].strip(), article["source"]) == (BODY, "akhbar.example")


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("10MAR2024:06:30:00", "2024-03-10T03:30:00+00:00"),
        (str(621355968 * 10**9 + 1710052200 * 10**7), ISO),
        ({"seconds": "1710052200", "nanos": 0}, ISO),
        ({"$reql_type$": "TIME", "epoch_time": 1710052200, "timezone": "+00:00"}, ISO),
        ({"text": "2024-03-10T06:30:00Z"}, ISO),
    ],
)
def test_moments_as_programs_count_and_print_them(landing: Landing, said: Any, moment: str) -> None:
    landing.write("a.jsonl", written(ARTICLE | {"published_at": said}) + "\n")
    (article,) = landing.night().articles
    assert article["published_at"] == datetime.fromisoformat(moment)


def test_one_article_in_a_text_of_json_has_what_stands_beside_it(landing: Landing) -> None:
    inner = [{"index": 0, "title": TITLE, "body": LINES, "published": ISO}]
    landing.write("a.jsonl", written({"url": ADDRESS, "model": "m-1", "extracted_content": written(inner)}) + "\n")
    (article,) = landing.night().articles
    assert (article["title"], article["url"], article["text"].split("\n")) == (TITLE, ADDRESS, LINES)


def test_an_address_is_no_text(landing: Landing) -> None:
    answer = {"name": "ok", "code": 200, "body": written({"articles": [ARTICLE]})}
    landing.write(
        "a.json", written({"item": [{"request": {"url": {"raw": "https://api.example/v1"}}, "response": [answer]}]})
    )
    night = landing.night()
    assert ([one["title"] for one in night.articles], night.reasons) == ([TITLE], [])


def test_of_two_rows_of_names_the_second_one_names_the_columns(landing: Landing) -> None:
    landing.write("a.csv", f"article,article,meta,meta\ntitle,text,date,url\n{TITLE},{FLAT},2024-03-10,{ADDRESS}\n")
    (article,) = landing.night().articles
    assert (article["title"], article["text"].strip(), article["url"]) == (TITLE, FLAT, ADDRESS)


def test_articles_that_are_kept_by_numbered_names(landing: Landing) -> None:
    first = f"article_0:\n  title: {TITLE}\n  body: |\n    {FLAT}\n  url: {ADDRESS}\n"
    second = f"article_1:\n  title: {OTHER_TITLE}\n  body: |\n    {OTHER.split(chr(10))[0]}\n"
    landing.write("a.yml", first + second)
    assert {one["title"] for one in landing.night().articles} == {TITLE, OTHER_TITLE}
