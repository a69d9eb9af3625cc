"""What streams of changes, stores of vectors, spreadsheets, programs for notes and databases of the press write."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.landing.conftest import BODY, OTHER, Landing

TITLE, SECOND = "توسعة الميناء القديم تبدأ غدا", "معرض للمخطوطات النادرة في المتحف"
ADDRESS, ANOTHER = "https://akhbar.example/ports/12", "https://akhbar.example/museum/3"
LINES = BODY.split("\n")
MOMENT = datetime(2024, 3, 9, 21, 30, tzinfo=UTC)
ROW = {"title": TITLE, "body": BODY, "url": ADDRESS, "published_at": "2024-03-09T21:30:00Z"}
GONE = {"title": SECOND, "body": OTHER, "url": ANOTHER, "published_at": "2024-03-09T20:00:00Z"}


def written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def in_lines(*values: Any) -> str:
    return "".join(f"{written(value)}\n" for value in values)


def paragraphs(text: str) -> str:
    return "".join(f"<p>{line}</p>" for line in text.split("\n"))


def typed(row: dict[str, str]) -> dict[str, dict[str, str]]:
    return {name: {"S": value} for name, value in row.items()}


# --- what was deleted ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        [
            {"payload": {"before": None, "after": ROW, "op": "c", "ts_ms": 1}},
            {"payload": {"before": GONE, "after": None, "op": "d", "ts_ms": 2}},
        ],
        [
            {"database": "cms", "table": "news", "type": "insert", "data": ROW},
            {"database": "cms", "table": "news", "type": "delete", "data": GONE},
        ],
        [
            {"eventName": "INSERT", "dynamodb": {"NewImage": typed(ROW)}},
            {"eventName": "REMOVE", "dynamodb": {"OldImage": typed(GONE)}},
        ],
        [ROW | {"_fivetran_deleted": False}, GONE | {"_fivetran_deleted": True}],
        [ROW | {"statut": "publie"}, GONE | {"statut": "poubelle"}],
    ],
    ids=["Debezium", "Maxwell", "DynamoDB", "Fivetran", "SPIP"],
)
def test_what_a_store_deleted_is_no_article(landing: Landing, changes: list[Any]) -> None:
    landing.write("changes.jsonl", in_lines(*changes))
    night = landing.night()
    assert [article["title"] for article in night.articles] == [TITLE]
    (reason,) = night.reasons
    assert reason.startswith("not an article: ")


def test_an_article_about_a_deletion_is_one(landing: Landing) -> None:
    article = landing.only("news.jsonl", in_lines(ROW | {"type": "delete", "section": "تقنية"}))
    assert article["title"] == TITLE


# --- texts apart from what is said of them ---------------------------------------------------------------


def test_texts_and_objects_at_the_same_places_are_an_article_each(landing: Landing) -> None:
    said = [{"title": TITLE, "url": ADDRESS}, {"title": SECOND, "url": ANOTHER}]
    landing.write(
        "store.json", written({"ids": ["a", "b"], "documents": [BODY, OTHER], "uris": None, "metadatas": said})
    )
    night = landing.night()
    assert night.reasons == []
    assert {article["url"]: article["text"] for article in night.articles} == {ADDRESS: BODY, ANOTHER: OTHER}


def elements(name: str, title: str, text: str, url: str) -> list[dict[str, Any]]:
    about = {"filename": name, "languages": ["ara"]}
    below = [{"type": "NarrativeText", "element_id": f"{name}{n}", "text": line, "metadata": about | {"url": url}}
             for n, line in enumerate(text.split("\n"))]  # fmt: skip
    return [
        {"type": "Header", "element_id": f"{name}h", "text": "الرئيسية", "metadata": about},
        {"type": "Title", "element_id": f"{name}t", "text": title, "metadata": about},
        *below,
        {"type": "Footer", "element_id": f"{name}f", "text": "جميع الحقوق محفوظة", "metadata": about},
    ]


def test_elements_of_a_document_are_one_article(landing: Landing) -> None:
    listed = [*elements("a.html", TITLE, BODY, ADDRESS), *elements("b.html", SECOND, OTHER, ANOTHER)]
    landing.write("elements.json", written(listed))
    landing.write("lines.jsonl", in_lines(*elements("c.html", TITLE, BODY, f"{ADDRESS}3")))
    night = landing.night()
    assert night.reasons == []
    found = [(article["title"], article["url"], article["text"]) for article in night.articles]
    assert found == [(TITLE, ADDRESS, BODY), (SECOND, ANOTHER, OTHER), (TITLE, f"{ADDRESS}3", BODY)]


def test_the_longer_teaser_counts_before_a_text_that_was_cut(landing: Landing) -> None:
    record = {"title": TITLE, "url": ADDRESS, "description": LINES[0], "content": f"{LINES[0][:60]}… [+2140 حرف]"}
    assert landing.only("answer.jsonl", in_lines(record))["text"] == LINES[0]


# --- pages that hold several articles and nothing else ----------------------------------------------------


@pytest.mark.parametrize("element", ["article", 'div class="article arArticle"'])
def test_a_page_of_articles_alone_is_an_article_each(landing: Landing, element: str) -> None:
    pieces = "".join(
        f'<{element}><div id="hd"><span class="arHeadline">{title}</span></div><div>{n} words</div>'
        f"<div>9 March 2024</div><div>WADIH</div>{paragraphs(text)}</{element.split()[0]}>"
        for n, (title, text) in enumerate([(TITLE, BODY), (SECOND, OTHER)], 200)
    )
    landing.write("database.html", f"<html><head><title>نتائج</title></head><body><div>{pieces}</div></body></html>")
    night = landing.night()
    assert night.reasons == []
    found = [(article["title"], article["text"].removeprefix(f"{article['title']}\n")) for article in night.articles]
    assert found == [(TITLE, BODY), (SECOND, OTHER)]
    assert {str(article["published_on"]) for article in night.articles} == {"2024-03-09"}


def test_a_page_with_more_than_its_articles_stays_one(landing: Landing) -> None:
    other = f"<article><h2>{SECOND}</h2>{paragraphs(OTHER)}</article>"
    first = f"<article><h1>{TITLE}</h1>{paragraphs(BODY)}</article>"
    page = f"<html><body>{first}<div>{'كلمة ' * 30}</div>{other}</body></html>"
    landing.write("page.html", page)
    assert len(landing.night().articles) == 1


# --- cells, names and notes --------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["#ERROR!", "Loading...", "[object Object]", "#DIV/0!"])
def test_a_program_s_word_for_nothing_is_no_headline(landing: Landing, word: str) -> None:
    assert landing.only("sheet.jsonl", in_lines(ROW | {"title": word}))["title"] is None


def test_a_headline_has_no_carriage_returns_in_letters(landing: Landing) -> None:
    article = landing.only("sheet.jsonl", in_lines(ROW | {"title": f"{TITLE}_x000D_"}))
    assert article["title"] == TITLE


def test_a_headline_that_two_selectors_found_is_said_once(landing: Landing) -> None:
    assert landing.only("spider.jsonl", in_lines(ROW | {"title": [TITLE, f" {TITLE} "]}))["title"] == TITLE


def test_the_text_once_more_is_no_headline(landing: Landing) -> None:
    words = BODY.replace("\n", " ")
    article = landing.only("posts.jsonl", in_lines(ROW | {"title": words, "body": words}))
    assert article["title"] is None


def test_apostrophes_stand_about_cells(landing: Landing) -> None:
    row = f"7;'{TITLE}';'{BODY.replace(chr(10), ' ')}';'2024-03-09T21:30:00Z';'{ADDRESS}'\n"
    article = landing.only("table.csv", f"id;titre;contenu;date;lien\n{row}")
    assert (article["title"], article["url"], article["published_at"]) == (TITLE, ADDRESS, MOMENT)


def test_a_text_below_the_last_label_is_not_its_value(landing: Landing) -> None:
    def piece(title: str, url: str, text: str) -> str:
        return f"Title: {title}\nURL: {url}\nSource: صحيفة المرسى\n{'-' * 20}\n{text}\n{'=' * 60}\n"

    landing.write("all.txt", piece(TITLE, ADDRESS, BODY) + piece(SECOND, ANOTHER, OTHER))
    night = landing.night()
    assert [article["text"] for article in night.articles] == [BODY, OTHER]
    assert {article["source"] for article in night.articles} == {"صحيفة المرسى"}


def test_a_note_is_named_by_its_file_and_has_no_marks(landing: Landing) -> None:
    first, second, third = LINES
    note = f"> [!info] {first}\n\n{second.replace('مدير المشروع', '==مدير المشروع==')}\n\n![[صورة.png]]\n\n{third}\n"
    article = landing.only(f"{TITLE}.md", f"---\nsource: {ADDRESS}\nauthor: '[[سلمى]]'\n---\n{note}")
    assert (article["title"], article["text"], article["url"]) == (TITLE, BODY, ADDRESS)


def test_a_note_says_where_it_was_clipped(landing: Landing) -> None:
    head = f'<title>{TITLE}</title><meta name="source-url" content="{ADDRESS}"/>'
    page = f"<html><head><meta charset='utf-8'>{head}</head><body><h1>{TITLE}</h1>{paragraphs(BODY)}</body></html>"
    assert landing.only("note.html", page)["url"] == ADDRESS


def test_a_state_says_the_address_of_its_story(landing: Landing) -> None:
    state = {"article": {"headline": TITLE, "body": paragraphs(BODY), "canonicalUrl": ADDRESS}}
    script = f"<script>window.__PRELOADED_STATE__ = {written(state)};</script>"
    page = f"<html><head><meta charset='utf-8'><title>المرسى</title></head><body><div></div>{script}</body></html>"
    assert landing.only("page.html", page)["url"] == ADDRESS


def test_a_model_s_answer_in_a_fence_in_a_cell_is_opened(landing: Landing) -> None:
    said = {name: value for name, value in ROW.items() if name != "url"}
    fenced = f"```json\n{json.dumps(said, ensure_ascii=False, indent=2)}\n```"
    article = landing.only("answers.jsonl", in_lines({"url": ADDRESS, "extraction": fenced}))
    assert (article["title"], article["text"], article["url"]) == (TITLE, BODY, ADDRESS)


def test_the_article_s_address_counts_before_the_list_s(landing: Landing) -> None:
    places = {"page_url": "https://akhbar.example/latest?page=1", "article_url": ADDRESS}
    record = places | {name: value for name, value in ROW.items() if name != "url"}
    assert landing.only("spider.jsonl", in_lines(record))["url"] == ADDRESS


def test_names_and_values_may_have_an_equals_sign_between(landing: Landing) -> None:
    def piece(title: str, url: str, text: str) -> str:
        return f"title={title}\nurl={url}\ndate=2024-03-09\ntext={text}\n\n"

    landing.write("all.txt", piece(TITLE, ADDRESS, LINES[0]) + piece(SECOND, ANOTHER, OTHER.split("\n")[0]))
    night = landing.night()
    assert [(article["title"], article["url"]) for article in night.articles] == [(TITLE, ADDRESS), (SECOND, ANOTHER)]


def test_blocks_say_their_kind_as_graphql_does(landing: Landing) -> None:
    blocks = [{"__typename": "CoreParagraph", "attributes": {"content": line}} for line in LINES]
    picture = {"__typename": "CoreImage", "attributes": {"content": "صورة من الأرشيف", "url": "a.jpg"}}
    record = {"heading": TITLE, "blocks": [blocks[0], picture, *blocks[1:]], "link": ADDRESS}
    assert landing.only("posts.jsonl", in_lines(record))["text"] == BODY


def test_keywords_in_a_list_in_a_list(landing: Landing) -> None:
    assert landing.only("spider.jsonl", in_lines(ROW | {"tags": [["موانئ", "نقل"]]}))["keywords"] == ["موانئ", "نقل"]


def test_days_of_a_service_with_its_zone_are_of_one_order(landing: Landing) -> None:
    days = ["03/02/2024, 05:40 PM, +0000 UTC", "02/25/2024, 05:40 PM, +0000 UTC", "02/27/2024, 09:10 AM, +0000 UTC"]
    rows = [
        ROW | {"published_at": day, "url": f"{ADDRESS}{n}", "body": f"{BODY}\nعدد {n}."} for n, day in enumerate(days)
    ]
    landing.write("results.jsonl", in_lines(*rows))
    found = [article["published_at"].isoformat()[:10] for article in landing.night().articles]
    assert found == ["2024-03-02", "2024-02-25", "2024-02-27"]


def test_a_row_of_a_table_that_begins_with_a_city_is_no_dateline(landing: Landing) -> None:
    text = f"{LINES[0]}\nالمدينة: الكمية\nعدن: 40 طنا\nالمكلا: 25 طنا\n{LINES[1]}"
    assert landing.only("news.jsonl", in_lines(ROW | {"body": text}))["dateline"] is None
