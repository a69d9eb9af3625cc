"""A file of <article> elements, one after another without a page around them, as scrapers write it: an article each."""

import re
from collections.abc import Iterator
from functools import partial

from selectolax.lexbor import LexborHTMLParser, LexborNode

from nashra.landing.limits import Limits
from nashra.landing.readers.html_fields import PageFields, page_fields
from nashra.landing.records import Damage, Record, RecordFault

_ARTICLE, _PAGE = (
    re.compile(rb"<article[\s>]", re.IGNORECASE),
    re.compile(rb"<(?:!doctype|html|head|body)[\s>]", re.IGNORECASE),
)
_HEADINGS = "h1, h2, h3"
_WORDS = 30  # of an article below its heading; cards of other stories have fewer


def is_pieces(head: bytes) -> bool:
    """Whether a file begins with several <article> elements and is no page."""
    return _PAGE.search(head) is None and len(_ARTICLE.findall(head)) > 1


def read_pieces(page: str, limits: Limits) -> Iterator[Record | Damage]:
    """The articles; the whole file as one where not each element has a heading and a text."""
    pieces = [node for node in LexborHTMLParser(page).css("article") if not _inside_another(node)]
    if not all(map(_is_article, pieces)):
        yield from _record(0, page, limits, {})
        return
    for number, piece in enumerate(pieces):
        yield from _record(number, piece.html or "", limits, _of_heading(piece))


def _record(number: int, html: str, limits: Limits, said: dict[str, str]) -> Iterator[Record | Damage]:
    data = html.encode("utf-8", "replace")
    try:
        fields = page_fields(data, limits)
    except RecordFault as fault:
        yield Damage(number, fault.reason, data)
        return
    yield Record(number, PageFields({**said, **fields}, fields.line_places, fields.left_out), partial(bytes, data))


def _is_article(node: LexborNode) -> bool:
    heading = node.css_first(_HEADINGS)
    return heading is not None and len(node.text().split()) - len(heading.text().split()) >= _WORDS


def _of_heading(node: LexborNode) -> dict[str, str]:
    """What its heading says, and where it leads."""
    heading, link = node.css_first(_HEADINGS), node.css_first("h1 a[href], h2 a[href], h3 a[href]")
    title = " ".join(heading.text().split()) if heading is not None else ""
    address = link.attributes.get("href") if link is not None else None
    return {name: value for name, value in (("title", title), ("url", address)) if value}


def _inside_another(node: LexborNode) -> bool:
    above = node.parent
    while above is not None:
        if above.tag == "article":
            return True
        above = above.parent
    return False
