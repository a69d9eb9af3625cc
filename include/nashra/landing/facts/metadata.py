"""Metadata in the lines of a text: dates, datelines, agencies, keywords, captions, bylines.

A pure function of the text. It errs towards missing: a line is metadata only when known words explain all
of it, or when a label says so. A sentence that mentions an agency is body.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

from nashra.landing.duplicates.shingles import folded
from nashra.landing.facts import datelines
from nashra.landing.facts.dated_lines import dated_part, is_labelled
from nashra.landing.facts.dates import day_at_source
from nashra.landing.facts.line.agencies import tail_of_line
from nashra.landing.facts.line.dates_alone import tells_a_time, tells_both_calendars, tells_no_solar_year
from nashra.landing.facts.line.labelled import split_keywords
from nashra.landing.facts.line.marks import FIRST_WORD
from nashra.landing.facts.line.places_alone import place_of_a_source
from nashra.landing.facts.line.verdict import PLAIN, PUBLISHED, Verdict
from nashra.landing.facts.line.whole import whole_line
from nashra.landing.facts.metadata_words import metadata_words
from nashra.text.fold import fold


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
_ARABIC = re.compile("[\u0621-\u064a]")
_STRETCH = re.compile("ـ{1,20}")
_BLANKS = re.compile(r"&(?:nbsp|ensp|emsp|rlm|lrm|zwnj|#160|#8206|#8207|#xa0);", re.IGNORECASE)  # left of a page
_HEAD = 8  # lines with text from the top in which captions and datelines stand
_HEADLINE = 5  # words of a headline, at the least
_ENTRY = 3  # words of a line that may be an entry of a menu: such lines are not counted before a date
_MENUS = 40  # lines with text from the top in which a date may stand below menus
_SHORT = 100  # characters: a longer line that ends like a sentence is one
_SENTENCE_END = ".!?؟"
_SAYS = ".:"  # what a line of the story ends with, and no headline: «صدر عن الوزارة البيان الآتي:»
_DATED = 140  # characters of a line in which a date may stand beside other things
_HEADS = ("dateline", "agency", "byline")  # kinds of lines between a date and the story that is under it
_TWIN_DAYS = timedelta(days=2)  # between two tellings of one day
_FOOT = 3  # lines with text at the end in which such a date may stand
_STORY = 120  # characters of a line that tells the story
_LONG = 300  # characters: a longer line is prose, of which only the beginning or end may be metadata


def find_metadata(text: str, zone: tzinfo, *, titled: bool = False) -> Metadata:
    """Metadata of a text whose lines end with "\\n". Dates without a zone are in `zone`. `titled`: the record has a
    title of its own, so that the text's first line is no headline."""
    found, dates = Metadata(), _Dates(titled)
    if "ـ" in text:  # written for a dash; within a word it is only a stretch, and folding drops it
        text = _STRETCH.sub(_dash, text)
    if "&" in text:  # as many characters, so that places stay what they are
        text = _BLANKS.sub(lambda blank: " " * len(blank[0]), text)
    raw_lines = text.split("\n")
    lines = [line.strip() for line in folded(text).split("\n")]
    filled = [number for number, line in enumerate(lines) if line]
    place = {number: rank for rank, number in enumerate(filled)}
    last = next((number for number in reversed(filled) if FIRST_WORD.search(lines[number])), None)
    body_began, said = False, 0
    for number in filled:
        line, rank = lines[number], place[number]
        verdict, first = None, rank == 0 and not titled
        # Menus of short lines may fill a page's head: what stands right above the story is in it, however far down.
        in_head = not body_began and (
            rank < _HEAD or (rank < _MENUS and len(filled) > rank + 1 and len(lines[filled[rank + 1]]) >= _STORY)
        )
        if len(line) <= _SHORT or (len(line) <= _LONG and line[-1] not in _SENTENCE_END):
            verdict = whole_line(line, in_head=in_head, first=first, zone=zone)
            if verdict is None and first and len(filled) > 1 and len(lines[filled[1]]) >= _STORY:
                verdict = place_of_a_source(line)
        if verdict is None and in_head:
            verdict = datelines.head_of_line(line, first=first, zone=zone)
            if verdict is None and first and len(filled) > 1:
                verdict = datelines.above_story(line, lines[filled[1]])
            if verdict is None and rank < len(filled) - 1:
                verdict = datelines.alone(line, lines[filled[rank - 1]] if rank else "", lines[filled[rank + 1]])
            if verdict is None and rank < len(filled) - 1:
                following = lines[filled[rank + 1]]
                verdict = datelines.correspondent(line, following) or datelines.sent_from(line, following)
                if verdict is None and not first:
                    verdict = datelines.signed(line, following)
        at_end = rank >= len(filled) - _FOOT
        at_head = said < _HEAD and rank < _MENUS and (not body_began or is_labelled(line))
        if verdict is None and len(line) <= _DATED and (at_end or at_head):
            verdict = dated_part(line, first=first, zone=zone)
        if verdict is None and number == last:
            verdict = tail_of_line(line)
        # Most paragraphs have fewer marks than a menu has bars, whatever stands beside them.
        prose = len(line) > 120 and (len(_BAR_MARK.findall(line)) < _BAR or len(_BARS.findall(line)) < _BAR)
        body_began = body_began or (rank > 0 and prose and (verdict is None or not verdict.whole))
        if verdict is not None and verdict.moment is not None and _of_a_document(lines, filled, rank):
            verdict = None
        if verdict is not None:
            _note(found, number, raw_lines[number], line, verdict)
            if number == last and found.agency is None and (tail := tail_of_line(line)):
                _note(found, number, raw_lines[number], line, tail)  # a text of one line has both ends in it
        dated = (at_end or body_began) and rank > _ENTRY and verdict is not None and verdict.moment is not None
        listed = dated and _of_a_list(lines, filled, rank, zone)
        several = len(line.split(maxsplit=_ENTRY)) > _ENTRY
        says = prose or (line[-1] in _SAYS and several)
        if listed and verdict is not None and verdict.worth < PUBLISHED:
            verdict = None
        dates.add(verdict, line, rank, prose=says, apart=not (at_end or at_head))
        said += several
    if dates.best is not None:
        found.published_at = dates.best.astimezone(UTC)
        found.published_on = day_at_source(dates.best, zone)
    return found


