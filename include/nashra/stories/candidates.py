"""Which articles of a day are worth comparing: those that share some of their heaviest words and names.

Near linear in the articles: an article has few heavy terms, and one that many have tells nothing and is left out."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from nashra.stories.rarity import Rarity
from nashra.stories.story_rules import read_story_rules
from nashra.stories.told import Told


def heavy_terms(told: Told, rarity: Rarity, most: int) -> list[str]:
    """The words and names that weigh most in an article, in order of weight; a name is its id with @ before it."""
    weights = {word: count * rarity.word(word, 1) for word, count in told.words.items()}
    weights |= {
        "@" + entity: count * rarity.name(entity, 1) for names in told.names.values() for entity, count in names.items()
    }
    return [term for term, _ in sorted(weights.items(), key=lambda one: (-one[1], one[0]))[:most]]


def candidate_pairs(articles: Sequence[Told], rarity: Rarity) -> list[tuple[int, int]]:
    """Numbers of the articles to compare, the smaller one first, in order."""
    rules = read_story_rules().candidates
    having: dict[str, list[int]] = {}
    for number, told in enumerate(articles):
        for term in heavy_terms(told, rarity, rules.terms):
            having.setdefault(term, []).append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in having.values():
        if len(numbers) <= rules.most:
            shared.update(combinations(numbers, 2))
    return sorted(pair for pair, count in shared.items() if count >= rules.shared)
