"""What one file says of its records as a whole, the same for all parts of a file that is split."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from nashra.landing.facts.fields import map_fields
from nashra.landing.limits import Limits
from nashra.landing.of_file.date_order import DateOrder
from nashra.landing.of_file.unnamed import Unnamed
from nashra.landing.records import Record


class FileSays:
    """Of a file, whose records `anew` reads from the first on; of records without one by what each says itself.
    `is_alone`: whether the record that is read is its file's only one."""

    def __init__(
        self,
        anew: Callable[[], Iterator[Record]] | None,
        day: str | None,
        limits: Limits,
        is_alone: Callable[[], bool] = lambda: False,
    ) -> None:
        def records() -> Iterator[Record]:
            return iter(()) if anew is None else anew()

        def days() -> Iterator[Any]:
            return (map_fields(record.fields).get("published_at") for record in islice(records(), limits.order_records))

        self.order = DateOrder(days, day, limits)
        self.unnamed = Unnamed(records, day, limits, is_alone)
