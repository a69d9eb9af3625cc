"""How like two articles are: evidence weighed by what include/reference/stories/likeness.yaml learned."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from nashra.settings import REFERENCE
from nashra.stories.evidence import KINDS, Evidence, compare
from nashra.stories.rarity import Rarity
from nashra.stories.story_rules import read_story_rules
from nashra.stories.told import Told
from nashra.stories.told_terms import Floats, Numbers
from nashra.yaml_files import Strict, read_model

FILE = REFERENCE / "stories" / "likeness.yaml"
PAIRS = 4096
"""Pairs compared at once: some tens of megabytes."""
_APART = 10.0
"""Log odds that a form has less, when it is filled in anew."""
CHEAP = tuple(kind for kind in KINDS if kind != "pieces")


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
    return share_of(odds)


def odds_of(share: float) -> float:
    """The log odds of a likeness."""
    return math.log(share / (1 - share))


def share_of(odds: float) -> float:
    """The likeness that log odds stand for."""
    return 1 / (1 + math.exp(-max(min(odds, 50), -50)))


def threshold_among(articles: int, threshold: float) -> float:
    """A threshold of likeness where so many articles are compared: of few, chance makes fewer alike."""
    few = read_story_rules().few
    below = math.log(few.articles / min(max(articles, few.least), few.articles))
    return share_of(odds_of(threshold) - few.odds * below) if below else threshold


def alike(one: Told, other: Told, rarity: Rarity) -> float:
    """How like two articles are, 0 to 1."""
    return similarity(compare(one, other, rarity))


def odds_where(
    one: Evidence, ones: Numbers, other: Evidence, others: Numbers, worth: Callable[[Floats], NDArray[np.bool_]]
) -> tuple[Numbers, Floats]:
    """Of some pairs, PAIRS at the most, the numbers of those that are worth it, and the log odds that their articles
    tell one story. `worth` is asked with what the odds can be at most: pieces of words, which cost more than all other
    evidence, are compared of those alone where they can matter."""
    cheap = one.between(ones, other, others, CHEAP)
    pieces = np.minimum(cheap["words"] + read_story_rules().pieces_above_words, 1.0)
    near = np.flatnonzero(worth(_odds(cheap | {"pieces": pieces})))
    found = {kind: values[near] for kind, values in cheap.items()}
    found |= one.between(ones[near], other, others[near], ("pieces",))
    return near, _odds(found) - _APART * one.refilled(ones[near], other, others[near], found)


def _odds(evidence: Mapping[str, Floats]) -> Floats:
    likeness = read_likeness()
    odds = np.full(len(evidence["words"]), likeness.base)
    for kind in KINDS:
        weight = likeness.evidence[kind]
        odds += weight.weight * (evidence[kind] - weight.mean) / weight.spread
    return odds


def likeness_between(one: Evidence, ones: Numbers, other: Evidence, others: Numbers) -> list[float]:
    """How like both articles of each pair are, 0 to 1."""
    likeness: list[float] = []
    for at in range(0, len(ones), PAIRS):
        mine, their = ones[at : at + PAIRS], others[at : at + PAIRS]
        found = one.between(mine, other, their)
        odds = _odds(found) - _APART * one.refilled(mine, other, their, found)
        likeness += map(share_of, odds.tolist())
    return likeness


class Likenesses:
    """How like some articles are, by their numbers."""

    def __init__(self, evidence: Evidence, threshold: float | None = None) -> None:
        self._evidence = evidence
        self.threshold = read_likeness().threshold if threshold is None else threshold
        """How like two articles of one story are."""
        self._known: dict[tuple[int, int], float] = {}

    def enough(self, ones: Numbers, others: Numbers) -> list[tuple[float, int, int]]:
        """Of pairs those that are like enough to tell one story, with how like they are."""
        threshold, found = self.threshold, []
        least = odds_of(threshold) - 1e-9  # no exponential for the many that are far from it
        for at in range(0, len(ones), PAIRS):
            mine, their = ones[at : at + PAIRS], others[at : at + PAIRS]
            near, odds = odds_where(self._evidence, mine, self._evidence, their, lambda most: most >= least)
            numbers = zip(odds.tolist(), mine[near].tolist(), their[near].tolist(), strict=True)
            found += [(share_of(value), one, other) for value, one, other in numbers if value >= least]
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
