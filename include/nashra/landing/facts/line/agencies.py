"""Agencies: a line that is nothing else, and what a line ends with behind its last sentence."""

import re
from functools import cache

from nashra.landing.facts.line.marks import FIRST_WORD, PUNCTUATION, SENTENCE_MARK, YEAR
from nashra.landing.facts.line.verdict import Verdict
from nashra.landing.facts.metadata_words import MetadataWords, metadata_words

BESIDE_AGENCIES = frozenset({"و", "خاص", "متابعات", "نقلا", "عن", "المصدر", "وكاله", "للانباء", "بتصرف", "عواصم"})
_OF_AGENCIES = frozenset({"عربي", "العربيه", "بالعربيه", "للانباء"})  # words behind an agency's name
_SEVERAL = re.compile(r"\s?[+()،,|]\s?|\s[-–—/]\s")  # between the sources of a text
_CREDITS = 100  # characters of a line that says who wrote a text


def agency_alone(line: str, words: MetadataWords) -> Verdict | None:
    """«(فرانس برس)», «وكالات», «(رويترز، أ ف ب)», «(وكالات):»."""
    if len(line) > 60:
        return None
    first = FIRST_WORD.search(YEAR.sub("", line) if line.startswith("©") else line)
    # Most lines begin with another word: that is seen many times sooner than that no agency is anywhere.
    if first is None or not (first[0] in BESIDE_AGENCIES or agencies_pattern().match(first.string, first.start())):
        return None
    rest, agency = without_agency(line, words)
    if agency is None:
        return None
    left = " ".join(PUNCTUATION.sub(" ", rest).split())
    if line.startswith("©"):
        left = YEAR.sub("", left)
    kept = [word for word in left.split() if word not in BESIDE_AGENCIES]
    return None if kept else Verdict("agency", (0, len(line)), agency=agency)


def tail_of_line(line: str) -> Verdict | None:
    """The agency after the last sentence: «….(رويترز)», «….المصدر (وات)»; or after who wrote it: «إعداد … (رويترز)»."""
    words = metadata_words()
    if line.endswith(")") and len(line) <= _CREDITS and words.byline_start.match(line):
        credit = in_brackets().search(line)
        if credit and not SENTENCE_MARK.search(line[: credit.start()]):
            return Verdict("agency", credit.span(1), agency=words.agencies[credit[1]])
    match = _tail().search(line, max(0, len(line) - 80)) if line[-1] in ")]." else None
    if not match:
        return None
    return Verdict(
        "agency", match.span("agency"), whole=False, start=match.start("all"), end=len(line),
        agency=words.agencies[match["agency"]],
    )  # fmt: skip


def agency_name(text: str, words: MetadataWords) -> str | None:
    """The agency that a source is, or the first of several: «رويترز + وكالات», «وكالة الأنباء الفرنسية (أ ف ب)»."""
    if found := one_agency(text, words):
        return found
    parts = _SEVERAL.split(text)
    return next((name for part in parts if (name := one_agency(part, words))), None) if len(parts) > 1 else None


def one_agency(text: str, words: MetadataWords) -> str | None:
    """The agency that a text is, without marks around it and «للأنباء» behind it."""
    bare = text.strip("()[]«»\"' .:+-–—|")
    first, _, last = bare.rpartition(" ")
    found = words.agencies.get(text) or words.agencies.get(bare)
    return found or (words.agencies.get(first) if last in _OF_AGENCIES else None)


def without_of_news(text: str, words: MetadataWords) -> str:
    """The name of an agency without what it may have behind it: «مهر للأنباء»."""
    first, _, last = text.rpartition(" ")
    return first if last in _OF_AGENCIES and first in words.agencies else text


def without_agency(line: str, words: MetadataWords) -> tuple[str, str | None]:
    """A line without the agencies that it names, and the first of them."""
    agency = None
    for match in reversed(list(agencies_pattern().finditer(line))):
        agency = words.agencies[match[0]]
        line = line[: match.start()] + " " + line[match.end() :]
    return line, agency


@cache
def agencies_pattern() -> "re.Pattern[str]":
    """Any agency's name."""
    return re.compile(metadata_words().agency)


@cache
def in_brackets() -> "re.Pattern[str]":
    """An agency in brackets at the end."""
    return re.compile(rf"\(\s?({metadata_words().agency})\s?\)$")


@cache
def _tail() -> "re.Pattern[str]":
    words = metadata_words()
    label = rf"(?:(?:{words.source_label})\s{{0,2}}:?\s{{0,2}})?"
    agencies = rf"(?P<agency>{words.agency})(?:\s?[،,/\-–و]\s{{0,2}}{words.agency}){{0,3}}"
    return re.compile(
        rf"[.!؟»\"”]\s{{0,2}}[-–—]?\s{{0,2}}(?P<all>{label}[(\[]\s?{label}{agencies}\s?[)\]])\s?\.?$", re.IGNORECASE
    )
