"""Ways in which people and older programs write tables, addresses and days, that readers stumble over."""

import json
from typing import Any

import pytest

from tests.landing.conftest import BODY, OTHER, Landing

TITLE, ADDRESS, DAY = "توسعة الميناء القديم تبدأ غدا", "https://www.akhbar.example/ports/12", "2024-03-10"
OTHER_TITLE, OTHER_ADDRESS = "مخطوطات نادرة في المتحف الوطني", "https://www.akhbar.example/culture/7"
LINES, FLAT, OTHER_FLAT = BODY.split("\n"), BODY.replace("\n", " "), OTHER.replace("\n", " ")


def written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def said(landing: Landing) -> set[tuple[str, str]]:
    night = landing.night()
    assert night.reasons == []
    return {(row["title"], row["url"]) for row in night.articles}


PIPED = (
    "| title | text | date | url |\n|:---|---|:---:|---:|\n"
    f"| {TITLE} | {FLAT} | {DAY} | {ADDRESS} |\n| {OTHER_TITLE} | {OTHER_FLAT} | {DAY} | {OTHER_ADDRESS} |\n"
)


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.csv"])
def test_a_table_of_markdown_has_an_article_a_row(landing: Landing, name: str) -> None:
    landing.write(name, PIPED)
    assert said(landing) == {(TITLE, ADDRESS), (OTHER_TITLE, OTHER_ADDRESS)}


def test_a_table_of_numbers_in_a_story_is_part_of_it(landing: Landing) -> None:
    landing.write("a.md", f"| المدينة | الحصة |\n|---|---|\n| صور | 3 |\n\n{BODY}\n")
    (article,) = landing.night().articles
    assert LINES[-1] in article["text"]


def test_names_of_columns_that_break_over_lines(landing: Landing) -> None:
    landing.write(
        "a.csv",
        f'م,"عنوان\r\nالخبر","النص\n(كامل)","تاريخ\nالنشر",الرابط\r\n1,{TITLE},"{BODY}",10/03/2024,{ADDRESS}\r\n',
    )
    assert said(landing) == {(TITLE, ADDRESS)}


def test_a_row_whose_text_breaks_over_lines_is_no_name(landing: Landing) -> None:
    rows = (
        (TITLE, BODY, ADDRESS),
        (OTHER_TITLE, OTHER, OTHER_ADDRESS),
        (f"{TITLE} ثانيا", f"{BODY} ثانيا.", f"{ADDRESS}3"),
    )
    landing.write("a.csv", "".join(f'"{title}","{text}",{url}\n' for title, text, url in rows))
    assert said(landing) == {(title, url) for title, _, url in rows}


def test_elements_with_arabic_names_and_paragraphs_below_a_record(landing: Landing) -> None:
    head, paragraphs = '<?xml version="1.0" encoding="UTF-8"?>', "".join(f"<P>{line}</P>" for line in OTHER.split("\n"))
    first = f"<عنوان>{TITLE}</عنوان><نص>{FLAT}</نص><رابط>{ADDRESS}</رابط>"
    second = f"<HEAD>{OTHER_TITLE}</HEAD><URL>{OTHER_ADDRESS}</URL>{paragraphs}"
    landing.write("a.xml", f"{head}<أخبار><خبر>{first}</خبر></أخبار>")
    landing.write("b.xml", f'{head}<ARCHIVE><NEWS ID="1">{second}</NEWS></ARCHIVE>')
    assert said(landing) == {(TITLE, ADDRESS), (OTHER_TITLE, OTHER_ADDRESS)}


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("//akhbar.example/ports/12", "https://akhbar.example/ports/12"),
        ("www.akhbar.example/ports/12", ADDRESS),
        ("akhbar.example/ports/12", "https://akhbar.example/ports/12"),
        (f"[الخبر]({ADDRESS})", ADDRESS),
        (f"<{ADDRESS}>", ADDRESS),
        ("akhbar.example", None),
        ("2024.03/12", None),
    ],
)
def test_addresses_as_people_write_them(landing: Landing, value: str, address: str | None) -> None:
    landing.write("a.jsonl", written({"title": TITLE, "text": BODY, "url": value}) + "\n")
    (article,) = landing.night().articles
    assert article["url"] == address


def test_a_number_with_a_point_is_no_address(landing: Landing) -> None:
    landing.write("a.jsonl", written({"title": TITLE, "text": BODY, "id": "news.article/12"}) + "\n")
    (article,) = landing.night().articles
    assert article["url"] is None


@pytest.mark.parametrize(
    "value",
    [
        "تحديث 12/03/2024 الساعة 10:00 - إنشاء 10/03/2024",
        "آخر تحديث: 12 مارس 2024 | نشر: 10 مارس 2024",
        {"day": 10, "month": "مارس", "year": 2024},
    ],
)
def test_the_day_of_publication_beside_that_of_an_update(landing: Landing, value: Any) -> None:
    landing.write("a.jsonl", written({"title": TITLE, "text": BODY, "published": value, "url": ADDRESS}) + "\n")
    (article,) = landing.night().articles
    assert str(article["published_on"]) == DAY


