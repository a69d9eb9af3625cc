"""The lines of a batch of articles as arrays: where they are, what they fold to, their words as hashes.

All later evidence reads these arrays, so that the cost of Python is paid once a batch and not once a line.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, TypeVar

import numpy as np

from nashra.cleaning.ledger.repair import HARD_SPACE
from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.hashes import BLOCK, I64, U64, Bool, Hasher, doubles, mix
from nashra.text.clitics import read_clitics

PREFIX = 60  # letters of a line's beginning that make a teaser known, though its end was cut
Made = TypeVar("Made")


@dataclass
class Lines:
    """The lines that hold a character, in order, of all articles of a batch (n lines, m words, k articles).

    What gathering evidence has no use for is counted when it is first asked for.
    """

    text: str  # the articles' texts, joined by "\n"
    start: I64  # (n,) first code point of the line in `text`, without white space at its ends
    end: I64  # (n,)
    article: I64  # (n,) index of the article in the batch
    line_no: I64  # (n,) line of the article's own text, 0-based
    first: I64  # (k + 1,) first line of each article; the last entry is n
    begin: I64  # (k + 1,) first code point of each article in `text`; the last entry is behind the last one's "\n"
    codes: ch.U32  # code points of `text`
    classes: ch.U8  # their classes
    plain: ch.U32  # code points of the folded text: marks dropped, white space kept
    dropped: I64  # for each code point that folding dropped, the place in `plain` it would have had
    fold_start: I64  # (n,) first code point of the folded line in `plain`
    fold_end: I64
    hash: U64  # (n,) of the letters and digits alone: spacing and punctuation don't matter
    prefix: U64  # (n,) of the first PREFIX letters; 0 when the line is not clearly longer
    letters: I64  # (n,) letters and digits in the line
    word: U64  # (m,) hash of each word
    word_line: I64  # (m,) line of each word
    word_first: I64  # (n + 1,) first word of each line; the last entry is m
    word_length: I64  # (m,)
    word_start: I64  # (m,) first code point of each word in `plain`
    word_place: I64  # (m,) and among the letters that `hasher` took
    hasher: Hasher
    _made: dict[Callable[["Lines"], Any], Any] = field(default_factory=dict)

    @cached_property
    def head(self) -> ch.U8:
        """(n,) class of the first character."""
        return self.classes[self.start]

    @cached_property
    def tail(self) -> ch.U8:
        """(n,) class of the last character."""
        return self.classes[self.end - 1]

    def plain_at(self, places: I64) -> ch.U32:
        """(n,) code points of `plain` at some places, 0 outside of it: a line may have folded to nothing."""
        if not self.plain.size:
            return np.zeros(places.size, dtype=np.uint32)
        inside = (places >= 0) & (places < self.plain.size)
        return np.where(inside, self.plain.take(places, mode="clip"), np.uint32(0))

    @cached_property
    def trails_off(self) -> Bool:
        """(n,) whether a line ends with dots."""
        last = self.plain_at(self.fold_end - 1)
        before = self.plain_at(self.fold_end - 2)
        return np.asarray((last == ord("…")) | ((last == ord(".")) & (before == ord("."))))

    @cached_property
    def marks(self) -> I64:
        """Places in `text` of all characters that are neither of words nor white space: some in a hundred, so that who
        looks for a mark looks at these."""
        return np.flatnonzero(self.classes > ch.NEWLINE)

    @cached_property
    def mark_classes(self) -> ch.U8:
        """The class of each of `marks`."""
        return self.classes.take(self.marks)

    @cached_property
    def foreign(self) -> I64:
        """Places in `text` of all digits, and of letters that are not Arabic."""
        return np.flatnonzero(self.classes - np.uint8(ch.LATIN) <= ch.DIGIT - ch.LATIN)

    def places_of(self, classes: ch.U8) -> I64:
        """Places in `text` of all marks of some classes."""
        wanted = np.zeros(ch.CLASSES, dtype=np.bool_)
        wanted[classes] = True
        return self.marks[wanted.take(self.mark_classes)]

    @cached_property
    def counts(self) -> I64:
        """(n, CLASSES) characters of each class; ARABIC and SPACE are not counted."""
        n = self.start.size
        counts = np.zeros(n * ch.CLASSES, dtype=np.int64)
        for rare, classes in ((self.foreign, self.classes.take(self.foreign)), (self.marks, self.mark_classes)):
            line = np.repeat(np.arange(n), _in_lines(rare, self.start))
            counts += np.bincount(line * ch.CLASSES + classes, minlength=counts.size)
        return counts.reshape(n, ch.CLASSES)

    @cached_property
    def odd(self) -> I64:
        """(n,) characters that may need repair."""
        return self._odd[0]

    @cached_property
    def hard_spaces(self) -> Bool:
        """(n,) whether all that may need repair are hard spaces."""
        odd, hard = self._odd
        return np.asarray((odd > 0) & (odd == hard))

    @cached_property
    def _odd(self) -> tuple[I64, I64]:
        return _odd(self)

    @cached_property
    def stem(self) -> U64:
        """(m,) hash of each word without its proclitics."""
        stem = self.word.copy()
        for at in range(0, stem.size, BLOCK):
            some = slice(at, at + BLOCK)
            places, length = self.word_place[some], self.word_length[some]
            word, skip = _stems(self.plain, self.word_start[some], length)
            place = places[word]
            stem[some][word] = self.hasher(place + skip, place + length[word])
        return stem

    @cached_property
    def opening_word(self) -> U64:
        """(n,) hash of each line's first word; 0 of one that has none."""
        if not self.word.size:
            return np.zeros(self.start.size, dtype=np.uint64)
        some = self.word_first[1:] > self.word_first[:-1]
        return np.where(some, self.word.take(self.word_first[:-1], mode="clip"), np.uint64(0))

    @cached_property
    def salt(self) -> U64:
        """(k,) what keeps the words and lines of an article apart from those of others that are sorted with them."""
        return mix(np.arange(7, self.begin.size + 6, dtype=np.uint64))

    @cached_property
    def again(self) -> tuple[Bool, Bool]:
        """(n,) whether the article has a line of the same letters before each, and whether it has one behind it."""
        return doubles(self.hash ^ self.salt[self.article])

    @cached_property
    def first_lines(self) -> I64:
        """The first line of each article that has one."""
        return self.first[:-1][self.first[1:] > self.first[:-1]]

    @cached_property
    def last_lines(self) -> I64:
        """And the last."""
        return self.first[1:][self.first[1:] > self.first[:-1]] - 1

    @cached_property
    def start_list(self) -> list[int]:
        """`start` as a list: reading single numbers out of arrays is slow."""
        listed: list[int] = self.start.tolist()
        return listed

    @cached_property
    def end_list(self) -> list[int]:
        """`end` as a list."""
        listed: list[int] = self.end.tolist()
        return listed

    def made(self, make: Callable[["Lines"], Made]) -> Made:
        """What a function makes of these lines, made once."""
        if make not in self._made:
            self._made[make] = make(self)
        found: Made = self._made[make]
        return found

    def raw(self, line: int) -> str:
        return self.text[self.start_list[line] : self.end_list[line]]

    @cached_property
    def folded(self) -> str:
        """`plain` as text."""
        return self.plain.tobytes().decode("utf-32-le", "surrogatepass")

    def fold(self, line: int) -> str:
        """The folded line, without white space at its ends."""
        starts, ends = self._fold_bounds
        return self.folded[starts[line] : ends[line]].strip()

    @cached_property
    def _fold_bounds(self) -> tuple[list[int], list[int]]:
        return self.fold_start.tolist(), self.fold_end.tolist()

    def raw_offset(self, line: int, offset: int) -> int:
        """Offset in `raw(line)` of an offset in `fold(line)`."""
        folded = self.folded[self.fold_start[line] : self.fold_end[line]]
        place = int(self.fold_start[line]) + len(folded) - len(folded.lstrip()) + offset
        return place + int(np.searchsorted(self.dropped, place, side="right")) - int(self.start[line])


