"""Dates as fields and pages write them: ISO, RFC 822, JavaScript's, epochs, and prose in the calendars of the press."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any, NamedTuple

from nashra.landing.facts.clocks import find_time
from nashra.landing.facts.hijri import gregorian
from nashra.landing.facts.metadata_words import metadata_words
from nashra.text.fold import fold

_YEAR = r"((?:19|20)\d{2})"
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20|13|14)\d{2}(?!\d)")
_ISO_LIKE = re.compile(rf"(?<!\d){_YEAR}\s?([-/.])\s?(\d{{1,2}})\s?\2\s?(\d{{1,2}})(?!\d)")
_DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}})\s?([-/.\\])\s?(\d{{1,2}})\s?\2\s?{_YEAR}(?!\d)")
_HIJRI_YEAR = r"(1[34]\d{2})"
_HIJRI_DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}})\s?([-/.])\s?(\d{{1,2}})\s?\2\s?{_HIJRI_YEAR}(?!\d)")
_HIJRI_YEAR_FIRST = re.compile(rf"(?<!\d){_HIJRI_YEAR}\s?([-/.])\s?(\d{{1,2}})\s?\2\s?(\d{{1,2}})(?!\d)")
_RFC = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}[\s\-][A-Za-z]{3}[\s\-]\d{2,4}\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s+(?:GMT|UTC?|Z|[ECMP][SD]T|[+\-]\d{4}))?(?:\s\(\w+\))?"
)
# The month first, as programs with an American setting print it: their clocks have seconds and capitals.
_AMERICAN = re.compile(r"(1[0-2]|[1-9])/([12]\d|3[01]|[1-9])/((?:19|20)\d\d),?\s(\d{1,2}:\d\d:\d\d\s[AP]M)")
_FROM_TO = re.compile(r"(\d{4}-\d\d-\d\d[T ][\d:.]{4,18}(?:Z|[+-]\d\d:?\d\d)?)/(?=\d{4}-|P)")  # an interval of ISO 8601
_POINTED = re.compile(r"(?<!\d)(\d{1,2})\.(\d\d)\.(\d\d)(?:[.,]\d{1,9})?\s([AP]M)\b")  # Oracle's clock
# SAS's 12MAY2024:09:30:00, and 12/May/2024:09:30:00 of servers' logs.
_BEFORE_CLOCK = re.compile(r"(\d{1,2}/?[A-Za-z]{3}/?(?:19|20)\d\d):(?=\d\d:\d\d)")
# .NET counts tenths of microseconds since the year 1; as nanoseconds since 1970 these would be of 1989 and 1990.
_TICKS, _TICKS_OF_1970, _TICKS_A_SECOND = (
    range(620_000_000_000_000_000, 660_000_000_000_000_000),
    621_355_968 * 10**9,
    10**7,
)
_MISREAD = re.compile(r"^\S{10}(?:[T ]\d{2}[.,]\d{1,2}(?!\d)|\+\d)")
_SERIAL, _SERIAL_DAYS = (
    re.compile(r"\d{5}(?:[.,]\d{1,15})?"),
    range(36_526, 54_789),
)  # days of spreadsheets, of 2000 to 2049
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d_]{3})|(?<=[^\W\d_]{3})(?=\d)")  # between a word and a number: «2018December19»
_EPOCH = re.compile(r"@?(-?\d{9,19}(?:\.\d{1,9})?|\d\.\d{1,17}[eE]\+?(?:0?9|1[0-8]))")
_WEEK = re.compile(r"\d{4}-?[Ww]\d{2}")
# Two digits of a year: only between slashes, and where the day can't be the month.
_SHORT_YEAR = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{2})(?![\d/])")
_WEEKDAY = 16  # characters before a date in which its weekday stands
_LATEST_SHORT_YEAR = 69  # POSIX: 69 to 99 are of the last century
_JSON_EPOCH = re.compile(r"\\?/Date\((-?\d{9,17})(?:[+-]\d{4})?\)\\?/")
# JavaScript's, which counts months from nought: a sheet that is asked by its address answers so.
_OF_SCRIPT = re.compile(r"(?:new )?Date\((\d{4}(?:,\s?\d{1,3}){2,5})\)")
_COMPACT = re.compile(
    r"((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:([01]\d|2[0-3])([0-5]\d)(?:([0-5]\d)(?:\d{3})?)?)?"
)


class FoundDate(NamedTuple):
    """A date in a text: where it stands, and the moment it names (aware)."""

    start: int
    end: int
    moment: datetime


def parse_moment(value: Any, zone: tzinfo) -> datetime | None:
    """An aware moment from a field's value, on the clock that the value names; without one on that of `zone`. None
    when it is no date."""
    try:
        moment = _parse(value, zone)
        if moment is not None:
            moment.astimezone(UTC)  # some of the first and last year have no moment in UTC
        return moment
    except (ValueError, OverflowError, OSError, TypeError, AttributeError):
        return None


def parse_date(value: Any, zone: tzinfo) -> datetime | None:
    """An aware UTC moment from a field's value, None when it is no date. Without a zone it is in `zone`."""
    moment = parse_moment(value, zone)
    return None if moment is None else moment.astimezone(UTC)


