"""Lines that say something about the article (date, dateline, agency, caption, byline): landing's judgement,
asked of short lines near an article's beginning and end only."""

import re
from collections import Counter
from datetime import UTC
from functools import cache, lru_cache

import numpy as np

from nashra.cleaning.decide.titles.headlines import names_a_section
from nashra.cleaning.decide.titles.signatures import WORDS, signature, signed_again
from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.hashes import Bool
from nashra.cleaning.lines.line_arrays import Lines
from nashra.cleaning.lines.word_index import WordIndex, first_words
from nashra.landing.facts.datelines import is_place_and_both_days
from nashra.landing.facts.dates import find_date
from nashra.landing.facts.line.whole import starts_without_marks, whole_line
from nashra.landing.facts.metadata_words import metadata_words
from nashra.text.fold import fold_line

HEAD, TAIL = 8, 3  # lines from either end that are looked at
LONGEST = 90  # letters
TITLE = 6  # words from which a first line without a number is a title
_STRETCH = " ـ "
CLOCK = "clock"  # a weekday and a time, without a date
DATELINES = 3  # from so many on they are a list: «المنامة: 39 درجة»
BODY = 120  # letters from which a line is body: captions and datelines stand above it


def metadata_lines(lines: Lines) -> dict[int, str]:
    """Each line that is metadata and nothing else, with its kind."""
    first, end = lines.first[lines.article], lines.first[lines.article + 1]
    here = np.arange(lines.letters.size)
    place, left = here - first, end - 1 - here
    began = np.maximum.accumulate(np.where(lines.letters > BODY, here, -1)) >= first
    words = np.diff(lines.word_first)
    asked = (lines.letters <= LONGEST) & (lines.letters > 0) & ((place < HEAD) | (left < TAIL))
    asked &= _may_be_metadata(lines)
    asked &= (words <= 16) & ((lines.tail != ch.STOP) | (words <= 7)) & ((place > 0) | (words <= 14))
    found: dict[int, str] = {}
    opens, title = place == 0, (place == 0) & (words > TITLE)
    # what `_DIGIT` finds is of these classes: most titles need not be folded
    asked &= ~title | (lines.counts[:, ch.DIGIT] + lines.counts[:, ch.SYMBOL] > 0)
    some = np.flatnonzero(asked)
    flags = (column[some].tolist() for column in ((place < HEAD) & ~began, opens, title))
    for line, in_head, first_line, may_be_title in zip(some.tolist(), *flags, strict=True):
        folded = lines.fold(line)
        if _STRETCH in (raw := lines.raw(line)):  # folding drops it, and some write it for a dash
            folded = fold_line(raw.replace(_STRETCH, " - "))
        if may_be_title and not _DIGIT.search(folded):
            continue
        kind = _kind(folded, in_head, first_line)
        if first_line and kind is None:
            kind = signature(folded)
        if kind == CLOCK:  # between the lines of a timetable it is the news
            kind = "date" if in_head or left[line] == 0 else None
        if kind:
            found[line] = kind
    _less_lists(found, lines)
    _less_headings(found, lines)
    for line in np.flatnonzero(opens & (words > 1) & (words <= WORDS) & (left > 0)).tolist():
        if line not in found and words[line + 1] > words[line] and lines.letters[line + 1] <= LONGEST:
            below = fold_line(lines.raw(line + 1).replace(_STRETCH, " - "))
            if signed_again(lines.fold(line).strip(), below):
                found |= {line: "agency", line + 1: "byline"}
    return found


def _less_lists(found: dict[int, str], lines: Lines) -> None:
    """Takes out what looks like datelines and are entries of a list: an article has one, or one of each day."""
    placed = [line for line, kind in found.items() if kind == "dateline"]
    many = Counter(int(lines.article[line]) for line in placed)
    for line in placed:
        if many[int(lines.article[line])] >= DATELINES:
            del found[line]


