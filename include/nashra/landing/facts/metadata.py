"""Metadata in the lines of a text: dates, datelines, agencies, keywords, captions, bylines.

A pure function of the text. It errs towards missing: a line is metadata only when known words explain all
of it, or when a label says so. A sentence that mentions an agency is body.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from typing import NamedTuple

from nashra.landing.duplicates.shingles import folded
from nashra.landing.facts.chosen_date import Dates
from nashra.landing.facts.dated_lines import dated_part, is_labelled
from nashra.landing.facts.datelines import head_of_line
from nashra.landing.facts.dates import day_at_source
from nashra.landing.facts.line.above_story import above_story
from nashra.landing.facts.line.agencies import tail_of_line
from nashra.landing.facts.line.labelled import split_keywords
from nashra.landing.facts.line.marks import FIRST_WORD
from nashra.landing.facts.line.places_alone import place_of_a_source
from nashra.landing.facts.line.verdict import PUBLISHED, Span, Verdict
from nashra.landing.facts.line.whole import whole_line
from nashra.landing.facts.metadata_words import metadata_words
from nashra.landing.facts.raw_spans import raw_span


class Finding(NamedTuple):
    """Metadata in a line. `whole`: the line is nothing else; if not, text[start:end] of the line is it."""

    line_no: int  # 0-based
    kind: str  # date, dateline, agency, keywords, caption, byline or contact
    value: str  # what the line says, without its label
    whole: bool
    start: int  # code points into the line as it stands in the text
    end: int


@dataclass(slots=True)
class Metadata:
    """What the lines of a text say about it, and which lines say it."""

    published_at: datetime | None = None  # aware, UTC
    published_on: date | None = None  # its day on the clock of the source
    dateline: str | None = None  # places, as written
    agency: str | None = None  # the name that metadata.yaml gives the agency, else as written
    keywords: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


_BARS = re.compile(r"\s[-–—|/>»]\s|[|»>]")
_BAR_MARK = re.compile("[-–—|/>»]")  # of which each of these has one
_BAR = 3  # bars and dashes of a line that is a path or a menu, however long
_STRETCH = re.compile("ـ{1,20}")
_DASHES = re.compile(r"&(?:ndash|mdash|#8211|#8212|#x2013|#x2014);", re.IGNORECASE)
_BLANKS = re.compile(r"&(?:nbsp|ensp|emsp|rlm|lrm|zwnj|#160|#8206|#8207|#xa0);", re.IGNORECASE)  # left of a page
_HEAD = 8  # lines with text from the top in which captions and datelines stand
_ENTRY = 3  # words of a line that may be an entry of a menu: such lines are not counted before a date
_MENUS = 40  # lines with text from the top in which a date may stand below menus
_SHORT = 100  # characters: a longer line that ends like a sentence is one
_SENTENCE_END = ".!?؟"
_SAYS = ".:"  # what a line of the story ends with, and no headline: «صدر عن الوزارة البيان الآتي:»
_DATED = 140  # characters of a line in which a date may stand beside other things
_FOOT = 3  # lines with text at the end in which such a date may stand
_STORY = 120  # characters of a line that tells the story
_LONG = 300  # characters: a longer line is prose, of which only the beginning or end may be metadata


class _Lines(NamedTuple):
    """Those lines of a text that have text. A line's rank is its place among them."""

    told: list[str]  # folded and stripped
    numbers: list[int]  # of each, among all lines of the text
    raw: list[str]  # each as it stands
    last: int | None  # rank of the last that has a word


def find_metadata(text: str, zone: tzinfo, *, titled: bool = False) -> Metadata:
    """Metadata of a text whose lines end with "\\n". Dates without a zone are in `zone`. `titled`: the record has a
    title of its own, so that the text's first line is no headline."""
    found, dates, lines = Metadata(), Dates(titled), _lines_of(text)
    body_began, said = False, 0  # said: lines so far that are no entries of menus
    for rank, line in enumerate(lines.told):
        first = rank == 0 and not titled
        at_end = rank >= len(lines.told) - _FOOT
        at_head = said < _HEAD and rank < _MENUS and (not body_began or is_labelled(line))
        verdict = _whole(lines.told, rank, not body_began and _in_head(lines.told, rank), first, zone)
        if verdict is None and len(line) <= _DATED and (at_end or at_head):
            verdict = dated_part(line, first=first, zone=zone)
        if verdict is None and rank == lines.last:
            verdict = tail_of_line(line)
        prose = _is_prose(line)
        body_began = body_began or (rank > 0 and prose and (verdict is None or not verdict.whole))
        if verdict is not None and verdict.moment is not None and _of_a_document(lines.told, rank):
            verdict = None
        if verdict is not None:
            _note(found, lines, rank, verdict)
            if rank == lines.last and found.agency is None and (tail := tail_of_line(line)):
                _note(found, lines, rank, tail)  # a text of one line has both ends in it
        if (at_end or body_began) and _is_of_others(lines.told, rank, verdict, zone):
            verdict = None
        several = len(line.split(maxsplit=_ENTRY)) > _ENTRY
        says = prose or (line[-1] in _SAYS and several)
        dates.add(verdict, line, rank, prose=says, apart=not (at_end or at_head))
        said += several
    if dates.best is not None:
        found.published_at = dates.best.astimezone(UTC)
        found.published_on = day_at_source(dates.best, zone)
    return found