def day_at_source(moment: datetime, zone: tzinfo) -> date:
    """The calendar day of a moment as its source, whose clock is `zone`, prints it: of a moment given in UTC the day on
    that clock, of any other the one that stands there."""
    return (moment.astimezone(zone) if moment.tzinfo is UTC else moment).date()


def plausible(moment: datetime | None, day: str | None, earliest_year: int, future_days: int) -> datetime | None:
    """The moment, or None when it is before `earliest_year` or later than the landing day allows."""
    if moment is None or moment.year < earliest_year:
        return None
    if day and moment.date() > date.fromisoformat(day) + timedelta(days=future_days):
        return None
    return moment


def _parse(value: Any, zone: tzinfo) -> datetime | None:
    if isinstance(value, datetime):
        return _plain_utc(value) if value.tzinfo else value.replace(tzinfo=zone)
    if isinstance(value, date):
        return datetime.combine(value, time(), zone)
    if isinstance(value, int | float) and not isinstance(value, bool):
        if _SERIAL_DAYS.start <= value < _SERIAL_DAYS.stop:
            return _serial(float(value), zone)
        return _number(str(int(value)), zone) if abs(value) < 1e20 else None
    if not isinstance(value, str):
        return None
    text = value.strip()[:100]
    if match := _JSON_EPOCH.fullmatch(text):
        return _epoch(float(match[1]))
    if match := _EPOCH.fullmatch(text):
        return _number(match[1], zone)
    if match := _OF_SCRIPT.fullmatch(text):
        year, month, day, hour, minute, second = [*map(int, match[1].split(",")), 0, 0, 0, 0][:6]
        return datetime(year, month + 1, day, hour, minute, second, tzinfo=zone)
    if _WEEK.fullmatch(text):
        return None
    if _SERIAL.fullmatch(text) and _SERIAL_DAYS.start <= (days := float(text.replace(",", "."))) < _SERIAL_DAYS.stop:
        return _serial(days, zone)
    if text.startswith("D:"):
        text = text[2:]
    if "/" in text and (match := _FROM_TO.match(text)):
        text = match[1]
    text = _BEFORE_CLOCK.sub(r"\1 ", text)
    if "M" in text:
        text = _POINTED.sub(r"\1:\2:\3 \4", text)
    if match := _AMERICAN.fullmatch(text):
        text = f"{match[3]}-{int(match[1]):02}-{int(match[2]):02} {match[4]}"
    for parse in (_iso, _rfc):
        try:
            moment = parse(text)
        except (ValueError, TypeError, IndexError):
            continue
        return _plain_utc(moment) if moment.tzinfo else moment.replace(tzinfo=zone)
    folded = fold(text)
    found = find_date(folded, zone)
    if found and (published := _beside_an_update(folded, found, zone)):
        found = published
    if found is None and (apart := _GLUED.sub(" ", folded)) != folded:
        found = find_date(apart, zone)
    return found.moment if found else None


def _beside_an_update(folded: str, found: FoundDate, zone: tzinfo) -> FoundDate | None:
    """The date behind one that a text says is that of an update: «آخر تحديث: … - إنشاء …»."""
    if not metadata_words().update_label.search(folded[: found.start]):
        return None
    rest = folded[found.end :]
    other = find_date(rest, zone)
    return find_date(rest[other.start :], zone) if other else None


def _serial(days: float, zone: tzinfo) -> datetime:
    """A day as spreadsheets count them."""
    seconds = round((days % 1) * 86_400)
    return datetime(1899, 12, 30, tzinfo=zone) + timedelta(days=int(days), seconds=seconds)


def _iso(text: str) -> datetime:
    """Raises ValueError also for "2024-03-10 10.20", of which Python's parser makes fractions of a second, and for
    "2024-03-10+03:00", whose offset it takes for a clock."""
    if _MISREAD.search(text):
        raise ValueError(f"{text} has no clock that can be read")
    return datetime.fromisoformat(text)


def _rfc(text: str) -> datetime:
    """The parser of mail is lenient, so it sees only what looks as mail has it. Raises ValueError for anything else."""
    if not _RFC.fullmatch(text):
        raise ValueError(f"{text} is no date of a mail")
    return parsedate_to_datetime(text.replace("-0000", "+0000"))  # which mail writes for a clock of UTC, too


def _plain_utc(moment: datetime) -> datetime:
    """The same moment; UTC under another name as UTC."""
    named = type(moment.tzinfo).__name__ == "ZoneInfo" and str(moment.tzinfo) not in ("UTC", "Etc/UTC", "GMT")
    return moment if named or moment.utcoffset() else moment.replace(tzinfo=UTC)


def _number(digits: str, zone: tzinfo) -> datetime | None:
    """A number with the digits of a day and a time (20240310, 202403100030), else an epoch."""
    if match := _COMPACT.fullmatch(digits):
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    if digits.isdecimal() and int(digits) in _TICKS:
        return _epoch((int(digits) - _TICKS_OF_1970) / _TICKS_A_SECOND)
    return _epoch(float(digits))


