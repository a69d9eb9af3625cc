"""`include/rules/doubts.yaml`, whose comments say what each means."""

import re
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field

from nashra.landing.shapes.rules import Pattern
from nashra.settings import RULES
from nashra.yaml_files import Strict, Word, Words, read_model

Count = Annotated[int, Field(ge=1)]


class Sign(Strict):
    """What a program leaves in a text."""

    pattern: Pattern
    times: Count

    @cached_property
    def compiled(self) -> "re.Pattern[str]":
        return re.compile(self.pattern, re.MULTILINE)


class DoubtRules(Strict):
    """What doubts.yaml holds."""

    records: Count
    files: Count
    characters: Count
    told: Count
    warned_records: Count
    warned_share: Annotated[float, Field(gt=0, le=1)]
    alike_records: Annotated[int, Field(ge=2)]
    cut_records: Annotated[int, Field(ge=2)]
    cut_characters: Count
    sentence_ends: Words
    text_letters: Count
    text_share: Annotated[float, Field(gt=0)]
    signs: dict[Word, Sign]
    teaser: Pattern
    teaser_characters: Count


def read_doubts(path: Path = RULES / "doubts.yaml") -> DoubtRules:
    """Raises RulesError on a malformed file."""
    return read_model(path, DoubtRules)


@cache
def doubt_rules() -> DoubtRules:
    return read_doubts()
