"""Whole other stories on a page: a headline, a paragraph that says what it says, and nothing of what stood above.

Such a story goes as a whole or stays as a whole: parts of it would be neither news nor clean. One that stays is
flagged. A round-up of several stories looks the same and is honest; so nothing goes for this reason alone.
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple

import numpy as np

from nashra.cleaning.decide.weighing import weighing
from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.line_arrays import I64, Bool, Lines
from nashra.cleaning.lines.word_kinds import FUNCTION

_NO_HEAD = (ch.BULLET, ch.DASH)  # a headline begins with none of these
_NO_TAIL = (ch.COLON, ch.QUESTION, ch.COMMA, ch.STOP)  # and ends with none of these


ASIDE = 2  # short lines between two paragraphs of a story, at the most


class Block(NamedTuple):
    """Lines of a batch: the headline of another story and its paragraphs, up to the next headline at the most."""

    headline: int
    end: int


def other_stories(lines: Lines, paragraph: Bool, about: Collection[int]) -> list[Block]:
    """The other stories of a batch's articles; `paragraph` marks long lines, `about` are lines that are metadata."""
    by_article: dict[int, list[tuple[int, int]]] = {}
    for line in _short_headlines(lines, paragraph).tolist():
        article = int(lines.article[line])
        end, lead = int(lines.first[article + 1]), line + 1
        while lead < end and lead in about:
            lead += 1
        if lead < end and paragraph[lead]:
            by_article.setdefault(article, []).append((line, lead))
    if not by_article:
        return []
    topical: Bool = (lines.word_length >= 4) & (lines.kinds & FUNCTION == 0)
    return [block for article, found in by_article.items() for block in _of(lines, paragraph, topical, article, found)]


def _short_headlines(lines: Lines, paragraph: Bool) -> I64:
    """Lines behind an article's first paragraph that have the form of a headline and may have a lead below them."""
    words = np.diff(lines.word_first)
    before: I64 = np.cumsum(paragraph) - paragraph
    fits = (lines.letters >= 20) & ~paragraph & (words >= 4) & (before > before[lines.first[lines.article]])
    return np.flatnonzero(fits & ~np.isin(lines.head, _NO_HEAD) & ~np.isin(lines.tail, _NO_TAIL))


def _of(lines: Lines, paragraph: Bool, topical: Bool, article: int, found: list[tuple[int, int]]) -> Iterator[Block]:
    known = weighing().other_story
    first, last = int(lines.first[article]), int(lines.first[article + 1])
    if int(lines.letters[first : found[0][0]].sum()) < known.above:
        return
    above = _stems(lines, topical, first, found[0][0])
    if len(above) < known.words:
        return
    for number, (headline, lead) in enumerate(found):
        below = found[number + 1][0] if number + 1 < len(found) else last
        end = _last_paragraph(paragraph, lead, below) + 1
        said = _stems(lines, topical, headline, headline + 1)
        own = _stems(lines, topical, lead, min(end + ASIDE, below))
        if (
            said
            and len(own) >= known.words
            and len(own & above) < known.shared * len(own)
            and len(said & above) <= known.headline_shared * len(said)
            and len(said & _stems(lines, topical, lead, lead + 1)) >= known.in_lead * len(said)
        ):
            yield Block(headline, end)


def _last_paragraph(paragraph: Bool, lead: int, end: int) -> int:
    """The last paragraph of a story: behind it stand ASIDE short lines or more, or nothing."""
    last = lead
    for line in range(lead + 1, end):
        if line - last > ASIDE:
            break
        if paragraph[line]:
            last = line
    return last


def _stems(lines: Lines, topical: Bool, first: int, end: int) -> set[int]:
    """The words of the lines from `first` up to `end` that stand for their topic."""
    span = slice(lines.word_first[first], lines.word_first[end])
    return set(lines.stem[span][topical[span]].tolist())


def as_one(goes: Bool, fixed: Bool, lines: Lines, paragraph: Bool, blocks: list[Block]) -> set[int]:
    """Lets each block go or stay as a whole, by what most letters of its paragraphs do; returns the headlines of those
    that stay. Lines that are `fixed` (a rule or other articles spoke) stay as they are."""
    stay: set[int] = set()
    for block in blocks:
        span = slice(block.headline, block.end)
        letters = lines.letters[span] * paragraph[span]
        gone = bool((letters * goes[span]).sum() * 2 > letters.sum())
        goes[span] = np.where(fixed[span], goes[span], gone)
        if not gone:
            stay.add(block.headline)
    return stay
