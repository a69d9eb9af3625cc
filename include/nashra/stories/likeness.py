"""How like two articles are: evidence weighed by what include/reference/stories/likeness.yaml learned."""

import math
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from pydantic import Field, model_validator

from nashra.settings import REFERENCE
from nashra.stories.evidence import KINDS, Evidence, compare
from nashra.stories.rarity import Rarity
from nashra.stories.told import Told
from nashra.stories.told_terms import Floats, Numbers
from nashra.yaml_files import Strict, read_model

FILE = REFERENCE / "stories" / "likeness.yaml"
PAIRS = 4096
"""Pairs compared at once: some tens of megabytes."""


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


def odds_between(one: Evidence, ones: Numbers, other: Evidence, others: Numbers) -> Iterator[Floats]:
    """The log odds that both articles of a pair tell one story, of PAIRS pairs at a time."""
    likeness = read_likeness()
    for at in range(0, len(ones), PAIRS):
        part = slice(at, at + PAIRS)
        evidence = one.between(ones[part], other, others[part])
        odds = np.full(len(others[part]), likeness.base)
        for kind in KINDS:
            weight = likeness.evidence[kind]
            odds += weight.weight * (evidence[kind] - weight.mean) / weight.spread
        yield odds


def likeness_between(one: Evidence, ones: Numbers, other: Evidence, others: Numbers) -> list[float]:
    """How like both articles of each pair are, 0 to 1."""
    return [_share(value) for odds in odds_between(one, ones, other, others) for value in odds.tolist()]


class Likenesses:
    """How like some articles are, by their numbers."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._known: dict[tuple[int, int], float] = {}

    def enough(self, ones: Numbers, others: Numbers) -> list[tuple[float, int, int]]:
        """Of pairs those that are like enough to tell one story, with how like they are."""
        threshold, found, at = read_likeness().threshold, [], 0
        least = math.log(threshold / (1 - threshold)) - 1e-9  # no exponential for the many that are far from it
        for odds in odds_between(self._evidence, ones, self._evidence, others):
            near = np.flatnonzero(odds >= least)
            numbers = zip(odds[near].tolist(), ones[at + near].tolist(), others[at + near].tolist(), strict=True)
            found += [(_share(value), one, other) for value, one, other in numbers]
            at += len(odds)
        kept = [pair for pair in found if pair[0] >= threshold]
        self._known.update(((one, other), likeness) for likeness, one, other in kept)
        return kept

    def of(self, pairs: Sequence[tuple[int, int]]) -> list[float]:
        """How like the articles of each pair are, 0 to 1; each is worked out once and kept."""
        ordered = [pair if pair[0] < pair[1] else (pair[1], pair[0]) for pair in pairs]
        if missing := sorted({pair for pair in ordered if pair not in self._known}):
            ones, others = np.array(missing, np.int64).T
            found = likeness_between(self._evidence, ones, self._evidence, others)
            self._known.update(zip(missing, found, strict=True))
        return [self._known[pair] for pair in ordered]

    def mean(self, pairs: Sequence[tuple[int, int]]) -> float:
        """How like the articles of some pairs are in the mean."""
        return sum(self.of(pairs)) / len(pairs)


def same_story(likeness: float) -> bool:
    """Whether two articles that are so like tell one story."""
    return likeness >= read_likeness().threshold
