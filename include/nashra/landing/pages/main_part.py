"""Where the article stands: the elements around the densest text, and their like beside them."""

from collections.abc import Sequence

from nashra.landing.pages.entries import find_entries, is_clock
from nashra.landing.pages.measures import Measures
from nashra.landing.pages.outline import HEADINGS, Outline, children
from nashra.landing.pages.page_rules import PageRules

_SECTIONS = frozenset(["article", "main"])
_SENTENCE_ENDS = (".", "!", "?", "؟", "…")
_ASKED = ("?", "؟")
_LISTS = frozenset(["ul", "ol", "dl", "table"])
_ITEMS = frozenset(["ul", "ol", "dl"])
_BUILT = 2  # names of an element that say how it was built
_LINKED = 3  # of so many of a sentence's characters one may be in links
_SUBHEADS = HEADINGS - {"h1"}
_COLUMNS, _TEXTS = frozenset(["div", "section", "article"]), frozenset(["p", "div", "center"])
_CLOSE = 3  # elements around the best one that may be marked as the body
_PARAGRAPHS = HEADINGS | {"p", "li", "dt", "dd", "blockquote", "pre"}


def find_parts(
    outline: Outline, headline: int | None, apart: Sequence[str], measures: Measures, rules: PageRules
) -> list[int]:
    """The elements that hold the article, in the page's order; none when the page has no paragraph.

    `measures` count what is not apart.
    """
    scores = _scores(outline, apart, measures, rules)
    if not scores:
        return []
    near = _near(outline, headline, measures, rules)
    best = max(scores, key=lambda element: (scores[element] * (1.0 if element in near else rules.far_away), -element))
    best = find_entries(outline, best, headline, apart, measures) or best
    lists = _around_lists(outline, best, headline, measures, rules)
    of_lists, best = lists != best, _marked_around(outline, lists)
    parts = [
        best,
        *_beside_list(outline, best, headline, apart, lists=of_lists and best == lists),
        *_alike(outline, best, headline, apart, measures, rules),
    ]
    between = _between(outline, parts, headline, apart, measures, rules)
    points = [] if headline is None else _points(outline, headline, best, apart, rules)
    return sorted([*parts, *between, *points, *_lists_among(outline, parts, headline, apart)])


def marked_part(outline: Outline, apart: Sequence[str], measures: Measures, rules: PageRules) -> list[int]:
    """Of a page without any paragraph: the element that its markup calls the article, when it has most of the page's
    text outside of links, which the first of many teasers has not; else the whole page."""
    for marked in (_is_body, _is_article, _is_main):
        elements = [element for element in range(len(outline.tag)) if marked(outline, element) and not apart[element]]
        largest = max(elements, key=lambda element: (measures.plain(element), -element), default=0)
        if largest and measures.plain(largest) >= rules.marked_share * measures.plain(0):
            return [largest]
    return [0]


def _is_body(outline: Outline, element: int) -> bool:
    return outline.prop[element].lower() == "articlebody"


def _is_article(outline: Outline, element: int) -> bool:
    return outline.tag[element] == "article"


def _is_main(outline: Outline, element: int) -> bool:
    return outline.tag[element] == "main"


def _scores(outline: Outline, apart: Sequence[str], measures: Measures, rules: PageRules) -> dict[int, float]:
    """Each paragraph's characters go to the elements around it that hold other lines too, less to the outer ones."""
    scores: dict[int, float] = {}
    wider = _wider(outline)
    for line, characters in enumerate(measures.paragraph):
        element = outline.owner[line]
        if not characters or apart[element]:
            continue
        while element > 0 and (
            outline.last[element] - outline.first[element] == 1 or outline.tag[element] in _PARAGRAPHS
        ):
            element = wider[element]
        for weight in rules.spread:
            scores[element] = scores.get(element, 0.0) + weight * characters
            if element == 0:
                break
            element = wider[element]
    return scores


def _wider(outline: Outline) -> list[int]:
    """For each element the innermost one around it that holds more lines; 0 where none does."""
    found = [0] * len(outline.tag)
    for element in range(1, len(outline.tag)):
        up = outline.parent[element]
        same = outline.first[up] == outline.first[element] and outline.last[up] == outline.last[element]
        found[element] = found[up] if same else up
    return found


