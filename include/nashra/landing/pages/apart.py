"""What stands beside the article by its tag, its role or its name: menus, comments, calls, cards of other stories."""

from nashra.landing.pages.measures import Measures
from nashra.landing.pages.outline import Outline
from nashra.landing.pages.page_rules import PageRules
from nashra.landing.pages.places import Place

AUTHOR, CARDS = "author", "related"
_BESIDE = int(Place.NAV | Place.ASIDE | Place.FOOTER | Place.FORM)  # plain numbers: each element is asked for them
_HEADER = int(Place.HEADER)
_NAMES = {flag: (Place(flag & -flag).name or "").lower() for flag in range(1, 256) if flag & _BESIDE == flag}
_CARDS = frozenset(["div", "article", "section", "td", "li"])
_NEVER = frozenset(["body", "main"])  # elements whose names say what the page is, not what they are for


def find_apart(outline: Outline, headline: int | None, measures: Measures, rules: PageRules) -> list[str]:
    """For each element why it is no part of the article; "" when nothing says so.

    An element that holds the headline or most of the page's paragraphs is not set apart, whatever it is: ASP.NET
    puts a whole page into one form, and some publishers the story into an aside.
    """
    found = [""] * len(outline.tag)
    total = measures.all_paragraphs
    cards = _cards(outline, headline, measures, rules)
    for element in range(1, len(outline.tag)):
        up = outline.parent[element]
        if found[up]:
            found[element] = found[up]
            continue
        if element in cards:
            found[element] = CARDS
            continue
        reason = _reason(outline, element, up)
        if not reason or _holds(outline, element, headline):
            continue
        paragraphs = measures.paragraphs(element)
        if total and paragraphs > rules.apart_most * total:
            continue
        if reason == AUTHOR and not paragraphs:
            continue
        if reason in rules.thin and paragraphs >= max(rules.thin_paragraphs, measures.text(element) / 2):
            continue
        found[element] = reason
    _clear_wrappers(outline, found)
    return found


def _reason(outline: Outline, element: int, up: int) -> str:
    tag, said = outline.tag[element], outline.said[element]
    if said and tag not in _NEVER:
        return said
    place = outline.place[element] & ~outline.place[up]
    if place & _BESIDE:
        return _NAMES[place & _BESIDE]
    if place & _HEADER:
        return "header"
    return "captions" if tag == "figcaption" else ""


def _cards(outline: Outline, headline: int | None, measures: Measures, rules: PageRules) -> frozenset[int]:
    """Teasers of other stories: elements alike, side by side, each with a link for a title and little else.

    They are none when no paragraph of the page stands outside of them: then they are what the page is about.
    """
    alike: dict[tuple[int, str, str], list[int]] = {}
    for element in range(1, len(outline.tag)):
        size = outline.last[element] - outline.first[element]
        if 0 < size <= rules.card_lines and outline.tag[element] in _CARDS:
            alike.setdefault((outline.parent[element], outline.tag[element], outline.names[element]), []).append(element)
    found = [
        element
        for group in alike.values()
        if len(group) >= rules.card_run
        for element in group
        if _is_card(outline, element, rules) and not _holds(outline, element, headline)
    ]
    if sum(map(measures.paragraphs, found)) >= measures.all_paragraphs > 0:
        return frozenset()
    return frozenset(found)


def _is_card(outline: Outline, element: int, rules: PageRules) -> bool:
    beside, titles, snippets = 0, 0, 0
    for line in range(outline.first[element], outline.last[element]):
        size, linked = len(outline.text[line]), outline.linked[line]
        beside += size - linked
        if linked < rules.link_whole * size:
            snippets += size - linked >= rules.paragraph_chars
        elif size >= rules.card_title:
            titles += 1
    return beside <= rules.card_chars and titles > 0 and bool(snippets or outline.pictures[element])


def _holds(outline: Outline, element: int, line: int | None) -> bool:
    return line is not None and outline.first[element] <= line < outline.last[element]


def _clear_wrappers(outline: Outline, apart: list[str]) -> None:
    """A form, header or aside around the article says nothing of the lines in it: its flag is taken away."""
    for element in range(1, len(outline.tag)):
        wraps = outline.place[element] & ~outline.place[outline.parent[element]] & (_BESIDE | _HEADER)
        if wraps and not apart[element]:
            for inner in range(element, outline.until[element]):
                outline.place[inner] &= ~wraps
