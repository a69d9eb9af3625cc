"""Names that a recogniser overlooks and their first words tell: of armed bands («سرايا أبناء الهور»), and of currencies
behind a number («مليون نايرا»)."""

import re
from functools import cache
from typing import NamedTuple

from nashra.article import Mention
from nashra.entities.recognise.settle.heads import Heads
from nashra.entities.recognise.settle.in_place import in_place_of, sharing
from nashra.entities.text.sentences import Sentence

SCORE = 0.8  # of such a name: its first word is sure of it
_CLITIC = "(?:[وفبلك]|وب|ول)?"
_NO_NAME = "(?!(?:في|من|على|إلى|عن|مع) )"


class _Phrase(NamedTuple):
    """A pattern whose first group is a name; a body without one of `words`, if there are any, has none."""

    words: frozenset[str]
    pattern: re.Pattern[str]
    kind: str


def with_bands(mentions: list[Mention], body: str, sentences: list[Sentence], heads: Heads) -> list[Mention]:
    """The mentions of a body, with the bands and currencies that no mention goes beyond."""
    for phrase in (_bands(heads.armed, heads.bands, heads.fighters), _sums(heads.currencies, heads.thousands)):
        told = not phrase.words or any(word in body for word in phrase.words)
        for found in phrase.pattern.finditer(body) if told else ():
            start, end = found.span(1)
            there = sharing(mentions, start, end)
            over = mentions[there]
            if not any(one.start < start or one.end > end or (one.start, one.end) == (start, end) for one in over):
                new = in_place_of(over, phrase.kind, start, end, body, sentences, SCORE)
                mentions = [*mentions[: there.start], new, *mentions[there.stop :]]
    return mentions


@cache
def _bands(armed: frozenset[str], bands: frozenset[str], fighters: frozenset[str]) -> _Phrase:
    """«كتائب» and a definite noun, or one that such a noun completes; any band of such fighters: «لواء حماة السد»."""
    heads, others, of = "|".join(sorted(armed)), "|".join(sorted(armed | bands)), "|".join(sorted(fighters))
    named = rf"(?:{heads}) (?:ال\w+|{_NO_NAME}\w+ ال\w+)|(?:{others}) (?:{of}) {_NO_NAME}\w+"
    return _Phrase(armed | bands, re.compile(rf"(?<!\w){_CLITIC}({named})(?!\w)"), "ORG")


@cache
def _sums(currencies: frozenset[str], thousands: frozenset[str]) -> _Phrase:
    number, named = "|".join(sorted(thousands)), "|".join(sorted(currencies))
    return _Phrase(frozenset(), re.compile(rf"(?:\d|(?<!\w)و?[بل]?(?:{number})) ({named})(?!\w)"), "MISC")
