"""First lines that are the title and nothing else: no section above it, no kicker, no half of it. Most first lines are.

What `Titles.find` asks of a first line and of those below it, one after another, is asked here of all lines of a batch
at once: by their length, their first words and the marks in them. Where an answer may be yes the line is not plain, and
`find` looks at it. Below a plain line a text must begin: then it is neither a kicker nor one of several lines of names,
whatever it says."""

from functools import cache

import numpy as np

from nashra.cleaning.decide.titles.head_lines import PARAGRAPH
from nashra.cleaning.decide.titles.headlines import headline_rules, section_starts, writer_starts
from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.hashes import I64, Bool
from nashra.cleaning.lines.line_arrays import Lines
from nashra.landing.facts.place_names import place_names

_OPENS = (*range(ch.DIGIT + 1), ch.QUOTE, ch.BRACKET)  # what no entry of a list and no bulleted title begins with


def plain_titles(lines: Lines, headline: Bool, bars: I64) -> Bool:
    """(n,) which lines are plain, should they be the first that is kept and stand above a line of text. `headline`
    marks lines that may be a title, `bars` counts their marks that a menu may have between its entries."""
    rules, letters = headline_rules()[0], lines.letters
    plain = headline & (bars < rules.menu_bars) & np.isin(lines.head, _OPENS)
    plain &= letters > max(rules.section_letters, _longest_place())
    plain &= (letters > PARAGRAPH * 2) | ~section_starts().has(lines.opening_word)
    plain &= ~writer_starts().has(lines.opening_word)
    plain &= (letters < rules.teaser_letters) | ~lines.trails_off
    plain[:-1] &= lines.hash[1:] != lines.hash[:-1]
    return plain


def begins_a_text(lines: Lines, headline: Bool) -> Bool:
    """(n,) lines that are neither a title nor short enough to stand above one."""
    least = (
        headline_rules()[0].section_letters * 9 // 4
    )  # of several lines of names each may be longer, twice by a half
    return np.asarray(~headline & (lines.letters > max(least, PARAGRAPH)))


@cache
def _longest_place() -> int:
    """Letters of a place's name, at the most."""
    return max(map(len, place_names().either))