def _near(outline: Outline, headline: int | None, measures: Measures, rules: PageRules) -> range:
    """The elements of the smallest one that holds the headline and enough paragraphs; all without a headline."""
    everything = range(len(outline.tag))
    if headline is None:
        return everything
    total = measures.all_paragraphs - _of_others(outline, headline, 0, measures, rules)
    enough = min(max(rules.near_chars, rules.near_share * total), rules.near_half * total)
    element = outline.owner[headline]
    while element > 0 and measures.paragraphs(element) < enough:
        element = outline.parent[element]
    return range(element, outline.until[element])


def _of_others(outline: Outline, headline: int, element: int, measures: Measures, rules: PageRules) -> int:
    """Of an element, characters of paragraphs below headings that are links and long enough for a title, when they are
    most of it and the headings several: whole other stories; else 0."""
    found, stories, other = 0, 0, False
    for line in range(outline.first[element], outline.last[element]):
        if line == headline:
            other = False
        elif outline.tag[outline.owner[line]] in HEADINGS:
            length = len(outline.text[line])
            other = length >= rules.card_title and outline.linked[line] >= rules.link_whole * length
            stories += other
        elif other:
            found += measures.paragraph[line]
    return found if stories > 1 and 2 * found > measures.paragraphs(element) else 0


def _alike(
    outline: Outline, best: int, headline: int | None, apart: Sequence[str], measures: Measures, rules: PageRules
) -> list[int]:
    """Elements beside the best one, or beside those around it, that hold more of the same article.

    A body is often cut in two by an advert, and a lead set above it. Another story is told by its own heading.
    """
    found: list[int] = []
    have, inner = measures.paragraphs(best), best
    own = {outline.text[line] for line in range(outline.first[best], outline.last[best]) if measures.paragraph[line]}

    def said_before(element: int) -> bool:
        """Whether an element says what the best one says: pages for telephones hold their text twice."""
        lines = range(outline.first[element], outline.last[element])
        texts = [outline.text[line] for line in lines if measures.paragraph[line]]
        return 2 * sum(text in own for text in texts) > len(texts)

    for level in range(rules.widen_alike):
        outer = outline.parent[inner]
        if outer < 0:
            break
        waiting: list[int] = []
        if measures.paragraphs(outer) == measures.paragraphs(
            inner
        ):  # nothing beside it that could be more of it but a column
            if level < rules.widen_levels:
                waiting = [
                    other for other in children(outline, outer) if _is_column(outline, other, inner, best, headline)
                ]
        elif level < rules.widen_levels:
            waiting = [element for element in children(outline, outer) if element != inner]
        elif name := _built_as(outline, inner):  # a page's builder sets each piece of a text into a row of its own
            beside = children(outline, outer)
            waiting = [element for element in beside if element != inner and _built_as(outline, element) == name]
        while waiting:
            element = waiting.pop()
            if apart[element]:
                continue
            if _is_column(outline, element, inner, best, headline):
                found.append(element)
            if not measures.paragraphs(element) or element in found:
                continue
            if headline is not None and outline.last[element] <= headline < outline.first[best]:
                continue  # what stands above a story's headline is of others
            if headline is not None and outline.first[element] <= headline < outline.last[element]:
                waiting += children(outline, element)  # a header: what it holds beside the headline may be the lead
            elif _more_of_it(outline, element, best, headline, have, measures, rules) and not said_before(element):
                found.append(element)
        inner = outer
        if outline.tag[inner] in _SECTIONS and level:
            break
    return found


