"""What is asked of a page's bytes, or of its tags' first letters, gives what its text would."""

import pytest

from nashra.landing.limits import load_limits
from nashra.landing.pages.begun import most_formats, tags_begun
from nashra.landing.pages.page import read_page
from nashra.landing.readers.html_fields import decoded_page, page_fields
from tests.support.made_pages import BODY, TITLE, page, paragraphs

LIMITS = load_limits()
SOUND = page(f"<article><h1>{TITLE}</h1>{paragraphs(BODY * 15)}</article>")
GARBLED = "caf\u00c3\u00a9 r\u00c3\u00a9sum\u00c3\u00a9"  # in the page's own menu, beside sound text
PAGES = {
    "as it is": SOUND.encode(),
    "behind a mark": b"\xef\xbb\xbf" + SOUND.encode(),
    "lines of another system": SOUND.replace("\n", "\r\n").encode(),
    "windows-1256": SOUND.encode("cp1256", "ignore"),
    "a long one with garbled words": SOUND.replace("</article>", f"</article><p>{GARBLED}</p>" * 800).encode(),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_as_its_text_is(name: str) -> None:
    data = PAGES[name]
    of_text = read_page(decoded_page(data, LIMITS), LIMITS)
    of_bytes = page_fields(data, LIMITS)
    assert TITLE in (of_text.title or "") and "\u00c3" not in of_text.text
    assert (of_bytes["text"], of_bytes["title"]) == (of_text.text, of_text.title)
    assert (of_bytes.line_places, of_bytes.left_out) == (of_text.line_places, of_text.left_out)


@pytest.mark.parametrize("tag", ["template", "TEMPLATE", "tEmpLate"])
def test_a_shadow_root_is_seen_however_its_tag_is_written(tag: str) -> None:
    shadow = f"<x-story><{tag} shadowrootmode=open><h1>{TITLE}</h1>{paragraphs(BODY)}</{tag}></x-story>"
    assert len(read_page(page(shadow), LIMITS).text.split("\n")) >= 4


def test_no_formatting_is_overlooked() -> None:
    html = b"<b><I class=x><strong/><EM\n><br><body><span><small ><a><tt\t><" * 3
    assert len(tags_begun(html)) == html.count(b"<")
    assert most_formats(tags_begun(html)) >= 18
    assert most_formats(tags_begun(b"<div><p><a href=x><span></b></i>")) == 0
