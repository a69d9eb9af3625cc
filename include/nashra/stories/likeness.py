"""How like two articles are: evidence weighed by what include/reference/stories/likeness.yaml learned."""

import math
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from pydantic import Field, model_validator

from nashra.settings import REFERENCE
from nashra.stories.evidence import KINDS, Evidence, compare
from nashra.stories.rarity import Rarity
from nashra.stories.told import Told
from nashra.yaml_files import Strict, read_model

FILE = REFERENCE / "stories" / "likeness.yaml"


class Weight(Strict):
    """What a kind of evidence adds to the log odds: weight * (value - mean) / spread."""

    weight: float
    mean: float
    spread: float = Field(gt=0)


class Likeness(Strict):
    """What likeness.yaml holds; the card beside it says how it was made."""

    base: float
    threshold: float = Field(gt=0, lt=1)
    evidence: dict[str, Weight]

    @model_validator(mode="after")
    def all_kinds(self) -> "Likeness":
        if set(self.evidence) != set(KINDS):
            raise ValueError(f"evidence: expected {', '.join(KINDS)}")
        return self


@cache
def read_likeness(path: Path = FILE) -> Likeness:
    """Raises RulesError on a malformed file."""
    return read_model(path, Likeness)


def added(evidence: dict[str, float], likeness: Likeness | None = None) -> dict[str, float]:
    """What each kind of evidence adds to the log odds that two articles tell one story."""
    weights = (likeness or read_likeness()).evidence
    return {kind: weights[kind].weight * (evidence[kind] - weights[kind].mean) / weights[kind].spread for kind in KINDS}


def similarity(evidence: dict[str, float], likeness: Likeness | None = None) -> float:
    """0 (nothing in common) to 1 (one story)."""
    odds = (likeness or read_likeness()).base + math.fsum(added(evidence, likeness).values())
    return _share(odds)


def _share(odds: float) -> float:
    return 1 / (1 + math.exp(-max(min(odds, 50), -50)))


def alike(one: Told, other: Told, rarity: Rarity) -> float:
    """How like two articles are, 0 to 1."""
    return similarity(compare(one, other, rarity))


class Likenesses:
    """How like some articles are, each pair worked out once and kept."""

    def __init__(self, articles: Sequence[Told], rarity: Rarity) -> None:
        self._evidence, self._likeness = Evidence(articles, rarity), read_likeness()
        self._known: dict[tuple[int, int], float] = {}

    def of(self, pairs: Sequence[tuple[int, int]]) -> list[float]:
        """How like the articles of each pair of numbers are, 0 to 1."""
        ordered = [pair if pair[0] < pair[1] else (pair[1], pair[0]) for pair in pairs]
        missing: defaultdict[int, list[int]] = defaultdict(list)
        for one, other in sorted({pair for pair in ordered if pair not in self._known}):
            missing[one].append(other)
        for one, others in missing.items():
            evidence = self._evidence.between(one, np.array(others))
            odds = np.full(len(others), self._likeness.base)
            for kind in KINDS:
                weight = self._likeness.evidence[kind]
                odds += weight.weight * (evidence[kind] - weight.mean) / weight.spread
            self._known.update(zip(((one, other) for other in others), map(_share, odds.tolist()), strict=True))
        return [self._known[pair] for pair in ordered]

    def mean(self, pairs: Sequence[tuple[int, int]]) -> float:
        """How like the articles of some pairs are in the mean."""
        return sum(self.of(pairs)) / len(pairs)


def same_story(likeness: float) -> bool:
    """Whether two articles that are so like tell one story."""
    return likeness >= read_likeness().threshold
