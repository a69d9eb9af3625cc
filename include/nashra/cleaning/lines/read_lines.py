"""Texts read into the arrays of their lines."""

from collections.abc import Sequence

import numpy as np

from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.hashes import I64, Hasher
from nashra.cleaning.lines.line_arrays import PREFIX, Lines


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
