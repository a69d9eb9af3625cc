"""A name that the body itself tells, in the place of what a recogniser found there."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from nashra.article import Mention
from nashra.entities.text.sentences import Sentence


def sharing(mentions: Sequence[Mention], start: int, end: int) -> slice:
    """Which of a body's mentions, in order, share a place with body[start:end]."""
    first = bisect_right(mentions, start, key=lambda one: one.end)
    last = first
    while last < len(mentions) and mentions[last].start < end:
        last += 1
    return slice(first, last)


def in_place_of(
    found: Sequence[Mention], kind: str, start: int, end: int, body: str, sentences: list[Sentence], score: float
) -> Mention:
    """The name body[start:end], with the best score of those found there, and this one at the least."""
    number = max(0, bisect_right(sentences, start, key=lambda one: one.starts[0]) - 1)
    return Mention(kind, body[start:end], start, end, number, max([score, *(one.score for one in found)]))


def as_one(first: Mention, second: Mention, body: str) -> Mention:
    """A name from where the first piece begins to where the second ends, as sure as the less sure of them."""
    surface = body[first.start : second.end]
    return replace(first, end=second.end, surface=surface, score=min(first.score, second.score))
