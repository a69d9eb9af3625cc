"""How much a word, a piece of a word or a name tells: by how few articles have it, in general and on this day."""

import math
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pyarrow.parquet as pq

from nashra.settings import REFERENCE
from nashra.stories.story_rules import read_story_rules
from nashra.stories.told import Told

FILE = REFERENCE / "stories" / "rarity.parquet"
ARTICLES = b"articles"
"""Key of the file's metadata: of how many articles the counts are."""


@cache
def read_rarity(path: Path = FILE) -> tuple[dict[str, int], int]:
    """How many articles of ordinary news have each stem, and of how many that is."""
    table = pq.read_table(path)
    counts = dict(zip(table["stem"].to_pylist(), table["articles"].to_pylist(), strict=True))
    return counts, int((table.schema.metadata or {})[ARTICLES])


class _Kept(dict[str, float]):
    """Weights, each worked out when it is first asked for."""

    def __init__(self, weigh: Callable[[str, int], float]) -> None:
        super().__init__()
        self._weigh = weigh

    def __missing__(self, term: str) -> float:
        weight = self[term] = self._weigh(term, 1)
        return weight


class Rarity:
    """Weights of what two of some articles have in common. The two themselves never count: a word that both have,
    and no other, stays rare, however few the articles are."""

    def __init__(self, articles: Iterable[Told]) -> None:
        self.reference, self.reference_articles = read_rarity()
        self.articles = 0
        self.words: Counter[str] = Counter()
        self.pieces: Counter[str] = Counter()
        self.names: Counter[str] = Counter()
        for told in articles:
            self.articles += 1
            self.words.update(told.words.keys())
            self.pieces.update(told.pieces.keys())
            for names in told.names.values():
                self.names.update(names.keys())
        # the day's counts weigh as much as the reference, unless they are of few articles
        least = max(self.articles, read_story_rules().words.reference_share)
        self._share = self.reference_articles / least
        self.words_of_one, self.names_of_one = _Kept(self.word), _Kept(self.name)
        """Weights of what one of the two has."""

    def word(self, stem: str, own: int) -> float:
        """Of a word that `own` of the two articles have."""
        others = self._share * max(self.words[stem] - own, 0)
        whole = self.reference_articles + self._share * self.articles
        return math.log((whole + 1) / (self.reference.get(stem, 0) + others + 1))

    def piece(self, piece: str, own: int) -> float:
        """Of a piece of a word."""
        return math.log((self.articles + 2) / (max(self.pieces[piece] - own, 0) + 1))

    def name(self, entity_id: str, own: int) -> float:
        """Of an entity."""
        return math.log((self.articles + 2) / (max(self.names[entity_id] - own, 0) + 1))
