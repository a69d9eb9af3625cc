"""The date in a short line that says more. Lines come folded and stripped."""

import re
from datetime import tzinfo

from nashra.landing.facts.dates import find_date
from nashra.landing.facts.line.dates_alone import worth_of
from nashra.landing.facts.line.marks import NUMBERS, SENTENCE_MARK
from nashra.landing.facts.line.verdict import PLAIN, PUBLISHED, UPDATED, Verdict
from nashra.landing.facts.metadata_words import metadata_words
from nashra.landing.facts.place_names import places_at

_NAME = re.compile(r"[^\W\d_]{2,}")
_IN_NUMBERS = 8  # characters of a date in numbers with its year, at the least
_SECONDS = re.compile(r"\d:\d{2}:\d{2}(?!\d)")


def _labelled_there(line: str, start: int) -> bool:
    """Whether a label stands before a date as a label does: it begins the line, or a piece of it."""
    words = metadata_words()
    before = line[:start]
    label = words.update_label.search(before) or words.publish_label.search(before)
    if label is None or SENTENCE_MARK.search(before) or before[label.start() :].count(" ") > 4:
        return False
    return not before[: label.start()].strip() or before[: label.start()].rstrip()[-1] in "-–—|/:،*•"


def _ends_with_a_count(behind: str) -> bool:
    """Whether a few words end as the line of a blog's theme does, behind a date: «سالم أحمد أخبار أضف تعليقا»."""
    said = behind.rstrip(" .|")
    few = len(said.split()) <= _THEME and not SENTENCE_MARK.search(said)
    return few and any(match.end() == len(said) for match in metadata_words().counted.finditer(said))


_THEME = 9  # words of it behind the date: a writer, sections, a count


def is_labelled(line: str) -> bool:
    """Whether a line begins with a label and a number close behind it: «تاريخ الإضافة الخميس 8 مايو 2014 - …»."""
    number = NUMBERS.search(line, 0, _LABEL)
    return number is not None and _labelled_there(line, number.start())


def _between_bars(line: str, start: int, end: int) -> bool:
    """Whether a date is one of the facts of an article that bars part: «سعاد الحلبي | 19-11-2023 | محليات»."""
    words = metadata_words()
    pieces, at = list[str](), 0
    for bar in (*_BAR.finditer(line), None):
        to = bar.start() if bar else len(line)
        of_date = at <= start and end <= to
        piece = f"{line[at:start]} {line[end:to]}" if of_date else line[at:to]
        if of_date and words.date_line_word.sub(" ", words.clock.sub(" ", words.weekday.sub(" ", piece))).strip(
            " -–.:،,"
        ):
            return False
        if not of_date:
            pieces.append(piece)
        at = bar.end() if bar else to
    return _FEWEST_FACTS <= len(pieces) <= _MOST_FACTS and all(len(piece.split()) <= _FACT for piece in pieces)


_BAR = re.compile(r"\s*[|•]\s*")
_FEWEST_FACTS, _MOST_FACTS, _FACT = 2, 5, 5  # beside the date, and words of each
_BARS_BEHIND = frozenset("-–—|/:*•")
_CLOCK = 20  # characters behind a date in which its clock stands
_LABEL = 40  # characters from a line's beginning to the first number behind its label


def dated_part(line: str, *, first: bool, zone: tzinfo) -> Verdict | None:
    """The date in a short line that says more: it is labelled, or the line begins or ends with it as heads of articles
    do («المؤلف: … - تاريخ النشر: 5 مايو 2020», «2020-05-05 12:30:01 - المصدر: …», «سالم أحمد - 5 مايو 2020»)."""
    if not NUMBERS.search(line):
        return None
    found = find_date(line, zone)
    if found is None:
        return None
    words = metadata_words()
    clocked = words.clock.search(line) is not None
    worth = worth_of(line, found.start, clocked) if _labelled_there(line, found.start) else PLAIN
    before, behind = line[: found.start], line[found.end :]
    clock = words.clock.search(behind[:_CLOCK])
    rest = behind[clock.end() if clock else 0 :].lstrip()  # «الساعة 8:45 | عدد المشاهدات 311»
    if worth in (PUBLISHED, UPDATED) and len(rest.split()) > 4 and not {rest[:1], behind.lstrip()[:1]} & _BARS_BEHIND:
        worth = PLAIN  # prose goes on
    opening = words.weekday.sub(" ", before).strip(" ،,.|-–")
    begins = not opening and (clocked or (bool(words.weekday.search(before)) and not first))
    stamped = clocked and bool(_SECONDS.search(line)) and len(before.split()) <= 6
    behind_name = (
        bool(words.byline_start.match(before)) and len(before.split()) <= 7 and not behind.strip(" .-–|")
        and not SENTENCE_MARK.search(before)
    )  # fmt: skip
    apart = not opening and not first and behind.lstrip()[:1] in tuple("-–|/·•") and len(behind.split()) <= 7
    joint = (
        words.weekday.sub(" ", before).rstrip(" \u00a0،,")[-1:] or before.rstrip()[-1:]
    )  # «محليات - الخميس 9 مايو 2024»
    named = before.split()
    ends = (
        (not first or (not words.weekday.search(line) and 1 < len(named) <= 4 and not SENTENCE_MARK.search(before)))
        and len(named) <= 7
        and (joint in tuple("-–—|/·•") or before.rstrip()[-1:] in ("،", ","))
        and not words.date_line_word.sub(" ", words.counted.sub(" ", words.clock.sub(" ", behind))).strip(" -–|.:،,•·")
    )  # fmt: skip
    behind_words = (  # «سالم أحمد 10-05-2024»
        not first and 1 < len(named) <= 3 and not behind.strip(" .-–|") and all(map(_NAME.fullmatch, named))
        and not any(word in words.unnamed for word in named)
    )  # fmt: skip
    glued = len(named) == 1 and before[-1:].isalpha() and not behind.strip(" .-–|") and named[0] not in words.unnamed
    if not (
        behind_words
        or (not opening and not first and _ends_with_a_count(behind))
        or (glued and not first and found.end - found.start >= _IN_NUMBERS)  # «الضحى22-02-2025»
        or worth in (PUBLISHED, UPDATED)
        or begins
        or ends
        or apart
        or (not first and (stamped or behind_name or _between_bars(line, found.start, found.end)))
    ):
        return None
    places = None
    if begins or apart:  # «الثلاثاء 19 جوان 2012 الجزائر: سالم أحمد»
        rest = behind.lstrip(" -–|،,")
        at = len(line) - len(rest)
        placed = places_at(line, at)
        if placed and placed.sure and line[placed.end :].lstrip()[:1] in (":", "-", "–", "/"):
            places = (placed.start, placed.end)
    return Verdict(
        "dateline" if places else "date", (found.start, found.end), whole=False, start=found.start, end=found.end,
        places=places, moment=found.moment, worth=worth,
    )  # fmt: skip
