"""The same things as other tools write them: addresses under names of their own, tables that a database saves, bodies
with a summary, feeds with paths, editors' marks in braces, pages of a content manager, days between bars."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

from tests.landing.conftest import BODY, OTHER, Landing, Night

TITLE, SECOND = "توسعة الميناء القديم تبدأ غدا", "معرض المخطوطات يفتح أبوابه للجمهور"
ADDRESS, ANOTHER = "https://akhbar.example/ports/12", "https://akhbar.example/museums/7"
LINES = BODY.split("\n")


def written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def one(night: Night) -> dict[str, Any]:
    (article,) = night.articles
    return article


# --- addresses ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["response_url", "css-1q href", "zWorg_link", "resolved_url"])
def test_the_address_under_a_name_of_the_scraper_s_own(landing: Landing, name: str) -> None:
    landing.write("a.json", written([{"title": TITLE, "text": BODY, name: ADDRESS}]))
    assert one(landing.night())["url"] == ADDRESS


@pytest.mark.parametrize("name", ["image_link", "author_url", "next href", "shareLink", "web-scraper-start-url"])
def test_an_address_of_something_else_is_none(landing: Landing, name: str) -> None:
    landing.write("a.json", written([{"title": TITLE, "text": BODY, name: ADDRESS}]))
    assert one(landing.night())["url"] is None


def test_of_two_such_addresses_none_is_the_article_s(landing: Landing) -> None:
    landing.write("a.json", written([{"title": TITLE, "text": BODY, "c1 href": ADDRESS, "c2 href": ANOTHER}]))
    assert one(landing.night())["url"] is None


ATOM = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"{base}><title>أخبار</title><entry>'
    '<title>{title}</title><link href="{path}" rel="alternate"/><published>2024-03-09T10:00:00Z</published>'
    "<content>{body}</content></entry></feed>"
)


@pytest.mark.parametrize(
    ("path", "address"), [("/ports/12", ADDRESS), ("//akhbar.example/ports/12", ADDRESS), (ANOTHER, ANOTHER)]
)
def test_a_path_in_an_atom_feed_has_the_feed_s_base(landing: Landing, path: str, address: str) -> None:
    landing.write("a.atom", ATOM.format(base=' xml:base="https://akhbar.example/"', title=TITLE, path=path, body=BODY))
    assert one(landing.night())["url"] == address


def test_a_path_in_an_rss_feed_has_the_host_of_the_feed_s_address(landing: Landing) -> None:
    item = f"<item><title>{TITLE}</title><link>/ports/12</link><description>{BODY}</description></item>"
    landing.write("a.xml", f'<rss version="2.0"><channel><link>https://akhbar.example</link>{item}</channel></rss>')
    assert one(landing.night())["url"] == ADDRESS


# --- tables and records -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["news.txt", "news.tsv"])
def test_a_table_that_a_database_saved_without_a_header(landing: Landing, name: str) -> None:
    rows = [(1, TITLE, BODY, ADDRESS), (2, SECOND, OTHER, ANOTHER)]
    saved = ("\t".join([str(n), title, text.replace("\n", "\\\n"), address]) for n, title, text, address in rows)
    landing.write(name, "\n".join(saved) + "\n")
    night = landing.night()
    assert [(row["title"], row["text"], row["url"]) for row in night.articles] == [row[1:] for row in rows]


def test_a_text_with_tabs_is_a_text(landing: Landing) -> None:
    landing.write("a.txt", f"الأرصفة\tالسفن\tالعام\n{BODY}\n")
    assert one(landing.night())["text"].rstrip().endswith(BODY)


def test_a_summary_above_the_sections_of_a_body_begins_the_text(landing: Landing) -> None:
    body = {"summary": LINES[:1], "sections": [{"headline": [], "paragraphs": LINES[1:]}]}
    landing.write("a.json", written([{"title": TITLE, "body": body, "publishing_date": "2024-03-09 11:00:00+03:00"}]))
    assert one(landing.night())["text"] == BODY


def test_the_day_from_which_joomla_shows_an_article_is_its_day(landing: Landing) -> None:
    row = {"title": TITLE, "text": BODY, "created": "2024-03-01 10:00:00", "publish_up": "2024-03-09 10:00:00"}
    landing.write("a.json", written([row]))
    assert str(one(landing.night())["published_on"]) == "2024-03-09"


def test_a_page_of_a_content_manager_is_told_beside_its_slug_alone(landing: Landing) -> None:
    page = {"title": TITLE, "html": BODY, "slug": "about", "type": "page", "status": "published"}
    landing.write("a.json", written([page, {"title": SECOND, "text": OTHER, "type": "page"}]))
    night = landing.night()
    assert (one(night)["title"], night.reasons) == (SECOND, ["not an article: page"])


# --- marks in braces ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mark",
    [
        '[[{"fid":"3","view_mode":"default","attributes":{"class":"media"}}]]',
        "{youtube}dQw4w9{/youtube}",
        "{loadposition banner-1}",
        '{{< figure src="/a.jpg" >}}',
        "{% include share.html %}",
    ],
)
def test_marks_of_editors_in_braces_go(landing: Landing, mark: str) -> None:
    landing.write("a.json", written([{"title": TITLE, "content": f"{LINES[0]}\n{mark}\n{LINES[1]}\n{LINES[2]}"}]))
    assert [line for line in one(landing.night())["text"].split("\n") if line.strip()] == LINES


@pytest.mark.parametrize("words", ["{ومن يتق الله يجعل له مخرجا}", "{tip}توضيح من المحرر{/tip}"])
def test_words_in_braces_stay(landing: Landing, words: str) -> None:
    landing.write("a.json", written([{"title": TITLE, "content": f"{BODY}\nوتلا الخطيب {words} في ختام كلمته."}]))
    text = one(landing.night())["text"]
    assert words.removeprefix("{tip}").removesuffix("{/tip}").strip("{}") in text


# --- pages --------------------------------------------------------------------------------------------------


def page(title: str, inner: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html lang="ar"><head><title>{title}</title>{head}</head><body>{inner}</body></html>'


PARAGRAPHS = "".join(f"<p>{line}</p>" for line in LINES)


@pytest.mark.parametrize(
    "said",
    [
        '<span itemprop="datePublished" content="2024-03-09T19:30:00+03:00">أمس</span>',
        '<div itemprop="datePublished" content="2024-03-09T19:30:00+03:00"></div>',
        "<p>أرسله محرر الشؤون المحلية والاقتصاد في السبت, 09/03/2024 - 19:30</p>",
    ],
)
def test_the_day_that_a_content_manager_marks(landing: Landing, said: str) -> None:
    landing.write("a.html", page(TITLE, f"<main><h1>{TITLE}</h1>{said}<div>{PARAGRAPHS}</div></main>"))
    assert one(landing.night())["published_at"].isoformat() == "2024-03-09T16:30:00+00:00"


def test_the_day_of_microdata_beside_the_headline_before_that_of_another_story(landing: Landing) -> None:
    card = f'<div><a href="/7">{SECOND}</a><span itemprop="datePublished" content="2024-02-01T08:00:00Z"></span></div>'
    said = '<span itemprop="datePublished" content="2024-03-09T19:30:00+03:00"></span>'
    landing.write("a.html", page(TITLE, f"{card}<main><h1>{TITLE}</h1>{said}<div>{PARAGRAPHS}</div></main>"))
    assert str(one(landing.night())["published_on"]) == "2024-03-09"


def test_the_day_that_hatom_marks_below_the_story(landing: Landing) -> None:
    foot = '<div class="post-footer">في <abbr class="published" title="2024-03-09T09:00:00+03:00">9:00 ص</abbr></div>'
    landing.write("a.html", page(TITLE, f"<div><h3>{TITLE}</h3><div>{PARAGRAPHS}</div>{foot}</div>"))
    assert one(landing.night())["published_at"].isoformat() == "2024-03-09T06:00:00+00:00"


@pytest.mark.parametrize("piece", [lambda line: line, lambda line: {"type": "paragraph", "text": line}])
def test_a_story_in_pieces_in_a_script_s_state(landing: Landing, piece: Callable[[str], Any]) -> None:
    state = {
        "article": {"headline": TITLE, "paragraphs": list(map(piece, LINES)), "publishDate": "2024-03-09T09:00:00Z"}
    }
    script = f"<script>window.__INITIAL_STATE__={written(state)};(function(){{}}());</script>"
    landing.write("a.html", page(TITLE, f'<div id="root"></div>{script}'))
    article = one(landing.night())
    assert (article["title"], article["text"], str(article["published_on"])) == (TITLE, BODY, "2024-03-09")


NOTHING = "عذرا، الصفحة التي تبحث عنها غير موجودة أو ربما تم نقلها إلى عنوان آخر. يمكنك العودة إلى الصفحة الرئيسية."


@pytest.mark.parametrize("title", ["الصفحة غير موجودة - أخبار الميناء", "404 | أخبار الميناء", "Page not found"])
def test_a_page_that_says_that_nothing_is_there_is_no_article(landing: Landing, title: str) -> None:
    landing.write("a.html", page(title, f"<main><h1>404</h1><p>{NOTHING}</p></main>"))
    night = landing.night()
    assert (night.articles, night.reasons) == ([], ["not an article: a page that says that nothing is there"])


def test_a_story_about_such_pages_is_one(landing: Landing) -> None:
    title = "عبارة الصفحة غير موجودة تربك زوار موقع الميناء"
    landing.write("a.html", page(title, f"<main><h1>{title}</h1>{PARAGRAPHS}{PARAGRAPHS}</main>"))
    assert one(landing.night())["title"] == title


# --- days between bars --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "سعاد الحلبي | 09-03-2024 | محليات",
        "بواسطة سعاد الحلبي | السبت 9 مارس 2024 | التعليقات: 4",
        "نشر بتاريخ: 9-3-2024 الساعة 8:45 | عدد المشاهدات 311",
    ],
)
def test_a_day_among_facts_between_bars(landing: Landing, line: str) -> None:
    landing.write("a.txt", f"{TITLE}\n{line}\n{BODY}\n")
    assert str(one(landing.night())["published_on"]) == "2024-03-09"


# --- values -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", ["https://akhbar.example/12", "https://akhbar.example/old-harbour", ADDRESS])
def test_the_page_s_address_as_a_source_is_the_address(landing: Landing, source: str) -> None:
    landing.write("a.json", written([{"page_content": BODY, "metadata": {"source": source, "title": TITLE}}]))
    article = one(landing.night())
    assert (article["url"], article["source"]) == (source, "akhbar.example")


@pytest.mark.parametrize(
    "source", ["https://akhbar.example", "https://akhbar.example/", "https://akhbar.example/sport"]
)
def test_a_site_s_address_as_a_source_is_none(landing: Landing, source: str) -> None:
    landing.write("a.json", written([{"title": TITLE, "text": BODY, "source": source}]))
    article = one(landing.night())
    assert (article["url"], article["source"]) == (None, "akhbar.example")


def test_components_with_roles_are_one_article(landing: Landing) -> None:
    roles = [{"role": "title", "text": TITLE}, {"role": "photo", "URL": "bundle://a.jpg", "caption": "الميناء"}]
    roles += [{"role": "body", "text": line} for line in LINES]
    about = {"datePublished": "2024-03-09T09:00:00+03:00", "canonicalURL": ADDRESS}
    landing.write("a.json", written({"title": TITLE, "identifier": "n1", "components": roles, "metadata": about}))
    article = one(landing.night())
    assert (article["title"], article["url"], str(article["published_on"])) == (TITLE, ADDRESS, "2024-03-09")
    assert article["text"].endswith(BODY)


def test_slices_of_prismic_are_one_article(landing: Landing) -> None:
    slices = [
        {"slice_type": "text", "primary": {"text": [{"type": "paragraph", "text": line, "spans": []}]}}
        for line in LINES
    ]
    data = {"title": [{"type": "heading1", "text": TITLE, "spans": []}], "slices": slices}
    document = {"id": "x", "url": ADDRESS, "first_publication_date": "2024-03-09T09:00:00+0000", "data": data}
    landing.write("a.json", written({"page": 1, "results": [document]}))
    article = one(landing.night())
    assert (article["title"], article["url"], article["text"]) == (TITLE, ADDRESS, BODY)


def test_a_headline_in_the_letters_of_an_address(landing: Landing) -> None:
    landing.write("a.json", written([{"title": quote(TITLE), "text": BODY}]))
    assert one(landing.night())["title"] == TITLE


def test_entities_without_their_end(landing: Landing) -> None:
    text = BODY.replace(" ", "&nbsp", 2).replace("التوسعة", "&laquoالتوسعة&raquo")
    landing.write("a.json", written([{"title": f"{TITLE}&nbsp", "text": text}]))
    article = one(landing.night())
    assert article["title"] == TITLE
    assert "&nbsp;" in article["text"] and "&laquo;" in article["text"]  # which cleaning decodes


@pytest.mark.parametrize("clock", ["08:00 ت.غ", "08:00 (ت.غ)", "08:00 بتوقيت غرينتش"])
def test_a_clock_of_greenwich(landing: Landing, clock: str) -> None:
    landing.write("a.json", written([{"title": TITLE, "text": BODY, "date": f"09/03/2024 {clock}"}]))
    assert one(landing.night())["published_at"].isoformat() == "2024-03-09T08:00:00+00:00"