def _of_a_document(lines: list[str], filled: list[int], rank: int) -> bool:
    """Whether the line above is the number of a document: the date is the document's."""
    return rank > 0 and metadata_words().document_label.match(lines[filled[rank - 1]]) is not None


def _of_a_list(lines: list[str], filled: list[int], rank: int, zone: tzinfo) -> bool:
    """Whether a line at the end has a day as others a line or two from it have: they are days of other stories."""
    near = (filled[other] for other in (rank - 3, rank - 2, rank + 2, rank + 3) if 0 < other < len(filled))
    days = (whole_line(lines[number], in_head=False, first=False, zone=zone) for number in near)
    return any(day is not None and day.kind == "date" and day.moment is not None for day in days)


def _dash(stretch: "re.Match[str]") -> str:
    """Dashes for a stretch that stands between words: no letter, nor the mark of one, is beside it."""
    start, end, text = stretch.start(), stretch.end(), stretch.string
    before, behind = text[max(0, start - 1) : start], text[end : end + 1]
    within = before.isalpha() or "\u064b" <= before <= "\u0652" or before == "\u0670" or behind.isalpha()
    return stretch[0] if within else "-" * len(stretch[0])


class _Dates:
    """Which of a text's dates is that of publication: the one that says so, else one with its time, else the first.
    That at a text's top is the day of the visit where a page's head stands there."""

    def __init__(self, titled: bool) -> None:
        self.best: datetime | None = None
        self._rank: tuple[bool, int] = (False, -1)
        self._top = True  # whether all lines so far are dates and clocks
        self._of_page = False  # whether these are several, or tell their day in both calendars
        self._clocked = False  # whether they tell a time
        self._lunar = False  # whether the best has no year but that of the Hijra
        self._head: set[str] | None = None if titled else set()  # lines below them, up to the first paragraph

    def add(self, verdict: Verdict | None, line: str, rank: int, *, prose: bool, apart: bool) -> None:
        """What a line is, None for nothing; its `rank` among the lines with text. `apart`: it is among paragraphs,
        where a date without more is a chapter of the story."""
        if self._top and rank == 0 and not FIRST_WORD.search(line):
            return  # «×»: the button of a page says nothing
        if self._top and verdict is not None and verdict.kind == "date" and verdict.whole:
            self._of_page |= rank > 0 or tells_both_calendars(line)
            self._clocked |= tells_a_time(line)
        elif self._head is not None and (rank == 0 or _ARABIC.search(line)):
            self._below(verdict, line, prose)
        else:
            self._top = False
        if verdict is None or verdict.moment is None or (apart and verdict.worth == PLAIN):
            return
        worth = (rank > 0 and not self._top, verdict.worth)
        if self.best is None or worth > self._rank or (worth == self._rank and self._is_twin(verdict.moment, line)):
            self.best, self._rank = verdict.moment, worth
            self._lunar = tells_no_solar_year(line)

    def _is_twin(self, moment: datetime, line: str) -> bool:
        """Whether the best so far was told by the moon alone, and a line tells the same day by the sun: calendars of
        the moon begin their months a day apart."""
        if self.best is None or not self._lunar or tells_no_solar_year(line):
            return False
        return abs(moment - self.best) <= _TWIN_DAYS

    def _below(self, verdict: Verdict | None, line: str, prose: bool) -> None:
        """Sees a line below those at the top. They are of a page, not of its article, when names of sections or of the
        site stand between them and a headline, or when a clock stands above a headline that is there twice; a label
        that says that they are of publication has the last word."""
        assert self._head is not None
        words = len(line.split())
        if self._top:
            self._top, self._of_page = False, self._of_page or words < _HEADLINE
        if prose or (verdict is not None and verdict.kind in _HEADS):
            self._head = None
        elif words >= _HEADLINE and verdict is None and (self._of_page or (self._clocked and line in self._head)):
            self._head = None
            if not self._rank[0] and self._rank[1] != PUBLISHED:
                self.best, self._rank = None, (False, -1)
        else:
            self._head.add(line)


