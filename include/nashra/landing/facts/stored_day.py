"""Whether what a record says of its day is when a program stored it: the name tells, where no other says that day."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from nashra.landing.facts.dates import parse_moment
from nashra.landing.facts.field_names import STORED, keys_of, named_as
from nashra.landing.facts.leaves import leaves
from nashra.landing.facts.looks_rules import looks_rules
from nashra.landing.shapes import values as shaped
from nashra.landing.shapes.rules import key


def is_of_storing(said: Any, named: Iterable[tuple[str, Any]]) -> bool:
    """Whether a record's day stands under names of a store alone. `named`: last steps of its names, with the values."""
    moment = as_moment(said)
    if moment is None:
        return False
    names = [name for name, value in named if _may_be_a_day(name) and as_moment(value) == moment]
    return bool(names) and all(map(_is_of_a_store, names))


def may_be_of_storing(record: Mapping[str, Any]) -> bool:
    """Whether a record says a day under no name of its own that is better than a store's."""
    return not any(record[name] for name in _better_names(tuple(record)))


@lru_cache(maxsize=256)
def _better_names(names: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(name for name in names if named_as(str(name), "published_at") and not _is_of_a_store(str(name)))


def named_leaves(record: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The values of a record under the last steps of their names."""
    return [(leaf.place[-1], leaf.value) for leaf in leaves(record)]


def as_moment(value: Any) -> datetime | None:
    return parse_moment(shaped.moment(value), UTC)


@lru_cache(maxsize=4096)
def _may_be_a_day(name: str) -> bool:
    return named_as(name, "published_at") or named_as(name, STORED)


@lru_cache(maxsize=4096)
def _is_of_a_store(name: str) -> bool:
    return key(name) in keys_of(STORED) or key(name) in looks_rules().bare_stamps


def is_stamp(moments: list[datetime | None]) -> bool:
    """Whether moments are when a program ran: with clocks, and all within some minutes."""
    rules = looks_rules()
    known_moments = [moment for moment in moments if moment]
    if len(known_moments) < rules.distinct_records or not any(one.hour or one.minute for one in known_moments):
        return False
    apart = max(known_moments) - min(known_moments)
    if len(known_moments) < rules.stamped_records:
        return not apart  # the very same
    return apart <= timedelta(minutes=rules.stamped_minutes)
