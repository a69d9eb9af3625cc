"""The lines of a batch of articles as arrays: where they are, what they fold to, their words as hashes.

All later evidence reads these arrays, so that the cost of Python is paid once a batch and not once a line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from nashra.cleaning.ledger.repair import HARD_SPACE
from nashra.cleaning.lines import characters as ch
from nashra.mixing import GOLDEN
from nashra.text.clitics import read_clitics

I64 = npt.NDArray[np.int64]
U64 = npt.NDArray[np.uint64]
Bool = npt.NDArray[np.bool_]

_BASE = np.uint64(GOLDEN)
_INVERSE = np.uint64(pow(int(_BASE), -1, 1 << 64))
PREFIX = 60  # letters of a line's beginning that make a teaser known, though its end was cut

BLOCK = 1 << 14  # words at a time: what is made of them on the way stays close to the processor


@cache
def _powers(size: int) -> tuple[U64, U64]:
    """Powers of the base and of its inverse, modulo 2**64."""
    up, down = np.full(size, _BASE), np.full(size, _INVERSE)
    up[0] = down[0] = np.uint64(1)
    return np.multiply.accumulate(up), np.multiply.accumulate(down)


def mix(values: U64) -> U64:
    """Spread hashes evenly (the finaliser of splitmix64: of one number, where `mixed_in` is of several)."""
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = values >> np.uint64(shift)
        mixed ^= values
        mixed *= np.uint64(factor)
        values = mixed
    return values ^ (values >> np.uint64(31))


def starts(*columns: npt.NDArray[Any]) -> Bool:
    """Where rows in order hold a value for the first time."""
    new = np.ones(columns[0].size, dtype=np.bool_)
    new[1:] = columns[0][1:] != columns[0][:-1]
    for column in columns[1:]:
        new[1:] |= column[1:] != column[:-1]
    return new


def doubles(keys: U64) -> tuple[Bool, Bool]:
    """Whether the same key came before, and whether it comes again."""
    order = np.argsort(keys, kind="stable")
    same = keys[order[1:]] == keys[order[:-1]]
    before, behind = np.zeros((2, keys.size), dtype=np.bool_)
    before[order[1:]] = same
    behind[order[:-1]] = same
    return before, behind


def in_order(first: npt.NDArray[Any], second: npt.NDArray[Any]) -> I64:
    """The order of pairs, as np.lexsort((second, first)) gives it.

    Where most of `first` are different, several times as fast: only pairs that agree in it are asked for the second.
    """
    sorted_already = bool((first[1:] >= first[:-1]).all())
    order = np.arange(first.size) if sorted_already else np.argsort(first)
    new = starts(first[order])
    tied = np.flatnonzero(~new | ~np.append(new[1:], True)) if new.size else order
    some = np.sort(order[tied])
    order[tied] = some[np.lexsort((second[some], first[some]))]
    return order


class Hasher:
    """Hashes of any pieces of one array of code points; the same code points give the same hash anywhere."""

    def __init__(self, codes: ch.U32) -> None:
        size = max(1 << int(codes.size).bit_length(), 1024)
        up, self.down = _powers(size)
        self.total = np.zeros(codes.size + 1, dtype=np.uint64)
        np.multiply(codes, up[: codes.size], out=self.total[1:])
        np.cumsum(self.total, out=self.total)

    def __call__(self, starts: I64, ends: I64) -> U64:
        """The hash of codes[start:end] of each pair."""
        return mix((self.total[ends] - self.total[starts]) * self.down[starts] + (ends - starts).view(np.uint64))

    def runs(self, bounds: I64) -> U64:
        """The hash of codes[bounds[i]:bounds[i + 1]] of each i, as of any piece."""
        hashes = np.empty(bounds.size - 1, dtype=np.uint64)
        for at in range(0, hashes.size, BLOCK):
            some = bounds[at : at + BLOCK + 1]
            sums = np.diff(self.total[some]) * self.down[some[:-1]] + np.diff(some).view(np.uint64)
            hashes[at : at + BLOCK] = mix(sums)
        return hashes


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
    def foreign(self) -> I64:
        """Places in `text` of all digits, and of letters that are not Arabic."""
        return np.flatnonzero(self.classes - np.uint8(ch.LATIN) <= ch.DIGIT - ch.LATIN)

    def places_of(self, classes: ch.U8) -> I64:
        """Places in `text` of all marks of some classes."""
        wanted = np.zeros(ch.CLASSES, dtype=np.bool_)
        wanted[classes] = True
        return self.marks[wanted.take(self.classes.take(self.marks))]

    @cached_property
    def counts(self) -> I64:
        """(n, CLASSES) characters of each class; ARABIC and SPACE are not counted."""
        n = self.start.size
        counts = np.zeros(n * ch.CLASSES, dtype=np.int64)
        for rare in (self.foreign, self.marks):
            line = np.repeat(np.arange(n), _in_lines(rare, self.start))
            counts += np.bincount(line * ch.CLASSES + self.classes.take(rare), minlength=counts.size)
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

    @cached_property
    def kinds(self) -> ch.U8:
        """(m,) bits of the lists of words.yaml that each word is in."""
        from nashra.cleaning.lines.word_kinds import word_kinds  # which stands on this file

        return word_kinds().of(self.word)

    @cached_property
    def opening(self) -> I64:
        """The first paragraphs of each article that have a mark close to their beginning."""
        from nashra.cleaning.lines.line_heads import opening_paragraphs  # which stands on this file

        return opening_paragraphs(self)

    @cached_property
    def head_marks(self) -> I64:
        """Places in `text` of marks that may part names from the text behind them."""
        from nashra.cleaning.lines.line_heads import head_marks

        return head_marks(self)

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


def read_lines(texts: Sequence[str]) -> Lines:
    """The arrays of a batch. Lines are those of `text.split("\\n")` that hold more than white space."""
    text = "\n".join(texts)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    known = ch.table().take(codes, mode="clip")
    classes = known.astype(np.uint8)

    begin = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum(np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + 1, out=begin[1:])
    article, line_no, start, end = _bounds(text, begin, classes)
    n = start.size
    drops = known < 1 << ch.CLASS_BITS
    dropped, kind = np.flatnonzero(drops), classes
    if dropped.size:
        known = known[~drops]
        kind = known.astype(np.uint8)
    plain = known >> np.uint32(ch.CLASS_BITS)
    fold_start = start - np.searchsorted(dropped, start)
    fold_end = end - np.searchsorted(dropped, end)

    letter = np.zeros(kind.size + 2, dtype=np.bool_)  # none stands before the text, and none behind it
    np.less_equal(kind, ch.DIGIT, out=letter[1:-1])
    edges = np.flatnonzero(letter[1:] != letter[:-1])  # a word's first letter, then what stands behind its last
    w0 = np.ascontiguousarray(edges[::2])
    length = edges[1::2] - w0
    # Without what stands between words, letters make one stream, in which a word's and a line's lie together.
    total = np.zeros(length.size + 1, dtype=np.int64)
    np.cumsum(length, out=total[1:])
    word_first = np.searchsorted(w0, np.concatenate([fold_start, [plain.size]]))
    s0, s1 = total[word_first[:-1]], total[word_first[1:]]
    hasher = Hasher(plain.take(np.flatnonzero(letter[1:-1])))  # by place: so many flags are slow to pick by
    prefix = np.where(s1 - s0 >= PREFIX + 12, hasher(s0, np.minimum(s0 + PREFIX, s1)), np.uint64(0))
    return Lines(
        text=text, start=start, end=end, article=article, line_no=line_no,
        first=np.searchsorted(article, np.arange(len(texts) + 1)), begin=begin, codes=codes, classes=classes,
        plain=plain, dropped=dropped - np.arange(dropped.size), fold_start=fold_start,
        fold_end=fold_end, hash=hasher(s0, s1), prefix=prefix, letters=s1 - s0, word=hasher.runs(total),
        word_line=np.repeat(np.arange(n), np.diff(word_first)), word_first=word_first, word_length=length,
        word_start=w0, word_place=total[:-1], hasher=hasher,
    )  # fmt: skip


def _bounds(text: str, begin: I64, classes: ch.U8) -> tuple[I64, I64, I64, I64]:
    """Article, line number, start and end of each line that holds more than white space."""
    breaks = np.flatnonzero(classes == ch.NEWLINE)
    start = np.concatenate([[0], breaks + 1]).astype(np.int64)
    end = np.concatenate([breaks, [classes.size]]).astype(np.int64)
    sizes = np.diff(np.searchsorted(start, begin))
    article = np.repeat(np.arange(begin.size - 1), sizes)
    line_no = np.arange(start.size) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    full = np.flatnonzero(end > start)
    start, end, article, line_no = start[full], end[full], article[full], line_no[full]
    for _ in range(4):  # white space at the ends of lines is short
        left = (classes[start] == ch.SPACE) & (start < end - 1)
        start += left
        right = (classes[end - 1] == ch.SPACE) & (start < end - 1)
        end -= right
    for line in np.flatnonzero(left | right).tolist():  # unless it is not
        part = text[start[line] : end[line]]
        body = part.strip()
        start[line] += len(part) - len(part.lstrip()) if body else 0
        end[line] = start[line] + max(len(body), 1)
    full = np.flatnonzero(classes[start] != ch.SPACE)
    return article[full], line_no[full], start[full], end[full]


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
    kind = classes.take(marks)
    odd_mark = (kind == ch.HIDDEN) | (codes.take(marks) == ord("&"))
    comma = kind == ch.COMMA
    odd_mark[1:] |= comma[1:] & comma[:-1] & (marks[1:] == marks[:-1] + 1)
    start = lines.start
    return _in_lines(spaces, start) + _in_lines(marks[odd_mark], start), _in_lines(spaces[hard], start)


def _in_lines(places: I64, start: I64) -> I64:
    """(n,) how many of some ascending places are in each line, and in the white space behind it."""
    return np.diff(np.append(np.searchsorted(places, start), places.size))


def word_hash(words: Sequence[str]) -> U64:
    """The hash that a folded word has in `Lines.word`."""
    codes = np.array([ord(c) for w in words for c in w], dtype=np.uint32)
    ends = np.cumsum([len(w) for w in words]).astype(np.int64)
    return Hasher(codes)(np.concatenate([[0], ends[:-1]]).astype(np.int64), ends)