def _note(found: Metadata, number: int, raw: str, line: str, verdict: Verdict) -> None:
    start, end = 0, len(raw)
    if not verdict.whole:
        start, end = _raw_span(raw, verdict.start, verdict.end)
    value = _raw_text(raw, verdict)
    found.findings.append(Finding(number, verdict.kind, value, verdict.whole, start, end))
    if verdict.places and found.dateline is None:
        found.dateline = " ".join(raw[slice(*_raw_span(raw, *verdict.places))].split())
    if verdict.kind != "caption" and found.agency is None:
        found.agency = verdict.agency or (value if verdict.kind == "agency" and value else None)
    if verdict.kind == "keywords" and not found.keywords:
        found.keywords = split_keywords(value)


def _raw_text(raw: str, verdict: Verdict) -> str:
    return " ".join(raw[slice(*_raw_span(raw, *verdict.value))].split())


@lru_cache(maxsize=4096)
def _kept(character: str) -> bool:
    return fold(character) != ""


def _raw_span(raw: str, start: int, end: int) -> tuple[int, int]:
    """Where a span of the folded, stripped line is in the line itself: folding only drops characters."""
    plain = fold(raw)
    lead = len(plain) - len(plain.lstrip())
    if len(plain) == len(raw):
        return lead + start, lead + end
    places = [index for index, character in enumerate(raw) if _kept(character)][lead:]
    if start >= len(places):
        return len(raw), len(raw)
    return places[start], places[min(end, len(places)) - 1] + 1 if end > start else places[start]
