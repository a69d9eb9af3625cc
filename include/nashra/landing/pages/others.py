"""Whole other stories below the page's own: elements alike, side by side, each under a title of its own."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC
from itertools import accumulate

from nashra.landing.facts.dates import find_date
from nashra.landing.pages.measures import Measures
from nashra.landing.pages.outline import HEADINGS, Outline
from nashra.landing.pages.page_rules import PageRules
from nashra.text.fold import fold

Alike = Mapping[tuple[int, str, str], Sequence[int]]  # elements with one parent, tag and class

_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?!\d)")
_DAY = 60  # characters of a line that says a day
_ABOVE_TITLE = 3  # lines of an element in which its title stands
_TOLD_BY = HEADINGS | {"p", "blockquote", "pre", "ul", "ol", "table"}
_BOXES = frozenset(["div", "article", "section"])
_TEASERS, _FEW = frozenset(["li", "article"]), 2  # what two of are teasers already


def find_others(
    outline: Outline, alike: Alike, headline: int | None, measures: Measures, rules: PageRules
) -> list[int]:
    """Of groups of elements alike those that tell other stories, where the page has told its own above them."""
    if headline is None:
        return []
    told = list(accumulate(measures.paragraph, initial=0))
    tellers: set[int] | None = None
    found: list[int] = []
    for (parent, tag, _), group in alike.items():
        if len(group) < 2:
            continue
        below = [element for element in group if outline.first[element] > headline]
        if len(below) < len(group) and outline.holds(group[len(group) - len(below) - 1], headline):
            told_at = told[headline + 1] + rules.others_told
            own = next(element for element in group if outline.holds(element, headline))
            if _is_dated(outline, own) and sum(_is_dated(outline, it) for it in below) >= _FEW:
                found += (it for it in below if _is_dated(outline, it))
                continue
            called = _titled_as(outline, headline)
            found += (it for it in below if told[outline.first[it]] >= told_at and _has_h1(outline, it))
            found += (it for it in below if called and _has(outline, it, called))
            continue
        if len(below) < (_FEW if tag in _TEASERS else rules.card_run):
            continue
        first = outline.first[below[0]]
        told_above = told[first] - told[headline + 1]
        few = told_above < rules.others_told and not _announced(outline, first, rules)
        if few and (told_above < rules.paragraph_few or _timed(outline, below)):
            continue
        tellers = _tellers(outline, measures) if tellers is None else tellers
        if parent in tellers:
            continue
        others = _titled(outline, below, measures, rules)
        others = others or [element for element in below if _ends_in_more(outline, element, rules)]
        if not others and tag in _BOXES and _announced(outline, first, rules):
            others = [element for element in below if _is_excerpt(outline, element, rules)]
        if len(others) >= (_FEW if tag in _TEASERS else rules.card_run):
            found += others
    return found


def _announced(outline: Outline, first: int, rules: PageRules) -> bool:
    """Whether the line above says that others follow."""
    return first > 0 and not outline.links[first - 1] and rules.leads_on(outline.text[first - 1])


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


def _timed(outline: Outline, elements: Sequence[int]) -> bool:
    """Whether one of the elements says a day or an hour: entries of a live blog do, below a short lead."""
    lines = range(outline.first[elements[0]], outline.last[elements[-1]])
    return any(time.line in lines for time in outline.times) or any(_CLOCK.match(outline.text[line]) for line in lines)


def _titled(outline: Outline, elements: Sequence[int], measures: Measures, rules: PageRules) -> list[int]:
    """Elements that begin with a title that leads elsewhere, and have a text below it: any where their titles are
    headings, else where most have an excerpt's length."""
    titles = {element: _title(outline, element, measures, rules) for element in elements}
    found = {element: line for element, line in titles.items() if line is not None}
    headed = sum(outline.tag[outline.owner[line]] in HEADINGS for line in found.values())
    short = sum(
        outline.last[element] - outline.first[element] <= rules.card_lines
        and measures.plain(element) <= rules.card_excerpt
        for element in found
    )
    return list(found) if 2 * max(headed, short) > len(found) else []


def _title(outline: Outline, element: int, measures: Measures, rules: PageRules) -> int | None:
    """The line that is an element's title, where a text stands below it, or beside it in a line with a picture."""
    first, last = outline.first[element], outline.last[element]
    if measures.plain(element) < rules.paragraph_chars:
        return None
    for line in range(first, min(first + _ABOVE_TITLE, last)):
        size, linked = len(outline.text[line]), outline.linked[line]
        if linked >= rules.link_whole * size:
            if size >= rules.card_title and line not in outline.inward:
                return line
        elif size >= rules.paragraph_chars:
            fused = last - first == 1 and outline.links[line] == 1 and outline.pictures[element]
            return line if fused and linked >= rules.card_title else None
    return None


def _is_excerpt(outline: Outline, element: int, rules: PageRules) -> bool:
    """Whether an element is a title and a text below it, in few lines."""
    first, last = outline.first[element], outline.last[element]
    if not 1 < last - first <= rules.card_lines:
        return False
    return rules.card_title <= len(outline.text[first]) < rules.card_chars and (
        len(outline.text[first + 1]) >= rules.paragraph_chars
    )


def _ends_in_more(outline: Outline, element: int, rules: PageRules) -> bool:
    """Whether an element is a title that leads nowhere, an excerpt, and a link to the rest, which may end its line."""
    first, last = outline.first[element], outline.last[element] - 1
    if last <= first or outline.links[first] or len(outline.text[first]) >= rules.card_chars:
        return False
    more = outline.linked[last]
    if outline.links[last] != 1 or not rules.asks_more(outline.text[last][-more:]):
        return False
    return more < len(outline.text[last]) or last > first + 1


def _is_dated(outline: Outline, element: int) -> bool:
    """Whether it begins with a heading, and says a day below it: one story of several."""
    first, last = outline.first[element], outline.last[element]
    lines = range(first, min(first + _ABOVE_TITLE, last))
    headed = next((line for line in lines if outline.tag[outline.owner[line]] in HEADINGS), None)
    if headed is None or headed + 1 >= last:
        return False
    text = outline.text[headed + 1]
    return len(text) <= _DAY and find_date(fold(text), UTC) is not None


def _titled_as(outline: Outline, headline: int) -> tuple[str, str] | None:
    """Tag and class of the page's headline, where it is a heading that has one, as those of other stories have."""
    owner = outline.owner[headline]
    named = outline.tag[owner] in HEADINGS and outline.names[owner].strip()
    return (outline.tag[owner], outline.names[owner]) if named else None


def _has(outline: Outline, element: int, called: tuple[str, str]) -> bool:
    """Whether one of an element's first lines is a heading of a tag and class."""
    first = outline.first[element]
    owners = (outline.owner[line] for line in range(first, min(first + _ABOVE_TITLE, outline.last[element])))
    return any((outline.tag[owner], outline.names[owner]) == called for owner in owners)


def _has_h1(outline: Outline, element: int) -> bool:
    return any(
        outline.tag[outline.owner[line]] == "h1" for line in range(outline.first[element], outline.last[element])
    )
