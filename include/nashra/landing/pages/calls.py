"""Small boxes that call on readers: to give an address, to press a button, to choose an answer."""

from nashra.landing.pages.measures import Measures
from nashra.landing.pages.outline import Outline, children
from nashra.landing.pages.page_rules import PageRules

_SAYS, _TELLS = 50, 80  # characters of what a call says, and of a sentence that is none
_MOST = 4  # lines of such a box
_BOXES = frozenset(["div", "article", "section", "td", "li", "table", "aside", "p", "center", "ul"])
_ASKED, _TOLD = ("؟", "?"), (".", "…", "»")


def find_calls(outline: Outline, headline: int | None, measures: Measures, rules: PageRules) -> list[int]:
    """The boxes, wherever they stand."""
    return [
        *_asking(outline, headline),
        *_calling(outline, headline, measures, rules),
        *_choosing(outline, headline),
    ]


def _asking(outline: Outline, headline: int | None) -> list[int]:
    """Small boxes with a field to write in, and what they say above it: they ask for an address."""
    found: list[int] = []
    for field in sorted(outline.fields):
        box = _box(outline, field)
        if box > 0 and 0 < _lines(outline, box) <= _MOST and not outline.holds(box, headline):
            found.append(box)
    return found


def _calling(outline: Outline, headline: int | None, measures: Measures, rules: PageRules) -> list[int]:
    """Small boxes that end in a button, or a link like one, to join, to subscribe, to give: what they say is a call."""
    pressed = [element for element, said in outline.pressed if rules.calls(said)]
    pressed += (
        outline.owner[line]
        for line, text in enumerate(outline.text)
        if outline.links[line] == 1
        and len(text) <= rules.call_chars
        and outline.linked[line] >= rules.link_whole * len(text)
        and rules.calls(text)
    )
    found: list[int] = []
    for element in pressed:
        box = _box(outline, element)
        lines = range(outline.first[box], outline.last[box])
        if box <= 0 or not 0 < len(lines) <= _MOST or outline.holds(box, headline):
            continue
        named = outline.names[box].strip()
        alike = [
            other for other in children(outline, outline.parent[box])
            if named and outline.tag[other] == outline.tag[box] and outline.names[other] == outline.names[box]
        ]  # fmt: skip
        if len(alike) > 1:
            continue  # pieces of a list of what readers may join
        paragraphs = sum(measures.paragraph[line] > 0 for line in lines)
        if paragraphs < 2 and measures.plain(box) <= rules.card_chars and outline.tag[box] in _BOXES:
            found.append(box)
    return found


def _choosing(outline: Outline, headline: int | None) -> list[int]:
    """Small boxes with several buttons below a question: what readers shall choose."""
    owners = [element for element, _ in outline.pressed]
    found: list[int] = []
    for box in sorted(set(owners)):
        lines = range(outline.first[box], outline.last[box])
        several = owners.count(box) > 1 and box > 0 and not outline.holds(box, headline)
        asks = any(outline.text[line].endswith(_ASKED) for line in lines)
        if several and asks and len(lines) <= _MOST and not any(outline.text[line].endswith(_TOLD) for line in lines):
            found.append(box)
    return found


def _box(outline: Outline, element: int) -> int:
    """The widest small box around an element, less a sentence of the story, or what a list follows, beside one that
    says something itself."""
    while outline.parent[element] > 0 and _lines(outline, outline.parent[element]) <= _MOST:
        up = outline.parent[element]
        first, last = outline.first[element], outline.last[element]
        above, below = outline.text[outline.first[up] : first], outline.text[last : outline.last[up]]
        said = last - first > 1 or any(len(text) > _SAYS for text in outline.text[first:last])
        told = any(len(text) > _TELLS and text.endswith(_TOLD) for text in (*above, *below))
        if said and (told or any(text.endswith(":") for text in above)):
            break
        element = up
    return element


def _lines(outline: Outline, element: int) -> int:
    return outline.last[element] - outline.first[element]
