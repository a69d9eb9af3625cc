"""Whether two articles are one: the verified Jaccard of their own words, and no template with other numbers."""

import zlib
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from nashra.landing.limits import Limits
from nashra.landing.signature import line_hash, words_of_lines
from nashra.landing.words import metadata_words

Hashes = npt.NDArray[np.uint64]
_MIX = np.uint64(0x9E3779B97F4A7C15)


class Outline(NamedTuple):
    """An article as sorted hashes: of all shingles, of those in its own lines, of its words and numbers."""

    shingles: Hashes
    own: Hashes
    own_words: int
    words: Hashes  # each as often as it stands in the text, own lines only
    numbers: Hashes  # those of `words` that are numbers, weekdays or months


def outline(text: str, source: str, shared: frozenset[int], limits: Limits) -> Outline:
    """The outline of a text; `shared` are hashes of lines that many articles of its source have."""
    lines = words_of_lines(text)
    own = [words for words in lines if line_hash(source, words) not in shared] if shared else lines
    counted = [word for words in own for word in words]
    calendar = metadata_words().calendar
    return Outline(
        shingles=_shingle_hashes(lines, limits.shingle_words),
        own=_shingle_hashes(own, limits.shingle_words),
        own_words=len(counted),
        words=np.sort(_word_hashes(counted)),
        numbers=np.sort(_word_hashes([w for w in counted if w.isdigit() or w in calendar or w[:1].isdigit()])),
    )


def same_article(first: Outline, second: Outline, limits: Limits) -> bool:
    if min(first.own_words, second.own_words) >= limits.own_words:
        alike = _jaccard(first.own, second.own)
    else:
        alike = _jaccard(first.shingles, second.shingles)
    return alike >= limits.jaccard and not _template(first, second, limits)


def _template(first: Outline, second: Outline, limits: Limits) -> bool:
    """The same sentences with other numbers: tomorrow's weather is not a copy of today's."""
    changed = min(_missing(first.numbers, second.numbers), _missing(second.numbers, first.numbers))
    if changed < limits.changed_numbers:
        return False
    words = max(_missing(first.words, second.words), _missing(second.words, first.words))
    return changed >= limits.changed_numbers_share * words


def _missing(these: Hashes, others: Hashes) -> int:
    """How many of these the others lack, counted as often as they stand."""
    names, counts = np.unique(these, return_counts=True)
    other = np.searchsorted(others, names, "right") - np.searchsorted(others, names, "left")
    return int(np.maximum(counts - other, 0).sum())


def _jaccard(first: Hashes, second: Hashes) -> float:
    shared = len(np.intersect1d(first, second, assume_unique=True))
    return shared / max(len(first) + len(second) - shared, 1)


def _word_hashes(words: list[str]) -> Hashes:
    return np.fromiter((zlib.crc32(word.encode("utf-8")) for word in words), np.uint64, len(words))


def _shingle_hashes(lines: list[list[str]], size: int) -> Hashes:
    found = [hashes for words in lines if len(hashes := _line_shingles(words, size))]
    if not found:
        found = [_line_shingles(words, len(words)) for words in lines]
    return np.unique(np.concatenate(found)) if found else np.empty(0, np.uint64)


def _line_shingles(words: list[str], size: int) -> Hashes:
    if len(words) < size:
        return np.empty(0, np.uint64)
    hashes = _word_hashes(words)
    joined = np.zeros(len(words) - size + 1, np.uint64)
    for offset in range(size):
        joined = (joined ^ hashes[offset : offset + len(joined)]) * _MIX
        joined ^= joined >> np.uint64(31)
    return joined
