"""Pages as they lie on somebody's disk: where they were saved from is their address, where they name no other."""

import pytest

from nashra.landing.pages.saved import original_of
from tests.landing.conftest import BODY, Landing
from tests.support.made_pages import TITLE, head, page, paragraphs

ADDRESS = "https://rimal.example/news/12"
PAGE = page(f"<h1>{TITLE}</h1>{paragraphs()}", head())


@pytest.mark.parametrize(
    "note",
    [
        f"<!-- saved from url=(0029){ADDRESS} -->",
        f"<!--\n Page saved with a browser's add-on \n url: {ADDRESS} \n saved date: Fri Mar 15 2024 10:00:00\n-->",
        f"<!-- Mirrored from {ADDRESS.removeprefix('https://')} by HTTrack Website Copier/3.x -->",
    ],
)
def test_the_note_of_who_saved_a_page_is_its_address(landing: Landing, note: str) -> None:
    landing.write("a.html", PAGE.replace("<head>", f"<head>{note}", 1))
    (article,) = landing.night().articles
    assert article["url"].removeprefix("https://").removeprefix("http://") == ADDRESS.removeprefix("https://")
    assert (article["source"], article["published_at"]) == ("rimal.example", None)


def test_the_source_of_an_archive_s_copy_is_who_was_copied(landing: Landing) -> None:
    copy = f"https://web.archive.example/web/20240420101112/{ADDRESS}"
    landing.write("a.html", PAGE.replace("<head>", f'<head><link rel="canonical" href="{copy}">', 1))
    (article,) = landing.night().articles
    assert (article["url"], article["source"]) == (copy, "rimal.example")


@pytest.mark.parametrize(
    ("url", "original"),
    [
        ("https://copies.example/2024/https:/rimal.example/a", "https://rimal.example/a"),
        ("https://rimal.example/go?to=https://other.example/", "https://rimal.example/go?to=https://other.example/"),
        (ADDRESS, ADDRESS),
    ],
)
def test_only_an_address_at_the_end_of_a_path_is_the_original(url: str, original: str) -> None:
    assert original_of(url) == original


def test_a_front_page_of_cards_is_no_article(landing: Landing) -> None:
    cards = "".join(
        f'<div><a href="/news/{n}"><h3>بلدية الرمال تفتح الجسر رقم {n} للمشاة</h3></a>'
        f"<p>فتحت بلدية الرمال صباح اليوم الجسر رقم {n} أمام المشاة بعد شهرين</p></div>"
        for n in range(12)
    )
    landing.write("index.html", f"<!DOCTYPE html><html><head><title>الرمال</title></head><body>{cards}</body></html>")
    night = landing.night()
    assert night.articles == []
    assert night.reasons == ["not an article: a page of links"]


def test_the_address_that_microformats_mark(landing: Landing) -> None:
    text = "".join(f"<p>{line}</p>" for line in BODY.split("\n"))
    landing.write(
        "post.html",
        "<!DOCTYPE html><html><head><title>توسعة الميناء</title></head><body><article><h1>توسعة الميناء</h1>"
        f'{text}<footer><a class="p-canonical" href="https://akhbar.example/ports/12">رابط</a></footer>'
        "</article></body></html>",
    )
    assert [article["url"] for article in landing.night().articles] == ["https://akhbar.example/ports/12"]


def test_a_page_of_links_is_no_article(landing: Landing) -> None:
    links = "".join(f"<li><a href='/{n}'>{TITLE} في يومها رقم {n}</a></li>" for n in range(5))
    landing.write("index.html", f"<html><body><ul>{links}</ul></body></html>")
    landing.write("a.html", PAGE)
    night = landing.night()
    assert [article["landing_file"] for article in night.articles] == ["a.html"]
    assert night.reasons == ["not an article: a page of links"]
    assert BODY not in night.articles[0]["text"]
