"""The date in a short line that says more. Lines come folded and stripped."""

import re
from datetime import tzinfo
from typing import NamedTuple

from nashra.landing.facts.dates import find_date
from nashra.landing.facts.line.dates_alone import worth_of
from nashra.landing.facts.line.marks import NUMBERS, SENTENCE_MARK
from nashra.landing.facts.line.verdict import PLAIN, PUBLISHED, UPDATED, Span, Verdict
from nashra.landing.facts.metadata_words import metadata_words
from nashra.landing.facts.place_names import places_at

_NAME = re.compile(r"[^\W\d_]{2,}")
_BAR = re.compile(r"\s*[|•]\s*")
_SECONDS = re.compile(r"\d:\d{2}:\d{2}(?!\d)")
_BARS, _PAPER = frozenset("|•"), 3  # between a day and a paper's name on a first line; words of the name
_IN_NUMBERS = 8  # characters of a date in numbers with its year, at the least
_FEWEST_FACTS, _MOST_FACTS, _FACT = 2, 5, 5  # beside the date, and words of each
_BARS_BEHIND = frozenset("-–—|/:*•")
_JOINTS_BEHIND, _JOINTS_BEFORE = tuple("-–|/·•"), tuple("-–—|/·•")
_MARKS = " .-–|"  # which say nothing behind a date
_CLOCK = 20  # characters behind a date in which its clock stands
_LABEL = 40  # characters from a line's beginning to the first number behind its label
_LABELLED = 4  # words behind a labelled date, at the most, where no bar parts them from it
_THEME = 9  # words of a blog's line behind the date: a writer, sections, a count
_FEW, _STAMPED = 7, 6  # words beside a date, before one with its seconds


def is_labelled(line: str) -> bool:
    """Whether a line begins with a label and a number close behind it: «تاريخ الإضافة الخميس 8 مايو 2014 - …»."""
    number = NUMBERS.search(line, 0, _LABEL)
    return number is not None and _label_stands_before(line, number.start())


def dated_part(line: str, *, first: bool, zone: tzinfo) -> Verdict | None:
    """The date in a short line that says more: it is labelled, or the line begins or ends with it as heads of articles
    do («المؤلف: … - تاريخ النشر: 5 مايو 2020», «2020-05-05 12:30:01 - المصدر: …», «سالم أحمد - 5 مايو 2020»)."""
    found = find_date(line, zone) if NUMBERS.search(line) else None
    if found is None:
        return None
    if not first and line[:1] == "(" and line[-1:] == ")" and found.start > 0 and found.end < len(line):
        inner = _around(line[1:-1], found.start - 1, found.end - 1)
        if not _ends(inner):
            return None
        return Verdict("date", (found.start, found.end), whole=False, start=found.start, end=found.end,
                       moment=found.moment, worth=PLAIN)  # fmt: skip
    at = _around(line, found.start, found.end)
    worth = _worth(at)
    begins = not at.opening and (at.clocked or (not first and metadata_words().weekday.search(at.before) is not None))
    apart = _is_apart(at) if not first else _is_a_day_and_its_paper(at)
    if not (begins or apart or worth in (PUBLISHED, UPDATED) or (_ends_a_headline(at) if first else _is_of_a_head(at))):
        return None
    places = _place_behind(at) if begins or apart else None
    return Verdict(
        "dateline" if places else "date", (found.start, found.end), whole=False, start=found.start, end=found.end,
        places=places, moment=found.moment, worth=worth,
    )  # fmt: skip


class _Around(NamedTuple):
    """A date in a line, and what is around it."""

    line: str
    start: int
    end: int
    before: str
    behind: str
    opening: str  # before, without the day of the week
    named: list[str]  # words before
    clocked: bool  # whether the line has a clock


def _around(line: str, start: int, end: int) -> _Around:
    words, before = metadata_words(), line[:start]
    opening = words.weekday.sub(" ", before).strip(" ،,.|-–")
    return _Around(line, start, end, before, line[end:], opening, before.split(), words.clock.search(line) is not None)


def _worth(at: _Around) -> int:
    """What the label before a date makes it worth, where no prose goes on behind it."""
    if not _label_stands_before(at.line, at.start):
        return PLAIN
    worth = worth_of(at.line, at.start, at.clocked)
    clock = metadata_words().clock.search(at.behind[:_CLOCK])
    rest = at.behind[clock.end() if clock else 0 :].lstrip()  # «الساعة 8:45 | عدد المشاهدات 311»
    goes_on = len(rest.split()) > _LABELLED and not {rest[:1], at.behind.lstrip()[:1]} & _BARS_BEHIND
    return PLAIN if goes_on and worth in (PUBLISHED, UPDATED) else worth


