"""Sums over the lines of a page's elements: how much of an element is paragraphs, text, links."""

import re
from collections.abc import Callable, Iterable
from itertools import accumulate

from nashra.landing.pages.outline import Outline
from nashra.landing.pages.page_rules import PageRules

_ARABIC = re.compile("[\u0620-\u06d3]")
Counted = Callable[[int], bool]  # whether a line counts


class Measures:
    """Characters of each element, over the lines that count.

    A paragraph is a line with enough text outside of links. Elements hold runs of lines, so each sum is the
    difference of two.
    """

    def __init__(
        self, outline: Outline, rules: PageRules, counts: Counted | None = None, foreign: frozenset[int] = frozenset()
    ) -> None:
        """`foreign` lines are no paragraphs, however long: a page's story in another language, beside its own."""
        self.outline = outline
        sizes = list(map(len, outline.text))
        lines = range(len(sizes))
        counted = [counts is None or counts(line) for line in lines]
        for least in (rules.paragraph_chars, rules.paragraph_short):
            self.paragraph = [
                _paragraph(size, linked, least, rules) for size, linked in zip(sizes, outline.linked, strict=True)
            ]
            for line in foreign:
                self.paragraph[line] = 0
            if sum(self.paragraph[line] for line in lines if counted[line]) >= rules.paragraph_few:
                break
        self._paragraphs = _sums(self.paragraph[line] if counted[line] else 0 for line in lines)
        self._text = _sums(sizes[line] if counted[line] else 0 for line in lines)
        self._links = _sums(outline.linked[line] if counted[line] else 0 for line in lines)
        self.all_paragraphs = self._paragraphs[-1]

    def paragraphs(self, element: int) -> int:
        return self._paragraphs[self.outline.last[element]] - self._paragraphs[self.outline.first[element]]

    def text(self, element: int) -> int:
        return self._text[self.outline.last[element]] - self._text[self.outline.first[element]]

    def plain(self, element: int) -> int:
        """Characters outside of links."""
        return self.text(element) - self.links(element)

    def links(self, element: int) -> int:
        return self._links[self.outline.last[element]] - self._links[self.outline.first[element]]


def foreign_lines(outline: Outline, headline: int | None, measures: Measures, rules: PageRules) -> frozenset[int]:
    """Paragraphs without an Arabic letter, below an Arabic headline, on a page that tells something in Arabic too."""
    if headline is None or not _ARABIC.search(outline.text[headline]):
        return frozenset()
    long = [line for line, characters in enumerate(measures.paragraph) if characters]
    found = frozenset(line for line in long if not _ARABIC.search(outline.text[line]))
    told = sum(measures.paragraph[line] for line in long if line > headline and line not in found) if found else 0
    return found if told >= rules.paragraph_few else frozenset()


def _paragraph(size: int, linked: int, least: int, rules: PageRules) -> int:
    """Characters outside links of a line that is a paragraph, 0 of any other line."""
    own = size - linked
    return own if own >= least and linked <= rules.paragraph_links * size else 0


def _sums(values: Iterable[int]) -> list[int]:
    return list(accumulate(values, initial=0))
