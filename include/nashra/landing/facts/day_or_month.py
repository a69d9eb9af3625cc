"""Whether the day or the month stands first in dates of two numbers and a year («11/03/2024»): the other dates of their
file say so, and where none does the day of the landing may.

Alone such a date is read with its day first, as the press of every Arab country prints it. Spreadsheets and services
with an American setting write the month first, and one in three of their dates does not show it.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum
from typing import Any, NamedTuple

from nashra.landing.facts.dates import whole_year

_MONTHS = 12
# Numbers, a year of two or four digits, and behind it nothing or a clock. Between points the day always stands first,
# and of two digits of a year between "-" nobody knows whether they are a year.
_NUMBERS = re.compile(
    r"\s*(\d{1,2})(?:/(\d{1,2})/((?:19|20)?\d\d)|-(\d{1,2})-((?:19|20)\d\d))"
    r"((?:[\s,T|]+-?\s*\d{1,2}[:.]\d\d(?:[:.]\d\d(?:[.,]\d{1,9})?)?\s?(?:[AaPp]\.?[Mm]\.?|[صم])?(?:,?\s?(?:[A-Z]{1,4}|[+-]\d\d:?\d\d)){0,2})?)\s*"
)


class Order(Enum):
    """What stands first."""

    DAY = "day"
    MONTH = "month"


class Numbers(NamedTuple):
    """A date as it is written."""

    first: int
    second: int
    year: int
    rest: str  # its clock

    def read(self, order: Order) -> date | None:
        """The date, None where it is none in that order."""
        month, day = (self.first, self.second) if order is Order.MONTH else (self.second, self.first)
        try:
            return date(self.year, month, day)
        except ValueError:
            return None

    @property
    def order(self) -> Order | None:
        """What stands first where only one order gives a date."""
        day, month = self.read(Order.DAY), self.read(Order.MONTH)
        if (day is None) == (month is None):
            return None
        return Order.MONTH if day is None else Order.DAY

    @property
    def doubtful(self) -> bool:
        """Whether the other order is another date."""
        return self.first != self.second and max(self.first, self.second) <= _MONTHS


def numbers_of(value: Any) -> Numbers | None:
    """The numbers of a field that is such a date and nothing else."""
    if not isinstance(value, str) or len(value) > 60 or (match := _NUMBERS.fullmatch(value)) is None:
        return None
    first, second, year = int(match[1]), int(match[2] or match[4]), match[3] or match[5]
    whole = int(year) if len(year) == 4 else whole_year(int(year))
    return Numbers(first, second, whole, match[6])


def order_of(values: Iterable[Any], enough: int, share: float) -> Order | None:
    """The order of the dates among some values of one field: that of those which can be read in one alone, when `share`
    of the first `enough` of them agree."""
    said = {Order.DAY: 0, Order.MONTH: 0}
    for value in values:
        if (numbers := numbers_of(value)) and (order := numbers.order):
            said[order] += 1
            if sum(said.values()) >= enough:
                break
    best = max(said, key=lambda order: said[order])
    return best if said[best] and said[best] >= share * sum(said.values()) else None


def nearest_order(numbers: Numbers, day: str | None, days: int, future: int) -> Order | None:
    """The order in which a date lies within so many days before a landing's day, or `future` behind it, when it does in
    one alone: what lands at night is of these days."""
    if day is None:
        return None
    landed = date.fromisoformat(day)
    near = [
        order
        for order in Order
        if (read := numbers.read(order)) and -timedelta(days=future) <= landed - read <= timedelta(days=days)
    ]
    return near[0] if len(near) == 1 else None


def written_out(numbers: Numbers, order: Order) -> str:
    """The same date with its year first, which can be read in one way only."""
    read = numbers.read(order)
    assert read is not None  # a doubtful date is one in both orders
    return f"{read.isoformat()}{numbers.rest}"