def _is_column(outline: Outline, element: int, inner: int, best: int, headline: int | None) -> bool:
    """Whether an element below a text's, or right beside it, holds sentences alone, and is called as that is, or each
    of its paragraphs as those: a text in columns, or in pieces that a page's builder set."""
    if outline.holds(element, headline) or outline.tag[element] not in _COLUMNS:
        return False
    lines = range(outline.first[element], outline.last[element])
    alike = outline.tag[element] == outline.tag[inner] and _kind(outline, element) == _kind(outline, inner)
    alike = alike and bool(_kind(outline, element)) and not outline.holds(inner, headline)
    if element < inner:  # the first column; what else stands above a text is a lead
        told = (
            headline is not None
            and headline < lines.start
            and any(_is_sentence(outline, line) or outline.text[line].endswith(":") for line in lines)
        )
        return alike and told and not any(outline.links[line] for line in lines)
    if not lines or not _is_sentence(outline, lines[-1], linked=alike):
        return False
    if not all(_is_sentence(outline, line, linked=alike) or _parts_sentences(outline, line) for line in lines):
        return False
    if outline.tag[element] == outline.tag[inner] and _kind(outline, element) == _kind(outline, inner):
        return alike
    owners = (outline.owner[line] for line in range(outline.first[best], outline.last[best]))
    called = {outline.names[owner] for owner in owners if outline.tag[owner] in _TEXTS}
    return all(
        outline.names[outline.owner[line]].strip() and outline.names[outline.owner[line]] in called for line in lines
    )


def _is_sentence(outline: Outline, line: int, *, linked: bool = False) -> bool:
    """Whether a line is one, without a link or, where some are `linked`, with one of a name in it."""
    text = outline.text[line]
    tag = outline.tag[outline.owner[line]]
    if outline.links[line] and not (linked and _LINKED * outline.linked[line] <= len(text)):
        return False
    return (tag in _TEXTS or tag in _SUBHEADS) and text.endswith(_SENTENCE_ENDS)


def _parts_sentences(outline: Outline, line: int) -> bool:
    """Whether a line among sentences is the heading of some of them, or the hour of an entry."""
    if outline.links[line]:
        return False
    return outline.tag[outline.owner[line]] in _SUBHEADS or is_clock(outline.text[line])


def _kind(outline: Outline, element: int) -> str:
    """The first name of an element, less its number: of panes one is "tab-pane active", another "tab-pane"."""
    return outline.names[element].partition(" ")[0].rstrip("0123456789")


def _beside_list(outline: Outline, best: int, headline: int | None, apart: Sequence[str], *, lists: bool) -> list[int]:
    """Of a list that holds most of a text, as in statements, or of a box of `lists`, the paragraphs, headings and
    lists beside it."""
    if outline.tag[best] not in _ITEMS and not lists:
        return []
    beside = children(outline, outline.parent[best])
    at = beside.index(best)
    found: list[int] = []
    for run in (reversed(beside[:at]), beside[at + 1 :]):
        for element in run:
            if apart[element] or outline.holds(element, headline) or not _is_piece(outline, element):
                break
            found.append(element)
    return found


def _is_piece(outline: Outline, element: int) -> bool:
    """Whether it is a paragraph, a heading or a list, or an element with nothing but a sentence."""
    if outline.tag[element] in _PARAGRAPHS | _ITEMS:
        return True
    line = outline.first[element]
    one = outline.last[element] - line == 1 and not outline.links[line]
    return one and outline.text[line].endswith((*_SENTENCE_ENDS, ":"))


def _points(outline: Outline, headline: int, best: int, apart: Sequence[str], rules: PageRules) -> list[int]:
    """Boxes named for the points of a story, or under a heading for them, between its headline and its text."""
    found: list[int] = []
    asked: set[int] = set()
    end = outline.first[best]
    line = headline + 1
    while line < end:
        box, element = 0, outline.owner[line]
        while element not in asked and headline < outline.first[element] and outline.last[element] <= end:
            asked.add(element)
            begins = outline.first[element] == line and outline.last[element] - line > 1
            if rules.names_points(outline.names[element]) or (begins and rules.heads_points(outline.text[line])):
                box = element
            element = outline.parent[element]
        if box and not apart[box] and not any(outline.links[outline.first[box] : outline.last[box]]):
            found.append(box)
        line = max(outline.last[box], line + 1) if box else line + 1
    return found


def _built_as(outline: Outline, element: int) -> str:
    """The first names of an element, less numbers: rows of a page's builder have them alike."""
    return " ".join(name.rstrip("0123456789") for name in outline.names[element].split()[:_BUILT])


