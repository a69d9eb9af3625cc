"""What is asked: an item of the queue, with the answers that it may be given."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Literal

from nashra.review.answers import Answer, LineAnswer, NameAnswer, as_json

Kind = Literal["removed", "kept", "pair", "joined", "new", "rule"]
KINDS: tuple[Kind, ...] = ("removed", "kept", "pair", "joined", "new", "rule")
"""Lines that went and lines that stayed; two entities that may be one, a spelling that may be another; a name that is
new; a rule or a source that drifted."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that may be given, by the name that pages show."""

    name: Literal["keep", "remove", "same", "apart", "name", "none"]
    answer: Answer

    @property
    def value(self) -> str:
        """The answer as JSON."""
        return as_json(self.answer)


@dataclass(frozen=True, slots=True)
class Example:
    """A line of an article, with the lines around it."""

    article_id: str
    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One question."""

    kind: Kind
    day: str
    text: str  # the line, the name, the rule
    choices: tuple[Choice, ...]
    examples: tuple[Example, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)  # what pages tell beside it

    @property
    def key(self) -> str:
        """The same for the same question, on whichever day it is asked: 12 hex digits."""
        asked = "\0".join([self.kind, self.text, *(choice.value for choice in self.choices)])
        return sha256(asked.encode("utf-8", "replace")).hexdigest()[:12]


def line_choices(source: str, text: str) -> tuple[Choice, ...]:
    """Whether a line stays or goes."""
    return tuple(
        Choice(verdict, LineAnswer(about="line", verdict=verdict, source=source, text=text))
        for verdict in ("keep", "remove")
    )


def name_choice(name: Any, kind: Any, names: Sequence[str], verdict: str) -> Choice:
    """An answer on some spellings of a name."""
    return Choice(name, NameAnswer(about="name", type=kind, names=tuple(names), verdict=verdict))
