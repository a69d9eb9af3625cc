"""`include/rules/looks.yaml`, whose comments say what each means."""

import re
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field

from nashra.landing.shapes.rules import Names, Pattern, key
from nashra.settings import RULES
from nashra.yaml_files import Strict, read_model

Count = Annotated[int, Field(ge=1)]
Share = Annotated[float, Field(gt=0.5, le=1)]


class LooksRules(Strict):
    """What looks.yaml holds."""

    values: Count
    depth: Count
    records: Count
    share: Share
    said: Annotated[float, Field(gt=0, le=1)]
    kind: Annotated[float, Field(gt=0, le=1)]
    kind_records: Count
    distinct: Share
    distinct_records: Count
    known_sources: Share
    longer: Annotated[float, Field(gt=1)]
    day: Pattern
    day_characters: Count
    counted_days: Names
    other_days: Names
    stamped_records: Annotated[int, Field(ge=2)]
    stamped_minutes: Count
    stored_seconds: Count
    bare_stamps: Names
    words: dict[str, Names]
    own_pages: Names
    other_page: Pattern
    headline_characters: Count
    other_headlines: Names
    other_texts: Names

    def is_of_other_days(self, name: str) -> bool:
        return _holds(name, self.other_days)

    def says(self, name: str, column: str) -> bool:
        """Whether a name holds a word for a column."""
        return _holds(name, self.words.get(column, ()))

    def counts_days(self, name: str) -> bool:
        """Whether a number under a name may be a day in seconds."""
        return _holds(name, self.counted_days)

    def is_of_other_headlines(self, name: str) -> bool:
        return _holds(name, self.other_headlines)

    def is_of_other_texts(self, name: str) -> bool:
        return _holds(name, self.other_texts)

    @cached_property
    def is_other_page(self) -> "re.Pattern[str]":
        return re.compile(self.other_page, re.IGNORECASE)

    @cached_property
    def is_day(self) -> "re.Pattern[str]":
        return re.compile(self.day)


def _holds(name: str, words: tuple[str, ...]) -> bool:
    folded = key(name)
    return any(word in folded for word in words)


def read_looks(path: Path = RULES / "looks.yaml") -> LooksRules:
    """Raises RulesError on a malformed file."""
    return read_model(path, LooksRules)


@cache
def looks_rules() -> LooksRules:
    return read_looks()
