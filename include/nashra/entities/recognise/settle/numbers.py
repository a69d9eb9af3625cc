"""Numbers in the names of channels and papers («أون سبورت 2», «الخليج 365»), years in those of events («كأس العرب
2021»), and sums behind a currency, which are no part of it."""

import re
from dataclasses import replace

from nashra.article import Mention
from nashra.entities.recognise.settle.heads import Heads, head_of, kind_of
from nashra.text.clitics import ARTICLE
from nashra.text.fold import fold

_BEFORE = re.compile(r"(?<!\w)(\w+) [«“\"]?\Z")
_CHANNEL = re.compile(r" [1-9](?![\w%]|[.,:/–-]\d| ?%)")
_PAPER = re.compile(r" (\d{2,3})(?!\w| ?%|[.,:/–-]\d)")
_YEAR = re.compile(r" (?:19|20)\d\d(?:[-/–](?:(?:19|20)\d\d|\d\d))?(?![\w%]|[.,:/–-]\d| ?%)")
_SUM = re.compile(r" [\d.,٠-٩]+\Z")
_LONG = 3  # digits of a number that hardly counts anything: «في سوريا 24 قتيلا»
_OPENING, _CLOSING = frozenset('«“"'), frozenset('»”"')
REACH = 20  # code points before a mention that are looked at for the word there


def with_numbers(mentions: list[Mention], body: str, heads: Heads) -> list[Mention]:
    """The mentions of a body, channels and papers with the number that their name ends in."""
    kept: list[Mention] = []
    for at, one in enumerate(mentions):
        if not (one.surface[-1:].isdigit() or body[one.end + 1 : one.end + 2].isdigit()):  # most
            kept.append(one)
            continue
        limit = mentions[at + 1].start if at + 1 < len(mentions) else len(body)
        before = _BEFORE.search(body, max(0, one.start - REACH), one.start)
        word = before[1] if before else ""
        if one.type == "MISC" and (edition := _edition(one, body, heads, limit)) is not one:
            kept.append(edition)
            continue
        kept.append(_channel(one, word, body, heads, limit) if one.type == "ORG" else _paper(one, word, body, heads))
    return kept


def _edition(mention: Mention, body: str, heads: Heads, limit: int) -> Mention:
    """«كأس العرب 2021»; «الريال 1630» without its sum."""
    first = mention.surface.partition(" ")[0]
    if (total := _SUM.search(mention.surface)) and first.removeprefix(ARTICLE) in heads.currencies:
        return replace(mention, end=mention.start + total.start(), surface=mention.surface[: total.start()])
    found = _YEAR.match(body, mention.end)
    if not found or found.end() > limit or fold(first.removeprefix(ARTICLE)) not in heads.editions:
        return mention
    return _to(mention, found.end(), body)


def _channel(mention: Mention, word: str, body: str, heads: Heads, limit: int) -> Mention:
    """«قناة أون سبورت 2»: after a word for channels, or behind the last word of their names."""
    found = _CHANNEL.match(body, mention.end)
    if not found or found.end() > limit:
        return mention
    named = mention.surface.rpartition(" ")[2] in heads.tails or head_of(word, heads.channels)
    return _to(mention, found.end(), body) if named else mention


def _paper(mention: Mention, word: str, body: str, heads: Heads) -> Mention:
    """«موقع ليبيا 24»: what papers are called by is a place, or a thing, to a recogniser."""
    if mention.type == "PERS":
        return mention
    named = kind_of(word, heads) == "ORG" or bool(head_of(word, heads.channels))
    if mention.surface.rpartition(" ")[2] in heads.issues:
        return replace(mention, type="ORG") if named else mention
    found = _PAPER.match(body, mention.end)
    if not found or found[1] not in heads.issues:
        return mention
    marked = body[mention.start - 1 : mention.start] in _OPENING and body[found.end() : found.end() + 1] in _CLOSING
    if not named and not marked and len(found[1]) < _LONG:
        return mention
    return replace(_to(mention, found.end(), body), type="ORG")


def _to(mention: Mention, end: int, body: str) -> Mention:
    return replace(mention, end=end, surface=body[mention.start : end])
