"""Names that a recogniser overlooks and their first words tell: of armed bands («سرايا أبناء الهور»), and of currencies
behind a number («مليون نايرا»)."""

import re
from collections.abc import Iterator
from functools import cache

from nashra.article import Mention
from nashra.entities.recognise.settle.heads import Heads
from nashra.entities.recognise.settle.in_place import in_place_of, sharing
from nashra.entities.text.sentences import Sentence

SCORE = 0.8  # of such a name: its first word is sure of it
REACH = 12  # code points before a currency that are looked at for the number
_CLITIC = "(?:[وفبلك]|وب|ول)?"
_NO_NAME = "(?!(?:في|من|على|إلى|عن|مع) )"
Named = tuple[int, int, str]  # where a name is, and its type


def with_bands(mentions: list[Mention], body: str, sentences: list[Sentence], heads: Heads) -> list[Mention]:
    """The mentions of a body, with the bands and currencies that no mention goes beyond."""
    for start, end, kind in (*_bands_of(body, heads), *_sums_of(body, heads)):
        there = sharing(mentions, start, end)
        over = mentions[there]
        if not any(one.start < start or one.end > end or (one.start, one.end) == (start, end) for one in over):
            new = in_place_of(over, kind, start, end, body, sentences, SCORE)
            mentions = [*mentions[: there.start], new, *mentions[there.stop :]]
    return mentions


def _bands_of(body: str, heads: Heads) -> Iterator[Named]:
    # most bodies have none of the words, which costs less to see
    if any(word in body for word in heads.armed) or any(word in body for word in heads.bands):
        for found in _bands(heads.armed, heads.bands, heads.fighters).finditer(body):
            yield *found.span(1), "ORG"


def _sums_of(body: str, heads: Heads) -> Iterator[Named]:
    for found in _currencies(heads.currencies).finditer(body):
        if _number(heads.thousands).search(body, max(0, found.start() - REACH), found.start()):
            yield *found.span(1), "MISC"


@cache
def _bands(armed: frozenset[str], bands: frozenset[str], fighters: frozenset[str]) -> re.Pattern[str]:
    """«كتائب» and a definite noun, or one that such a noun completes; any band of such fighters: «لواء حماة السد»."""
    heads, others, of = "|".join(sorted(armed)), "|".join(sorted(armed | bands)), "|".join(sorted(fighters))
    named = rf"(?:{heads}) (?:ال\w+|{_NO_NAME}\w+ ال\w+)|(?:{others}) (?:{of}) {_NO_NAME}\w+"
    return re.compile(rf"(?<!\w){_CLITIC}({named})(?!\w)")


@cache
def _currencies(currencies: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf" ({'|'.join(sorted(currencies))})(?!\w)")


@cache
def _number(thousands: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:\d|(?<!\w)و?[بل]?(?:{'|'.join(sorted(thousands))}))\Z")
