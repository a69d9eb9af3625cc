"""Quotations set large beside the text that they are taken from: the text says them itself."""

import re
from collections.abc import Sequence

from nashra.landing.pages.outline import Outline
from nashra.landing.pages.page_rules import PageRules
from nashra.text.fold import fold

_LEAST, _LEAST_NAMED, _MOST = 40, 10, 300  # characters of a quotation; of one whose box is named for it
_MOST_QUOTED = 100  # how many quotations are looked at
_MARKS = "\"“”«»„‟'‘’ .…"
_QUOTES = frozenset(["blockquote", "aside", "figure"])
_BOX, _BESIDE = 4, 60  # lines of its box at the most; characters of those beside it, which say who speaks
_NEARLY, _WORDS = 0.8, 5  # share of its words, of so many at the least, that the text has side by side
_QUOTE = "uote"  # in each of those names: asked before a pattern is
_WORD = re.compile(r"\w+")


def pulled(outline: Outline, lines: Sequence[int], headline: int | None, rules: PageRules) -> list[int]:
    """Lines that are in marks, or in an element for quotations, and a part of another line; in a box that is named for
    them also such as editors made shorter, and who says it."""
    boxes = _boxes(outline, lines, headline, rules)
    quoted = [line for line in lines if line != headline and (line in boxes or _is_quoted(outline, line))]
    quoted = quoted[:_MOST_QUOTED]
    if not quoted:
        return []
    taken = set(quoted)
    said = "\n".join(outline.text[line] for line in lines if line != headline and line not in taken)
    found = {line for line in quoted if _is_in(outline.text[line], said, line in boxes)}
    for line in [line for line in found if line in boxes]:
        box = boxes[line]
        found |= {other for other in lines if outline.holds(box, other) and len(outline.text[other]) <= _BESIDE}
    return sorted(found)


def _boxes(outline: Outline, lines: Sequence[int], headline: int | None, rules: PageRules) -> dict[int, int]:
    """Lines in small elements that are named for quotations, and those elements."""
    found: dict[int, int] = {}
    if not any(_QUOTE in names for names in outline.names):
        return found
    for line in lines:
        element = outline.owner[line]
        while element > 0 and outline.last[element] - outline.first[element] <= _BOX:
            if len(outline.names[element]) > 1 and rules.names_quote(outline.names[element]):
                if not outline.holds(element, headline) and _LEAST_NAMED <= len(outline.text[line]) <= _MOST:
                    found[line] = element
                break
            element = outline.parent[element]
    return found


def _is_quoted(outline: Outline, line: int) -> bool:
    text, element = outline.text[line], outline.owner[line]
    if not _LEAST <= len(text) <= _MOST:
        return False
    if text[0] in _MARKS and outline.tag[element] != "p":  # a paragraph of a text may be said again by a later one
        return True
    return any(outline.tag[around] in _QUOTES for around in (element, outline.parent[element]))


def _is_in(quoted: str, said: str, named: bool) -> bool:
    """Whether a text says a quotation, or, of one whose box is named for it, nearly all of its words side by side."""
    if quoted.strip(_MARKS) in said:
        return True
    wanted = _WORD.findall(fold(quoted)) if named else []
    if len(wanted) < _WORDS:
        return False
    held = _WORD.findall(fold(said))
    known, most, at = set(wanted), 0, 0
    flags = [word in known for word in held]
    for end, flag in enumerate(flags):
        at += flag
        if end >= len(wanted):
            at -= flags[end - len(wanted)]
        most = max(most, at)
    return most >= _NEARLY * len(wanted)
