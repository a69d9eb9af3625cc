"""Texts in entries: elements alike, side by side, each with a piece of the story and the same few words around it."""

import re
from collections.abc import Sequence

from nashra.landing.pages.measures import Measures
from nashra.landing.pages.outline import HEADINGS, Outline, children

_ENTRIES = frozenset(["li", "div", "article", "section", "dd"])
_CELLS = frozenset(["td", "th", "tr", "p"])
_LEVELS, _LEAST, _MOST_LINES = 4, 3, 12  # elements around a text that may be an entry; entries; lines of one
_MOST_OF_IT = 0.6  # share of their paragraphs that one of them may have
_SHORT = 40  # characters of a line that each entry has
_ENDS = (".", "!", "?", "؟", "…", "»", ":")
_NO_LETTERS = re.compile(r"[\W\d_]+")
_CLOCKED, _CLOCK_AND_NAME = re.compile(r"\d{1,2}[:.]\d\d"), ":"  # an entry's hour and its writer, in one line
_COUNT = re.compile(r"\W*\d{1,2}\W*")
_NUMBER = re.compile(r"\d+")
_CLOCK = re.compile(r"\W*(?:\d{1,2}[:.]\d\d(?::\d\d)?|\d{1,3}(?:\+\d{1,2})?\s?['’′]|\d{2}\s?\+\s?\d{1,2})\W*")


def find_entries(
    outline: Outline, best: int, headline: int | None, apart: Sequence[str], measures: Measures
) -> int | None:
    """The element around entries, of which the densest text is one: those of a live blog are often a sentence each."""
    if headline is None:
        return None
    element = best
    for _ in range(_LEVELS):
        up = outline.parent[element]
        if up <= 0 or outline.first[element] <= headline:
            return None
        tag, name = outline.tag[element], _name(outline, element)
        if tag in _ENTRIES and (name or tag == "li"):
            alike = [
                child for child in children(outline, up)
                if outline.tag[child] == tag and _name(outline, child) == name and not apart[child]
            ]  # fmt: skip
            told = [measures.paragraphs(child) for child in alike]
            if len(alike) >= _LEAST and max(told) <= _MOST_OF_IT * sum(told):
                telling = [child for child in alike if _tells(outline, child)]
                if outline.first[alike[0]] > headline and 2 * len(telling) > len(alike):
                    return up
        element = up
    return None


def said_in_each(outline: Outline, lines: Sequence[int], headline: int | None) -> list[int]:
    """Short lines of elements called alike that say the same but for numbers, three times or more: «منذ 5 دقائق», what
    there is to press, and clocks."""
    timed = {time.line for time in outline.times}
    groups: dict[tuple[str, str, str], list[int]] = {}
    for line in lines:
        owner, text = outline.owner[line], outline.text[line]
        if len(text) > _SHORT or line == headline or outline.tag[owner] in HEADINGS:
            continue
        said = _NO_LETTERS.sub(" ", text).strip()
        if said and (outline.tag[owner] in _CELLS or not outline.names[owner].strip() or text.endswith(_ENDS)):
            continue
        if line in timed and _CLOCKED.match(text):
            said = _CLOCK_AND_NAME
        if said or is_clock(text) or _COUNT.fullmatch(text):
            groups.setdefault((outline.tag[owner], _NUMBER.sub("", outline.names[owner]), said), []).append(line)
    found = (group for group in groups.values() if len(group) >= _LEAST)
    return [line for group in found if _counts_on(outline, group) for line in group]


def is_clock(text: str) -> bool:
    """Whether a line says an hour alone, or a minute of a match."""
    return _CLOCK.fullmatch(text) is not None


def _counts_on(outline: Outline, group: Sequence[int]) -> bool:
    """Whether lines that are numbers alone count one on from each to the next; true of all others."""
    if not all(_COUNT.fullmatch(outline.text[line]) for line in group):
        return True
    numbers = [int(_NUMBER.findall(outline.text[line])[0]) for line in group]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _name(outline: Outline, element: int) -> str:
    return outline.names[element].partition(" ")[0].rstrip("0123456789")


def _tells(outline: Outline, element: int) -> bool:
    """Whether it holds a sentence, and no title that leads elsewhere."""
    lines = range(outline.first[element], outline.last[element])
    if not lines or len(lines) > _MOST_LINES:
        return False
    return any(outline.text[line].endswith(_ENDS) and not outline.links[line] for line in lines) and not any(
        outline.linked[line] * 2 > len(outline.text[line]) for line in lines if outline.text[line]
    )
