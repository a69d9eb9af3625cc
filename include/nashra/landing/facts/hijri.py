"""Hijri dates, by the Umm al-Qura calendar of `include/reference/hijri.yaml`."""

from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from nashra.settings import REFERENCE
from nashra.yaml_files import Strict, read_model

Year = Annotated[int, Field(ge=1300, le=1600)]


class HijriYears(Strict):
    """What hijri.yaml holds: a year's months of 30 days are 1, those of 29 are 0."""

    first_year: Year
    first_day: date
    long_months: dict[Year, Annotated[str, Field(pattern="^[01]{12}$")]]

    @model_validator(mode="after")
    def no_year_missing(self) -> "HijriYears":
        """The years follow one another from the first."""
        if list(self.long_months) != list(range(self.first_year, self.first_year + len(self.long_months))):
            raise ValueError(f"long_months: expected each year once, in order, from {self.first_year}")
        return self


def read_hijri(path: Path = REFERENCE / "hijri.yaml") -> HijriYears:
    """Raises RulesError on a malformed file."""
    return read_model(path, HijriYears)


def gregorian(year: int, month: int, day: int) -> date:
    """The Gregorian day of a Hijri one. Raises ValueError for a day that is in no month of the table."""
    starts = _starts().get(year)
    if starts is None or not 1 <= month <= 12:
        raise ValueError(f"{day}/{month}/{year} is in no year of the Hijri calendar that is known")
    # A month that began a day later by the moon than by the table has a 30th day all the same.
    if not 1 <= day <= 30:
        raise ValueError(f"a Hijri month has no day {day}")
    return starts[month - 1] + timedelta(days=day - 1)


@cache
def _starts() -> dict[int, list[date]]:
    """For each year the first days of its months."""
    table, first = read_hijri(), read_hijri().first_day
    found = {}
    for year, months in table.long_months.items():
        ends = list(accumulate(29 + int(long) for long in months))
        found[year] = [first + timedelta(days=days) for days in (0, *ends[:-1])]
        first += timedelta(days=ends[-1])
    return found
