"""The stories of a day: its articles grouped by how like they are."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from nashra.stories.candidates import candidate_pairs
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


def group(articles: Sequence[Told], rarity: Rarity | None = None, like: Likenesses | None = None) -> list[Story]:
    """The stories of some articles, also those of a single one, in order of their first article's id. `rarity` and
    `like`, where they are made already, are those of the articles in order of their ids.

    The result hangs on the articles alone, not on their order. Two groups become one while the pairs between them
    are, in the mean, as like as two articles of one story: an article that is like one of a story, and unlike the rest,
    does not tie two stories together."""
    ordered = sorted(articles, key=lambda told: told.article_id)
    rarity = rarity or Rarity(ordered)
    groups = _Groups(ordered, rarity, like or Likenesses(ordered, rarity))
    for _, one, other in groups.likely:
        groups.join(one, other)
    members = sorted(groups.members.values())
    ids = [tuple(ordered[number].article_id for number in numbers) for numbers in members]
    return [Story(story_id(some), some) for some in ids]


class _Groups:
    """Articles, each in one group; a group is known by one of its members' numbers."""

    def __init__(self, articles: Sequence[Told], rarity: Rarity, like: Likenesses) -> None:
        self.like = like
        self.threshold = read_likeness().threshold
        self.most = read_story_rules().pairs_looked_at
        self.of = list(range(len(articles)))
        self.members = {number: [number] for number in self.of}
        pairs = candidate_pairs(articles, rarity)
        found = [(-likeness, *pair) for pair, likeness in zip(pairs, like.of(pairs), strict=True)]
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
