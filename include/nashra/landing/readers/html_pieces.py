"""A file of elements that are an article each, one after another: as scrapers write <article> elements without a page
around them, and databases of the press a page that holds nothing else."""

import re
from collections.abc import Iterator
from datetime import UTC
from functools import partial

from selectolax.lexbor import LexborHTMLParser, LexborNode

from nashra.landing.facts.dates import parse_moment
from nashra.landing.limits import Limits
from nashra.landing.readers.html_fields import PageFields, page_fields
from nashra.landing.records import Damage, Record, RecordFault

_ARTICLE, _PAGE = (
    re.compile(rb"<article[\s>]", re.IGNORECASE),
    re.compile(rb"<(?:!doctype|html|head|body)[\s>]", re.IGNORECASE),
)
_BODY = re.compile(rb"<[bB][oO][dD][yY]")
# A page whose body begins with an article, or with what holds it and nothing else but a heading.
# What the collection is called, and its day.
_NAMED = rb"(?:<(?:h[1-3]|p)(?:\s[^<>]{0,200})?>[^<]{0,150}</(?:h[1-3]|p)>\s*){0,2}?"
_ABOVE = rb"<body[^>]{0,300}>\s*" + _NAMED + rb"(?:<(?:div|main|section)[^>]{0,300}>\s*){0,3}?" + _NAMED
_BEGINS = re.compile(
    _ABOVE
    + rb"<(?P<tag>article|div|section)\s[^>]{0,200}?class\s?=\s?[\"'](?P<class>[^\"'<>]{0,100})[\"'][^>]{0,200}>|"
    + _ABOVE + rb"<(?P<bare>article)\s*>",
    re.IGNORECASE,
)  # fmt: skip
_CALLED = re.compile(r"(?:^|[\s_-])article", re.IGNORECASE)
_TITLED = re.compile(r"title|headline|titre|hdline", re.IGNORECASE)
_MOST_BESIDE, _LONGEST_LINE = 15, 12  # words of such a page beside its articles, and of a line about one of them
_HEADINGS = "h1, h2, h3"
_LOOK = 1 << 14  # characters at the head of a file by which a page is told
_WORDS = 30  # of an article below its heading; cards of other stories have fewer


def is_pieces(head: bytes) -> bool:
    """Whether a file begins with several <article> elements and is no page, or is one that may hold nothing else."""
    if _PAGE.search(head) is None:
        return len(_ARTICLE.findall(head)) > 1
    body = _BODY.search(head)
    first = body and _BEGINS.search(head, body.start())
    if first is None:
        return False
    called = (first["class"] or b"").decode("utf-8", "replace")
    if (first["tag"] or first["bare"]).lower() == b"article":
        return len(_ARTICLE.findall(head)) > 1
    return _CALLED.search(called) is not None and head.count(first["class"]) > 1


def read_pieces(page: str, limits: Limits) -> Iterator[Record | Damage]:
    """The articles; the whole file as one where not each element has a heading and a text."""
    tree = LexborHTMLParser(page)
    pieces = _pieces(tree)
    if not pieces or not all(map(_is_article, pieces)) or not _alone(tree, pieces, page):
        yield from _record(0, page, limits, {})
        return
    for number, piece in enumerate(pieces):
        named = _of_heading(piece)
        whole, said = _without_lines_about(piece)
        yield from _record(number, whole, limits, {**said, **named})


def _record(number: int, html: str, limits: Limits, said: dict[str, str]) -> Iterator[Record | Damage]:
    data = html.encode("utf-8", "replace")
    try:
        fields = page_fields(data, limits)
    except RecordFault as fault:
        yield Damage(number, fault.reason, data)
        return
    yield Record(number, PageFields({**said, **fields}, fields.line_places, fields.left_out), partial(bytes, data))


def _pieces(tree: LexborHTMLParser) -> list[LexborNode]:
    """The <article> elements, or those that follow one another under one class that is called so."""
    if found := [node for node in tree.css("article") if not _inside_another(node)]:
        return found
    first = next((node for node in tree.css("div[class], section[class]") if _CALLED.search(_class(node))), None)
    if first is None or first.parent is None:
        return []
    return [node for node in first.parent.iter() if node.tag == first.tag and _class(node) == _class(first)]


def _alone(tree: LexborHTMLParser, pieces: list[LexborNode], page: str) -> bool:
    """Whether there are several, and hardly a word of the page beside them."""
    if _PAGE.search(page[:_LOOK].encode("utf-8", "replace")) is None:
        return True
    words = len(tree.body.text(separator=" ").split()) if tree.body is not None else 0
    return len(pieces) > 1 and words - sum(len(node.text(separator=" ").split()) for node in pieces) <= _MOST_BESIDE


def _class(node: LexborNode) -> str:
    return node.attributes.get("class") or ""


def _heading(node: LexborNode) -> LexborNode | None:
    """The heading of an article; without one, the element that a class calls so."""
    if (heading := node.css_first(_HEADINGS)) is not None:
        return heading
    return next((one for one in node.css("[class]") if _TITLED.search(_class(one)) and one.text().strip()), None)


def _without_lines_about(node: LexborNode) -> tuple[str, dict[str, str]]:
    """An article without the lines about it that stand between its heading and its paragraphs, and the day that one of
    them is."""
    said: dict[str, str] = {}
    if not (paragraphs := node.css("p")) or sum(len(one.text().split()) for one in paragraphs) < _WORDS:
        return node.html or "", said
    for line in list(node.iter()):
        if line.tag == "p":
            break
        text = " ".join(line.text(separator=" ").split())
        if line.tag != "div" or line.css_first("p") is not None or len(text.split()) > _LONGEST_LINE:
            continue
        if line.css_first(_HEADINGS) is None and not any(_TITLED.search(_class(one)) for one in line.css("[class]")):
            if "published_at" not in said and parse_moment(text, UTC) is not None:
                said["published_at"] = text
            line.decompose()
    return node.html or "", said


def _is_article(node: LexborNode) -> bool:
    heading = _heading(node)
    return heading is not None and len(node.text().split()) - len(heading.text().split()) >= _WORDS


def _of_heading(node: LexborNode) -> dict[str, str]:
    """What its heading says, and where it leads."""
    heading, link = _heading(node), node.css_first("h1 a[href], h2 a[href], h3 a[href]")
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
