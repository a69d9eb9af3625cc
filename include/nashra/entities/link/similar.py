"""How alike two keys sound: a weighted edit distance that knows what Arabic writers vary in foreign names."""

from functools import lru_cache

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
def distance(a: str, b: str) -> float:
    """Cost of turning one key into the other; 1 for each consonant lost or exchanged across sounds."""
    a, b = a.replace("تش", "ش"), b.replace("تش", "ش")  # one sound, and ش is written for it
    row = [0.0]
    for j, letter in enumerate(b):
        row.append(row[-1] + _drop(letter, b[j - 1] if j else "", j == len(b) - 1))
    for i, x in enumerate(a):
        gone = _drop(x, a[i - 1] if i else "", i == len(a) - 1)
        above, row = row, [row[0] + gone]
        for j, y in enumerate(b):
            added = _drop(y, b[j - 1] if j else "", j == len(b) - 1)
            row.append(min(above[j + 1] + gone, row[j] + added, above[j] + _exchange(x, y)))
    return row[-1]


def similarity(a: str, b: str) -> float:
    """1 for equal keys, 0 for nothing in common: 1 less the distance by the longer key's letters."""
    return max(0.0, 1.0 - distance(a, b) / max(len(a), len(b), 1))
