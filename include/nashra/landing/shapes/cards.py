"""The articles in a string of HTML that a site's own interface answers with: a list of them, each with a heading that
leads to its page ("load more")."""

from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

_HEADINGS = "h1, h2, h3, h4"
_LEAST = 600  # characters of such a string
_MOST = 2_000_000  # ... that are looked at
_FEWEST = 2  # articles
_WORDS = 30  # of an article below its heading; teasers of other pages have fewer


def may_hold_cards(markup: str) -> bool:
    """Whether a string may be one, by a quick look."""
    return (
        _LEAST <= len(markup) <= _MOST
        and markup.lstrip()[:1] == "<"
        and markup.count("</h") >= _FEWEST
        and markup.count("<a ") >= _FEWEST
    )


def cards_in(markup: str) -> list[dict[str, Any]]:
    """The articles as records; none where one of those with a heading of their own has no text."""
    tree = LexborHTMLParser(markup)
    headings = [node for node in tree.css(_HEADINGS) if _link_of(node)]
    if len(headings) < _FEWEST:
        return []
    places = {node.mem_id for node in headings}
    cards = [_card(node, places) for node in headings]
    found = [_record(card, heading) for card, heading in zip(cards, headings, strict=True) if card is not None]
    return [one for one in found if one is not None] if len(found) == len(headings) and all(found) else []


def _link_of(heading: LexborNode) -> str | None:
    link = heading.css_first("a[href]")
    if link is None and heading.parent is not None and heading.parent.tag == "a":
        link = heading.parent
    return (link.attributes.get("href") or "").strip() or None if link is not None else None


def _card(heading: LexborNode, headings: set[int]) -> LexborNode | None:
    """The widest element around a heading in which no other one leads elsewhere."""
    card, above = None, heading.parent
    while above is not None and above.tag not in ("body", "html", "-undef"):
        if any(other.mem_id in headings and other.mem_id != heading.mem_id for other in above.css(_HEADINGS)):
            break
        card, above = above, above.parent
    return card if card is not None and card.tag != "a" else None


def _record(card: LexborNode, heading: LexborNode) -> dict[str, Any] | None:
    title, url = " ".join(heading.text().split()), _link_of(heading)
    if not title or len(card.text(separator=" ").split()) - len(title.split()) < _WORDS:
        return None
    time = card.css_first("time[datetime]")
    moment = time.attributes.get("datetime") if time is not None else None
    heading.decompose()
    said = {"title": title, "url": url, "published_at": moment, "text": card.html}
    return {name: value for name, value in said.items() if value}
