"""Forms in which stores, clients of databases and scrapers' own scripts write the same article."""

import json
from typing import Any

import pytest

from tests.landing.conftest import BODY, OTHER, Landing

TITLE, PAGE, DAY = "توسعة الميناء القديم تبدأ غدا", "https://www.akhbar.example/ports/12", "2024-03-08T06:15:00Z"
NEXT, NEXT_PAGE = "معرض المخطوطات يفتح أبوابه للجمهور", "https://www.akhbar.example/culture/7"
ROWS = ((TITLE, BODY, PAGE), (NEXT, OTHER, NEXT_PAGE))


def dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def element(name: str, title: str, text: str, page: str) -> str:
    return f"<{name}><Id>1</Id><Headline>{title}</Headline><URL>{page}</URL><Text>{text}</Text></{name}>\n"


OBJECTS = [{"title": title, "body": text, "published_at": DAY, "url": page} for title, text, page in ROWS]
COLUMNS = [{"name": name, "datatype": "Utf8", "values": [one[name] for one in OBJECTS]} for name in OBJECTS[0]]
FILES = {
    "elements that are counted": (
        "corpus.xml",
        "<Marsa>\n" + "".join(element(f"Marsa_{n}", *row) for n, row in enumerate(ROWS)) + "</Marsa>",
    ),
    "counted elements without a root": (
        "corpus.xml",
        "".join(element(f"Marsa_{n}", *row) for n, row in enumerate(ROWS)),
    ),
    "FOR XML PATH": ("query.xml", "".join(element("Article", *row) for row in ROWS)),
    "json_agg of psql": (
        "out.txt",
        " json_agg \n" + "-" * 40 + "\n [" + ", +\n  ".join(map(dumped, OBJECTS)) + "]\n(1 row)\n",
    ),
    "row_to_json of psql": (
        "out.json",
        " row_to_json \n" + "-" * 40 + "\n" + "".join(f" {dumped(one)}\n" for one in OBJECTS) + "(2 rows)\n",
    ),
    "columns with their values": ("frame.json", dumped({"columns": COLUMNS})),
    "lists without names": (
        "rows.jsonl",
        "".join(dumped([page, title, DAY, text]) + "\n" for title, text, page in ROWS),
    ),
    "lists without names in a list": ("rows.json", dumped([[title, text, DAY, page] for title, text, page in ROWS])),
    "schema and datarows": (
        "sql.json",
        dumped({"schema": [{"name": one} for one in OBJECTS[0]], "datarows": [list(one.values()) for one in OBJECTS]}),
    ),
    "cells that only count": (
        "query.json",
        dumped({"schema": {"fields": [{"name": name} for name in OBJECTS[0]]},
                "rows": [{"f": [{"v": value} for value in one.values()]} for one in OBJECTS]}),
    ),
    "an answer that calls them mentions": ("mentions.json", dumped({"mentions": OBJECTS, "_links": {}})),
}  # fmt: skip


@pytest.mark.parametrize("form", FILES)
def test_each_row_is_an_article(landing: Landing, form: str) -> None:
    landing.write(*FILES[form])
    night = landing.night()
    assert night.reasons == []
    assert [(row["title"], row["text"], row["url"]) for row in night.articles] == list(ROWS)


def test_the_definition_of_a_table_is_counted(landing: Landing) -> None:
    table = '<pma:table name="news">CREATE TABLE `news` (`id` int NOT NULL, `title` varchar(255));</pma:table>'
    rows = f'<table name="news"><column name="title">{TITLE}</column><column name="body">{BODY}</column></table>'
    article = landing.only("dump.xml", f"<pma_xml_export>{table}<database>{rows}</database></pma_xml_export>")
    assert (article["title"], article["text"]) == (TITLE, BODY)


