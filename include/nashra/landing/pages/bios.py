"""What stands below a text of those who wrote it."""

import re
from collections.abc import Sequence

from nashra.landing.pages.outline import Outline
from nashra.landing.pages.page_rules import PageRules

_LAST = 4  # lines of a text's end that are looked at
_SENTENCE_ENDS = (".", "!", "؟", "?")
_BETWEEN = re.compile(r"\s*[|•·,،:/]\s*|\s[-–—و]\s|\sو(?=\w)")  # the names of a line that says who wrote a story
_LEAST, _MOST = 2, 4  # words of such a name


def bios_below(
    outline: Outline, below: Sequence[int], headline: int, makers: Sequence[str], rules: PageRules
) -> list[int]:
    """Paragraphs at the end that begin with a name which stands alone, or among others, in a line between headline and
    text: what its bearer is."""
    long = (line for line in below if len(outline.text[line]) >= rules.paragraph_chars)
    first = next((line for line in long if outline.text[line].endswith(_SENTENCE_ENDS)), headline)
    end = [line for line in below if line > first][-_LAST:]
    if end and (starred := _starred(outline, end, rules)):
        return starred
    bylines = [outline.text[line] for line in range(headline + 1, first) if len(outline.text[line]) <= rules.date_chars]
    known = "\n".join((*makers, *bylines))
    if not any(" ".join(outline.text[line].split(None, _LEAST)[:_LEAST]) in known for line in end):
        return []  # most pages: no line need be split
    names = {*makers, *(name for line in bylines for name in _BETWEEN.split(line))}
    wanted = tuple(f"{name} " for name in map(str.strip, names) if _LEAST <= len(name.split(None, _MOST)) <= _MOST)
    bios = [line for line in end if _tells_bearer(outline.text[line], wanted, rules)] if wanted else []
    return bios if bios and end[-1] - bios[0] < _LAST and len(bios) < len(below) - len(bios) else []


def _starred(outline: Outline, end: Sequence[int], rules: PageRules) -> list[int]:
    """A note below a star of what the writer is, and the name above that bears one."""
    note = outline.text[end[-1]]
    if note[0] != "*" or not rules.tells_bearer(note.strip("* ")):
        return []
    signed = len(end) > 1 and outline.text[end[-2]].endswith("*") and len(outline.text[end[-2]].split()) <= _MOST
    return list(end[-2:] if signed else end[-1:])


def _tells_bearer(text: str, names: tuple[str, ...], rules: PageRules) -> bool:
    return text.startswith(names) and any(text.startswith(it) and rules.tells_bearer(text[len(it) :]) for it in names)