def _less_headings(found: dict[int, str], lines: Lines) -> None:
    """Takes out places with a colon, and clocks, that head the parts of a round-up: each stands above a paragraph, as
    others of the article do."""
    asked = [line for line, kind in found.items() if kind in ("date", "dateline") and lines.counts[line, ch.COLON]]
    if not asked:
        return
    above = np.zeros(lines.letters.size, dtype=np.bool_)
    same = lines.article[1:] == lines.article[:-1]
    above[:-1] = (lines.letters[:-1] <= HEADING) & (lines.letters[1:] >= PART) & same
    above &= lines.counts[:, ch.COLON] > 0
    clock = above & (lines.letters == lines.counts[:, ch.DIGIT])
    alike = {
        True: np.bincount(lines.article, clock, minlength=lines.first.size),
        False: np.bincount(lines.article, above & ~clock, minlength=lines.first.size),
    }
    for line in asked:
        if above[line] and alike[bool(clock[line])][lines.article[line]] >= HEADINGS:
            del found[line]


HEADING, PART, HEADINGS = (
    40,
    60,
    3,
)  # letters of such a heading at the most, of the part below it at the least; how many


def _may_be_metadata(lines: Lines) -> Bool:
    """(n,) lines that hold a number or a mark between words, or begin with a word that needs none: others are nothing
    that `whole_line` and `signature` know, and need not be folded."""
    return np.asarray(lines.counts[:, _TELLING].any(axis=1) | _starts().has(lines.opening_word))


_TELLING = [ch.DIGIT, ch.COMMA, ch.COLON, ch.BRACKET, ch.DASH, ch.BAR, ch.ADDRESS, ch.SYMBOL]


@cache
def _starts() -> WordIndex:
    return first_words(starts_without_marks())


# as str.isdigit has it, which counts «²» too
_DIGIT = re.compile(f"[{''.join(character for character in map(chr, range(ch.SIZE)) if character.isdigit())}]")


def names_its_writer(folded: str) -> bool:
    """Whether a folded line of an article's middle is a byline or a dateline and nothing else."""
    # Between the parts of both there is a mark or a number: few lines have one, and are looked at.
    asked = 0 < len(folded) <= LONGEST and _JOINED.search(folded)
    return bool(asked) and _kind(folded, False, False) in ("byline", "dateline")


def says_when(folded: str, clock: bool = False) -> bool:
    """Whether a folded line of an article's middle is a day and nothing else, with a clock if that is asked for."""
    asked = 0 < len(folded) <= LONGEST and any(map(str.isdigit, folded))
    return asked and (not clock or bool(_CLOCK.search(folded))) and _kind(folded, False, False) == "date"


_CLOCK = re.compile(r"\d:\d\d")
_JOINED = re.compile(r"[\d\-–—ـ−:/|،()]")


def _is_section_and_date(folded: str) -> bool:
    """Whether a line is the name of a section, or of a known site, and a date: «عرب وعالم 25-9-2021 | 19:42»."""
    if not any(map(str.isdigit, folded)) or (found := find_date(folded, UTC)) is None:
        return False
    words = metadata_words()
    rest = folded[: found.start] + " " + folded[found.end :]
    left = words.date_line_word.sub(" ", words.clock.sub(" ", words.hour.sub(" ", rest))).strip(" |-–—:/،,•·")
    return bool(left) and names_a_section(left, "")


@lru_cache(maxsize=1 << 16)
def _kind(folded: str, in_head: bool, first: bool) -> str | None:
    verdict = whole_line(folded, in_head=in_head, first=first, zone=UTC)
    if verdict is None or not verdict.whole:
        if in_head and is_place_and_both_days(folded):
            return "dateline"
        return "date" if in_head and not first and _is_section_and_date(folded) else None
    timed = verdict.kind == "date" and verdict.moment is None and metadata_words().weekday.match(folded)
    return CLOCK if timed else verdict.kind
