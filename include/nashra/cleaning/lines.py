"""The lines of a batch of articles as arrays: where they are, what they fold to, their words as hashes.

All later evidence reads these arrays, so that the cost of Python is paid once a batch and not once a line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from nashra.cleaning import characters as ch

I64 = npt.NDArray[np.int64]
U64 = npt.NDArray[np.uint64]
Bool = npt.NDArray[np.bool_]

_BASE = np.uint64(0x9E3779B97F4A7C15 | 1)
_INVERSE = np.uint64(pow(int(_BASE), -1, 1 << 64))
PREFIX = 60  # letters of a line's beginning that make a teaser known, though its end was cut


@cache
def _powers(size: int) -> tuple[U64, U64]:
    """Powers of the base and of its inverse, modulo 2**64."""
    up, down = np.full(size, _BASE), np.full(size, _INVERSE)
    up[0] = down[0] = np.uint64(1)
    return np.multiply.accumulate(up), np.multiply.accumulate(down)


def mix(values: U64) -> U64:
    """Spread hashes evenly (the finaliser of splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _hashes(codes: ch.U32, starts: I64, ends: I64) -> U64:
    """A hash of codes[start:end] for each pair; the same code points give the same hash anywhere."""
    size = max(1 << int(codes.size).bit_length(), 1024)
    up, down = _powers(size)
    total = np.zeros(codes.size + 1, dtype=np.uint64)
    np.cumsum(codes.astype(np.uint64) * up[: codes.size], out=total[1:])
    return mix((total[ends] - total[starts]) * down[starts] + (ends - starts).astype(np.uint64))


@dataclass(slots=True)
class Lines:
    """The lines that hold a character, in order, of all articles of a batch (n lines, m words, k articles)."""

    text: str  # the articles' texts, joined by "\n"
    start: I64  # (n,) first code point of the line in `text`, without white space at its ends
    end: I64  # (n,)
    article: I64  # (n,) index of the article in the batch
    line_no: I64  # (n,) line of the article's own text, 0-based
    first: I64  # (k + 1,) first line of each article; the last entry is n
    counts: npt.NDArray[np.int32]  # (n, CLASSES) characters of each class
    head: ch.U8  # (n,) class of the first character
    tail: ch.U8  # (n,) class of the last character
    folded: str  # the folded lines, joined by "\n", marks dropped, white space kept
    fold_start: I64  # (n,) first code point of the folded line in `folded`
    fold_end: I64
    plain: ch.U32  # code points of `folded`
    to_text: I64  # code point in `text` of each code point in `folded`
    hash: U64  # (n,) of the letters and digits alone: spacing and punctuation don't matter
    prefix: U64  # (n,) of the first PREFIX letters; 0 when the line is not clearly longer
    letters: I64  # (n,) letters and digits in the line
    word: U64  # (m,) hash of each word
    stem: U64  # (m,) hash of each word without its proclitics
    word_line: I64  # (m,) line of each word
    word_first: I64  # (n + 1,) first word of each line; the last entry is m
    word_length: I64  # (m,)

    def raw(self, line: int) -> str:
        return self.text[self.start[line] : self.end[line]]

    def fold(self, line: int) -> str:
        return self.folded[self.fold_start[line] : self.fold_end[line]].strip()


_AL = np.array([ord(c) for c in "ال"], dtype=np.uint32)
_PRE = np.array([ord(c) for c in "وفبلك"], dtype=np.uint32)


def _stems(codes: ch.U32, starts: I64, ends: I64) -> I64:
    """Starts of words moved behind one of و ف ب ل ك and ال, when three letters stay."""
    starts = starts.copy()
    padded = np.concatenate([codes, np.zeros(4, dtype=np.uint32)])
    one = np.isin(padded[starts], _PRE) & (ends - starts >= 5)
    al_next = (padded[starts + 1] == _AL[0]) & (padded[starts + 2] == _AL[1])
    lil = (padded[starts] == ord("ل")) & (padded[starts + 1] == ord("ل"))
    starts += np.where(one & (al_next | (ends - starts >= 6)), 1, 0)
    al = (padded[starts] == _AL[0]) & (padded[starts + 1] == _AL[1]) & (ends - starts >= 5)
    starts += np.where(al, 2, 0)
    return starts + np.where(lil & ~al & (ends - starts >= 5), 1, 0)


def read_lines(texts: Sequence[str]) -> Lines:
    """The arrays of a batch. Lines are those of `text.split("\\n")` that hold more than white space."""
    fold_table, class_table = ch.tables()
    text = "\n".join(texts)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    small = np.minimum(codes, ch.SIZE - 1)
    classes = class_table[small]
    folded = fold_table[small]

    breaks = np.flatnonzero(classes == ch.NEWLINE)
    line_start = np.concatenate([[0], breaks + 1]).astype(np.int64)
    line_end = np.concatenate([breaks, [codes.size]]).astype(np.int64)
    sizes = np.fromiter((t.count("\n") + 1 for t in texts), dtype=np.int64, count=len(texts))
    article = np.repeat(np.arange(len(texts)), sizes)
    line_no = np.arange(line_start.size) - np.repeat(np.cumsum(sizes) - sizes, sizes)

    # The first and last character that is not white space, through running positions.
    solid = np.flatnonzero((classes != ch.SPACE) & (classes != ch.NEWLINE))
    low, high = np.searchsorted(solid, line_start), np.searchsorted(solid, line_end)
    full = high > low
    low, high = low[full], high[full]
    start, end = (solid[low], solid[high - 1] + 1) if solid.size else (low, high)
    article, line_no = article[full], line_no[full]
    n = start.size

    ids = np.repeat(np.arange(n), end - start)
    inside = _ranges(start, end)
    key = ids * ch.CLASSES + classes[inside]
    counts = np.bincount(key, minlength=n * ch.CLASSES).astype(np.int32).reshape(n, ch.CLASSES)

    kept = np.flatnonzero(folded)
    plain = folded[kept]
    kind = classes[kept]
    fold_start, fold_end = np.searchsorted(kept, start), np.searchsorted(kept, end)

    letter = (kind == ch.ARABIC) | (kind == ch.LATIN) | (kind == ch.LETTER) | (kind == ch.DIGIT)
    spots = np.flatnonzero(letter)
    stream = plain[spots]
    s0, s1 = np.searchsorted(spots, fold_start), np.searchsorted(spots, fold_end)
    cut = np.minimum(s0 + PREFIX, s1)
    prefix = np.where(s1 - s0 >= PREFIX + 12, _hashes(stream, s0, cut), np.uint64(0))

    edge = np.diff(np.concatenate([[0], letter.view(np.int8), [0]]))
    w0, w1 = np.flatnonzero(edge == 1), np.flatnonzero(edge == -1)
    word_line = np.searchsorted(fold_start, w0, side="right") - 1
    return Lines(
        text=text, start=start, end=end, article=article, line_no=line_no,
        first=np.searchsorted(article, np.arange(len(texts) + 1)),
        counts=counts, head=classes[start] if n else classes[:0], tail=classes[end - 1] if n else classes[:0],
        folded=plain.tobytes().decode("utf-32-le", "surrogatepass"), fold_start=fold_start, fold_end=fold_end,
        plain=plain, to_text=kept,
        hash=_hashes(stream, s0, s1), prefix=prefix, letters=s1 - s0,
        word=_hashes(plain, w0, w1), stem=_hashes(plain, _stems(plain, w0, w1), w1),
        word_line=word_line, word_first=np.searchsorted(word_line, np.arange(n + 1)), word_length=w1 - w0,
    )  # fmt: skip


def _ranges(starts: I64, ends: I64) -> I64:
    """arange(start, end) of every pair, one behind the other."""
    sizes = ends - starts
    total = int(sizes.sum())
    offset = np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
    return offset + np.arange(total)


def word_hash(words: Sequence[str]) -> U64:
    """The hash that a folded word has in `Lines.word`."""
    codes = np.array([ord(c) for w in words for c in w], dtype=np.uint32)
    ends = np.cumsum([len(w) for w in words]).astype(np.int64)
    starts = np.concatenate([[0], ends[:-1]]).astype(np.int64)
    return _hashes(codes, starts, ends)
