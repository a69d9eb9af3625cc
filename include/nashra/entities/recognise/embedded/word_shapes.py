"""A word as the recogniser sees it: its key, its pieces, and its outward shape."""

import re
from functools import cache
from zlib import crc32

from nashra.text.clitics import ARTICLE, MERGED, read_clitics
from nashra.text.fold import fold

_EDGES = re.compile(r"^[^\w]+|(?<![^\w])[^\w]+$")
_DIGIT = re.compile(r"\d")
LONGEST = 40  # letters of a key


def word_key(token: str) -> str:
    """The folded, lower-case token, digits as 0, without punctuation stuck to its ends.

    A token of punctuation alone keeps its first sign; one of nothing but marks becomes "·".
    """
    key = _DIGIT.sub("0", fold(token).lower())
    if len(key) > 1 and not key.isalnum():
        key = _EDGES.sub("", key) or key[0]
    return key[:LONGEST] or "·"


def word_keys(tokens: list[str]) -> list[str]:
    """`word_key` of each, folded together: many at once cost a fraction."""
    keys = _DIGIT.sub("0", fold("\n".join(tokens)).lower()).split("\n")
    if len(keys) != len(tokens):  # a token with a line's end in it
        return [word_key(token) for token in tokens]
    return [key if key.isalnum() and len(key) <= LONGEST else word_key(key) for key in keys]


def pieces(key: str, buckets: int) -> list[int]:
    """Hashed character n-grams (2 to 5 letters, ends marked) of a key, each in 0..buckets-1."""
    marked = f"<{key}>"
    letters = [letter.encode() for letter in marked]
    threes = [crc32(marked[start : start + 3].encode()) for start in range(len(marked) - 2)]
    fours = list(map(crc32, letters[3:], threes))  # of the letters so far
    fives = list(map(crc32, letters[4:], fours))
    ends = [f"2{marked[:3]}", f"2{marked[-3:]}", f"1{marked[:2]}", f"1{marked[-2:]}"]
    return [hashed % buckets for hashed in (*threes, *fours, *fives, *[crc32(end.encode()) for end in ends])]


@cache
def _proclitics() -> tuple[tuple[str, ...], frozenset[str], tuple[str, ...]]:
    """(what may come off, in the order of `stems`; the first letters of that; those after which the article is put
    back)."""
    clitics = read_clitics()
    with_article = (*clitics.with_article, MERGED)
    found = (*with_article, ARTICLE, *clitics.single)
    return found, frozenset(clitic[0] for clitic in found), with_article


def stems(key: str) -> list[str]:
    """The key and what is left of it when a proclitic or ال is taken off, longest first."""
    found = [key]
    proclitics, first, with_article = _proclitics()
    if key[:1] not in first:
        return found
    for clitic in proclitics:
        if key.startswith(clitic) and len(key) - len(clitic) >= 3:
            rest = key[len(clitic) :]
            if rest not in found:
                found.append(rest)
            if clitic in with_article and ARTICLE + rest not in found:
                found.append(ARTICLE + rest)
    return found
