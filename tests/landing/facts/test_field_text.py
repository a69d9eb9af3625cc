"""Headline, source and keywords go the way of the text: put right when that is certain, refused when it is not."""

import json
from typing import Any

import pytest

TITLE = "توسعة الميناء القديم"


def misread(text: str, charset: str = "cp1252") -> str:
    return "".join(bytes([byte]).decode(charset, "ignore") or chr(byte) for byte in text.encode())


def night_of(landing: Any, texts: Any, **fields: Any) -> Any:
    row = {"text": texts["body"], "title": TITLE, "source": "صحيفة المرفأ"} | fields
    landing.write("a.jsonl", json.dumps(row, ensure_ascii=False))
    return landing.night()


@pytest.mark.parametrize(
    "title",
    [
        misread(TITLE),
        misread(misread(TITLE)),
        misread(TITLE, "cp1256"),
        TITLE.encode("cp1256").decode("latin-1"),
        f"<b>{TITLE}</b>&nbsp;",
        "".join(f"&#{ord(letter)};" for letter in TITLE),
        f"\u061c\u200f{TITLE}\u200e\ufeff",
        "توسعة الميناء القديم".replace("ا", "ﺎ"),
        "توسعة\u2028الميناء\x85القديم",
        "توس\u00adعة ال\u200bميناء القديم",
    ],
    ids=ascii,
)
def test_a_headline_is_put_right(landing: Any, texts: Any, title: Any) -> None:
    assert [row["title"] for row in night_of(landing, texts, title=title).articles] == [TITLE]


@pytest.mark.parametrize("field", ["title", "source", "keywords", "dateline", "agency"])
def test_a_garbled_field_that_is_in_doubt_refuses_the_record(landing: Any, texts: Any, field: Any) -> None:
    night = night_of(landing, texts, **{field: misread("فتح باب الحوار").replace("\x81", "")})
    assert night.articles == []
    assert night.reasons == ["encoding: UTF-8 that was read as windows-1252, not to be put right for certain"]


def test_source_and_keywords_are_put_right(landing: Any, texts: Any) -> None:
    night = night_of(
        landing, texts, source=misread("صحيفة المرفأ"), keywords=[misread("نقل"), misread("ميناء", "cp1256")]
    )
    (article,) = night.articles
    assert (article["source"], article["keywords"]) == ("صحيفة المرفأ", ["نقل", "ميناء"])


def test_the_text_tells_how_its_headline_was_turned(landing: Any, texts: Any) -> None:
    turned = "\n".join(line[::-1] for line in texts["body"].split("\n"))
    (article,) = night_of(landing, texts, text=turned, title="رصم ربخ").articles
    assert (article["text"], article["title"]) == (texts["body"], "خبر مصر")


def test_a_headline_of_question_marks_is_none(landing: Any, texts: Any) -> None:
    assert [row["title"] for row in night_of(landing, texts, title="????? ??? ؟").articles] == [None]


def test_a_page_in_a_field_gives_what_its_record_does_not(landing: Any, texts: Any) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in texts["body"].split("\n"))
    page = (
        f'<!doctype html><html><head><meta property="og:title" content="{TITLE}"></head>'
        f"<body><article><h1>{TITLE}</h1>{paragraphs}</article></body></html>"
    )
    (article,) = night_of(landing, texts, text=page, title=None, url="https://mina.example/7").articles
    assert (article["title"], article["url"]) == (TITLE, "https://mina.example/7")
    assert texts["body"] in article["text"]
