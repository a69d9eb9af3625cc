"""What sites' own interfaces answer with (articles in a string of HTML, a text in objects of blocks), texts in parts
under names of somebody's own, YAML under .txt; days as cells hold them; pages whose head says the front page."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.landing.conftest import BODY, OTHER, Landing

TITLE, SECOND = "توسعة الميناء القديم تبدأ غدا", "معرض للمخطوطات النادرة في المتحف"
ADDRESS = "https://akhbar.example/ports/12"
LINES = BODY.split("\n")
MOMENT = datetime(2024, 3, 9, 21, 30, tzinfo=UTC)


def written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def paragraphs(text: str) -> str:
    return "".join(f"<p>{line}</p>" for line in text.split("\n"))


def card(title: str, path: str, text: str) -> str:
    link = f'<a href="https://akhbar.example/{path}">{title}</a>'
    return f'<div class="card"><h3>{link}</h3><time datetime="2024-03-09T21:30:00Z">أمس</time>{paragraphs(text)}</div>'


CARDS = card(TITLE, "1", BODY) + card(SECOND, "2", OTHER)


# --- articles in one string ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        {"success": True, "next": 2, "html": CARDS},
        {"page": 1, "data": f'<div class="list">{CARDS}</div>'},
        [{"command": "insert", "selector": ".view", "data": CARDS}],
    ],
    ids=["more of a list", "under any name", "a command"],
)
def test_each_article_in_a_string_of_markup_is_one(landing: Landing, answer: Any) -> None:
    landing.write("answer.json", written(answer))
    articles = landing.night().articles
    assert [(one["title"], one["url"], one["text"].split("\n")[-1], one["published_at"]) for one in articles] == [
        (TITLE, "https://akhbar.example/1", LINES[-1], MOMENT),
        (SECOND, "https://akhbar.example/2", OTHER.split("\n")[-1], MOMENT),
    ]


def test_an_article_with_headings_that_lead_elsewhere_stays_one(landing: Landing) -> None:
    found = landing.only("a.json", written({"title": TITLE, "url": ADDRESS, "html": CARDS}))
    assert found["url"] == ADDRESS
    assert all(line in found["text"] for line in (*LINES, *OTHER.split("\n")))


def test_teasers_beside_a_heading_are_no_articles(landing: Landing) -> None:
    teasers = CARDS.replace(paragraphs(OTHER), "<p>معرض يفتح أبوابه الخميس.</p>") * 2
    landing.write("a.json", written({"html": teasers}))
    assert len(landing.night().articles) == 1


# --- texts in parts -------------------------------------------------------------------------------------


def test_parts_of_a_text_under_names_of_ones_own_are_the_text(landing: Landing) -> None:
    record = {"title": TITLE, "intro": LINES[0], "part_a": LINES[1], "part_b": LINES[2], "link": ADDRESS}
    landing.write("a.jsonl", written(record | {"finish": "وتنتهي الأعمال في الربيع المقبل."}))
    (found,) = landing.night().articles
    assert found["text"].split("\n") == [*LINES, "وتنتهي الأعمال في الربيع المقبل."]


def test_a_teaser_again_is_no_part(landing: Landing) -> None:
    record = {"title": TITLE, "intro": LINES[0], "seo_words": f"{LINES[0]} {LINES[1]}", "share_words": LINES[0]}
    landing.write("a.jsonl", written(record | {"link": ADDRESS}))
    night = landing.night()
    assert all(one["text"].count(LINES[0]) == 1 for one in night.articles)


def test_parts_in_elements_of_xml_are_the_text(landing: Landing) -> None:
    parts = f"<intro>{LINES[0]}</intro><two>{LINES[1]}</two><three>{LINES[2]}</three>"
    item = f"<newsitem><title>{TITLE}</title>{parts}<link>{ADDRESS}</link></newsitem>"
    landing.write("a.xml", f'<?xml version="1.0" encoding="utf-8"?><rows>{item}</rows>')
    (found,) = landing.night().articles
    assert found["text"] == BODY


def test_blocks_in_objects_of_an_article_are_its_text(landing: Landing) -> None:
    blocks = {"main": {"bodyHtml": "<figure></figure>"}, "body": [{"id": n, "bodyHtml": f"<p>{line}</p>"} for n, line in enumerate(LINES)]}  # fmt: skip  # noqa: E501
    record = {"webTitle": TITLE, "webUrl": ADDRESS, "webPublicationDate": "2024-03-09T21:30:00Z", "blocks": blocks}
    found = landing.only("a.json", written({"response": {"status": "ok", "results": [record]}}))
    assert (found["text"], found["title"], found["published_at"]) == (BODY, TITLE, MOMENT)


# --- YAML under .txt -------------------------------------------------------------------------------------


def test_yaml_under_the_name_of_a_text_is_its_records(landing: Landing) -> None:
    def document(title: str, text: str) -> str:
        lines = "".join(f"  {line}\n" for line in text.split("\n"))
        return f'---\ntitle: "{title}"\nurl: {ADDRESS}\ndate: 2024-03-09\ntext: |\n{lines}'

    landing.write("a.txt", document(TITLE, BODY) + document(SECOND, OTHER))
    assert [(one["title"], one["text"].strip()) for one in landing.night().articles] == [(TITLE, BODY), (SECOND, OTHER)]


def test_a_text_below_front_matter_is_no_yaml(landing: Landing) -> None:
    found = landing.only("a.txt", f"---\ntitle: {TITLE}\nsummary: |\n  {LINES[0]}\n---\n\n{BODY}\n")
    assert (found["title"], found["text"].strip()) == (TITLE, BODY)


# --- days -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        '{"$date": {"$numberLong": "1710019800000"}}',
        '{"$date": "2024-03-09T21:30:00.000Z"}',
        "datetime.datetime(2024, 3, 9, 21, 30, tzinfo=datetime.timezone.utc)",
        "09/Mar/2024:21:30:00 +0000",
    ],
)
def test_a_moment_as_a_cell_holds_one(landing: Landing, said: str) -> None:
    cell = said.replace('"', '""')
    found = landing.only("a.csv", f'title,text,url,date\n{TITLE},"{BODY}",{ADDRESS},"{cell}"\n')
    assert found["published_at"] == MOMENT


def test_a_day_garbled_as_its_text_was_is_read(landing: Landing) -> None:
    def garbled(text: str) -> str:
        return text.encode("cp1256").decode("latin-1")

    record = {"title": garbled(TITLE), "text": garbled(BODY), "url": ADDRESS, "date": garbled("10 مارس 2024")}
    found = landing.only("a.jsonl", written(record))
    assert found["published_at"] == datetime(2024, 3, 9, 21, tzinfo=UTC)


# --- what stands around ----------------------------------------------------------------------------------


def test_the_name_of_a_chat_is_no_headline(landing: Landing) -> None:
    message = {"id": "31", "type": "Default", "timestamp": "2024-03-09T21:30:00Z", "content": BODY}
    landing.write("a.json", written({"guild": {"id": "1", "name": "أخبار"}, "messages": [message]}))
    (found,) = landing.night().articles
    assert found["title"] is None


def test_a_notice_in_english_beside_a_name_is_no_article(landing: Landing) -> None:
    notice = {"story": "صوت الحقل updated their cover photo.", "created_time": "2024-03-09T21:30:00+0000", "id": "1_3"}
    post = {"message": BODY, "created_time": "2024-03-09T21:30:00+0000", "id": "1_2"}
    landing.write("a.json", written({"data": [post, notice]}))
    night = landing.night()
    assert [one["text"] for one in night.articles] == [BODY]
    assert len(night.reasons) == 1


# --- pages ----------------------------------------------------------------------------------------------


def page(head: str, body: str) -> str:
    return f'<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def test_a_head_that_says_the_front_page_says_no_headline(landing: Landing) -> None:
    head = '<title>وكالة الضفتين | أخبار المدن لحظة بلحظة</title><meta property="og:title" content="الرئيسية">'
    body = f"<div><h2>{TITLE} في المدينة الساحلية الكبرى</h2>{paragraphs(BODY)}</div>"
    found = landing.only("a.html", page(head, body))
    assert found["title"] == f"{TITLE} في المدينة الساحلية الكبرى"


def test_the_address_of_the_page_that_linked_data_is_the_main_thing_of(landing: Landing) -> None:
    data = {"@type": "NewsArticle", "headline": TITLE, "articleBody": BODY, "mainEntityOfPage": ADDRESS}
    found = landing.only(
        "a.html", page(f'<script type="application/ld+json">{written(data)}</script>', '<div id="app"></div>')
    )
    assert (found["url"], found["text"]) == (ADDRESS, BODY)


@pytest.mark.parametrize("said", ["0001-01-01T00:00:00", "1970-01-01T00:00:00Z"])
def test_a_year_that_programs_write_for_nothing_is_no_day_of_a_page(landing: Landing, said: str) -> None:
    head = f'<meta property="article:published_time" content="{said}">'
    body = f"<article><h1>{TITLE}</h1><p>الأحد 10 آذار / مارس 2024 الساعة 00:30</p>{paragraphs(BODY)}</article>"
    assert landing.only("a.html", page(head, body))["published_at"] == MOMENT


@pytest.mark.parametrize("hidden", ['style="display: none"', "hidden"])
def test_the_rest_of_a_story_that_a_button_shows_is_of_it(landing: Landing, hidden: str) -> None:
    rest = f"<div {hidden}><p>{LINES[1]}</p><p>{LINES[2]}</p></div>"
    body = f"<article><h1>{TITLE}</h1><div><p>{LINES[0]}</p></div><button>اقرأ المزيد</button>{rest}</article>"
    assert landing.only("a.html", page("", body))["text"].endswith(BODY)


def test_what_is_hidden_without_a_button_stays_hidden(landing: Landing) -> None:
    box = f'<div style="display:none"><p>{OTHER.split(chr(10))[0]}</p></div>'
    body = f"<article><h1>{TITLE}</h1><div>{paragraphs(BODY)}</div>{box}</article>"
    assert OTHER.split("\n")[0] not in landing.only("a.html", page("", body))["text"]


def test_panes_of_a_story_are_all_of_it(landing: Landing) -> None:
    panes = "".join(
        f'<div class="tab-pane{" active" * (n == 0)}" id="page-{n}"><p>{line}</p></div>' for n, line in enumerate(LINES)
    )
    assert landing.only("a.html", page("", f"<main><h1>{TITLE}</h1>{panes}</main>"))["text"].endswith(BODY)


# --- cut off, in parts, joined ----------------------------------------------------------------------------


def test_what_is_whole_in_an_answer_that_breaks_off_is_read(landing: Landing) -> None:
    rows = [{"title": TITLE, "text": BODY, "url": ADDRESS}, {"title": SECOND, "text": OTHER, "url": ADDRESS + "3"}]
    landing.write("a.json", written({"status": "ok", "articles": rows, "next": None})[:-120])
    night = landing.night()
    assert [one["text"] for one in night.articles] == [BODY]
    assert len(night.reasons) == 1


def test_an_article_that_breaks_off_is_not_read_to_its_last_part(landing: Landing) -> None:
    record = {"title": TITLE, "url": ADDRESS, "paragraphs": [{"text": line} for line in LINES]}
    landing.write("a.json", written({"article": record})[:-60])
    night = landing.night()
    assert (night.articles, len(night.reasons)) == ([], 1)


def test_parts_beside_an_object_that_says_the_headline_are_one_article(landing: Landing) -> None:
    record = {"kopf": {"titel": TITLE, "url": ADDRESS}, "absaetze": [{"nr": n, "inhalt": one} for n, one in enumerate(LINES)]}  # noqa: E501  # fmt: skip
    (found,) = (landing.write("a.jsonl", written(record)), landing.night().articles)[1]
    assert (found["title"], found["text"]) == (TITLE, BODY)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (",".join(LINES), BODY),
        (",".join(f"<p>{line}</p>" for line in LINES), BODY),
        (f"{LINES[0]},{LINES[1]} {LINES[2]}", f"{LINES[0]},{LINES[1]} {LINES[2]}"),
    ],
    ids=["paragraphs", "elements", "once"],
)
def test_paragraphs_that_a_scraper_joined_are_lines(landing: Landing, said: str, text: str) -> None:
    assert landing.only("a.jsonl", written({"title": TITLE, "text": said, "url": ADDRESS}))["text"] == text


@pytest.mark.parametrize("said", ["45361,0208333333", {"$timestamp": {"t": 1710019800, "i": 1}}])
def test_a_moment_as_a_store_or_a_sheet_counts_it(landing: Landing, said: Any) -> None:
    found = landing.only("a.jsonl", written({"title": TITLE, "text": BODY, "url": ADDRESS, "date": said}))
    assert found["published_at"] == MOMENT


@pytest.mark.parametrize("escaped", ["\\u", "\\\\u"], ids=["once", "twice"])
def test_letters_that_programs_escaped_are_letters(landing: Landing, escaped: str) -> None:
    def program(text: str) -> str:
        return json.dumps(text)[1:-1].replace("\\u", escaped).replace("\\n", f"{escaped[:-1]}n")

    found = landing.only("a.csv", f'title,text,url\n{program(TITLE)},"{program(BODY)}",{ADDRESS}\n')
    assert (found["title"], found["text"]) == (TITLE, BODY)


def test_the_address_of_an_article_goes_before_that_which_was_asked_for(landing: Landing) -> None:
    article = {"headline": TITLE, "articleBody": BODY, "canonicalUrl": ADDRESS}
    found = landing.only("a.json", written({"url": f"{ADDRESS}?utm=1", "statusCode": 200, "article": article}))
    assert found["url"] == ADDRESS


def test_the_days_of_a_list_of_other_stories_are_not_a_pages(landing: Landing) -> None:
    other = {"@type": "NewsArticle", "headline": SECOND, "datePublished": "2024-01-01T00:00:00Z"}
    data = {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": other}]}
    head = f'<script type="application/ld+json">{written(data)}</script>'
    body = f"<article><h1>{TITLE}</h1>{paragraphs(BODY)}</article>"
    assert landing.only("a.html", page(head, body))["published_at"] is None
