"""What is found in a value of JSON: records, and objects that are told to be none."""

from dataclasses import dataclass
from typing import Any

from nashra.landing.records import NOTHING_AROUND, Around

NO_TEXT, LEAD, TEXT = 0, 1, 2  # what a record has: nothing to publish, a teaser, a text


@dataclass(frozen=True, slots=True)
class Found:
    """A record as its file has it, or an object that is told to be none (`aside` says why)."""

    fields: dict[str, Any]
    around: Around = NOTHING_AROUND
    aside: str | None = None
    text: int = TEXT

    @property
    def has_text(self) -> bool:
        return self.text > NO_TEXT
