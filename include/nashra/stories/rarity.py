"""How much a word, a piece of a word or a name tells: by how few articles have it, in general and on this day."""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from nashra.settings import REFERENCE
from nashra.stories.story_rules import read_story_rules
from nashra.stories.told import Told
from nashra.stories.told_terms import NAME, Floats, Numbers, Spelling, ToldTerms, having, rows_of

FILE = REFERENCE / "stories" / "rarity.parquet"
ARTICLES = b"articles"
"""Key of the file's metadata: of how many articles the counts are."""


@cache
def read_rarity(path: Path = FILE) -> tuple[dict[str, int], int]:
    """How many articles of ordinary news have each stem, and of how many that is."""
    table = pq.read_table(path)
    counts = dict(zip(table["stem"].to_pylist(), table["articles"].to_pylist(), strict=True))
    return counts, int((table.schema.metadata or {})[ARTICLES])


class Rarity:
    """Weights of what two of some articles have in common. The two themselves never count: a word that both have,
    and no other, stays rare, however few the articles are."""

    def __init__(self, articles: int, terms: Mapping[str, int], pieces: Mapping[str, int]) -> None:
        """Of so many articles, how many have each word or name, and each piece of a word."""
        self.reference, self.reference_articles = read_rarity()
        self.articles, self.terms, self.pieces = articles, terms, pieces
        # the day's counts weigh as much as the reference, unless they are of few articles
        least = max(self.articles, read_story_rules().words.reference_share)
        self._share = self.reference_articles / least
        self._whole = self.reference_articles + self._share * self.articles

    @classmethod
    def of(cls, articles: Iterable[Told]) -> "Rarity":
        """Of what some articles tell."""
        terms: Counter[str] = Counter()
        pieces: Counter[str] = Counter()
        many = 0
        for told in articles:
            many += 1
            terms.update(told.words.keys())
            pieces.update(told.pieces.keys())
            terms.update({NAME + entity for names in told.names.values() for entity in names})
        return cls(many, terms, pieces)

    def term(self, term: str, own: int) -> float:
        """Of a word, or of a name behind NAME, that `own` of the two articles have."""
        return self.name(term[len(NAME) :], own) if term.startswith(NAME) else self.word(term, own)

    def word(self, stem: str, own: int) -> float:
        """Of a word."""
        return self._word(self.reference.get(stem, 0), max(self.terms.get(stem, 0) - own, 0))

    def of_terms(self, terms: Sequence[str], own: int) -> Floats:
        """`term` of each of many: a logarithm is taken once for all that are as rare."""
        counts, known = _counts(self.terms, terms, own), _counts(self.reference, terms)
        first = bisect_left(terms, NAME)  # terms are in order of spelling: names stand together
        last = bisect_left(terms, chr(ord(NAME) + 1))
        most = int(counts.max(initial=0)) + 1
        keys = known * most + counts
        keys[first:last] = -1 - counts[first:last]  # of a name the reference knows nothing
        each, places = np.unique(keys, return_inverse=True)
        values = [self._word(key // most, key % most) if key >= 0 else self._name(-1 - key) for key in each.tolist()]
        return np.array(values, np.float64)[places]

    def of_pieces(self, pieces: Sequence[str], own: int) -> Floats:
        """`piece` of each of many."""
        each, places = np.unique(_counts(self.pieces, pieces, own), return_inverse=True)
        return np.array([self._name(count) for count in each.tolist()], np.float64)[places]

    def _word(self, known: int, others: int) -> float:
        """Of a word that so many articles of the reference have, and others of the day."""
        return math.log((self._whole + 1) / (known + self._share * others + 1))

    def _name(self, others: int) -> float:
        """Of what the reference does not know."""
        return math.log((self.articles + 2) / (others + 1))

    def piece(self, piece: str, own: int) -> float:
        """Of a piece of a word."""
        return self._name(max(self.pieces.get(piece, 0) - own, 0))

    def name(self, entity_id: str, own: int) -> float:
        """Of an entity."""
        return self._name(max(self.terms.get(NAME + entity_id, 0) - own, 0))


def rarity_of_groups(articles: ToldTerms, groups: Sequence[Sequence[int]], spelling: Spelling) -> Rarity:
    """As `rarity_of`, with each group of the articles counted as one: what a crowd of them tells of one event is told
    once, and does not turn its words into common ones."""
    begin = np.cumsum([0, *map(len, groups)])
    members = np.concatenate([np.array(group, np.int64) for group in groups])
    of = rows_of((np.ones(len(members), np.int32), members, begin), (len(groups), len(articles.article_ids)))
    of_terms = having(of @ articles.words) + having(of @ articles.names)
    of_pieces = having(of @ (articles.words @ spelling.of))
    return Rarity(
        len(groups),
        dict(zip(articles.terms, of_terms.tolist(), strict=True)),
        dict(zip(spelling.pieces, of_pieces.tolist(), strict=True)),
    )


def _counts(of: Mapping[str, int], terms: Sequence[str], own: int = 0) -> Numbers:
    """How many articles have each term, less their own."""
    found = np.array([0 if count is None else count for count in map(of.get, terms)], np.int64)
    return np.maximum(found - own, 0)


def rarity_of(parts: Iterable[ToldTerms], terms: tuple[str, ...], spelling: Spelling) -> Rarity:
    """Of what some articles tell, which have these terms; `spelling` is that of the terms."""
    articles, of_terms = 0, np.zeros(len(terms), np.int64)
    of_pieces = np.zeros(len(spelling.pieces), np.int64)
    for part in parts:
        articles += len(part.article_ids)
        of_terms += having(part.words) + having(part.names)
        of_pieces += having(part.words @ spelling.of)
    return Rarity(
        articles,
        dict(zip(terms, of_terms.tolist(), strict=True)),
        dict(zip(spelling.pieces, of_pieces.tolist(), strict=True)),
    )