def test_pages_and_texts_by_their_addresses(landing: Landing) -> None:
    lines = "".join(f"<p>{line}</p>" for line in BODY.split("\n"))
    page = f"<!DOCTYPE html><html><body><nav>الرئيسية</nav><article><h1>{TITLE}</h1>{lines}</article></body></html>"
    landing.write("pages.json", dumped({PAGE: page, NEXT_PAGE: OTHER}))
    found = [(row["url"], row["text"]) for row in landing.night().articles]
    assert found == [(PAGE, f"{TITLE}\n{BODY}"), (NEXT_PAGE, OTHER)]


def test_the_words_of_the_text_tell_the_headline_from_a_kicker(landing: Landing) -> None:
    kickers = ("أبرز ما جرى في المرافئ هذا الأسبوع", "من صفحات الثقافة والفنون اليوم")
    heads = ("بدء العمل في توسعة الميناء القديم", "افتتاح معرض المخطوطات في المتحف الوطني")
    rows = [{"h_a": kicker, "h_b": head, "corps": text, "lnk": page, "quand": DAY}
            for kicker, head, (_, text, page) in zip(kickers, heads, ROWS, strict=True)]  # fmt: skip
    landing.write("a.jsonl", "".join(dumped(row) + "\n" for row in rows))
    assert [row["title"] for row in landing.night().articles] == list(heads)


@pytest.mark.parametrize("title", [{}, {"title": PAGE}, {"title": None}])
def test_a_headline_where_a_description_would_be(landing: Landing, title: dict[str, Any]) -> None:
    record = {**title, "description": TITLE, "content": BODY, "date": DAY, "url": PAGE}
    assert landing.only("a.jsonl", dumped(record) + "\n")["title"] == TITLE


def test_the_beginning_of_the_text_is_no_headline(landing: Landing) -> None:
    record = {"description": BODY[:70], "content": BODY, "date": DAY, "url": PAGE}
    assert landing.only("a.jsonl", dumped(record) + "\n")["title"] is None


@pytest.mark.parametrize("record", [{"message": "{0}"}, {"type": "post", "post": {"message": "{0}", "user": "bot"}}])
def test_a_headline_in_bold_loses_its_marks(landing: Landing, record: dict[str, Any]) -> None:
    text = dumped(record).replace("{0}", f"**{TITLE}**\\n\\n" + BODY.replace("\n", "\\n"))
    assert landing.only("a.jsonl", text + "\n")["text"] == f"{TITLE}\n{BODY}"


def test_a_note_s_tags_are_its_keywords(landing: Landing) -> None:
    article = landing.only("note.md", f"# {TITLE}\n#موانئ #نقل/بحري#\n\n{BODY}\n")
    assert (article["text"], article["keywords"]) == (f"{TITLE}\n{BODY}", ["موانئ", "نقل/بحري"])


@pytest.mark.parametrize(
    "sent",
    [
        "\u200e<المرفق: 00000012-PHOTO-2024-03-10.jpg>",
        "<attached: 0001.mp4>",
        "IMG-20240310-WA0001.jpg (file attached)",
    ],
)
def test_what_was_sent_along_with_a_message(landing: Landing, sent: str) -> None:
    head = "[10/03/2024, 08:1{0}:00] شبكة المرسى: "
    chat = f"{head.format(1)}{sent}\n{BODY}\n{head.format(2)}{OTHER} {sent}\n{head.format(3)}{sent}\n"
    landing.write("chat.txt", chat)
    assert [row["text"] for row in landing.night().articles] == [BODY, OTHER]


def test_days_and_clocks_without_names(landing: Landing) -> None:
    rows = "".join(
        f'{day}/02/2024,18:3{day - 20}:00,شبكة المرسى,,"{text}"\n' for day, text in ((24, BODY), (25, OTHER))
    )
    landing.write("chat.csv", rows)
    found = [row["published_at"].isoformat() for row in landing.night().articles]
    assert found == ["2024-02-24T15:34:00+00:00", "2024-02-25T15:35:00+00:00"]