_ALEF, _LAM = np.uint32(ord("ا")), np.uint32(ord("ل"))


@cache
def _opens() -> Bool:
    """Whether a stem may leave out a code point at its beginning."""
    opens = np.zeros(ch.SIZE, dtype=np.bool_)
    opens[[int(_ALEF), *map(ord, read_clitics().single)]] = True
    return opens


def _stems(codes: ch.U32, starts: I64, length: I64) -> tuple[I64, I64]:
    """Words that begin with what a stem leaves out, and how many letters: a proclitic, and ال, when three stay."""
    word = np.flatnonzero(length >= 5)
    at = starts.take(word)
    first = codes.take(at)
    alef = np.flatnonzero(first == _ALEF)
    al = alef[codes.take(at.take(alef) + 1) == _LAM]  # most that leave something out
    other = np.flatnonzero(_opens().take(first, mode="clip") & (first != _ALEF))
    at, first, size = at.take(other), first.take(other), length.take(word.take(other))
    second = codes.take(at + 1)
    inner_al = (second == _ALEF) & (codes.take(at + 2) == _LAM)
    moved = inner_al | (size >= 6)
    inner_al &= size >= 6
    lil = (first == _LAM) & (second == _LAM) & ~inner_al & (size - moved >= 5)
    skip = moved + 2 * inner_al + lil
    some = np.flatnonzero(skip)
    words = np.concatenate([word.take(al), word.take(other.take(some))])
    return words, np.concatenate([np.full(al.size, 2), skip.take(some)])


def _odd(lines: Lines) -> tuple[I64, I64]:
    """For each line the characters that repair may have to look at, and how many of them are so for hard spaces."""
    codes, classes = lines.codes, lines.classes
    space = classes == ch.SPACE
    again = np.zeros(space.size, dtype=np.bool_)  # white space behind white space
    np.logical_and(space[1:], space[:-1], out=again[1:])
    spaces = np.flatnonzero(space & (codes != ord(" ")) | again)
    own, before = codes.take(spaces), codes.take(spaces - 1, mode="wrap")
    hard = (own == ord(HARD_SPACE)) | ((own == ord(" ")) & (before == ord(HARD_SPACE)))
    marks = lines.marks
    kind = lines.mark_classes
    odd_mark = (kind == ch.HIDDEN) | (codes.take(marks) == ord("&"))
    comma = kind == ch.COMMA
    odd_mark[1:] |= comma[1:] & comma[:-1] & (marks[1:] == marks[:-1] + 1)
    start = lines.start
    return _in_lines(spaces, start) + _in_lines(marks[odd_mark], start), _in_lines(spaces[hard], start)


def _in_lines(places: I64, start: I64) -> I64:
    """(n,) how many of some ascending places are in each line, and in the white space behind it."""
    return np.diff(np.append(np.searchsorted(places, start), places.size))
