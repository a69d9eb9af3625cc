"""Words of bodies in what a recogniser took for a person: «تحالف صمود», «مظلوم عبدي فصيل العمشات», and deeds behind a
body's name: «اللجنة الوطنية للتحقيق قصف ...»."""

from collections.abc import Iterator
from dataclasses import replace

from nashra.article import Mention
from nashra.entities.recognise.settle.heads import Heads
from nashra.text.clitics import ARTICLE, MERGED
from nashra.text.fold import fold


def with_bodies(mentions: list[Mention], body: str, heads: Heads) -> list[Mention]:
    """The mentions: a person that begins with such a word is a body, one that holds it is parted there, and a body
    ends before a deed."""
    return [piece for mention in mentions for piece in _pieces(mention, body, heads)]


def _pieces(mention: Mention, body: str, heads: Heads) -> Iterator[Mention]:
    words = mention.surface.split(" ")
    if len(words) < 2 or mention.type == "LOC":
        yield mention
    elif mention.type != "PERS":
        yield _before_a_deed(mention, words, heads)
    elif fold(words[0]) in heads.never:
        yield replace(mention, type="ORG")
    else:
        at = next((number for number, word in enumerate(words[1:-1], 1) if fold(word) in heads.never), 0)
        yield _piece(mention, words, 0, at or len(words), body)
        if at:
            yield replace(_piece(mention, words, at + 1, len(words), body), type="ORG")


def _before_a_deed(mention: Mention, words: list[str], heads: Heads) -> Mention:
    """A body's or a thing's name ends before a noun of what somebody did, or how, that follows a definite word."""
    for number, word in enumerate(words[2:], 2):
        if fold(word) in heads.deeds and words[number - 1].startswith((ARTICLE, MERGED)):
            end = mention.start + len(" ".join(words[:number]))
            return replace(mention, end=end, surface=mention.surface[: end - mention.start])
    return mention


def _piece(mention: Mention, words: list[str], first: int, last: int, body: str) -> Mention:
    start = mention.start + len("".join(f"{word} " for word in words[:first]))
    end = start + len(" ".join(words[first:last]))
    return replace(mention, start=start, end=end, surface=body[start:end])
