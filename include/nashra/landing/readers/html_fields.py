"""A page as the fields of a record."""

import codecs
from typing import Any

from nashra.landing.facts.encoding import decode_with_bytes, normal
from nashra.landing.limits import Limits
from nashra.landing.readers.html_page import declared_charset, read_page
from nashra.landing.records import NOT_NEWS, RecordFault

PAGE_SITE = "og:site_name"  # what a page calls its site: a source only where its address gives no host
_HONEST = frozenset(["windows-1256", "cp1256", "iso-8859-6", "windows-1252", "iso-8859-1", "iso-8859-15"])


class PageFields(dict[str, Any]):
    """The fields of a record that was a page, and what is known beside them."""

    def __init__(self, fields: dict[str, Any], line_places: bytes, left_out: dict[str, int]) -> None:
        super().__init__(fields)
        self.line_places = line_places  # of the text's lines: nashra.landing.pages.places.unpack
        self.left_out = left_out  # letters of the page that are in no line of the text, by place


def page_fields(data: bytes, limits: Limits, charset: str | None = None) -> PageFields:
    """A page as the fields of a record. Raises RecordFault."""
    html, utf8 = _decoded(data, limits, charset)
    page = read_page(html, limits, data=utf8)
    if page.of_links:
        raise RecordFault(f"{NOT_NEWS}a page of links")
    if page.not_found:
        raise RecordFault(f"{NOT_NEWS}a page that says that nothing is there")
    found: dict[str, Any] = {
        "text": page.text, "title": page.title, "published_at": page.date, "url": page.url, PAGE_SITE: page.site,
        "keywords": page.keywords, "author": page.authors, "section": page.section, "modified": page.modified,
        "paid": page.paid,
    }  # fmt: skip
    return PageFields({name: value for name, value in found.items() if value}, page.line_places, page.left_out)


def decoded_page(data: bytes, limits: Limits, charset: str | None = None) -> str:
    """UTF-8 if it is; else what the page or its server declares; else what it looks like."""
    return _decoded(data, limits, charset)[0]


def _decoded(data: bytes, limits: Limits, charset: str | None) -> tuple[str, bytes | None]:
    """The page; and in UTF-8, where that is at hand."""
    try:
        return decode_with_bytes(data, limits)
    except RecordFault:
        declared = charset or declared_charset(data)
        if declared not in _HONEST:
            raise
        return normal(codecs.decode(data, declared, "replace"), limits), None
