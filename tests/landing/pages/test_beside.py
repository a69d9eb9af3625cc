"""What stands beside the article is counted, and each line knows where it stood."""

import json

import pytest

from nashra.landing.limits import load_limits
from nashra.landing.pages.page import read_page
from nashra.landing.pages.places import LinePlace, Place, pack, unpack
from nashra.landing.stage import LEFT_OUT
from tests.landing.conftest import Landing
from tests.support.made_pages import BODY, OTHER, TEASERS, TITLE, links, page, paragraphs

H1 = f"<h1>{TITLE}</h1>"


def letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def seen(html: str) -> int:
    """Letters of a page's body, however they are marked up."""
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(html).body
    assert body is not None
    return letters(body.text() or "")


BODIES = {
    "a plain page": f"<div>{H1}{paragraphs()}</div>",
    "every place": (
        f"<nav><ul>{links(TEASERS)}</ul></nav><header><p>{OTHER[0]}</p></header><div>{H1}{paragraphs()}</div>"
        f'<aside>{paragraphs(OTHER)}</aside><div id="comments">{paragraphs(OTHER)}</div>'
        f"<form><label>بحث</label><select><option>اليوم</option></select><button>ابحث</button></form>"
        f"<footer>{links(TEASERS)}</footer><noscript>فعل الجافا سكربت</noscript>"
    ),
    "a long footer": f"<div>{H1}{paragraphs()}</div><footer><p>{' '.join(OTHER)}</p></footer>",
    "links and captions inside": (
        f'<div>{H1}{paragraphs()}<figure><img src="x"><figcaption>الجسر</figcaption></figure>'
        f"<ul>{links(TEASERS)}</ul></div>"
    ),
    "nothing but a menu": f"<nav>{links(TEASERS)}</nav>",
}


@pytest.mark.parametrize("kind", sorted(BODIES))
def test_every_letter_is_in_the_article_or_counted(kind: str) -> None:
    html = page(BODIES[kind])
    found = read_page(html, load_limits())
    assert letters(found.text) + sum(found.left_out.values()) == seen(html)


def test_what_is_left_out_is_counted_by_place() -> None:
    found = read_page(page(BODIES["every place"]), load_limits()).left_out
    assert found["nav"] == sum(map(letters, TEASERS)) == found["footer"]
    assert found["aside"] == sum(map(letters, OTHER)) == found["comments"]
    assert found["header"] == letters(OTHER[0])
    assert found["form"] == letters("بحثاليومابحث")
    assert found["other"] > 0


def test_lines_know_where_they_stood() -> None:
    body = (
        f'<div>{H1}<p>{BODY[0]}</p><ul><li>بند أول بلا رابط</li></ul><p>{BODY[1]} <a href="/x">{OTHER[1]}</a></p>'
        f"<table><tr><td>بصل</td><td>12</td></tr></table>{paragraphs(BODY[2:])}</div>"
    )
    found = read_page(page(f'<form id="aspnetForm">{body}</form>'), load_limits())
    places = dict(zip(found.text.split("\n"), unpack(found.line_places), strict=True))
    assert places[TITLE] == LinePlace(Place(0), 0.0)  # the form around the whole page says nothing
    assert places["بند أول بلا رابط"].place == Place.LIST
    assert places["بصل: 12"].place == Place.TABLE
    assert places[BODY[2]] == LinePlace(Place(0), 0.0)


def test_places_are_packed_in_two_bytes_a_line() -> None:
    packed = pack([int(Place.NAV | Place.LIST), 0], [1.0, 0.5])
    assert len(packed) == 4
    assert unpack(packed) == [LinePlace(Place.NAV | Place.LIST, 1.0), LinePlace(Place(0), 128 / 255)]
    with pytest.raises(ValueError, match="two a line"):
        unpack(b"\x00")


def test_ingest_stages_places_and_counts_what_was_left_out(landing: Landing, texts: dict[str, str]) -> None:
    html = page(BODIES["every place"])
    landing.write("rimal.example/a.html", html)
    landing.write("rimal.example/b.jsonl", json.dumps({"text": texts["body"]}, ensure_ascii=False))
    night = landing.night(shards=1)
    assert night.reasons == []
    text = night.articles[0]["text"]
    assert len(unpack(night.articles[0]["line_places"])) == text.count("\n") + 1
    assert night.articles[1]["line_places"] is None
    assert night.counts[LEFT_OUT] == seen(html) - letters(text)
    assert night.counts[f"{LEFT_OUT}_nav"] == sum(map(letters, TEASERS))


def test_a_night_without_pages_counts_no_letters(landing: Landing, texts: dict[str, str]) -> None:
    landing.write("a.txt", texts["body"])
    assert not [name for name in landing.night().counts if name.startswith(LEFT_OUT)]


def test_places_are_no_column_of_the_published_table() -> None:
    from nashra.landing.staged_records import ARTICLES
    from nashra.tables.dictionary.schema import schema

    assert "line_places" in ARTICLES.names
    assert "line_places" not in schema("articles").names


def test_markup_in_a_text_field_is_whole_where_a_page_is_chosen_from(landing: Landing, texts: dict[str, str]) -> None:
    piece = f"<div><ul>{links(TEASERS)}</ul></div>{paragraphs()}"
    rows = [{"text": piece, "title": "قطعة"}, {"text": page(f"<div>{H1}{paragraphs()}</div>"), "title": "صفحة"}]
    landing.write("a.jsonl", "\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    first, second = landing.night().articles
    assert first["text"].split("\n") == [*TEASERS, *BODY]
    assert second["text"].split("\n") == [TITLE, *BODY]
