"""A page of HTML to the lines of its article, with the title, date, site and address that its head gives."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from nashra.landing.limits import Limits
from nashra.landing.records import RecordFault

_SPACE = re.compile(r"[ \t\r\f\v\n\u00a0]+")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_\-]{2,30})""", re.IGNORECASE)
_BODIES = ("[itemprop=articleBody]", "article", "main", "[role=main]")
_ENOUGH = 200  # characters that a marked-up body needs to be believed
_CONTENT = 0.5  # share of an article's kind that its largest part must have: a list of teasers has no such part
TITLES = ("meta[property='og:title']", "meta[name='twitter:title']")
_DATES = (
    "meta[property='article:published_time']", "meta[itemprop='datePublished']", "meta[name='pubdate']",
    "meta[name='publish-date']", "meta[name='date']", "meta[name='DC.date.issued']",
    "meta[property='og:published_time']", "meta[name='article:published_time']",
)  # fmt: skip


@dataclass(slots=True)
class Page:
    """What a page says of its article."""

    text: str
    title: str | None
    date: str | None
    url: str | None
    site: str | None
    keywords: str | None


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page's head names, lower case."""
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii").lower() if match else None


def read_page(html: str, limits: Limits) -> Page:
    """The page's lines and metadata. Raises RecordFault when it has more tags or depth than allowed."""
    tags = html.count("<")
    if tags > limits.html_tags:
        raise RecordFault(f"html: {tags} tags, more than {limits.html_tags}")
    tree = LexborHTMLParser(html)
    root = tree.root
    if root is None:
        return Page("", None, None, None, None, None)
    body = _body(tree, root, limits)
    return Page(
        text="\n".join(body),
        title=_title(tree),
        date=_first(tree, _DATES)
        or _attribute(tree, "time[datetime]", "datetime")
        or _attribute(tree, "[itemprop=datePublished]", "content"),
        url=_attribute(tree, "link[rel=canonical]", "href") or _first(tree, ("meta[property='og:url']",)),
        site=_first(tree, ("meta[property='og:site_name']", "meta[name='application-name']")),
        keywords=_first(tree, ("meta[name='keywords']", "meta[name='news_keywords']")),
    )


def _body(tree: LexborHTMLParser, root: LexborNode, limits: Limits) -> list[str]:
    """Lines of the part that the markup calls the article's body, or of the whole page."""
    whole = node_lines(tree.body or root, limits)
    for selector in _BODIES:
        found = [node_lines(node, limits) for node in tree.css(selector)[:50]]
        sizes = [sum(map(len, lines)) for lines in found]
        if sizes and max(sizes) >= _ENOUGH and max(sizes) >= _CONTENT * sum(sizes):
            return found[sizes.index(max(sizes))]
    return whole


def node_lines(top: LexborNode, limits: Limits) -> list[str]:
    """The text below a node: a line for each block, white space made single, empty lines left out."""
    lines: list[str] = []
    piece: list[str] = []
    dropped, inline = limits.html_dropped, limits.html_inline

    def end_line() -> None:
        line = _SPACE.sub(" ", "".join(piece)).strip()
        piece.clear()
        if line:
            lines.append(line)

    # Walked by hand: a recursion would end at a thousand nested elements.
    node: LexborNode | None = top
    depth = 0
    while node is not None:
        tag = node.tag
        down = None
        if tag == "-text":
            piece.append(_SPACE.sub(" ", node.text_content or ""))
        elif tag == "br":
            end_line()
        elif tag not in dropped and tag not in ("-comment", "_comment", "!doctype"):
            if tag not in inline:
                end_line()
            down = node.child
        if down is not None:
            depth += 1
            if depth > limits.html_depth:
                raise RecordFault(f"html: elements nested deeper than {limits.html_depth}")
            node = down
            continue
        node, depth = _next(node, top, depth, inline, end_line)
    end_line()
    return lines


def _next(
    node: LexborNode | None, top: LexborNode, depth: int, inline: frozenset[str], end_line: Callable[[], None]
) -> tuple[LexborNode | None, int]:
    """The node after this one and what is below it, in the page's order; None at the end."""
    while node is not None:
        if node.tag not in inline and node.tag not in ("-text", "br"):
            end_line()
        if node.mem_id == top.mem_id:
            break
        if (following := node.next) is not None:
            return following, depth
        node, depth = node.parent, depth - 1
    return None, depth


def _title(tree: LexborHTMLParser) -> str | None:
    headings = [text for node in tree.css("h1")[:3] if (text := " ".join((node.text(separator=" ") or "").split()))]
    if len(headings) == 1:
        return headings[0]
    title = _first(tree, TITLES)
    return title or (headings[0] if headings else None)


def _first(tree: LexborHTMLParser, selectors: tuple[str, ...]) -> str | None:
    for selector in selectors:
        if value := _attribute(tree, selector, "content"):
            return value
    return None


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str | None:
    node = tree.css_first(selector)
    value = (node.attributes.get(name) or "").strip() if node is not None else ""
    return value or None
