"""Mends a recogniser's mentions by the names that the reference knows (see `known`).

- A known name around a mention, or around several, takes their place: «حزب العمال» الكوري.
- A known name inside a mention that nothing knows splits it: «شويغو لبيونغ يانغ».
- A known name that the recogniser overlooked is added when its words alone make it a name.

A mention that is rather right than wrong by its score stays as it is: «مصرف ليبيا المركزي» holds ليبيا and is one name.
Only a known name that is part of another's gives way.
"""

from bisect import bisect_left
from dataclasses import replace
from functools import cache

from nashra.article import Mention
from nashra.entities.link.common_words import read_words
from nashra.entities.link.forms.clitic_forms import forms_of
from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.span.known import Span, Word
from nashra.entities.link.span.trim import Trimmer
from nashra.text.clitics import ARTICLE

ADDED = 0.5  # score of a mention that only the reference found
WHOLE = 0.5  # from this score on a mention is left alone
SHORTEST = 6  # code points of a name of two words
CLITIC = 2  # letters that may stand before a name in a mention of it: «وبوركينا»
UNPLACED = -1  # its sentence, until the caller finds it
_LOOSE = "من في عن إلى مع بين حول إن أن و أو ثم قال بعد قبل ضد أمس"
# not على: folded it is the name علي
_LOOSE_ENDS = frozenset(name_key(_LOOSE).split())


def mend(mentions: list[Mention], spans: list[Span], words: list[Word], trimmer: Trimmer, body: str) -> list[Mention]:
    """The mentions of a body, mended; in order of their place, none overlapping. Both lists sorted by place."""
    mended: list[Mention] = []
    used: set[Span] = set()
    broken = _broken(mentions, spans)
    at = 0
    for mention in mentions:
        while at < len(spans) and spans[at].end <= mention.start:
            at += 1
        over = []
        for span in spans[at:]:
            if span.start >= mention.end:
                break
            over.append(span)
        used.update(over)
        if len(over) == 1 and over[0] in broken:
            mended.append(_name(over[0], over[0].type, mention.sentence_no, mention.score, body))
            continue
        for piece in _apart(mention, over, words, trimmer, body):
            mended += _mend_one(piece, [span for span in over if _overlap(span, piece)], words, trimmer, body)
    mended += [_name(span, span.type, UNPLACED, ADDED, body) for span in spans if span.sure and span not in used]
    return _without_overlaps(mended)


def _broken(mentions: list[Mention], spans: list[Span]) -> set[Span]:
    """The known places that hold several mentions of places, and nothing else: «بوركينا» «فاصو»."""
    found: set[Span] = set()
    places = {mention.end for mention in mentions if mention.type == "LOC"}
    for span in spans:
        if span.type != "LOC" or span.end not in places or span.end - span.start < SHORTEST:
            continue
        first = bisect_left(mentions, span.start - CLITIC, key=_begin)
        inside = [one for one in mentions[first : first + 3] if span.start < one.end <= span.end]
        whole = len(inside) > 1 and inside[0].start <= span.start and inside[-1].end == span.end
        if whole and all(one.type == "LOC" for one in inside):
            found.add(span)
    return found


def _begin(mention: Mention) -> int:
    return mention.start


def _overlap(span: Span, mention: Mention) -> bool:
    return span.start < mention.end and mention.start < span.end


def _apart(mention: Mention, over: list[Span], words: list[Word], trimmer: Trimmer, body: str) -> list[Mention]:
    """A person's name parted before a word that a clitic joins to it and another name begins with: «كيم لبوتين»."""
    if mention.type != "PERS" or " " not in mention.surface:
        return [mention]
    inside = _inside(words, mention.start, mention.end)
    if inside and inside[0].start > mention.start:  # it begins after a clitic: «و» لوسي وصفاء سلطان
        inside.insert(0, words[bisect_left(words, mention.start, key=_start) - 1])
    for number, word in enumerate(inside[1:], 1):
        span = next((one for one in over if word.start < one.start < word.end), None)
        cut = span.start - word.start if span else 0
        if span and trimmer.is_known("PERS", word.key):
            cut = 0
        elif not span and len(inside) - number > 1 and body[word.start] == "و":
            cut = trimmer.start("PERS", body[word.start : mention.end])[0]
            if number == 1 and not trimmer.is_often_given(word.key[1:], word.key):
                cut = 0  # «سامي وهبي»
            elif cut != 1:  # titles may be cut as well, and begin no new name here, but one with its article
                title = word.key[1:].startswith(ARTICLE) and word.key[1:] in trimmer.titles.kinds
                cut = inside[number + 1].start - word.start if title and len(inside) - number > 2 else 0
        if cut:
            at, kind = word.start + cut, span.type if span else "PERS"
            end = mention.end if kind == "PERS" or span is None else span.end
            first = replace(mention, end=inside[number - 1].end, surface=body[mention.start : inside[number - 1].end])
            rest = replace(mention, type=kind, start=at, end=end, surface=body[at:end])
            return [first, *_apart(rest, over, words, trimmer, body)]
    return [mention]


