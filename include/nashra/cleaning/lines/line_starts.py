"""Which lines of a batch may begin with one of some names: seen by their first letters, so that nearly all lines are
told apart in a few numpy calls and no pattern is tried on them."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.hashes import I64, Bool
from nashra.cleaning.lines.line_arrays import Lines

LETTERS = 3  # of a name's beginning that are looked at


class LineStarts:
    """The first letters of names, in any case."""

    def __init__(self, names: Iterable[str]) -> None:
        """Raises ValueError for a name that begins with no letter."""
        known = list(names)
        if strange := [name for name in known if not name[:1].isalnum()]:
            raise ValueError(f"{strange[0]!r} begins with no letter")
        beginnings = [name[:LETTERS] for name in known if len(name) >= LETTERS]
        self._short = _characters(name[0] for name in known if len(name) < LETTERS)
        letters = sorted(set("".join(beginnings)))
        self._number = np.zeros(ch.SIZE, dtype=np.int64)  # of each code point that is one of them, in any case
        cases = _in_any_case("".join(letters), "".join(map(chr, range(ch.SIZE))))
        for number, letter in enumerate(letters, 1):
            self._number[[ord(case) for case in _in_any_case(letter, cases)]] = number
        self._base = len(letters) + 1
        self._known = np.zeros(self._base**LETTERS, dtype=np.bool_)  # by the numbers of LETTERS letters as one
        self._known[[self._of([self._number[ord(letter)] for letter in start]) for start in beginnings]] = True

    def may_open(self, lines: Lines) -> I64:
        """Lines that may begin with a name, whatever marks stand before it; every line that does is among them."""
        line = np.flatnonzero(np.diff(lines.word_first))  # those that have words
        start = lines.word_start[lines.word_first[line]]
        dropped = lines.dropped
        start = start + np.searchsorted(dropped, start, side="right")
        last = lines.codes.size - 1
        letters = [
            self._number.take(lines.codes.take(np.minimum(start + place, last)), mode="clip")
            for place in range(LETTERS)
        ]
        short = self._short.take(lines.codes.take(start), mode="clip")
        return np.asarray(line[short | self._known.take(self._of(letters))])

    def _of(self, numbers: Sequence[Any]) -> Any:
        """One number of those of LETTERS letters, or an array of such."""
        result = numbers[0]
        for number in numbers[1:]:
            result = result * self._base + number
        return result


def _characters(characters: Iterable[str]) -> Bool:
    """(SIZE,) whether a code point is one of some characters, in any case, as `re` sees it."""
    table = np.zeros(ch.SIZE, dtype=np.bool_)
    table[[ord(case) for case in _in_any_case("".join(characters), "".join(map(chr, range(ch.SIZE))))]] = True
    return table


def _in_any_case(wanted: str, among: str) -> str:
    """The characters of a text that are one of those wanted, in any case."""
    listed = "".join(map(re.escape, sorted(set(wanted))))
    return "".join(re.findall(f"[{listed}]", among, re.IGNORECASE)) if listed else ""
