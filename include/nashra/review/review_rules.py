"""What is asked of an editor: values of rules/review.yaml."""

from functools import lru_cache
from pathlib import Path

from pydantic import Field

from nashra.settings import RULES
from nashra.yaml_files import Strict, read_model, stamp

FILE = RULES / "review.yaml"


class OfLines(Strict):
    over: float = Field(ge=0)
    letters: int = Field(ge=0)
    most: int = Field(ge=0)


class OfNames(Strict):
    alike: float = Field(ge=0, le=1)
    unlike: float = Field(ge=0, le=1)
    mentions: int = Field(ge=1)
    most: int = Field(ge=0)


class OfNew(Strict):
    mentions: int = Field(ge=1)
    articles: int = Field(ge=1)
    most: int = Field(ge=0)


class OfRules(Strict):
    most: int = Field(ge=0)
    examples: int = Field(ge=0)


class ReviewRules(Strict):
    """review.yaml; its comments say what each value means."""

    lines: OfLines
    names: OfNames
    new: OfNew
    rules: OfRules


def read_review_rules(path: Path = FILE) -> ReviewRules:
    """Raises RulesError on a malformed file."""
    return read_model(path, ReviewRules)


def review_rules() -> ReviewRules:
    """The values that ship: read once, and again when the file has changed."""
    return _read(FILE, stamp([FILE]))


@lru_cache(maxsize=1)
def _read(path: Path, _: str) -> ReviewRules:
    return read_review_rules(path)