def _label_stands_before(line: str, start: int) -> bool:
    """Whether a label stands before a date as a label does: it begins the line, or a piece of it."""
    words, before = metadata_words(), line[:start]
    label = words.update_label.search(before) or words.publish_label.search(before)
    if label is None or SENTENCE_MARK.search(before) or before[label.start() :].count(" ") > 4:
        return False
    return not before[: label.start()].strip() or before[: label.start()].rstrip()[-1] in "-–—|/:،*•"


def _is_of_a_head(at: _Around) -> bool:
    """Whether a date below the first line stands as in the heads of articles."""
    return (
        _ends(at)
        or _ends_a_name(at)
        or _is_glued(at)
        or (not at.opening and _ends_with_a_count(at.behind))
        or (at.clocked and _SECONDS.search(at.line) is not None and len(at.named) <= _STAMPED)
        or _is_behind_a_writer(at)
        or _is_between_bars(at)
    )


def _ends_a_headline(at: _Around) -> bool:
    """Whether a first line ends with the date behind a few words that are no sentence."""
    few = 1 < len(at.named) <= 4 and not SENTENCE_MARK.search(at.before)
    return few and not metadata_words().weekday.search(at.line) and _ends(at)


def _ends(at: _Around) -> bool:
    """Whether a line ends with the date, behind a joint: «محليات - الخميس 9 مايو 2024»."""
    words = metadata_words()
    joint = words.weekday.sub(" ", at.before).rstrip(" \u00a0،,")[-1:] or at.before.rstrip()[-1:]
    if len(at.named) > _FEW or not (joint in _JOINTS_BEFORE or at.before.rstrip()[-1:] in ("،", ",")):
        return False
    left = words.date_line_word.sub(" ", words.counted.sub(" ", words.clock.sub(" ", at.behind)))
    return not left.strip(" -–|.:،,•·")


def _ends_a_name(at: _Around) -> bool:
    """«سالم أحمد 10-05-2024»."""
    unnamed = metadata_words().unnamed
    if not 1 < len(at.named) <= 3 or at.behind.strip(_MARKS):
        return False
    return all(_NAME.fullmatch(word) and word not in unnamed for word in at.named)


def _is_glued(at: _Around) -> bool:
    """«الضحى22-02-2025»."""
    if len(at.named) != 1 or not at.before[-1:].isalpha() or at.end - at.start < _IN_NUMBERS:
        return False
    return not at.behind.strip(_MARKS) and at.named[0] not in metadata_words().unnamed


def _is_behind_a_writer(at: _Around) -> bool:
    """«كتب سالم أحمد 10-05-2024»."""
    if len(at.named) > _FEW or at.behind.strip(_MARKS) or SENTENCE_MARK.search(at.before):
        return False
    return metadata_words().byline_start.match(at.before) is not None


def _is_apart(at: _Around) -> bool:
    """Whether a line begins with the date, and a bar parts a few words from it."""
    return not at.opening and at.behind.lstrip()[:1] in _JOINTS_BEHIND and len(at.behind.split()) <= _FEW


def _is_a_day_and_its_paper(at: _Around) -> bool:
    """Whether a first line is a date, a bar and a name: «السبت 11 مايو 2024 | جريدة المرسى»."""
    few = 0 < len(at.behind.split()) - 1 <= _PAPER and not SENTENCE_MARK.search(at.behind)
    return not at.opening and few and at.behind.lstrip()[:1] in _BARS


def _ends_with_a_count(behind: str) -> bool:
    """Whether a few words end as the line of a blog's theme does, behind a date: «سالم أحمد أخبار أضف تعليقا»."""
    said = behind.rstrip(" .|")
    few = len(said.split()) <= _THEME and not SENTENCE_MARK.search(said)
    return few and any(match.end() == len(said) for match in metadata_words().counted.finditer(said))


def _is_between_bars(at: _Around) -> bool:
    """Whether a date is one of the facts of an article that bars part: «سعاد الحلبي | 19-11-2023 | محليات»."""
    words = metadata_words()
    facts, begin = list[str](), 0
    for bar in (*_BAR.finditer(at.line), None):
        end = bar.start() if bar else len(at.line)
        if begin <= at.start and at.end <= end:
            beside = f"{at.line[begin : at.start]} {at.line[at.end : end]}"
            left = words.date_line_word.sub(" ", words.clock.sub(" ", words.weekday.sub(" ", beside)))
            if left.strip(" -–.:،,"):
                return False
        else:
            facts.append(at.line[begin:end])
        begin = bar.end() if bar else end
    return _FEWEST_FACTS <= len(facts) <= _MOST_FACTS and all(len(fact.split()) <= _FACT for fact in facts)


def _place_behind(at: _Around) -> Span | None:
    """The place that stands behind a date: «الثلاثاء 19 جوان 2012 الجزائر: سالم أحمد»."""
    begin = len(at.line) - len(at.behind.lstrip(" -–|،,"))
    placed = places_at(at.line, begin)
    sure = placed and placed.sure and at.line[placed.end :].lstrip()[:1] in (":", "-", "–", "/")
    return (placed.start, placed.end) if placed and sure else None
