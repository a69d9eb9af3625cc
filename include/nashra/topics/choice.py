"""Which country the evidence is for, or none: weighed by what include/reference/topics/country.yaml learned."""

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import model_validator

from nashra.settings import REFERENCE
from nashra.yaml_files import Strict, read_model

FILE = REFERENCE / "topics" / "country.yaml"
COUNTRY = ("evidence", "share", "opens", "denied", "money", "dateline_alone", "office")
"""What is known of each country that something speaks for."""
NONE = ("always", "untitled", "several", "general", "worldly", "homeless")
"""What is known of the article, which may be of no country or of several alike."""
Case = Mapping[str | None, Mapping[str, float]]
"""Of each country, and of none, what is known: COUNTRY, and NONE."""


class Weights(Strict):
    """What country.yaml holds; the card beside it says how it was made."""

    country: dict[str, float]
    none: dict[str, float]

    @model_validator(mode="after")
    def all_kinds(self) -> "Weights":
        if tuple(self.country) != COUNTRY or tuple(self.none) != NONE:
            raise ValueError(f"expected country: {', '.join(COUNTRY)}; none: {', '.join(NONE)}")
        return self


@cache
def read_weights(path: Path = FILE) -> Weights:
    """Raises RulesError on a malformed file."""
    return read_model(path, Weights)


def choose(case: Case, weights: Weights | None = None) -> str | None:
    """The country, or none, that weighs most; of several alike none, then the first by its code."""
    weights = weights or read_weights()
    weighed = {one: _weighed(known, weights.country if one else weights.none) for one, known in case.items()}
    return min(weighed, key=lambda one: (-weighed[one], one or ""))


def _weighed(known: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return math.fsum(weights[kind] * value for kind, value in known.items())
