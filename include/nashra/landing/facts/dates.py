"""Dates as fields and pages write them: ISO, RFC 822, epoch seconds, and Arabic prose."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

from nashra.landing.facts.metadata_words import metadata_words
from nashra.text.fold import fold

_CLOCK = re.compile(
    r"(?<![\d:])(\d{1,2}):(\d{2})(?::(\d{2}))?(?!\d)(?:\s{0,2}(صباحا|مساء|ظهرا|ص|م|am|pm)(?![^\W\d_]))?", re.IGNORECASE
)
_OFFSET = re.compile(r"\s?(?:GMT|UTC)?\s?([+-])(\d{1,2}):?(\d{2})?(?!\d)", re.IGNORECASE)
_UTC = re.compile(r"(?<![a-z])(?:GMT|UTC)(?![a-z])", re.IGNORECASE)
_ISO_LIKE = re.compile(r"(?<!\d)((?:19|20)\d{2})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?((?:19|20)\d{2})(?!\d)")


class FoundDate(NamedTuple):
    """A date in a text: where it stands, and the moment it names (aware)."""

    start: int
    end: int
    moment: datetime


def parse_date(value: Any, zone: tzinfo) -> datetime | None:
    """An aware UTC moment from a field's value, None when it is no date. Without a zone it is in `zone`."""
    try:
        moment = _parse(value, zone)
        return None if moment is None else moment.astimezone(UTC)
    except (ValueError, OverflowError, OSError, TypeError, AttributeError):
        return None


def plausible(moment: datetime | None, day: str | None, earliest_year: int, future_days: int) -> datetime | None:
    """The moment, or None when it is before `earliest_year` or later than the landing day allows."""
    if moment is None or moment.year < earliest_year:
        return None
    if day and moment.date() > date.fromisoformat(day) + timedelta(days=future_days):
        return None
    return moment


def _parse(value: Any, zone: tzinfo) -> datetime | None:
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    if isinstance(value, date):
        return datetime.combine(value, time(), zone)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _epoch(value)
    if not isinstance(value, str):
        return None
    text = value.strip()[:100]
    if re.fullmatch(r"\d{9,17}(\.\d{1,9})?", text):
        return _epoch(float(text))
    if text.startswith("D:"):
        text = text[2:]
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = parse(text)
            return moment if moment.tzinfo else moment.replace(tzinfo=zone)
        except (ValueError, TypeError, IndexError):
            continue
    found = find_date(fold(text), zone)
    return found.moment if found else None


def _epoch(value: float) -> datetime | None:
    """Seconds, milli-, micro- or nanoseconds since 1970, told by their size; smaller numbers are no date."""
    if not 1e8 <= abs(value) < 1e20:
        return None
    while abs(value) > 1e11:
        value /= 1000
    return datetime.fromtimestamp(value, UTC)


def find_date(folded: str, zone: tzinfo) -> FoundDate | None:
    """The first full date (day, month, year) in folded text, with the time and zone written next to it."""
    for pattern, order in ((_written(), "dmy"), (_ISO_LIKE, "ymd"), (_DAY_FIRST, "d-m-y"), (_english(), "mdy")):
        if match := pattern.search(folded):
            try:
                day = _date_of(match, order)
            except (ValueError, KeyError):
                continue
            clock = _CLOCK.search(folded)
            moment = datetime.combine(day, _time(clock), _zone(folded, clock) or zone)
            return FoundDate(match.start(), match.end(), moment)
    return None


def _date_of(match: "re.Match[str]", order: str) -> date:
    months = metadata_words().months
    if order == "dmy":
        number, month, year = match.group("day", "month", "year")
        return date(int(year), months[month.lower()], int(number))
    if order == "mdy":
        month, number, year = match.group("month", "day", "year")
        return date(int(year), months[month.lower()], int(number))
    if order == "ymd":
        year, _, month, number = match.groups()
        return date(int(year), int(month), int(number))
    number, _, month, year = match.groups()
    if int(month) > 12 >= int(number):
        number, month = month, number
    return date(int(year), int(month), int(number))


def _written() -> "re.Pattern[str]":
    return metadata_words().written_date


def _english() -> "re.Pattern[str]":
    return metadata_words().english_date


def _time(match: "re.Match[str] | None") -> time:
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        return time()
    hour, half = int(match[1]), (match[4] or "").lower()
    if half in ("م", "مساء", "pm", "ظهرا") and hour < 12:
        hour += 12
    elif half in ("ص", "صباحا", "am") and hour == 12:
        hour = 0
    return time(hour, int(match[2]), min(int(match[3] or 0), 59))


def _zone(folded: str, clock: "re.Match[str] | None") -> tzinfo | None:
    """The zone that a text names: an offset right after its clock, GMT anywhere, or «بتوقيت» and a place."""
    if clock and (match := _OFFSET.match(folded, clock.end())) and int(match[2]) <= 14:
        offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return timezone(offset if match[1] == "+" else -offset)
    if _UTC.search(folded):
        return UTC
    words = metadata_words()
    place = words.zone_phrase.search(folded)
    return words.zones[place[1]] if place else None
