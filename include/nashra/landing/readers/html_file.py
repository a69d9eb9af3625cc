"""A page saved as .html: one article."""

import codecs
from collections.abc import Callable, Iterator
from typing import Any

from nashra.landing.facts.encoding import decode, normal
from nashra.landing.files.unpack import Unpacked
from nashra.landing.limits import Limits
from nashra.landing.pages.bounds import check_bounds
from nashra.landing.readers.html_page import declared_charset, read_page
from nashra.landing.readers.html_table import is_table, read_table
from nashra.landing.readers.telegram_page import is_telegram, read_messages
from nashra.landing.readers.text_file import one_record, read_whole
from nashra.landing.records import NOT_NEWS, Damage, Part, Passed, Record, RecordFault

_LOOK = 1 << 16  # bytes of a page by which another kind of it is told
PAGE_SITE = "og:site_name"  # what a page calls its site: a source only where its address gives no host
_HONEST = frozenset(["windows-1256", "cp1256", "iso-8859-6", "windows-1252", "iso-8859-1", "iso-8859-15"])


def read_html(stream: Unpacked, part: Part, limits: Limits) -> Iterator[Record | Damage | Passed]:
    from nashra.landing.readers.html_pieces import is_pieces, read_pieces

    head = stream.peek(_LOOK)
    of_many: Callable[[str, Limits], Iterator[Record | Damage | Passed]] | None = (
        read_messages if is_telegram(head) else read_table if is_table(head) else None
    )
    if of_many is None and is_pieces(head):
        of_many = read_pieces
    if of_many is None:
        yield from one_record(stream, part, limits, lambda data: page_fields(data, limits))
    elif not part.part:

        def bounded(data: bytes) -> str:
            page = decode(data, limits)
            check_bounds(page, limits)
            return page

        page = read_whole(stream, limits, bounded)
        if isinstance(page, Damage):
            yield page
        else:
            yield from of_many(page, limits)


class PageFields(dict[str, Any]):
    """The fields of a record that was a page, and what is known beside them."""

    def __init__(self, fields: dict[str, Any], line_places: bytes, left_out: dict[str, int]) -> None:
        super().__init__(fields)
        self.line_places = line_places  # of the text's lines: nashra.landing.pages.places.unpack
        self.left_out = left_out  # letters of the page that are in no line of the text, by place


def page_fields(data: bytes, limits: Limits, charset: str | None = None) -> PageFields:
    """A page as the fields of a record. Raises RecordFault."""
    page = read_page(_decoded(data, limits, charset), limits)
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


def _decoded(data: bytes, limits: Limits, charset: str | None) -> str:
    """UTF-8 if it is; else what the page or its server declares; else what it looks like."""
    try:
        return decode(data, limits)
    except RecordFault:
        declared = charset or declared_charset(data)
        if declared not in _HONEST:
            raise
        return normal(codecs.decode(data, declared, "replace"), limits)