def _lines_of(text: str) -> _Lines:
    """A text's lines, its dashes and blanks written as others write them: as many characters, so that places stay."""
    if "ـ" in text:  # written for a dash; within a word it is only a stretch, and folding drops it
        text = _STRETCH.sub(_dash, text)
    if "&" in text:
        text = _BLANKS.sub(lambda blank: " " * len(blank[0]), text)
        text = _DASHES.sub(lambda dash: "-".ljust(len(dash[0])), text)
    raw, folds = text.split("\n"), [line.strip() for line in folded(text).split("\n")]
    numbers = [number for number, line in enumerate(folds) if line]
    told = [folds[number] for number in numbers]
    last = next((rank for rank in reversed(range(len(told))) if FIRST_WORD.search(told[rank])), None)
    return _Lines(told, numbers, [raw[number] for number in numbers], last)


def _in_head(told: list[str], rank: int) -> bool:
    """Whether a line above the body is in the head of its text. Menus of short lines may fill a page's head: what
    stands right above the story is in it, however far down."""
    return rank < _HEAD or (rank < _MENUS and len(told) > rank + 1 and len(told[rank + 1]) >= _STORY)


def _whole(told: list[str], rank: int, in_head: bool, first: bool, zone: tzinfo) -> Verdict | None:
    """What a line is, by itself and by those beside it: all of it, or a dateline that it begins with."""
    line = told[rank]
    following = told[rank + 1] if rank + 1 < len(told) else None
    if len(line) <= _SHORT or (len(line) <= _LONG and line[-1] not in _SENTENCE_END):
        if verdict := whole_line(line, in_head=in_head, first=first, zone=zone):
            return verdict
        if first and following is not None and len(following) >= _STORY and (source := place_of_a_source(line)):
            return source
    if not in_head:
        return None
    if verdict := head_of_line(line, first=first, zone=zone):
        return verdict
    if following is None:
        return None
    return above_story(line, told[rank - 1] if rank else "", following, first=first)


def _is_prose(line: str) -> bool:
    """Whether a line is a paragraph: long, and no path or menu. Most have fewer marks than a menu has bars, whatever
    stands beside these."""
    return len(line) > _STORY and (len(_BAR_MARK.findall(line)) < _BAR or len(_BARS.findall(line)) < _BAR)


def _of_a_document(told: list[str], rank: int) -> bool:
    """Whether the line above is the number of a document: the date is the document's."""
    return rank > 0 and metadata_words().document_label.match(told[rank - 1]) is not None


def _is_of_others(told: list[str], rank: int, verdict: Verdict | None, zone: tzinfo) -> bool:
    """Whether a line has a day, as others a line or two from it have, and no label: they are days of other stories."""
    if rank <= _ENTRY or verdict is None or verdict.moment is None or verdict.worth >= PUBLISHED:
        return False
    near = (told[other] for other in (rank - 3, rank - 2, rank + 2, rank + 3) if 0 < other < len(told))
    days = (whole_line(line, in_head=False, first=False, zone=zone) for line in near)
    return any(day is not None and day.kind == "date" and day.moment is not None for day in days)


def _dash(stretch: "re.Match[str]") -> str:
    """Dashes for a stretch that stands between words: no letter, nor the mark of one, is beside it."""
    start, end, text = stretch.start(), stretch.end(), stretch.string
    before, behind = text[max(0, start - 1) : start], text[end : end + 1]
    within = before.isalpha() or "\u064b" <= before <= "\u0652" or before == "\u0670" or behind.isalpha()
    return stretch[0] if within else "-" * len(stretch[0])


def _note(found: Metadata, lines: _Lines, rank: int, verdict: Verdict) -> None:
    raw = lines.raw[rank]
    start, end = (0, len(raw)) if verdict.whole else raw_span(raw, verdict.start, verdict.end)
    value = _written(raw, verdict.value)
    found.findings.append(Finding(lines.numbers[rank], verdict.kind, value, verdict.whole, start, end))
    if verdict.places and found.dateline is None:
        found.dateline = _written(raw, verdict.places)
    if verdict.kind != "caption" and found.agency is None:
        found.agency = verdict.agency or (value if verdict.kind == "agency" and value else None)
    if verdict.kind == "keywords" and not found.keywords:
        found.keywords = split_keywords(value)


def _written(raw: str, span: Span) -> str:
    return " ".join(raw[slice(*raw_span(raw, *span))].split())
