"""Names of papers and channels that were cut before or after their last word (صدى «نيوز»), and of firms before what
they deal in (الفرات «للأسمدة»)."""

import re
from dataclasses import replace

from nashra.article import Mention
from nashra.entities.recognise.settle.heads import Heads, kind_of
from nashra.text.clitics import ARTICLE, read_clitics

_BEFORE = re.compile(r"(?<!\w)\w{3,} \Z")
_AFTER = re.compile(r" (\w+(?: \w+)?)(?!\w)")
_WORD = re.compile(r"(?<!\w)(\w+) \Z")
_TRADE = re.compile(r" ((?:لل|ال)\w+)(?!\w)")
_DAY = re.compile(r" (\w+)(?!\w)")
REACH = 20  # code points before a mention that are looked at for the word there


def with_tails(mentions: list[Mention], body: str, heads: Heads) -> list[Mention]:
    """The mentions, a last word alone with the word before it, and one that stops before its last word with that."""
    kept: list[Mention] = []
    for number, one in enumerate(mentions):
        free = kept[-1].end if kept else 0
        limit = mentions[number + 1].start if number + 1 < len(mentions) else len(body)
        whole = _before(one, body, heads, free) if one.surface in heads.tails else _after(one, body, heads, limit)
        whole = _with_trade(whole, body, heads, limit) if whole.type in ("ORG", "LOC") else whole
        kept.append(_of_a_day(whole, body, heads, limit) if whole.type == "LOC" else whole)
    return kept


def _before(mention: Mention, body: str, heads: Heads, free: int) -> Mention:
    before = _BEFORE.search(body, max(free, mention.start - REACH), mention.start)
    word = before[0][:-1] if before else ""
    if not before or word in read_clitics().bare_after or word in heads.prepositions or kind_of(word, heads):
        return mention  # «صحيفة تايمز»
    return replace(mention, type="ORG", start=before.start(), surface=body[before.start() : mention.end])


def _after(mention: Mention, body: str, heads: Heads, limit: int) -> Mention:
    """A mention of one word, for a longer one has an end of its own («وكالة الأناضول»)."""
    found = _AFTER.match(body, mention.end) if " " not in mention.surface else None
    if not found:
        return mention
    for tail in (found[1], found[1].partition(" ")[0]):
        end = mention.end + 1 + len(tail)
        if tail in heads.tails and end <= limit:
            return replace(mention, type="ORG", end=end, surface=body[mention.start : end])
    return mention


def _with_trade(mention: Mention, body: str, heads: Heads, limit: int) -> Mention:
    """A firm with what it deals in, or is; not a place that somebody is in for that («في دبي للتجارة»)."""
    found = _TRADE.match(body, mention.end)
    if not found or found[1] not in heads.trades or found.end() > limit:
        return mention
    before = _WORD.search(body, max(0, mention.start - REACH), mention.start)
    if mention.type == "LOC" and before and before[1] in read_clitics().bare_after:
        return mention
    return replace(mention, type="ORG", end=found.end(), surface=body[mention.start : found.end()])


def _of_a_day(mention: Mention, body: str, heads: Heads, limit: int) -> Mention:
    """A place that «اليوم» makes a paper, where a word for one stands before it: «موقع سورية اليوم»."""
    before, found = _BEFORE.search(body, max(0, mention.start - REACH), mention.start), _DAY.match(body, mention.end)
    if not before or not found or found[1] not in heads.days or found.end() > limit:
        return mention
    word = before[0][:-1]
    if word.startswith(ARTICLE) or kind_of(word, heads) != "ORG":
        return mention  # «في الصحيفة سوريا اليوم»
    return replace(mention, type="ORG", end=found.end(), surface=body[mention.start : found.end()])
