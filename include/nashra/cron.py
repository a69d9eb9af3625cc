"""Schedules as cron writes them, held to what a clock can show: what is never due would be found out by no night."""

import re
from typing import NamedTuple

EXAMPLE = "30 2 * * *"
_SHORT = re.compile(r"@(?:hourly|daily|midnight|weekly|monthly|yearly|annually)")
_DAYS_OF_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_EVERY = ("*", "?")


class _Field(NamedTuple):
    name: str
    first: int
    last: int
    names: tuple[str, ...] = ()  # of the values from the first on
    also: str = "(?!)"  # a pattern of what else it may hold


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEK = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
FIELDS = (
    _Field("minute", 0, 59),
    _Field("hour", 0, 23),
    _Field("day of the month", 1, 31, also=r"\?|l|[0-9]{1,2}w"),
    _Field("month", 1, 12, _MONTHS),
    _Field("day of the week", 0, 7, _WEEK, also=r"\?|l[0-7]|(?:[0-7]|[a-z]{3})#[1-5]"),
)


def require_schedule(text: str) -> str:
    """The schedule as it was given. Raises ValueError, which says what of it is none, or that it never comes."""
    if _SHORT.fullmatch(text):
        return text
    given = text.lower().split()
    if len(given) != len(FIELDS) or re.search(r"[^\S \t]", text):
        raise ValueError(f"expected the five fields of cron, such as {EXAMPLE}, got {text!r}")
    for field, said in zip(FIELDS, given, strict=True):
        for item in said.split(","):
            if not re.fullmatch(field.also, item) and _values(field, item) is None:
                wanted = f"{field.name} ({field.first} to {field.last})"
                raise ValueError(f"expected cron such as {EXAMPLE}: {item!r} is no {wanted}, got {text!r}")
    if not _comes(*given[2:]):
        raise ValueError(f"expected cron such as {EXAMPLE}: no month has such a day, got {text!r}")
    return text


def _values(field: _Field, item: str) -> list[int] | None:
    """What an item of a field stands for; None where it is none."""
    match = re.fullmatch(r"(?:\*|(\w+)(?:-(\w+))?)(?:/([0-9]{1,4}))?", item)
    if match is None or (match[3] and not int(match[3])):
        return None
    every = list(range(field.first, field.last + 1))
    if match[1] is None:
        return every[:: int(match[3] or 1)]
    first, last = _value(field, match[1]), _value(field, match[2] or match[1])
    if first is None or last is None:
        return None
    if match[3] and not match[2]:
        last = field.last  # 5/15: from the fifth on
    found = [value for value in every if first <= value <= last]
    if first > last:  # over the end: Friday to Monday
        found = [value for value in every if value >= first] + [value for value in every if value <= last]
    return found[:: int(match[3] or 1)]


def _value(field: _Field, word: str) -> int | None:
    if word in field.names:
        return field.first + field.names.index(word)
    value = int(word) if re.fullmatch(r"[0-9]{1,2}", word) else None
    return value if value is not None and field.first <= value <= field.last else None


def _comes(days: str, months: str, week: str) -> bool:
    """Whether there is such a day: one of the week comes whatever the day of the month."""
    if week not in _EVERY or days in _EVERY:
        return True
    in_months = [value for item in months.split(",") for value in _values(FIELDS[3], item) or ()]
    in_days = [_values(FIELDS[2], item) for item in days.split(",")]
    first = min((min(found) for found in in_days if found), default=1)
    return None in in_days or any(first <= _DAYS_OF_MONTHS[month - 1] for month in in_months)
