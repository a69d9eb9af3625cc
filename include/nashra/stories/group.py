"""The stories of a day: its articles grouped by how like they are."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from nashra.stories.candidates import candidate_pairs, heavy_terms
from nashra.stories.likeness import Likenesses, read_likeness
from nashra.stories.rarity import Rarity
from nashra.stories.story_rules import read_story_rules
from nashra.stories.told import Told


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
    """Articles in order of their ids, with what grouping needs of them."""

    def __init__(self, articles: Sequence[Told]) -> None:
        self.articles = sorted(articles, key=lambda told: told.article_id)
        rarity, most = Rarity(self.articles), read_story_rules().candidates.terms
        self.like = Likenesses(self.articles, rarity)
        self.heavy = [tuple(heavy_terms(told, rarity, most)) for told in self.articles]
        """The heaviest words and names of each."""


def group(articles: Sequence[Told]) -> list[Story]:
    """The stories of some articles, also those of a single one, in order of their first article's id.

    The result hangs on the articles alone, not on their order. Two groups become one while the pairs between them
    are, in the mean, as like as two articles of one story: an article that is like one of a story, and unlike the rest,
    does not tie two stories together."""
    return group_ready(Ready(articles))


def group_ready(ready: Ready) -> list[Story]:
    """As `group`."""
    groups = _Groups(ready)
    for _, one, other in groups.likely:
        groups.join(one, other)
    members = sorted(groups.members.values())
    ids = [tuple(ready.articles[number].article_id for number in numbers) for numbers in members]
    return [Story(story_id(some), some) for some in ids]


class _Groups:
    """Articles, each in one group; a group is known by one of its members' numbers."""

    def __init__(self, ready: Ready) -> None:
        self.like = ready.like
        self.threshold = read_likeness().threshold
        self.most = read_story_rules().pairs_looked_at
        self.of = list(range(len(ready.articles)))
        self.members = {number: [number] for number in self.of}
        pairs = candidate_pairs(ready.heavy)
        found = [(-likeness, *pair) for pair, likeness in zip(pairs, self.like.of(pairs), strict=True)]
        self.likely = sorted(pair for pair in found if -pair[0] >= self.threshold)
        """Candidates that are like enough, the most alike first."""

    def join(self, one: int, other: int) -> None:
        """Makes the groups of two articles one, if the articles of both are alike in the mean."""
        first, second = sorted((self.of[one], self.of[other]))
        if first == second:
            return
        pairs = [(a, b) for a in self.members[first] for b in self.members[second]]
        step = max(len(pairs) // self.most, 1)  # of two large groups, some pairs spread over all
        if self.like.mean(pairs[::step]) >= self.threshold:
            for number in self.members[second]:
                self.of[number] = first
            self.members[first] = sorted(self.members[first] + self.members.pop(second))
