"""Datelines that have a line of their own above the first paragraph. Lines come folded and stripped."""

import re
from functools import cache

from nashra.landing.facts.line.agencies import agencies_pattern
from nashra.landing.facts.line.marks import PARAGRAPH, SENTENCE
from nashra.landing.facts.line.verdict import Verdict
from nashra.landing.facts.metadata_words import (
    alternatives,
    begins_as_a_person,
    is_called_as_papers,
    metadata_words,
)
from nashra.landing.facts.place_names import place_names, places_at


def above_story(line: str, before: str, following: str, *, first: bool) -> Verdict | None:
    """What a line says that stands right above a paragraph, `following`; `first`: the text's first line."""
    return (
        (_beginning(line, following) if first else None)
        or _alone(line, before, following)
        or _correspondent(line, following)
        or _sent_from(line, following)
        or (None if first else _signed(line, following))
    )


def _alone(line: str, before: str, following: str) -> Verdict | None:
    """A place that has a line of its own between the headline and the first paragraph."""
    names = place_names()
    if line not in names.places or line in names.weak or before in names.places or len(following) < PARAGRAPH:
        return None
    return Verdict("dateline", (0, len(line)), whole=False, start=0, end=len(line), places=(0, len(line)))


def _correspondent(line: str, following: str) -> Verdict | None:
    """«قنا - عبدالرحمن القرشي :», above the first paragraph: where it was written, and by whom."""
    if line[-1] != ":" or len(line) > SENTENCE or len(following) < PARAGRAPH:
        return None
    found = places_at(line)
    if found is None or not _WRITER.fullmatch(line, found.end):
        return None
    return Verdict("dateline", (0, len(line)), whole=True, start=0, end=len(line), places=(found.start, found.end))


def _signed(line: str, following: str) -> Verdict | None:
    """«كتبت سلمى أحمد من صور:», «حاوره في حلب: سالم أحمد», «الفاشر.. سالم أحمد», «المكلا "الضحى" سالم أحمد»: a place
    and a writer without a dash, between the headline and the first paragraph."""
    if len(line) > SENTENCE or len(following) < PARAGRAPH:
        return None
    found, fits = places_at(line), False
    if found is not None:
        if found.sure and (beside := _BESIDE_PLACE.fullmatch(line, found.end)):
            writer = beside["dotted"] or beside["writer"]
            fits = not writer or begins_as_a_person(writer)
    elif label := metadata_words().byline_start.match(line):
        lead = _IN.search(line, label.end())
        found = places_at(line, lead.end()) if lead else None
        named = _NAMES.fullmatch(line, label.end(), lead.start()) if lead else None
        fits = found is not None and (_ENDS if named else _NAMED).fullmatch(line, found.end) is not None
    else:
        return None
    if not found or not fits:
        return None
    return Verdict("dateline", (0, len(line)), whole=True, start=0, end=len(line), places=(found.start, found.end))


_IN = re.compile(r"\s(?:(?:في|من)\s|ب\s?)")
_PERSONS = r"[^\W\d_]{2,12}(?:\s[^\W\d_]{2,12}){1,3}"
_NAMES, _NAMED, _ENDS = (
    re.compile(rf"\s?[:\-–/]?\s?{_PERSONS}"),
    re.compile(rf"\s?[:\-–/،]\s?{_PERSONS}\s?:?"),
    re.compile(r"\s?[:.\-–/]?"),
)
_BESIDE_PLACE = re.compile(
    rf"\s?(?:\.\.|…)\s?(?P<dotted>{_PERSONS})\s?:?"
    rf"|\s?[«\"“][^\W\d_]+(?:\s[^\W\d_]+){{0,2}}[»\"”]\s?[-–/:]?\s?(?P<writer>{_PERSONS})?\s?:?"
)


def _sent_from(line: str, following: str) -> Verdict | None:
    """«رسالة جنيف - من سالم أحمد:», «من مراسلنا بتطاوين: سالم أحمد», above the first paragraph."""
    if len(line) > SENTENCE or len(following) < PARAGRAPH or not line.startswith(_lead_starts()):
        return None
    lead = _leads().match(line)
    if lead is None:
        return None
    found = places_at(line, lead.end())
    if found is None or not _SENDER.fullmatch(line, found.end):
        return None
    return Verdict("dateline", (0, len(line)), whole=True, start=0, end=len(line), places=(found.start, found.end))


@cache
def _lead_starts() -> tuple[str, ...]:
    words = metadata_words()
    return ("من ", *words.letter_leads, *words.reporters)


@cache
def _leads() -> "re.Pattern[str]":
    """What stands before the place in such a line; a preposition of one letter is written with it."""
    words = metadata_words()
    letter, reporter = alternatives(words.letter_leads), alternatives(words.reporters)
    return re.compile(rf"(?:(?:{letter})\s|(?:من\s)?(?:{reporter})\s(?:(?:في|الي|من)\s|ب\s?))")


_SENDER = re.compile(r"\s?[-–—ـ/:،]\s?(?:من\s|كتب\s)?[^\W\d_]+(?:\s[^\W\d_]+){1,4}\s?:?")


_WRITER = re.compile(r"\s?[-–—ـ/]\s?[^\W\d_]+(?:\s[^\W\d_]+){1,5}\s?:")


def _beginning(line: str, following: str) -> Verdict | None:
    """«الدوحة - الراية:», «رام الله / سما /»: a known place and a few words behind a dash, the first line of a text
    that has lost its headline, right above the first paragraph."""
    if len(following) < PARAGRAPH or len(line) > SENTENCE or (found := places_at(line)) is None or not found.sure:
        return None
    rest = line[found.end :].strip(" -–—/:")
    paper = line[found.end :].lstrip().startswith(":") and is_called_as_papers(rest)  # «القاهرة : صدى نيوز»
    if not paper and not (_few_behind().fullmatch(line) and _DASHED.match(line, found.end)):
        return None
    if "،" in rest and not _are_writers(rest):
        return None
    most = (
        _WRITERS if "،" in rest else _BESIDE if line[-1] in ":/" else _BESIDE - 1
    )  # without a mark behind it more may be a headline's words
    if not rest or len(rest.split()) > most or rest in place_names().either:
        return None  # «مصر - تونس» is a match
    agency = agencies_pattern().search(rest)
    return Verdict(
        "dateline", (0, len(line)), places=(found.start, found.end),
        agency=metadata_words().agencies[agency[0]] if agency else None,
    )  # fmt: skip


def _are_writers(rest: str) -> bool:
    """Whether what stands behind a place may be names of persons with commas between them: that of one is known."""
    parts = [part.strip() for part in rest.split("،")]
    return all(map(_PERSON.fullmatch, parts)) and any(map(begins_as_a_person, parts))


_PERSON = re.compile(r"[^\W\d_]{2,12}(?:\s[^\W\d_]{2,12}){1,2}")
_WRITERS = 9  # words of their names
_BESIDE = 4  # words and dashes behind the place of such a line
_DASHED = re.compile(r"\s{0,2}[-–—/]")


@cache
def _few_behind() -> "re.Pattern[str]":
    """A few words with dashes between them."""
    return re.compile(r"[^\W\d_]{1,15}(?:\s{0,2}[\s\-–—/،]\s{0,2}[^\W\d_]{1,15}){1,8}\s{0,2}[/:\-–—]{0,2}")
