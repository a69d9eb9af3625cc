"""Words of short texts, compared without marks, spelling variants and signs."""

import re
from functools import lru_cache

from nashra.text.fold import fold

_WORD = re.compile(r"[^\W_]+")
_ENOUGH = 0.5  # share of the shorter one's words that two titles of one story have in common
_FEW = 3  # words from which sharing them says something


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, folded and in lower case."""
    return tuple(_WORD.findall(fold(text[:1000]).lower()))


def alike(one: str, other: str) -> bool:
    """Whether two texts may be titles of one story: the same words, or half of the shorter one's."""
    first, second = words(one), words(other)
    if first == second:
        return bool(first)
    least = min(len(first), len(second))
    return least >= _FEW and len(set(first) & set(second)) >= _ENOUGH * least


def inside(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether words stand in others, side by side and in this order."""
    return bool(one) and any(other[at : at + len(one)] == one for at in range(len(other) - len(one) + 1))
