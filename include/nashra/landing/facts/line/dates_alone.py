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
    if len(line) > 120 or line[-1] in "،," or not (NUMBERS.search(line) or line.startswith(relative_starts())):
        return None
    if stamp := parse_moment(line.upper(), zone) if _STAMP.fullmatch(line) else None:
        return Verdict("date", (0, len(line)), moment=stamp, worth=worth_of(line, 0, True))
    found = find_date(line, zone)
    clocked = _CLOCK_LIKE.search(line) is not None and words.clock.search(line) is not None
    if not (found or clocked or words.relative.search(line)):
        return None
    rest = line[: found.start] + " " + line[found.end :] if found else line
    rest, agency = without_agency(rest, words)
    rest = words.relative.sub(" ", rest)
    rest = words.counted.sub(" ", words.zone_phrase.sub(" ", rest))
    if found and (source := words.source_line.search(rest)) and len(source[1].split()) <= 4:  # «2020-05-05 - المصدر: …»
        rest, agency = rest[: source.start()], agency or agency_name(source[1].strip(" .+|"), words)
    rest = words.date_line_word.sub(" ", rest)
    rest = words.date_line_word.sub(" ", words.clock.sub(" ", words.hour.sub(" ", rest)))
    rest = _OFFSETS.sub(" ", rest)
    another = find_date(rest, zone)
    if another:
        rest = rest[: another.start] + rest[another.end :]
    left = " ".join(PUNCTUATION.sub(" ", rest).split())
    moment, worth = (found.moment, worth_of(line, found.start, clocked)) if found else (None, 0)
    if not left:
        return Verdict("date", (0, len(line)), agency=agency, moment=moment, worth=worth)
    if clocked and not found and all(word.isdigit() or word in words.calendar for word in left.split()):
        return Verdict("date", (0, len(line)))  # its parts in an order that says no day: «16 08:45 2023 فيفري»
    if clocked and found and not found.start and _CREDITED.fullmatch(rest):
        return Verdict("date", (0, len(line)), agency=agency, moment=moment, worth=worth)
    if clocked and found and found.start and left.replace(" ", "").isalpha() and len(left.split()) <= SECTION:
        if not line[: found.start].strip(" |-–—/،,•·:").endswith(left):
            return None
        return Verdict("date", (0, len(line)), moment=moment, worth=worth)  # «عرب وعالم25-9-2021 | 19:42»
    if found and _only_places(left):
        # «لندن، 5 مايو 2023» is where and when; behind a date a place is the head of a page
        at = places_at(line)
        places = (at.start, at.end) if at and at.sure and at.end <= found.start else None
        return Verdict(
            "dateline" if places else "date", (0, len(line)), places=places, agency=agency, moment=moment, worth=worth
        )
    # «جدة 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس»
    if moment and agency and (left in place_names().places or ("الموافق" in line and line.startswith(left))):
        start = line.find(left)
        places = (start, start + len(left))
        return Verdict("dateline", (0, len(line)), places=places, agency=agency, moment=moment, worth=worth)
    if (
        found
        and found.end >= len(line) - 2
        and (match := _published_in().search(line))
        and match.end() <= found.start + 1
    ):
        return Verdict("date", (0, len(line)), moment=moment, worth=PUBLISHED)
    return None


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
