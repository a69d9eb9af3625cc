"""A page's elements and lines in its own order: what every later step looks at."""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

import numpy as np

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_NO_LETTERS = re.compile(r"[\W_]+")
_LONG = 64  # characters of a text from which a table is the quicker way to count its letters


class Time(NamedTuple):
    """A <time> element."""

    line: int
    element: int  # the block it stands in
    moment: str  # its datetime
    names: str  # its itemprop and class, in lower case


@dataclass(slots=True)
class Outline:
    """Elements and lines, each numbered in the page's order. Element 0 is the body."""

    # --- of each element
    tag: list[str] = field(default_factory=list)
    parent: list[int] = field(default_factory=list)  # -1 for the body
    first: list[int] = field(default_factory=list)  # its lines are range(first, last)
    last: list[int] = field(default_factory=list)
    until: list[int] = field(default_factory=list)  # the elements in it are range(its own number + 1, until)
    place: list[int] = field(default_factory=list)  # flags of `Place`, those of its ancestors among them
    said: list[str] = field(default_factory=list)  # what its names say it is for, a part of pages.yaml; "" mostly
    prop: list[str] = field(default_factory=list)  # its itemprop
    names: list[str] = field(default_factory=list)  # its class and id, as written
    pictures: list[int] = field(default_factory=list)  # how many it holds
    # --- of each line
    text: list[str] = field(default_factory=list)
    linked: list[int] = field(default_factory=list)  # its characters in links
    links: list[int] = field(default_factory=list)  # how many links it has
    owner: list[int] = field(default_factory=list)  # the element it stands in
    # --- beside them
    times: list[Time] = field(default_factory=list)
    days: dict[int, str] = field(default_factory=dict)  # of lines: the part of each that is named for a day
    inward: set[int] = field(default_factory=set)  # headings whose links all lead to a place on the page itself
    notes: set[int] = field(default_factory=set)  # lines that are footnotes
    fields: set[int] = field(default_factory=set)  # elements that hold a field to write in
    pressable: set[int] = field(default_factory=set)  # elements that lead elsewhere when they are pressed, with no link
    centred: set[int] = field(default_factory=set)  # elements whose style sets their text in the middle
    pressed: list[tuple[int, str]] = field(
        default_factory=list
    )  # elements that hold a button, and what it says; "" for an answer to choose
    unseen: dict[str, int] = field(default_factory=dict)  # letters that are in no line, by the place they stand in

    def holds(self, element: int, line: int | None) -> bool:
        """Whether a line, if there is one, is among an element's."""
        return line is not None and self.first[element] <= line < self.last[element]

    def count_unseen(self, place: str, text: str) -> None:
        """Letters that will be in no line."""
        if letters := letters_of(text):
            self.unseen[place] = self.unseen.get(place, 0) + letters


def letters_of(text: str) -> int:
    """Letters and digits of a text."""
    if len(text) >= _LONG and len(data := text.encode("utf-16-le", "surrogatepass")) == 2 * len(text):
        return int(np.count_nonzero(_are_letters().take(np.frombuffer(data, dtype="<u2"))))
    return len(_NO_LETTERS.sub("", text))


@cache
def _are_letters() -> Any:
    """For each unit of UTF-16 whether it is a letter or a digit."""
    return np.array([chr(unit).isalnum() for unit in range(0x10000)])


def children(outline: Outline, element: int) -> list[int]:
    """The elements right below one."""
    found, child = [], element + 1
    while child < outline.until[element]:
        found.append(child)
        child = outline.until[child]
    return found