def _between(
    outline: Outline,
    parts: Sequence[int],
    headline: int | None,
    apart: Sequence[str],
    measures: Measures,
    rules: PageRules,
) -> list[int]:
    """What stands between the parts of a body that a page's builder cut up: its headings, and paragraphs too short to
    be told as more of it elsewhere."""
    told = [
        part for part in parts if measures.paragraphs(part) >= rules.alike_chars
    ]  # below a lead stands who wrote it
    if len(parts) < 2 or not told:
        return []
    top, end = min(outline.first[part] for part in told), max(outline.last[part] for part in parts)
    taken = {line for part in parts for line in range(outline.first[part], outline.last[part])}
    found: list[int] = []
    for line in range(max(top, -1 if headline is None else headline + 1), end):
        element = outline.owner[line]
        if line in taken or apart[element] or outline.links[line]:
            continue
        said = measures.paragraph[line] or outline.text[line].endswith(_SENTENCE_ENDS)
        if said or outline.tag[element] in HEADINGS:
            found.append(element)
    return found


def _lists_among(outline: Outline, parts: Sequence[int], headline: int | None, apart: Sequence[str]) -> list[int]:
    """Where a part of the article is a list, the lists without links above it, up to another part, and their headings:
    a recipe's ingredients are no paragraphs, while its steps are."""
    found: list[int] = []
    for part in parts:
        if outline.tag[part] not in _LISTS:
            continue
        top = max((outline.last[other] for other in parts if outline.last[other] <= outline.first[part]), default=None)
        if top is None:
            continue
        beside = [child for child in children(outline, outline.parent[part]) if child < part and not apart[child]]
        for child in beside:
            if outline.first[child] < top or any(outline.links[outline.first[child] : outline.last[child]]):
                continue
            heads = outline.tag[child] in HEADINGS and outline.first[child] != headline
            if heads or outline.tag[child] in _LISTS:
                found.append(child)
    return found


def _around_lists(outline: Outline, best: int, headline: int | None, measures: Measures, rules: PageRules) -> int:
    """Where the densest text is a list in a box, the element around it and a box with another list: what a recipe
    needs stands beside what is done with it."""
    element = best if outline.tag[best] in _ITEMS else 0
    for _ in range(_CLOSE):
        up = outline.parent[element]
        if up <= 0 or outline.holds(up, headline) or measures.links(up) > rules.alike_links * measures.text(up):
            return best
        if any(
            outline.tag[other] in _ITEMS and not any(outline.links[outline.first[other] : outline.last[other]])
            for box in children(outline, up) if box != element
            for other in children(outline, box)
        ):  # fmt: skip
            return up
        element = up
    return best


def _marked_around(outline: Outline, best: int) -> int:
    """The element that the page itself marks as the article's body, when it stands close around the best one."""
    element = best
    for _ in range(_CLOSE):
        if element <= 0:
            break
        if _is_body(outline, element):
            return element
        element = outline.parent[element]
    return best


def _more_of_it(
    outline: Outline, element: int, best: int, headline: int | None, have: int, measures: Measures, rules: PageRules
) -> bool:
    paragraphs, text = measures.paragraphs(element), measures.text(element)
    if paragraphs < rules.alike_paragraphs * text or measures.links(element) > rules.alike_links * text:
        return False
    lines = range(outline.first[element], outline.last[element])
    if any(outline.tag[outline.owner[line]] == "h1" for line in lines):
        return False
    if headline is not None and _of_others(outline, headline, element, measures, rules):
        return False
    if headline is not None and headline < lines.start and lines.stop <= outline.first[best]:
        return any(_is_lead(outline, line, measures, rules) for line in lines)
    return paragraphs >= rules.alike_share * have and paragraphs >= rules.alike_chars


def _is_lead(outline: Outline, line: int, measures: Measures, rules: PageRules) -> bool:
    """Whether a line between headline and body is the article's first paragraph, and no second headline."""
    text = outline.text[line]
    if not measures.paragraph[line]:
        return False
    if outline.tag[outline.owner[line]] in HEADINGS:
        return text.endswith(".")  # a lead that is set as a heading: headlines have no full stop
    if not text.endswith(_ASKED) and (len(text) >= rules.lead_chars or text.endswith(_SENTENCE_ENDS)):
        return True  # what asks alone is a second headline
    return any(rules.names_lead(outline.names[around]) for around in _around(outline, outline.owner[line]))


def _around(outline: Outline, element: int) -> list[int]:
    """An element and the one around it that has no other line."""
    up = outline.parent[element]
    return [element, up] if up > 0 and outline.last[up] - outline.first[up] == 1 else [element]