def test_the_only_day_is_taken_though_it_is_that_of_an_update(landing: Landing) -> None:
    landing.write("a.jsonl", written({"title": TITLE, "text": BODY, "date": "آخر تحديث: 10 مارس 2024"}) + "\n")
    (article,) = landing.night().articles
    assert str(article["published_on"]) == DAY


def test_what_an_arabic_object_says_of_its_publication(landing: Landing) -> None:
    record = {
        "الخبر": {"العنوان": TITLE, "النص": LINES},
        "النشر": {"التاريخ": "10 مارس 2024", "الموقع": {"الاسم": "بيت الخبر"}},
    }
    landing.write("a.json", written([record]))
    (article,) = landing.night().articles
    assert (article["title"], article["source"], str(article["published_on"])) == (TITLE, "بيت الخبر", DAY)


def test_numbers_in_columns_are_no_paragraphs(landing: Landing) -> None:
    landing.write("a.csv", f"title,text,url,p1,p2,p3\n{TITLE},{FLAT},{ADDRESS},0.2,0.5,0.3\n")
    (article,) = landing.night().articles
    assert article["text"].strip() == FLAT


LINED = "".join(
    f"          id = {n}\n       title = {title}\n        body = {text}\npublished_at = {DAY}\n         url = {url}\n\n"
    for n, title, text, url in ((1, TITLE, FLAT, ADDRESS), (2, OTHER_TITLE, OTHER_FLAT, OTHER_ADDRESS))
)
LETTERS = "<tr><th></th><th>A</th><th>B</th><th>C</th></tr>"
SHEET = "".join(
    f"<tr><th>{n}</th>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
    for n, row in enumerate(
        (("العنوان", "النص", "الرابط"), (TITLE, FLAT, ADDRESS), (OTHER_TITLE, OTHER_FLAT, OTHER_ADDRESS)), 1
    )
)
ANSWER = written([{"title": title, "content": text, "url": url} for title, text, url in
                  ((TITLE, FLAT, ADDRESS), (OTHER_TITLE, OTHER_FLAT, OTHER_ADDRESS))])  # fmt: skip
BOTH = {(TITLE, ADDRESS), (OTHER_TITLE, OTHER_ADDRESS)}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("out.txt", LINED),
        ("sheet.html", f"<html><body><table><thead>{LETTERS}</thead><tbody>{SHEET}</tbody></table></body></html>"),
        ("a.json", f"```json\n{ANSWER}\n```\n"),
        ("a.txt", f"هذه هي المقالات المستخرجة\n\n```json\n{ANSWER}\n```\n"),
        ("a.csv", "story-card href,story-card__title,author-card__title,article-body\n"
                  + "".join(f"{url},{title},سلمى,{text}\n" for title, text, url in
                            ((TITLE, FLAT, ADDRESS), (OTHER_TITLE, OTHER_FLAT, OTHER_ADDRESS)))),
        ("b.csv", "EntryTitle,EntryUrl,EntryContent\n"
                  + "".join(f"{title},{url},{text}\n" for title, text, url in
                            ((TITLE, FLAT, ADDRESS), (OTHER_TITLE, OTHER_FLAT, OTHER_ADDRESS)))),
        ("c.csv", ";العنوان;نص الخبر;الرابط;\n"
                  + "".join(f";{title};{text};{url};\n;;;;\n" for title, text, url in
                            ((TITLE, FLAT, ADDRESS), (OTHER_TITLE, OTHER_FLAT, OTHER_ADDRESS))) + ";;;;\n;;;;\n"),
    ],
    ids=["SQLite's lines", "a sheet as a page", "a fence", "a fence below words", "classes", "entries", "blank rows"],
)  # fmt: skip
def test_each_row_is_an_article(landing: Landing, name: str, data: str) -> None:
    landing.write(name, data)
    assert said(landing) == BOTH


def test_what_a_search_shows_gives_way_to_the_whole_text(landing: Landing) -> None:
    landing.write("a.json", written({"results": [{"title": TITLE, "url": ADDRESS, "content": LINES[1], "score": 0.9,
                                                  "raw_content": BODY}]}))  # fmt: skip
    (article,) = landing.night().articles
    assert article["text"].strip() == BODY


@pytest.mark.parametrize(
    ("label", "source"), [("المصدر: ساحة البلد", "ساحة البلد"), ("المصدر: رويترز", "جريدة المرسى")]
)
def test_a_source_at_the_head_of_a_text(landing: Landing, label: str, source: str) -> None:
    landing.write("جريدة المرسى/1.txt", f"{TITLE}\n\nالأحد 10 مارس 2024\n{label}\n\n{BODY}\n")
    (article,) = landing.night().articles
    assert article["source"] == source
