"""How like two articles are: evidence weighed by what include/reference/stories/likeness.yaml learned."""

import math
from functools import cache
from pathlib import Path

from pydantic import Field, model_validator

from nashra.settings import REFERENCE
from nashra.stories.evidence import KINDS, compare
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
    return 1 / (1 + math.exp(-max(min(odds, 50), -50)))


def alike(one: Told, other: Told, rarity: Rarity) -> float:
    """How like two articles are, 0 to 1."""
    return similarity(compare(one, other, rarity))


def same_story(likeness: float) -> bool:
    """Whether two articles that are so like tell one story."""
    return likeness >= read_likeness().threshold
