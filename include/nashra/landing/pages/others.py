"""Whole other stories below the page's own: elements alike, side by side, each under a title of its own."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

from nashra.landing.pages.measures import Measures
from nashra.landing.pages.outline import HEADINGS, Outline
from nashra.landing.pages.page_rules import PageRules

Alike = Mapping[tuple[int, str, str], Sequence[int]]  # elements with one parent, tag and class

_ABOVE_TITLE = 3  # lines of an element in which its title stands
_TOLD_BY = HEADINGS | {"p", "blockquote", "pre", "ul", "ol", "table"}
_BOXES = frozenset(["div", "article", "section"])
_TEASERS, _FEW = frozenset(["li", "article"]), 2  # what two of are teasers already


def find_others(outline: Outline, alike: Alike, headline: int | None, measures: Measures, rules: PageRules) -> list[int]:
    """Of groups of elements alike those that tell other stories, where the page has told its own above them."""
    if headline is None:
        return []
    told = list(accumulate(measures.paragraph, initial=0))
    tellers = _tellers(outline, measures)
    found: list[int] = []
    for (parent, tag, _), group in alike.items():
        if len(group) < 2:
            continue
        below = [element for element in group if outline.first[element] > headline]
        if len(below) < len(group) and _holds(outline, group[len(group) - len(below) - 1], headline):
            found += (element for element in below if _has_h1(outline, element))
            continue
        if len(below) < (_FEW if tag in _TEASERS else rules.card_run) or parent in tellers:
            continue
        first = outline.first[below[0]]
        if told[first] - told[headline + 1] < rules.others_told:
            continue
        others = [element for element in below if _is_other(outline, element, rules)]
        if not others and tag in _BOXES and rules.leads_on(outline.text[first - 1]) and not outline.links[first - 1]:
            others = [element for element in below if _is_excerpt(outline, element, rules)]
        if len(others) >= (_FEW if tag in _TEASERS else rules.card_run):
            found += others
    return found


def _tellers(outline: Outline, measures: Measures) -> set[int]:
    """Elements that hold paragraphs themselves: what stands side by side in them may be one story's parts."""
    found: set[int] = set()
    for line, characters in enumerate(measures.paragraph):
        if characters:
            owner = outline.owner[line]
            found.add(owner)
            if outline.tag[owner] in _TOLD_BY:
                found.add(outline.parent[owner])
    return found


def _is_other(outline: Outline, element: int, rules: PageRules) -> bool:
    """Whether an element begins with a title that leads elsewhere: of a whole text if it is a heading, else of an
    excerpt."""
    first, last = outline.first[element], outline.last[element]
    for line in range(first, min(first + _ABOVE_TITLE, last)):
        size = len(outline.text[line])
        if outline.linked[line] < rules.link_whole * size:
            if size >= rules.paragraph_chars:
                return False
            continue
        if size >= rules.card_title:
            beside = sum(len(outline.text[at]) - outline.linked[at] for at in range(first, last))
            if beside < rules.paragraph_chars or outline.tag[outline.owner[line]] in HEADINGS:
                return beside >= rules.paragraph_chars
            return last - first <= rules.card_lines and beside <= rules.card_excerpt
    return False


def _is_excerpt(outline: Outline, element: int, rules: PageRules) -> bool:
    """Whether an element is a title and a text below it, in few lines."""
    first, last = outline.first[element], outline.last[element]
    if not 1 < last - first <= rules.card_lines:
        return False
    return rules.card_title <= len(outline.text[first]) < rules.card_chars and (
        len(outline.text[first + 1]) >= rules.paragraph_chars
    )


def _has_h1(outline: Outline, element: int) -> bool:
    return any(
        outline.tag[outline.owner[line]] == "h1" for line in range(outline.first[element], outline.last[element])
    )


def _holds(outline: Outline, element: int, line: int) -> bool:
    return outline.first[element] <= line < outline.last[element]
