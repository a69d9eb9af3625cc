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
    word, name = rarity.words_of_one, rarity.names_of_one
    weights = {stem: count * word[stem] for stem, count in told.words.items()}
    weights |= {"@" + entity: count * name[entity] for names in told.names.values() for entity, count in names.items()}
    least = min(sorted(weights.values(), reverse=True)[:most], default=0.0)
    heavy = sorted((-weight, term) for term, weight in weights.items() if weight >= least)
    return [term for _, term in heavy[:most]]


def candidate_pairs(heavy: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Numbers of the articles to compare, the smaller one first, in order. `heavy` are the heavy terms of each."""
    rules = read_story_rules().candidates
    having: dict[str, list[int]] = {}
    for number, terms in enumerate(heavy):
        for term in terms:
            having.setdefault(term, []).append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in having.values():
        if len(numbers) <= rules.most:
            shared.update(combinations(numbers, 2))
    return sorted(pair for pair, count in shared.items() if count >= rules.shared)
