"""Metadata in the lines of a text: dates, datelines, agencies, keywords, captions, bylines.

A pure function of the text. It errs towards missing: a line is metadata only when known words explain all
of it, or when a label says so. A sentence that mentions an agency is body.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import NamedTuple

from nashra.landing.duplicates.shingles import folded
from nashra.landing.facts import metadata_lines as judge
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
    dateline: str | None = None  # places, as written
    agency: str | None = None  # the name that metadata.yaml gives the agency, else as written
    keywords: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


_DASH = re.compile(r"(?<![^\W\d_])ـ{1,20}(?![^\W\d_ـ])")
_HEAD = 8  # lines with text from the top in which captions and datelines stand
_SHORT = 100  # characters: a longer line that ends like a sentence is one
_SENTENCE_END = ".!?؟"
_LONG = 300  # characters: a longer line is prose, of which only the beginning or end may be metadata


def find_metadata(text: str, zone: tzinfo) -> Metadata:
    """Metadata of a text whose lines end with "\\n". Dates without a zone are in `zone`."""
    found = Metadata()
    if "ـ" in text:  # written for a dash; within a word it is only a stretch, and folding drops it
        text = _DASH.sub(lambda match: "-" * len(match[0]), text)
    raw_lines = text.split("\n")
    lines = [line.strip() for line in folded(text).split("\n")]
    filled = [number for number, line in enumerate(lines) if line]
    place = {number: rank for rank, number in enumerate(filled)}
    body_began = False
    for number in filled:
        line, rank = lines[number], place[number]
        verdict = None
        if len(line) <= _SHORT or (len(line) <= _LONG and line[-1] not in _SENTENCE_END):
            verdict = judge.whole_line(line, in_head=rank < _HEAD and not body_began, first=rank == 0, zone=zone)
        if verdict is None and rank < _HEAD and not body_began:
            verdict = judge.head_of_line(line)
        if verdict is None and number == filled[-1]:
            verdict = judge.tail_of_line(line)
        body_began = body_began or (rank > 0 and len(line) > 120 and verdict is None)
        if verdict is not None:
            _note(found, number, raw_lines[number], line, verdict)
    return found


def _note(found: Metadata, number: int, raw: str, line: str, verdict: "judge.Verdict") -> None:
    start, end = 0, len(raw)
    if not verdict.whole:
        start, end = _raw_span(raw, verdict.start, verdict.end)
    value = _raw_text(raw, verdict)
    found.findings.append(Finding(number, verdict.kind, value, verdict.whole, start, end))
    if verdict.moment and found.published_at is None:
        found.published_at = verdict.moment
    if verdict.places and found.dateline is None:
        found.dateline = " ".join(raw[slice(*_raw_span(raw, *verdict.places))].split())
    if verdict.kind != "caption" and found.agency is None:
        found.agency = verdict.agency or (value if verdict.kind == "agency" and value else None)
    if verdict.kind == "keywords" and not found.keywords:
        found.keywords = judge.split_keywords(value)


def _raw_text(raw: str, verdict: "judge.Verdict") -> str:
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
