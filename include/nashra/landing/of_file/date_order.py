"""In which order a file's dates are written, asked for only when one of them is in doubt."""

from collections.abc import Callable, Iterator
from typing import Any

from nashra.landing.facts.day_or_month import Order, nearest_order, numbers_of, order_of, written_out
from nashra.landing.limits import Limits


class DateOrder:
    """What the dates of one file say of each other. The same for all parts of a file that is split.

    `values` reads the field of the file's records anew, from the first on.
    """

    def __init__(self, values: Callable[[], Iterator[Any]], day: str | None, limits: Limits) -> None:
        self._values, self._day, self._limits = values, day, limits
        self._asked = False
        self._order: Order | None = None

    def settled(self, value: Any, in_file: bool = True) -> Any:
        """A date's value; one that may be two days with its year first, where its file or the landing's day tell which
        it is. `in_file`: whether one program wrote the file's records, as it did not write the pages of an archive."""
        numbers = numbers_of(value)
        if numbers is None or not numbers.doubtful:
            return value
        limits = self._limits
        order = self._of_file() if in_file else None
        order = order or nearest_order(numbers, self._day, limits.landed_within_days, limits.future_days)
        return value if order is None else written_out(numbers, order)

    def _near(self, values: list[Any]) -> Order | None:
        """The order in which alone some of the dates of the file lie before the landing, if they agree."""
        limits = self._limits
        near = {
            order for value in values if (numbers := numbers_of(value)) and numbers.doubtful
            and (order := nearest_order(numbers, self._day, limits.landed_within_days, limits.future_days))
        }  # fmt: skip
        return near.pop() if len(near) == 1 else None

    def _of_file(self) -> Order | None:
        if not self._asked:
            self._asked = True
            limits = self._limits
            values = list(self._values())
            self._order = order_of(values, limits.order_dates, limits.order_share) or self._near(values)
        return self._order
