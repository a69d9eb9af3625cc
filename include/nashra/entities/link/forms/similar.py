"""How alike two keys sound: a weighted edit distance that knows what Arabic writers vary in foreign names."""

from functools import cache, lru_cache
from math import inf

# Letters written for one sound; exchanging two of a group costs little.
_SOUNDS = ("غجقك", "سصثز", "شس", "تطث", "دضذظ", "ظزذ", "هح", "هخ", "فوب", "اع", "اه", "يه", "كخ", "كق")
_VOWELS = frozenset("اوي")
_WEAK = frozenset("اويءهع")
_CHEAP = frozenset(a + b for group in _SOUNDS for a in group for b in group)


def _exchange(a: str, b: str) -> float:
    if a == b:
        return 0.0
    if a in _VOWELS and b in _VOWELS:
        return 0.45
    return 0.25 if a + b in _CHEAP else 1.0


class _Costs(dict[str, float]):
    """What exchanging a letter for another costs, filled as it is asked for."""

    def __init__(self, letter: str) -> None:
        self._letter = letter

    def __missing__(self, other: str) -> float:
        cost = self[other] = _exchange(self._letter, other)
        return cost


@cache
def _costs(letter: str) -> _Costs:
    return _Costs(letter)


def _drop(letter: str, before: str, last: bool) -> float:
    """What leaving out a letter costs; `before` is the letter it follows."""
    if letter == before or letter == " ":
        return 0.15
    if letter == "ا":
        return 0.25
    if letter in _WEAK:
        return 0.3 if last else 0.35
    return 1.0


@lru_cache(maxsize=65536)
def _drops(key: str) -> tuple[float, ...]:
    before = ["", *key]
    return tuple([_drop(letter, before[i], i == len(key) - 1) for i, letter in enumerate(key)])


@lru_cache(maxsize=65536)
def distance(a: str, b: str) -> float:
    """Cost of turning one key into the other; 1 for each consonant lost or exchanged across sounds."""
    return _distance(a, b, inf)


def is_near(a: str, b: str, limit: float) -> bool:
    """Whether the distance is below a limit: most keys that are compared aren't alike, which soon shows."""
    return _distance(a, b, limit) < limit


def _distance(a: str, b: str, limit: float) -> float:
    """`distance`, or anything from the limit on where it isn't below that."""
    a, b = a.replace("تش", "ش"), b.replace("تش", "ش")  # one sound, and ش is written for it
    columns = list(zip(b, _drops(b), strict=True))
    row = [0.0]
    for _, added in columns:
        row.append(row[-1] + added)
    for x, gone in zip(a, _drops(a), strict=True):
        costs, diagonal = _costs(x), row[0]
        left = diagonal + gone
        below = [left]
        for j, (y, added) in enumerate(columns, 1):
            above = row[j]
            best = diagonal + costs[y]
            left += added
            if left < best:
                best = left
            if above + gone < best:
                best = above + gone
            below.append(best)
            diagonal, left = above, best
        if min(below) >= limit:
            return limit  # no way on costs less than nothing
        row = below
    return row[-1]


def similarity(a: str, b: str) -> float:
    """1 for equal keys, 0 for nothing in common: 1 less the distance by the longer key's letters."""
    return max(0.0, 1.0 - distance(a, b) / max(len(a), len(b), 1))
