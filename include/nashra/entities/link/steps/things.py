"""Events with their years, and languages."""

import re

from nashra.entities.link.common_words import read_words
from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.steps.index import Index, Room
from nashra.entities.link.steps.unknown import Unknown
from nashra.entities.link.types import Link

LANGUAGE = "اللغه "
YEAR = re.compile(r"(?:19|20)\d\d")


class Things(Room):
    """Other things."""

    def __init__(self, index: Index, unknown: Unknown) -> None:
        super().__init__(index)
        self._unknown = unknown

    def event(self, kind: str, key: str) -> Link | None:
        """The curated event in a name that says besides what it is («بطولة كأس العالم»), and one of its years."""
        if kind != "MISC" or " " not in key:
            return None
        words = self.limits.events
        first, _, rest = key.partition(" ")
        bare = rest if first in words.described_by else key
        bare = next((bare.removesuffix(f" {end}") for end in words.ends if bare.endswith(f" {end}")), bare)
        if bare != key and (found := self.index.own(kind, bare)):
            return found.because(f"alias «{found.name_ar}» with what it is")
        event, _, year = bare.rpartition(" ")
        known = self.index.own(kind, event) if YEAR.fullmatch(year) else None
        if not known:
            return None
        usual = f"{name_key(known.name_ar or event)} {year}"
        return self.index.own(kind, usual) or (self._unknown.rule(kind, usual, usual) if usual != key else None)

    def named_language(self, key: str) -> Link | None:
        """The language in a name that says that it is one: «اللغة العربية», whatever it was tagged."""
        rest = key.removeprefix(LANGUAGE)
        return self._unknown.rule("MISC", rest, rest) if rest != key and rest in read_words().languages else None
