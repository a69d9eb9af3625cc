"""The stories of a day: its articles grouped by how like they are."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.sparse import coo_array, csgraph

from nashra.stories.candidates import candidate_pairs, heavy_terms
from nashra.stories.evidence import Evidence, weights_of, weights_of_groups
from nashra.stories.likeness import Likenesses, read_likeness, threshold_among
from nashra.stories.story_rules import read_story_rules
from nashra.stories.told import Told
from nashra.stories.told_terms import ToldTerms, gather

AT_ONCE = 40
"""Articles that candidates tie together, above which few of their pairs will be asked for."""
AHEAD = 512
"""Likely pairs whose groups are compared at once, before the first of them is joined: comparing few articles costs
little less than comparing many."""


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that tell of one event."""

    story_id: str
    """Made from the ids of its articles, which are made from their content: the same articles give the same id."""
    article_ids: tuple[str, ...]
    """In order."""


def story_id(article_ids: Sequence[str]) -> str:
    """The id of a story of these articles, in any order."""
    digest = hashlib.sha256("\n".join(sorted(article_ids)).encode()).hexdigest()
    return f"STORY-{digest[:12]}"


class Ready:
    """Articles in order of their ids, with what grouping needs of them. `groups`: of their numbers, what is known so
    far; then a term is as rare as the groups that have it."""

    def __init__(self, articles: ToldTerms, groups: Sequence[Sequence[int]] = ()) -> None:
        self.articles = articles
        weights = weights_of_groups(articles, groups) if groups else weights_of([articles])
        threshold = threshold_among(len(articles.article_ids), read_likeness().threshold)
        self.like = Likenesses(Evidence(articles, weights), threshold)
        self.heavy = heavy_terms(articles, weights)
        """The heaviest words and names of each."""


def group(articles: Iterable[Told]) -> list[Story]:
    """The stories of some articles, also those of a single one, in order of their first article's id.

    The result hangs on the articles alone, not on their order. Two groups become one while the pairs between them
    are, in the mean, as like as two articles of one story: an article that is like one of a story, and unlike the rest,
    does not tie two stories together. Where one group is a crowd, the groups are looked at again, each counted as one
    article: an event that fills the day makes its own words common, and would fall into one story a headline."""
    return group_ready(Ready(gather(sorted(articles, key=lambda told: told.article_id))))


def group_ready(ready: Ready) -> list[Story]:
    """As `group`."""
    groups = _Groups(ready).joined()
    for _ in range(read_story_rules().crowd.passes):
        if not _is_crowded(groups, len(ready.articles.article_ids)):
            break
        before, groups = groups, _Groups(Ready(ready.articles, groups), groups).joined()
        if groups == before:
            break
    ids = [tuple(ready.articles.article_ids[number] for number in members) for members in groups]
    return [Story(story_id(some), some) for some in ids]


def _is_crowded(groups: Sequence[Sequence[int]], articles: int) -> bool:
    crowd = read_story_rules().crowd
    return max(map(len, groups), default=0) >= max(crowd.articles, crowd.share * articles)


class _Groups:
    """Articles, each in one group; a group is known by one of its members' numbers. `known`: groups to begin with."""

    def __init__(self, ready: Ready, known: Sequence[Sequence[int]] = ()) -> None:
        self.like = ready.like
        self.threshold = ready.like.threshold
        self.most = read_story_rules().pairs_looked_at
        self.of = list(range(len(ready.articles.article_ids)))
        self.members = {number: [number] for number in self.of}
        for first, *others in known:
            self.members[first] = [first, *others]
            for number in others:
                self.of[number] = first
                del self.members[number]
        found = self.like.enough(*candidate_pairs(ready.heavy))
        self.likely = sorted((-likeness, one, other) for likeness, one, other in found)
        """Candidates that are like enough, the most alike first."""
        self._compare_at_once([(one, other) for _, one, other in found])

    def _compare_at_once(self, likely: Sequence[tuple[int, int]]) -> None:
        """Works out how like articles are that will be asked for one pair after another."""
        if not likely:
            return
        ones, others = np.array(likely, np.int64).T
        shape = (len(self.of), len(self.of))
        _, tied = csgraph.connected_components(coo_array((np.ones(len(ones)), (ones, others)), shape), directed=False)
        members: dict[int, list[int]] = {}
        for number in np.unique([ones, others]).tolist():
            members.setdefault(int(tied[number]), []).append(number)
        few = (some for some in members.values() if 2 < len(some) <= AT_ONCE)
        self.like.of([pair for some in few for pair in combinations(some, 2)])

    def joined(self) -> list[list[int]]:
        """The members of each, in order, after all that are like enough are joined."""
        for at in range(0, len(self.likely), AHEAD):
            next_ones = [(one, other) for _, one, other in self.likely[at : at + AHEAD]]
            self.look_ahead(next_ones)
            for one, other in next_ones:
                self.join(one, other)
        return sorted(self.members.values())

    def join(self, one: int, other: int) -> None:
        """Makes the groups of two articles one, if the articles of both are alike in the mean."""
        first, second = sorted((self.of[one], self.of[other]))
        if first != second and self.like.mean(self._pairs(first, second)) >= self.threshold:
            for number in self.members[second]:
                self.of[number] = first
            self.members[first] = sorted(self.members[first] + self.members.pop(second))

    def look_ahead(self, likely: Sequence[tuple[int, int]]) -> None:
        """Works out how like the groups of some articles are as they stand: what is asked for when they are joined, but
        for the groups that change on the way."""
        between = {(self.of[one], self.of[other]) for one, other in likely if self.of[one] != self.of[other]}
        ordered = sorted({(min(pair), max(pair)) for pair in between})
        self.like.of([pair for first, second in ordered for pair in self._pairs(first, second)])

    def _pairs(self, first: int, second: int) -> list[tuple[int, int]]:
        """The articles that tell how like two groups are; of two large groups, some pairs spread over all."""
        pairs = [(a, b) for a in self.members[first] for b in self.members[second]]
        return pairs[:: max(len(pairs) // self.most, 1)]