def _epoch(value: float) -> datetime | None:
    """Seconds, milli-, micro- or nanoseconds since 1970, told by their size; smaller numbers are no date."""
    if not 1e8 <= abs(value) < 1e20:
        return None
    while abs(value) > 1e11:
        value /= 1000
    return datetime.fromtimestamp(value, UTC)


def find_date(folded: str, zone: tzinfo) -> FoundDate | None:
    """The first full date (day, month, year) in folded text, with the time and zone written next to it. A Hijri date
    counts where there is no Gregorian one."""
    # Most lines have no year: that is seen many times sooner than that no pattern matches.
    if not (_ANY_YEAR.search(folded) or _has_short_year(folded)):
        return None
    return _date_in(folded, zone)


@lru_cache(maxsize=4096)
def _date_in(folded: str, zone: tzinfo) -> FoundDate | None:
    """Kept, since a page is asked for the day of a line again and again, and pages of a site say the same days."""
    for pattern, order in _orders():
        if match := pattern.search(folded):
            try:
                day = order(match)
            except (ValueError, KeyError):
                continue
            inside = match.groupdict().get("clock") or ""
            around = folded[: match.start()] + inside.ljust(len(match[0])) + folded[match.end() :]
            clock, told = find_time(around)
            return FoundDate(match.start(), match.end(), datetime.combine(day, clock, told or zone))
    return None


def _has_short_year(folded: str) -> bool:
    slash = "/" in folded
    if slash and _SHORT_YEAR.search(folded):
        return True
    return (slash or "-" in folded) and metadata_words().short_date.search(folded) is not None


def _orders() -> Iterator[tuple["re.Pattern[str]", Callable[["re.Match[str]"], date]]]:
    """The ways in which days are written, those that are surest first, each with how it is read."""
    words = metadata_words()
    yield words.written_date, _month_in_words
    yield _ISO_LIKE, lambda match: date(int(match[1]), int(match[3]), int(match[4]))
    yield _DAY_FIRST, _day_first
    yield words.english_date, _month_in_words
    yield words.ordinal_date, _day_in_words
    yield words.unix_date, _month_in_words
    yield words.clock_first_date, _month_in_words
    yield words.year_first_date, _month_in_words
    yield words.hijri_date, _hijri_in_words
    yield _HIJRI_DAY_FIRST, lambda match: gregorian(int(match[4]), int(match[3]), int(match[1]))
    yield _HIJRI_YEAR_FIRST, lambda match: gregorian(int(match[1]), int(match[3]), int(match[4]))
    yield words.short_date, lambda match: _month_in_words(match, whole_year(int(match["year"])))
    yield _SHORT_YEAR, _short_year


def _month_in_words(match: "re.Match[str]", year: int | None = None) -> date:
    return date(year or int(match["year"]), _month(match), int(match["day"]))


def _day_in_words(match: "re.Match[str]") -> date:
    return date(int(match["year"]), _month(match), metadata_words().ordinal_days[match["day"]])


def _month(match: "re.Match[str]") -> int:
    """The month of a match. Raises ValueError when it has two names, of two months."""
    months, twin = metadata_words().months, match.groupdict().get("twin")
    month = months[match["month"].lower()]
    if twin and months[twin.lower()] != month:
        raise ValueError(f"{match[0]} names two months")
    return month


def whole_year(year: int) -> int:
    """The year that two digits stand for."""
    return year + (1900 if year >= _LATEST_SHORT_YEAR else 2000)


def _short_year(match: "re.Match[str]") -> date:
    """25/3/24, 3/25/24, 4/4/24. Raises ValueError for 12/3/24, which is another day in another country."""
    number, month, year = int(match[1]), int(match[2]), whole_year(int(match[3]))
    if number <= 12 and month <= 12 and number != month:
        raise ValueError(f"{match[0]} may be of two months")
    return date(year, *((number, month) if month > 12 else (month, number)))


def _hijri_in_words(match: "re.Match[str]") -> date:
    months = metadata_words().hijri_months
    return gregorian(int(match["year"]), months[match["month"].lower()], int(match["day"]))


def _day_first(match: "re.Match[str]") -> date:
    number, month, year = int(match[1]), int(match[3]), int(match[4])
    if month > 12 >= number or (month <= 12 and number <= 12 and month != number and _month_stands_first(match)):
        number, month = month, number
    return date(year, month, number)


def _month_stands_first(match: "re.Match[str]") -> bool:
    """Whether the weekday right before a date in numbers is that of the day which it names with its month first, and
    not that of the other."""
    words = metadata_words()
    weekday = words.weekday_before.search(match.string[max(0, match.start() - _WEEKDAY) : match.start()])
    if weekday is None:
        return False
    number, month, year = int(match[1]), int(match[3]), int(match[4])
    said = words.weekdays[weekday[1].lower()]
    return date(year, month, number).isoweekday() != said == date(year, number, month).isoweekday()
