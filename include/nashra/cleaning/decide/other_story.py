"""Whole other stories on a page: a headline, a paragraph that says what it says, and nothing of what stood above.

Such a story goes as a whole or stays as a whole: parts of it would be neither news nor clean. One that stays is
flagged. A round-up of several stories looks the same and is honest; so nothing goes for this reason alone.
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple

import numpy as np

from nashra.cleaning.decide.weighing import OtherStory, weighing
from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.line_arrays import I64, Bool, Lines
from nashra.cleaning.lines.word_kinds import FUNCTION, word_kinds

_NO_HEAD = (ch.BULLET, ch.DASH)  # a headline begins with none of these
_NO_TAIL = (ch.COLON, ch.QUESTION, ch.COMMA, ch.STOP)  # and ends with none of these


ASIDE = 2  # short lines between two paragraphs of a story, at the most


class Block(NamedTuple):
    """Lines of a batch: the headline of another story and its paragraphs, up to the next headline at the most."""

    headline: int
    end: int


def other_stories(lines: Lines, paragraph: Bool, about: Collection[int]) -> list[Block]:
    """The other stories of a batch's articles; `paragraph` marks long lines, `about` are lines that are metadata."""
    known = weighing().other_story
    by_article: dict[int, list[tuple[int, int]]] = {}
    for line in _short_headlines(lines, paragraph).tolist():
        article = int(lines.article[line])
        end, lead = int(lines.first[article + 1]), line + 1
        while lead < end and lead in about:
            lead += 1
        if lead < end and paragraph[lead]:
            by_article.setdefault(article, []).append((line, lead))
    return [block for article, found in by_article.items() for block in _of(lines, paragraph, article, found, known)]


def _short_headlines(lines: Lines, paragraph: Bool) -> I64:
    """Lines behind an article's first paragraph that have the form of a headline and may have a lead below them."""
    words = np.diff(lines.word_first)
    before: I64 = np.cumsum(paragraph) - paragraph
    fits = (lines.letters >= 20) & ~paragraph & (words >= 4) & (before > before[lines.first[lines.article]])
    return np.flatnonzero(fits & ~np.isin(lines.head, _NO_HEAD) & ~np.isin(lines.tail, _NO_TAIL))


def _of(
    lines: Lines, paragraph: Bool, article: int, found: list[tuple[int, int]], known: OtherStory
) -> Iterator[Block]:
    first, last = int(lines.first[article]), int(lines.first[article + 1])
    above = _stems(lines, range(first, found[0][0]))
    if int(lines.letters[first : found[0][0]].sum()) < known.above or len(above) < known.words:
        return
    for number, (headline, lead) in enumerate(found):
        below = found[number + 1][0] if number + 1 < len(found) else last
        end = _last_paragraph(paragraph, lead, below) + 1
        own = _stems(lines, range(lead, min(end + ASIDE, below)))
        said = _stems(lines, [headline])
        if (
            said
            and len(own) >= known.words
            and len(own & above) < known.shared * len(own)
            and len(said & above) <= known.headline_shared * len(said)
            and len(said & _stems(lines, [lead])) >= known.in_lead * len(said)
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


def _stems(lines: Lines, wanted: Collection[int]) -> set[int]:
    """The words of some lines that stand for their topic."""
    found: set[int] = set()
    for line in wanted:
        span = slice(lines.word_first[line], lines.word_first[line + 1])
        topical = (lines.word_length[span] >= 4) & (word_kinds().of(lines.word[span]) & FUNCTION == 0)
        found.update(lines.stem[span][topical].tolist())
    return found


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
