"""A page saved as MHTML is read as the page it is."""

import base64
import quopri

import pytest

from tests.landing.conftest import Landing
from tests.landing.readers.test_formats import FIELDS, page

PICTURE = base64.b64encode(b"\x89PNG" * 40).decode()


def saved(html: str, packed: str, kind: str = "text/html") -> bytes:
    data = html.encode()
    body = quopri.encodestring(data) if packed == "quoted-printable" else base64.encodebytes(data)
    address = FIELDS["url"].encode()
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: " + address + b"\r\nSubject: =?utf-8?Q?x?=\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--B"\r\n\r\n\r\n'
        b"----B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n" + PICTURE.encode() +
        b"\r\n----B\r\nContent-Type: " + kind.encode() + b"; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: " + packed.encode() +
        b"\r\nContent-Location: " + address + b"\r\n\r\n" + body + b"\r\n----B--\r\n"
    )  # fmt: skip


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a.html", "a"])
@pytest.mark.parametrize("packed", ["quoted-printable", "base64"])
def test_the_page_in_it_is_read(landing: Landing, texts: dict[str, str], name: str, packed: str) -> None:
    html = page(texts["body"]).replace(f'<link rel="canonical" href="{FIELDS["url"]}">', "")
    landing.write(name, saved(html, packed))
    night = landing.night()
    assert night.reasons == []
    (article,) = night.articles
    assert article["text"].removeprefix(FIELDS["title"] + "\n") == texts["body"]
    assert (article["title"], article["url"]) == (FIELDS["title"], FIELDS["url"])


def test_one_without_a_page_is_told(landing: Landing, texts: dict[str, str]) -> None:
    landing.write("a.mhtml", saved(texts["body"], "base64", "text/css"))
    assert landing.night().reasons == ["no text: a web archive without a page"]


def test_one_that_breaks_off_keeps_what_it_has(landing: Landing, texts: dict[str, str]) -> None:
    whole = saved(page(texts["body"]), "quoted-printable")
    landing.write("a.mhtml", whole[: -len(whole) // 8])
    night = landing.night()
    assert len(night.articles) + len(night.reasons) == 1
