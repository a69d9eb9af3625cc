"""The time of day beside a date, and the zone that it is told in."""

import re
from datetime import UTC, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from nashra.landing.facts.metadata_words import metadata_words

_OFFSET = re.compile(r"\s?(?:GMT|UTC|Z)?\s?\(?([+-])(\d{1,2}):?(\d{2})?(?!\d)", re.IGNORECASE)
_NAMED_OFFSET = re.compile(
    r"(?:GMT|UTC|[جغ]رين[يت]{1,2}ش)\s?\(?\s?([+-])\s?(\d{1,2})(?::?(\d{2}))?(?!\d)", re.IGNORECASE
)
_OFFSET_BEFORE = re.compile(r"(?<![\w:.\-/+])\(?([+-])(\d{1,2})(?::?(\d{2}))?\)?\s?(?:GMT|UTC|[جغ]رين)", re.IGNORECASE)
_ANY_OFFSET = re.compile(r"(?<![\w:.\-/+])\(?([+-])(\d{2}):?(\d{2})(?![\d:/\-])")
_UTC = re.compile(r"(?<![^\W\d_])(?:GMT|UTC|[جغ]رين[يت]{1,2}ش|ت\.?\s?[غج])(?![^\W\d_])", re.IGNORECASE)
_ZULU = re.compile(r"(?:[.,]\d{1,9})?\s?Z(?![^\W_])", re.IGNORECASE)  # right behind a clock
_CITY = re.compile(  # a zone of the tz database behind a clock: Java's 14:30[Asia/Baghdad], R's 14:30 Africa/Cairo
    r"(?:[.,]\d{1,9})?\s?[\[(]?((?:Africa|America|Asia|Atlantic|Australia|Etc|Europe|Indian|Pacific)/[\w+/-]{3,40})",
    re.IGNORECASE,
)
_UTC_NAMES = frozenset(f"Etc/{name}" for name in ("UTC", "UCT", "GMT", "Zulu", "Universal", "Greenwich"))
FARTHEST = 14  # hours from UTC, of the clock that is farthest


def find_time(folded: str) -> tuple[time, tzinfo | None]:
    """The time of day in a text, midnight when there is none, and the zone that the text names."""
    words = metadata_words()
    clock = next((match for match in words.clock.finditer(folded) if _is_clock(match) and not _is_offset(match)), None)
    if clock is None and (hour := words.hour.search(folded)):
        return _on_clock(int(hour["hour"]), int(hour["minute"] or 0), 0, hour["half"]), find_zone(folded, hour)
    if clock is None:
        return time(), find_zone(folded, None)
    seconds = min(int(clock["second"] or 0), 59)
    half = clock["half"] or clock["before"]
    return _on_clock(int(clock["hour"]), int(clock["minute"]), seconds, half), find_zone(folded, clock)


def _is_clock(match: "re.Match[str]") -> bool:
    """With a point between its numbers it is a clock only beside a half of the day."""
    return match["joint"] != "." or bool(match["half"] or match["before"])


def _is_offset(match: "re.Match[str]") -> bool:
    """Whether the numbers are what a day without a clock has behind it: 2024-03-11+03:00."""
    return match.string[: match.start("hour")].endswith("+")


def _on_clock(hour: int, minute: int, second: int, half: str | None) -> time:
    if hour > 23 or minute > 59:
        return time()
    kind = metadata_words().clock_halves.get((half or "").lower())
    if (kind == "evening" and hour < 12) or (kind == "noon" and hour < 6) or (kind == "night" and 6 <= hour < 12):
        hour += 12
    elif kind in ("morning", "night") and hour == 12:
        hour = 0
    return time(hour, minute, second)


def find_zone(folded: str, clock: "re.Match[str] | None") -> tzinfo | None:
    """The zone that a text names: an offset after its clock or by GMT, a zone of the tz database or letters after its
    clock (Asia/Dubai, EST), a place («بتوقيت القدس»), GMT alone, or an offset with its minutes anywhere."""
    after = _OFFSET.match(folded, clock.end()) if clock else None
    if clock and _ZULU.match(folded, clock.end()):
        return UTC
    if not after and clock and (city := _CITY.match(folded, clock.end())) and (name := _cities().get(city[1].lower())):
        return UTC if name in _UTC_NAMES else ZoneInfo(name)
    for match in (after, _NAMED_OFFSET.search(folded), _OFFSET_BEFORE.search(folded)):
        if match and (zone := _offset(match)):
            return zone
    words = metadata_words()
    if clock and (letters := words.zone_letters.match(folded, clock.end())):
        return words.zone_hours[letters[1].lower()]
    if place := words.zone_phrase.search(folded):
        return words.zones[place[1]]
    if _UTC.search(folded):
        return UTC
    offsets = (match for match in _ANY_OFFSET.finditer(folded)
               if clock is None or match.end() <= clock.start() or clock.end() <= match.start())  # fmt: skip
    return next((zone for match in offsets if (zone := _offset(match))), None)


@cache
def _cities() -> dict[str, str]:
    """The names of the tz database, by themselves in small letters."""
    return {name.lower(): name for name in available_timezones() if "/" in name}


def _offset(match: "re.Match[str]") -> tzinfo | None:
    hours, minutes = int(match[2]), int(match[3] or 0)
    if hours > FARTHEST or minutes > 59:
        return None
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(offset if match[1] == "+" else -offset) if offset else UTC
