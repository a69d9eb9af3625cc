"""A day on the command line."""

from datetime import datetime
from typing import Any

import click


class Day(click.ParamType):  # type: ignore[type-arg]  # of older click it has none
    """A day as people write it for a program; what else there is, is refused in words."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """A moment, at the day's begin; fails with a sentence."""
        if isinstance(value, datetime):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d")  # noqa: DTZ007  # a day, of no zone
        except ValueError:
            self.fail(f"a day is written YYYY-MM-DD, such as 2023-09-13; got {value!r}", param, ctx)
