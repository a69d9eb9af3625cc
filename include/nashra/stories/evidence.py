"""What two articles have in common, as numbers of 0 to 1 (but for `lengths`)."""

import math
from collections.abc import Callable, Collection, Mapping

from nashra.stories.rarity import Rarity
from nashra.stories.told import Told

KINDS = ("words", "pieces", "title", "numbers", "places", "persons", "lengths")
"""words, pieces: angle between what both tell of; title: how much of each one's title the other has; numbers: shared
ones; places, persons: angle between those named; lengths: how much longer one is (log), which lets the others be
small."""
Weigh = Callable[[str, int], float]


def compare(one: Told, other: Told, rarity: Rarity) -> dict[str, float]:
    """A number for each of KINDS; the same whichever stands first."""
    return {
        "words": _cosine(one.words, other.words, rarity.word),
        "pieces": _cosine(one.pieces, other.pieces, rarity.piece),
        "title": (_held(one, other, rarity) + _held(other, one, rarity)) / 2,
        "numbers": _shared(one.numbers, other.numbers),
        "places": _cosine(one.names.get("LOC", {}), other.names.get("LOC", {}), rarity.name),
        "persons": _cosine(one.names.get("PERS", {}), other.names.get("PERS", {}), rarity.name),
        "lengths": abs(math.log(one.length + 5) - math.log(other.length + 5)),
    }


def _cosine(one: Mapping[str, int], other: Mapping[str, int], weigh: Weigh) -> float:
    """Angle between counts, each weighed by rarity."""
    shared = one.keys() & other.keys()
    if not shared:
        return 0.0
    product = math.fsum(one[key] * other[key] * weigh(key, 2) ** 2 for key in sorted(shared))
    sizes = [
        math.fsum((count * weigh(key, 2 if key in shared else 1)) ** 2 for key, count in sorted(counts.items()))
        for counts in (one, other)
    ]
    return min(product / math.sqrt(sizes[0] * sizes[1]), 1.0) if all(sizes) else 0.0


def _held(one: Told, other: Told, rarity: Rarity) -> float:
    """How much of one's title the other tells of, words weighed by rarity."""
    weights = {word: rarity.word(word, 2 if word in other.words else 1) for word in sorted(set(one.title))}
    whole = math.fsum(weights.values())
    return math.fsum(weight for word, weight in weights.items() if word in other.words) / whole if whole else 0.0


def _shared(one: Collection[str], other: Collection[str]) -> float:
    both = set(one) & set(other)
    return len(both) / max(min(len(one), len(other)), 2)