def _mend_one(mention: Mention, over: list[Span], words: list[Word], trimmer: Trimmer, body: str) -> list[Mention]:
    """What becomes of a mention that overlaps known names."""
    if not over or (mention.score >= WHOLE and not _names_another(mention, over, trimmer, body)):
        return [mention]
    if len(over) == 1 and over[0].start <= mention.start and mention.end <= over[0].end:
        return [_name(over[0], mention.type, mention.sentence_no, mention.score, body)]
    sure = [span for span in over if span.sure]
    if mention.type == "PERS" and len(sure) == 1 and _one_word_of_a_name(sure[0], body):
        return [mention]  # «إيفانكا ترامب» is not ترامب
    if mention.type != "PERS" and _holds(mention, sure, words):
        return [mention]  # «ملعب مدينة الأمير سلطان الرياضية»
    key = name_key(mention.surface)
    if not sure or trimmer.steps.curated(mention.type, key) or trimmer.steps.gazetteer(mention.type, key):
        return [mention]
    pieces = [_name(span, span.type, mention.sentence_no, mention.score, body) for span in sure]
    starts = [mention.start, *(span.end for span in sure)]
    ends = [*(span.start for span in sure), mention.end]
    for start, end in zip(starts, ends, strict=True):
        inner = _inside(words, start, end) if start < end else []
        while inner and inner[-1].key in _LOOSE_ENDS:
            inner.pop()
        if len(inner) > 1 and inner[0].key not in _LOOSE_ENDS:
            start, end = inner[0].start, inner[-1].end
            if trimmer.only_titles(mention.type, body[start:end]):
                continue
            pieces.append(replace(mention, start=start, end=end, surface=body[start:end]))
    return pieces


def _inside(words: list[Word], start: int, end: int) -> list[Word]:
    """The words of a body that stand in a piece of it."""
    first = bisect_left(words, start, key=_start)
    return [word for word in words[first : bisect_left(words, end, first, key=_start)] if word.end <= end]


def _start(word: Word) -> int:
    return word.start


def _holds(mention: Mention, spans: list[Span], words: list[Word]) -> bool:
    """Whether the known names in a mention are what its head is of: nothing ties them to the words before them, and a
    head (of a body, a place or a work) stands in front."""
    held = _inside(words, mention.start, mention.end)
    if not held or not spans or not any(bare in _heads() for bare in forms_of(held[0].key)):
        return False
    begins = {word.start for word in held[1:] if word.joined}
    return all(span.start in begins for span in spans)


@cache
def _heads() -> frozenset[str]:
    """The words that begin longer names of any type."""
    return frozenset(word for _, word in read_words().heads)


def _one_word_of_a_name(span: Span, body: str) -> bool:
    """Whether a span is a person's name of one whole word; «لبوتين» is another name than the word before it."""
    alone = span.start == 0 or not body[span.start - 1].isalpha()
    return span.type == "PERS" and alone and " " not in body[span.start : span.end]


def _names_another(mention: Mention, over: list[Span], trimmer: Trimmer, body: str) -> bool:
    """Whether a mention is a known name inside a fuller one that is another's (السودان in «جنوب السودان»), or the
    beginning of one («البوسنة والهرسك»)."""
    if len(over) > 1 or over[0].start > mention.start or mention.end > over[0].end:
        return False
    key, names = name_key(mention.surface), trimmer.reference.institutions
    if over[0].type == mention.type == "ORG" and key in names.kinds and over[0].start == mention.start:
        # «مجلس الأمن القومي» before الأميركي is that state's
        return names.find(name_key(body[over[0].start : over[0].end])) is not None
    short = trimmer.steps.curated(mention.type, key)
    full = trimmer.steps.curated(over[0].type, name_key(body[over[0].start : over[0].end]))
    if not short or not full:
        return False
    goes_on = over[0].start == mention.start and body.startswith(" و", mention.end) and mention.end < over[0].end
    return goes_on or short.entity_id != full.entity_id  # «البوسنة والهرسك» is one name


def _name(span: Span, kind: str, sentence_no: int, score: float, body: str) -> Mention:
    return Mention(kind, body[span.start : span.end], span.start, span.end, sentence_no, score)


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    """In order of place; of two that overlap the longer stays, of equal ones the first."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, -m.score)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
        elif mention.end - mention.start > kept[-1].end - kept[-1].start:
            kept[-1] = mention
    return kept
