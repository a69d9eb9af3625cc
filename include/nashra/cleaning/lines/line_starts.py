"""Which lines of a batch may begin with one of some names: seen by their first letters, so that nearly all lines are
told apart in a few numpy calls and no pattern is tried on them."""

import re
from collections.abc import Iterable

import numpy as np

from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.line_arrays import I64, Bool, Lines

LETTERS = 3  # of a name's beginning that are looked at


class LineStarts:
    """The first letters of names, in any case, and what may stand before a name."""

    def __init__(self, names: Iterable[str], before: str) -> None:
        """`before`: the text of a pattern of one character."""
        known = list(names)
        long = [name for name in known if len(name) >= LETTERS]
        self._before = _characters([before])
        self._short = _characters(re.escape(name[0]) for name in known if len(name) < LETTERS)
        self._letters = [_characters(re.escape(name[place]) for name in long) for place in range(LETTERS)]

    def may_open(self, lines: Lines) -> I64:
        """Lines that may begin with a name; every line that does is among them."""
        if not lines.codes.size:
            return lines.start
        last = lines.codes.size - 1
        letters = [
            table.take(lines.codes.take(np.minimum(lines.start + place, last)), mode="clip")
            for place, table in enumerate(self._letters)
        ]
        first = lines.codes.take(lines.start)
        found = self._before.take(first, mode="clip") | self._short.take(first, mode="clip")
        return np.flatnonzero(found | np.logical_and.reduce(letters))


def _characters(patterns: Iterable[str]) -> Bool:
    """(SIZE,) whether a code point is matched by one of some patterns, in any case, as `re` sees it."""
    table = np.zeros(ch.SIZE, dtype=np.bool_)
    if alternatives := "|".join(sorted(set(patterns))):
        every = "".join(map(chr, range(ch.SIZE)))
        table[[match.start() for match in re.finditer(alternatives, every, re.IGNORECASE)]] = True
    return table
