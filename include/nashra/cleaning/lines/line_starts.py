"""Which lines of a batch may begin with one of some names: seen by their first letters, so that nearly all lines are
told apart in a few numpy calls and no pattern is tried on them."""

import re
from collections.abc import Iterable

import numpy as np

from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.line_arrays import I64, Bool, Lines

LETTERS = 3  # of a name's beginning that are looked at


class LineStarts:
    """The first letters of names, in any case."""

    def __init__(self, names: Iterable[str]) -> None:
        """Raises ValueError for a name that begins with no letter."""
        known = list(names)
        if strange := [name for name in known if not name[:1].isalnum()]:
            raise ValueError(f"{strange[0]!r} begins with no letter")
        long = [name for name in known if len(name) >= LETTERS]
        self._short = _characters(name[0] for name in known if len(name) < LETTERS)
        self._letters = [_characters(name[place] for name in long) for place in range(LETTERS)]

    def may_open(self, lines: Lines) -> I64:
        """Lines that may begin with a name, whatever marks stand before it; every line that does is among them."""
        line = np.flatnonzero(np.diff(lines.word_first))  # those that have words
        start = lines.word_start[lines.word_first[line]]
        dropped = lines.dropped
        start = start + np.searchsorted(dropped, start, side="right")
        last = lines.codes.size - 1
        letters = [
            table.take(lines.codes.take(np.minimum(start + place, last)), mode="clip")
            for place, table in enumerate(self._letters)
        ]
        short = self._short.take(lines.codes.take(start), mode="clip")
        return np.asarray(line[short | np.logical_and.reduce(letters)])


def _characters(characters: Iterable[str]) -> Bool:
    """(SIZE,) whether a code point is one of some characters, in any case, as `re` sees it."""
    table = np.zeros(ch.SIZE, dtype=np.bool_)
    if wanted := "".join(map(re.escape, sorted(set(characters)))):
        every = "".join(map(chr, range(ch.SIZE)))
        table[[match.start() for match in re.finditer(f"[{wanted}]", every, re.IGNORECASE)]] = True
    return table
