"""A name of several words that was found in one place of a body and cut short, or overlooked, in another; and a name of
two types there."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from nashra.article import Mention
from nashra.entities.text.sentences import Sentence
from nashra.text.clitics import read_clitics

ADDED = 0.5  # the score of a mention that was found only elsewhere, and the least score of what is looked for
WIDENED = 0.7  # the least score of a name that a part of it elsewhere becomes
DOUBTED, SURE = 0.6, 0.9  # a name below the first takes the type that it has elsewhere with the second
MOST = 300  # names of a body that are looked for, the first ones


def seen_elsewhere(mentions: list[Mention], body: str, sentences: list[Sentence]) -> list[Mention]:
    """The mentions of a body and what they show elsewhere; in order of their place, none overlapping."""
    mentions = _of_one_type(mentions)
    names: dict[str, Mention] = {}  # by surface, the surest of it
    for mention in mentions:
        if " " in mention.surface and mention.score >= ADDED:
            best = names.get(mention.surface)
            names[mention.surface] = mention if best is None or best.score < mention.score else best
    for name in sorted(list(names.values())[:MOST], key=lambda one: (-len(one.surface), one.start)):
        mentions = _with(name, mentions, body, sentences)
    return mentions


def _with(name: Mention, mentions: list[Mention], body: str, sentences: list[Sentence]) -> list[Mention]:
    """The mentions, and the name wherever its words stand."""
    places = list(_places(name.surface, body))
    if len(places) < 2:
        return mentions
    ends = [mention.end for mention in mentions]
    gone: set[int] = set()
    new: list[Mention] = []
    for start in places:
        end = start + len(name.surface)
        first = last = bisect_right(ends, start)
        while last < len(mentions) and mentions[last].start < end:
            last += 1
        over = mentions[first:last]
        if not over:
            number = bisect_right(sentences, start, key=lambda one: one.starts[0]) - 1
            new.append(replace(name, start=start, end=end, sentence_no=max(0, number), score=ADDED))
        elif name.score >= WIDENED and all(_part(one, start, end, name.score) for one in over):
            gone.update(range(first, last))
            new.append(replace(name, start=start, end=end, sentence_no=over[0].sentence_no, score=over[0].score))
    if not new:
        return mentions
    kept = [mention for number, mention in enumerate(mentions) if number not in gone]
    return sorted([*kept, *new], key=lambda one: one.start)


def _part(one: Mention, start: int, end: int, score: float) -> bool:
    """Whether a mention is a part of a place, and less sure than what stands there."""
    return start <= one.start and one.end <= end and (one.start, one.end) != (start, end) and one.score < score


def _places(surface: str, body: str) -> Iterator[int]:
    """Where a surface stands in a body as whole words, the first perhaps with a clitic of one letter."""
    single = read_clitics().single
    at = body.find(surface)
    while at >= 0:
        end = at + len(surface)
        begins = at - 1 if at and body[at - 1] in single else at
        if not (begins and body[begins - 1].isalnum()) and not body[end : end + 1].isalnum():
            yield at
        at = body.find(surface, end)


def _of_one_type(mentions: list[Mention]) -> list[Mention]:
    """The mentions, doubtful ones with the type that their name surely has elsewhere."""
    sure: dict[str, Mention] = {}
    for mention in mentions:
        if mention.score >= SURE and (mention.surface not in sure or sure[mention.surface].score < mention.score):
            sure[mention.surface] = mention
    return [
        replace(mention, type=sure[mention.surface].type)
        if mention.score < DOUBTED and mention.surface in sure
        else mention
        for mention in mentions
    ]
