"""include/rules/stories.yaml, as it stands there."""

from functools import cache
from pathlib import Path

from pydantic import Field

from nashra.settings import RULES
from nashra.yaml_files import Strict, Words, read_model

FILE = RULES / "stories.yaml"


class WordRules(Strict):
    """How words, pieces and numbers are read."""

    title_times: int = Field(ge=1)
    lead: int = Field(ge=1)
    reference_share: int = Field(ge=1)
    gram: int = Field(ge=2)
    numbers_above: int = Field(ge=0)
    years: tuple[int, int]


class Candidates(Strict):
    """Which articles are compared."""

    terms: int = Field(ge=1)
    shared: int = Field(ge=1)
    most: int = Field(ge=2)
    looked_at: int = Field(ge=1)


class Crowd(Strict):
    """When a group is so large that the groups of its day are looked at again."""

    articles: int = Field(ge=2)
    share: float = Field(gt=0, le=1)
    passes: int = Field(ge=0, le=10)


class Few(Strict):
    """How much less alike articles need be where few are compared."""

    articles: int = Field(ge=1)
    least: int = Field(ge=1)
    odds: float = Field(ge=0)


class Refilled(Strict):
    """When two articles are one form, filled in anew."""

    words: float = Field(gt=0, le=1)
    numbers: int = Field(ge=1)
    share: float = Field(ge=0, le=1)


class Window(Strict):
    """The days over which an event is one story."""

    days: int = Field(ge=1, le=14)
    affair_days: int = Field(ge=1, le=60)
    shown: int = Field(ge=1)
    affair: float = Field(gt=0, lt=1)
    affair_told: float = Field(gt=0, lt=1)
    told_terms: int = Field(ge=1)
    told_groups: int = Field(ge=1)
    lead: int = Field(ge=1)
    title: int = Field(ge=1)
    entities: int = Field(ge=1)


class Copies(Strict):
    """When one article is a copy of another."""

    days: int = Field(ge=0, le=14)
    run: int = Field(ge=2)
    words: int = Field(ge=1)
    share: float = Field(gt=0, le=1)
    as_much: float = Field(ge=0, lt=1)
    differ: int = Field(ge=1)
    told_share: float = Field(ge=0, le=1)
    shared: int = Field(ge=1)
    most: int = Field(ge=2)


class StoryRules(Strict):
    """What stories.yaml holds."""

    proclitics: Words
    endings: Words
    letters: int = Field(ge=1)
    words: WordRules
    candidates: Candidates
    crowd: Crowd
    few: Few
    refilled: Refilled
    window: Window
    copies: Copies
    pieces_above_words: float = Field(ge=0, le=1)
    pairs_looked_at: int = Field(ge=1)


@cache
def read_story_rules(path: Path = FILE) -> StoryRules:
    """Raises RulesError on a malformed file."""
    return read_model(path, StoryRules)
