"""Names that marks hold, after a word that says what they are: «مسلسل «الخيط والعصفور»», «قناة "النهار"»."""

import re
from bisect import bisect_right
from dataclasses import replace

from nashra.article import Mention
from nashra.entities.recognise.settle.heads import Heads, head_of, kind_of, marking
from nashra.entities.recognise.settle.in_place import in_place_of, sharing
from nashra.entities.text.sentences import Sentence
from nashra.text.clitics import ARTICLE

_MARKED = re.compile(r'«([^«»\n]{2,80})»|“([^“”\n]{2,80})”|"([^"\n]{2,80})"|\(([^()\d\n]{2,80})\)')
_BEFORE = re.compile(r"(?<!\w)(?:(\w+) ?|(\w*عنوان\w?\w?): ?)\Z")  # a colon after others begins what is said
_BEHIND = re.compile(r" (\w+)")
REACH = 20  # code points before marks that are looked at for the word there
_DESCENT = ("ية", "يين", "يون", "يا")
MOST = 8  # words of a name in marks; more are somebody's
SCORE = 0.6  # of a name that the recogniser did not see: a single adjective («إرهابية») is still none
DOUBTED = 0.6  # a mention that fills the marks keeps its type from this score on


def as_marked(mentions: list[Mention], body: str, sentences: list[Sentence], heads: Heads) -> list[Mention]:
    """The mentions, with each name that marks hold after a listed word in the place of what was found in the marks."""
    for found in _MARKED.finditer(body):
        before = _BEFORE.search(body, max(0, found.start() - REACH), found.start())
        glued = body[found.end() : found.end() + 1].isalnum()
        if glued:
            continue
        word = before[before.lastindex or 0] if before else ""
        kind = _kind(word, body, found.end(), heads)
        if kind or head_of(word, heads.called):
            start, end = _within(body, *found.span(found.lastindex or 0))
            if start < end and len(body[start:end].split()) <= MOST:
                first = before.start(before.lastindex or 0) if before else start
                sure = kind == "MISC" and (not kind_of(word, heads) or marking(word, heads) in heads.works)
                mentions = (
                    _with(kind, first, start, end, mentions, body, sentences, sure)
                    if kind
                    else _as_person(mentions, start, end)
                )
    return mentions


def _kind(word: str, body: str, end: int, heads: Heads) -> str:
    """The type that the word before marks, or the one behind them, gives to what they hold; "" for none."""
    if kind := kind_of(word, heads) if word else "":
        return kind
    behind = _BEHIND.match(body, end)
    return "MISC" if behind and behind[1] in heads.makers else ""


def _as_person(mentions: list[Mention], start: int, end: int) -> list[Mention]:
    """The mentions, one that fills the marks made a person's: «الباحث "أوجها لوجيندرا"»."""
    at = bisect_right(mentions, start, key=lambda one: one.end)
    if at < len(mentions) and (mentions[at].start, mentions[at].end) == (start, end) and " " in mentions[at].surface:
        return [*mentions[:at], replace(mentions[at], type="PERS"), *mentions[at + 1 :]]
    return mentions


def _is_adjective(text: str) -> bool:
    """Whether one word says what something is like: «منظمة "إرهابية"»."""
    return " " not in text and not text.startswith(ARTICLE) and text.endswith(_DESCENT)


def _within(body: str, start: int, end: int) -> tuple[int, int]:
    """A piece of a body without the space at its ends, and without the point that ends a sentence in marks."""
    piece = body[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip().rstrip(".،"))


def _with(
    kind: str,
    before: int,
    start: int,
    end: int,
    mentions: list[Mention],
    body: str,
    sentences: list[Sentence],
    sure: bool,
) -> list[Mention]:
    """`sure`: what the marks hold is of the kind whatever it looks like («رواية "وادي الظلال"»)."""
    there = sharing(mentions, start, end)
    over = mentions[there]
    if len(over) == 1 and before <= over[0].start < start and over[0].end == end:
        pass  # the word that says what it is was taken for a part of it: «ملعب «أرينا»»
    elif any(one.start < start or one.end > end for one in over):
        return mentions  # one of them goes beyond the marks: these pair wrongly
    if len(over) == 1 and (over[0].start, over[0].end) == (start, end):
        known = over[0].score >= DOUBTED and not (sure and over[0].type == "LOC")
        one = over[0] if known else replace(over[0], type=kind, score=max(SCORE, over[0].score))
    elif not over and _is_adjective(body[start:end]):
        return mentions
    else:
        one = in_place_of(over, kind, start, end, body, sentences, SCORE)
    return [*mentions[: there.start], one, *mentions[there.stop :]]
