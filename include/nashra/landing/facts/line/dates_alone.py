"""A line that is a date, with its clock and its words, and nothing else; and what a line tells of its calendar."""

import re
from datetime import tzinfo
from functools import cache

from nashra.landing.facts.dates import find_date, parse_moment
from nashra.landing.facts.line.agencies import agency_name, without_agency
from nashra.landing.facts.line.marks import NUMBERS, PUNCTUATION, YEAR
from nashra.landing.facts.line.verdict import CLOCKED, PLAIN, PUBLISHED, UPDATED, Verdict
from nashra.landing.facts.metadata_words import MetadataWords, metadata_words
from nashra.landing.facts.place_names import place_names, places_at

_HIJRI_YEAR = re.compile(r"(?<!\d)1[34]\d{2}(?!\d)")
_LONGEST, _SOURCE = 120, 4  # characters of such a line, words of a source in it
SECTION = 3  # words of a section's name before a date and a clock
_CREDITED = re.compile(r"\W*\([^()]{2,40}\)\W*")  # what is left of «5-4-2024 الساعة 4:30 م (واحة نت - خاص)»
_OFFSETS = re.compile(r"\(?[+\-]\d{1,2}(?::?\d{2})?\)?(?!\d)")
_ADDRESS = re.compile(r"\s{1,3}https?://\S{4,500}$")  # behind a date
_SPACED_DAY = re.compile(r"(?:19|20)\d\d \d\d \d\d")  # a line of its own
_STAMP = re.compile(  # as machines write a moment: 2025-11-09T19:11+0000
    r"\d{4}-\d\d-\d\dt\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?\s?(?:z|[+-]\d\d:?\d\d)?", re.IGNORECASE
)
_CLOCK_LIKE = re.compile(r"\d[:.hH]\d\d")  # what every clock has, and few other numbers


def date_alone(line: str, words: MetadataWords, zone: tzinfo) -> Verdict | None:
    """A line of which nothing is left when dates, clocks, weekdays and their words are taken away."""
    if "://" in line:
        line = _ADDRESS.sub("", line)
    if _SPACED_DAY.fullmatch(line):
        line = line.replace(" ", "-")
    if len(line) > _LONGEST or line[-1] in "،," or not (NUMBERS.search(line) or line.startswith(relative_starts())):
        return None
    if stamp := parse_moment(line.upper(), zone) if _STAMP.fullmatch(line) else None:
        return Verdict("date", (0, len(line)), moment=stamp, worth=worth_of(line, 0, True))
    found = find_date(line, zone)
    clocked = _CLOCK_LIKE.search(line) is not None and words.clock.search(line) is not None
    if found is None:
        return _without_a_day(line, words, clocked, zone)
    rest, agency = _left(f"{line[: found.start]} {line[found.end :]}", words, zone, dated=True)
    left = " ".join(PUNCTUATION.sub(" ", rest).split())
    verdict = Verdict(
        "date", (0, len(line)), agency=agency, moment=found.moment, worth=worth_of(line, found.start, clocked)
    )
    if not left or (clocked and not found.start and _CREDITED.fullmatch(rest)):
        return verdict
    if clocked and found.start and left.replace(" ", "").isalpha() and len(left.split()) <= SECTION:
        glued = line[: found.start].strip(" |-–—/،,•·:").endswith(left)
        return verdict._replace(agency=None) if glued else None  # «عرب وعالم25-9-2021 | 19:42»
    if _only_places(left):
        # «لندن، 5 مايو 2023» is where and when; behind a date a place is the head of a page
        at = places_at(line)
        before = at and at.sure and at.end <= found.start
        return verdict._replace(kind="dateline", places=(at.start, at.end)) if at and before else verdict
    # «جدة 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس»
    if agency and (left in place_names().places or ("الموافق" in line and line.startswith(left))):
        start = line.find(left)
        return verdict._replace(kind="dateline", places=(start, start + len(left)))
    published = _published_in().search(line) if found.end >= len(line) - 2 else None
    if published and published.end() <= found.start + 1:
        return verdict._replace(agency=None, worth=PUBLISHED)
    return None


def _without_a_day(line: str, words: MetadataWords, clocked: bool, zone: tzinfo) -> Verdict | None:
    """A clock, or how long ago it was; or a date with its parts in an order that says no day: «16 08:45 2023 فيفري»."""
    if not (clocked or words.relative.search(line)):
        return None
    rest, agency = _left(line, words, zone, dated=False)
    left = PUNCTUATION.sub(" ", rest).split()
    if not left:
        return Verdict("date", (0, len(line)), agency=agency)
    unordered = clocked and all(word.isdigit() or word in words.calendar for word in left)
    return Verdict("date", (0, len(line))) if unordered else None


def _left(line: str, words: MetadataWords, zone: tzinfo, *, dated: bool) -> tuple[str, str | None]:
    """What is left of a line without words of dates and a second date, and the agency that it names; one with a day
    may name its source behind a label: «2020-05-05 - المصدر: …»."""
    rest, agency = without_agency(line, words)
    rest = words.counted.sub(" ", words.zone_phrase.sub(" ", words.relative.sub(" ", rest)))
    if dated and (source := words.source_line.search(rest)) and len(source[1].split()) <= _SOURCE:
        rest, agency = rest[: source.start()], agency or agency_name(source[1].strip(" .+|"), words)
    rest = words.date_line_word.sub(" ", rest)
    rest = words.date_line_word.sub(" ", words.clock.sub(" ", words.hour.sub(" ", rest)))
    rest = _OFFSETS.sub(" ", rest)
    another = find_date(rest, zone)
    return (rest[: another.start] + rest[another.end :] if another else rest), agency


def worth_of(line: str, start: int, clocked: bool) -> int:
    """Of a date that begins at `start` of a line: whether a label says that it is of publication, or of a change."""
    words, before = metadata_words(), line[max(0, start - 60) : start]
    if words.update_label.search(before):
        return UPDATED
    return PUBLISHED if words.publish_label.search(before) else CLOCKED if clocked else PLAIN


def tells_both_calendars(line: str) -> bool:
    """Whether a line has a year of each calendar."""
    return _HIJRI_YEAR.search(line) is not None and YEAR.search(line) is not None


def tells_no_solar_year(line: str) -> bool:
    """Whether a line has a year of the Hijra, and no other."""
    return _HIJRI_YEAR.search(line) is not None and YEAR.search(line) is None


def tells_a_time(line: str) -> bool:
    """Whether a line has a clock."""
    return _CLOCK_LIKE.search(line) is not None


def _only_places(text: str) -> bool:
    """Whether a text is places, and countries behind them, and nothing else."""
    found, countries = places_at(text), place_names().countries
    return found is not None and (text[found.end :].strip(" ،,") in countries | {""})


@cache
def relative_starts() -> tuple[str, ...]:
    """What a line begins with that tells a day by its distance, with no number."""
    return ("منذ ", "قبل ")


@cache
def _published_in() -> "re.Pattern[str]":
    """«… نشر في <الصحيفة> يوم <تاريخ>», with the writer glued before it; «نشر المقال في <الصحيفة> بتاريخ <تاريخ>»;
    «<الموقع> نشر في: <تاريخ>»."""
    return re.compile(
        r"^.{0,60}نشر في\s.{1,40}\sيوم\s|^\W{0,3}نشر\s(?:هذا\s)?(?:المقال|الخبر|النص)\sفي\s.{1,40}\s(?:يوم|بتاريخ)\s"
        r"|^\W{0,3}[^.:]{2,40}\sنشرت?\s(?:في|بتاريخ|يوم)\s?:\s?"
    )
