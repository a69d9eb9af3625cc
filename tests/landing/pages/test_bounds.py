"""Pages that would cost a parser minutes or gigabytes are refused before they are parsed; broken ones are read."""

import time

import pytest

from nashra.landing.limits import load_limits
from nashra.landing.pages.page import read_page
from nashra.landing.records import RecordFault
from tests.landing.conftest import Landing
from tests.support.made_pages import BODY, TITLE, page, paragraphs

SECONDS = 3.0  # that a hostile page may take, many times what it does take on a busy machine
FORMATS = "".join(f"<font color={number}><p>خبر" for number in range(2000))

REFUSED = {
    "formatting left open": (f"<html><body>{FORMATS}", "html: unclosed formatting"),
    "formatting closed at the end": (f"<html><body>{FORMATS}{'</font>' * 2000}", "html: "),
    "formatting in capitals": (f"<html><body>{FORMATS.replace('font', 'FONT')}", "html: unclosed formatting"),
    "formatting around blocks": (
        "<html><body>" + "".join(f"<b id={number}><div>" for number in range(1500)) + "</b>" * 1500,
        "html: unclosed formatting",
    ),
    "attributes": ("<html><body><p " + " ".join(f"a{n}=1" for n in range(60_000)) + ">خبر", "html: 60000 attributes"),
    "attributes without values": ("<html><body><p " + " ".join(f"a{n}" for n in range(60_000)) + ">خبر", "html: 60000"),
    "attributes with brackets in them": (
        "<html><body><p " + " ".join(f"a{n}='>'" for n in range(60_000)) + ">خبر", "html: 60000 attributes",
    ),
    "attributes behind a stray quote": (
        "<html><body><i '>خبر</i><p " + " ".join(f"a{n}" for n in range(60_000)) + "> it's", "html: 60000 attributes",
    ),
    "depth": (f"<html><body>{'<div>' * 30_000}خبر", "html: elements nested deeper than"),
    "lists in lists": (f"<html><body>{'<ul><li>' * 30_000}خبر", "html: elements nested deeper than"),
    "ends without beginnings": (f"<html><body>{'<div>' * 20_000}{'</p>' * 20_000}", "html: elements nested deeper"),
    "tags": ("<html><body>" + "<p>خبر" * 110_000, "html: 110002 tags"),
}  # fmt: skip

READ = {
    "wrappers around many lines": "<html><body>" + "<div>" * 1900 + f"<p>{BODY[0]}</p>" * 5000,
    "wrappers around each line": "<html><body>" + ("<div>" * 40 + BODY[0] + "</div>" * 40) * 900,
    "menus in menus": "<html><body>" + "<nav>" * 1900 + BODY[0] * 200,
    "thousands of headings": "<html><body>" + f"<h1>{TITLE}</h1>" * 20_000,
    "thousands of headings of comments": f"<html><body><h1>{TITLE}</h1>{paragraphs()}" + "<div>تعليقات</div>" * 20_000,
    "a line of links": "<html><body><p>" + "<a href=x>خبر</a> " * 20_000,
    "linked data nested deep": f"<script type='application/ld+json'>{'[' * 100_000}</script><body>{paragraphs()}",
    "linked data of many lists": (
        f"<script type='application/ld+json'>[{','.join(['[1]'] * 200_000)}]</script><body>{paragraphs()}"
    ),
    "white space": "<html><body><p>" + " \n\t" * 1_000_000 + BODY[0],
    "a title of bars": f"<title>{'أ - ' * 100_000}</title><body>{paragraphs()}",
    "tables in tables": "<html><body>" + "<table><tr><td>x</td><td>" * 300 + BODY[0],
}


@pytest.mark.parametrize("kind", sorted(REFUSED))
def test_what_would_cost_too_much_is_refused(kind: str) -> None:
    html, reason = REFUSED[kind]
    start = time.process_time()
    with pytest.raises(RecordFault, match=reason):
        read_page(html, load_limits())
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("kind", sorted(READ))
def test_odd_pages_are_read_in_time(kind: str) -> None:
    start = time.process_time()
    read_page(READ[kind], load_limits())
    assert time.process_time() - start < SECONDS


def test_the_reason_is_in_quarantine_with_the_page(landing: Landing) -> None:
    landing.write("rimal.example/bad.html", REFUSED["formatting left open"][0])
    landing.write("rimal.example/good.html", page(f"<div><h1>{TITLE}</h1>{paragraphs()}</div>"))
    night = landing.night()
    assert [article["title"] for article in night.articles] == [TITLE]
    (row,) = night.quarantine
    assert row["reason"].startswith("html: unclosed formatting")
    assert row["record"].startswith(b"<html><body><font color=0>")


def test_an_old_page_with_formatting_left_open_is_read() -> None:
    """As pages of 2005 are: a font opened in each cell and never closed does not go on in the next cell."""
    cells = "".join(f"<tr><td><font color=black size=3><b>{text}</td></tr>" for text in BODY * 50)
    found = read_page(f"<html><body><h1>{TITLE}</h1><table>{cells}</table></body></html>", load_limits())
    assert found.text.split("\n")[-1] == BODY[-1]


def test_a_long_value_is_not_taken_for_many_attributes() -> None:
    state = "x " * 30_000
    found = read_page(page(f"<div data-state='{state}'><h1>{TITLE}</h1>{paragraphs()}</div>"), load_limits())
    assert BODY[-1] in found.text
    apostrophes = f"<a title=it's href=x>x</a>{paragraphs(BODY * 60)}<a title=it's href=x>x</a>"
    assert BODY[-1] in read_page(page(f"<div><h1>{TITLE}</h1>{apostrophes}</div>"), load_limits()).text
