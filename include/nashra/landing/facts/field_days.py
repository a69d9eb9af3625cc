"""When a record was published, by more than one of its fields: its day, the clock, the zone and the count of seconds
that stand beside it."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any

from nashra.landing.facts.field_names import Way
from nashra.landing.shapes import values as shaped
from nashra.landing.shapes.rules import key, shape_rules

_DAY = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")
_CLOCK, _COUNT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?"), re.compile(r"1\d{9}(?:\d{3})?(?:\.\d+)?")
_CLOCK_ALONE = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:\s?(?:[APap][Mm]|[صم]))?")
_LONGEST_DAY, _COUNTED = (
    40,
    re.compile(r"\d{9,19}(?:\.\d{1,9})?|\d{5}(?:\.\d{1,9})?"),
)  # characters of a day; a count of seconds or days
_FARTHEST, _QUARTER = 14 * 3600, 900  # seconds between a clock and UTC, and of which they are a multiple


def day_of(said: Any, record: Mapping[str, Any], ways: Sequence[Way]) -> Any:
    """What a field says of the day, with what stands beside it; where none does, a day in parts. `ways`: the record's
    own names that may say it, best first."""
    if said is None or is_of_a_crawl(record, ways):
        return shaped.day_in_parts(record)
    if isinstance(said, str) and _CLOCK_ALONE.fullmatch(said.strip()) and (day := shaped.day_in_parts(record)):
        return f"{day} {said.strip()}"
    said = _with_clock_beside(_with_clock(said, record, ways), record)
    return _with_epoch(shaped.with_zone_beside(said, record), record, ways)


def is_of_a_crawl(record: Mapping[str, Any], ways: Sequence[Way] = ()) -> bool:
    """Whether the day of a record is when a crawl met its page."""
    signs = (record[name] for name in _of_crawls(tuple(record)))
    return any(isinstance(value, str) and _crawl_sign().search(value[:500]) for value in signs) and not any(
        key(str(first)).startswith(shape_rules().crawls.published) and record[first] for first, _ in ways
    )


@lru_cache(maxsize=256)
def _of_crawls(names: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(name for name in names if key(str(name)) in shape_rules().crawls.names)


@cache
def _crawl_sign() -> "re.Pattern[str]":
    return re.compile(shape_rules().crawls.sign)


def _with_clock(said: Any, record: Mapping[str, Any], ways: Sequence[Way]) -> Any:
    """A day, with its clock where another field says both («2024-03-10», "2024-03-10 08:15:00")."""
    if not isinstance(said, str) or not _DAY.fullmatch(day := said.strip()):
        return said
    others = (record[first] for first, steps in ways if not steps)
    return next((other for other in others if isinstance(other, str) and len(other) > len(day) + 4
                 and other.startswith(day)), said)  # fmt: skip


def _with_clock_beside(said: Any, record: Mapping[str, Any]) -> Any:
    """A day, with the clock that a field for clocks has alone."""
    if not isinstance(said, str) or len(said) > _LONGEST_DAY or ":" in said or _COUNTED.fullmatch(said.strip()):
        return said
    clocks = {str(value).strip() for name in _for_clocks(tuple(record)) if (value := record[name]) is not None}
    clocks = {clock for clock in clocks if _CLOCK_ALONE.fullmatch(clock)}
    return f"{said.strip()} {clocks.pop()}" if len(clocks) == 1 else said


@lru_cache(maxsize=256)
def _for_clocks(names: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(name for name in names if key(str(name)) in shape_rules().clocks)


def _with_epoch(said: Any, record: Mapping[str, Any], ways: Sequence[Way]) -> Any:
    """A clock that names no zone as the count of seconds that another field has of the same moment: it is the same but
    for whole quarters of an hour."""
    if not isinstance(said, str) or len(ways) < 2 or not _CLOCK.fullmatch(bare := said.strip()):
        return said
    try:
        clock = datetime.fromisoformat(bare).replace(tzinfo=UTC).timestamp()
    except ValueError:
        return said
    counts = (str(record[first]).strip() for first, steps in ways if not steps)
    for count in counts:
        if _COUNT.fullmatch(count) and abs(apart := int(count[:10]) - clock) <= _FARTHEST and apart % _QUARTER < 1:
            return int(count[:10])
    return said
