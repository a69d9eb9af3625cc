"""Which country the evidence is for, or none: weighed by what include/reference/topics/country.yaml learned."""

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import model_validator

from nashra.settings import REFERENCE
from nashra.yaml_files import Strict, read_model

FILE = REFERENCE / "topics" / "country.yaml"
SEVERAL, NOWHERE = "XX", "-"
"""In the place of a country: about several or the world, and about none. The table has neither."""
COUNTRY = ("evidence", "share", "opens", "denied", "money", "office", "late", "body")
"""What is known of each country that something speaks for."""
OF_SEVERAL = ("always", "untitled", "several", "worldly", "homeless", "economy")
"""What is known of the article, which may be of several alike."""
OF_NONE = ("always", "untitled", "general", "homeless", "thin", "long")
"""What is known of the article, which may be of no country."""
Case = Mapping[str, Mapping[str, float]]
"""Of each country, of SEVERAL and of NOWHERE, what is known: COUNTRY, OF_SEVERAL, OF_NONE."""


class Weights(Strict):
    """What country.yaml holds; the card beside it says how it was made."""

    country: dict[str, float]
    several: dict[str, float]
    none: dict[str, float]

    @model_validator(mode="after")
    def all_kinds(self) -> "Weights":
        kinds = {"country": COUNTRY, "several": OF_SEVERAL, "none": OF_NONE}
        if any(tuple(getattr(self, name)) != known for name, known in kinds.items()):
            raise ValueError("expected " + "; ".join(f"{name}: {', '.join(known)}" for name, known in kinds.items()))
        return self


@cache
def read_weights(path: Path = FILE) -> Weights:
    """Raises RulesError on a malformed file."""
    return read_model(path, Weights)


def choose(case: Case, weights: Weights | None = None) -> str | None:
    """The country that weighs most, the first by its code of several alike; None where that it is of several or of none
    is as likely."""
    weights = weights or read_weights()
    of_each = {SEVERAL: weights.several, NOWHERE: weights.none}
    weighed = {one: _weighed(known, of_each.get(one, weights.country)) for one, known in case.items()}
    several, nowhere = weighed.pop(SEVERAL), weighed.pop(NOWHERE)
    neither = max(several, nowhere) + math.log1p(math.exp(-abs(several - nowhere)))
    best = min(weighed, key=lambda one: (-weighed[one], one), default=None)
    return best if best and weighed[best] > neither else None


def _weighed(known: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return math.fsum(weights[kind] * value for kind, value in known.items())
