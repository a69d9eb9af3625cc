"""What an operator may choose for one run, checked before any work is done."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal
from unicodedata import normalize

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from nashra.errors import NashraError, problems

NO_DAY = (
    "no day given: a scheduled run or a backfill carries it as its partition key; "
    'a manual run needs the param day, for example {"day": "2023-09-13"}'
)


_SHOWN = 80  # letters that are shown of what was given


def _shown(value: Any) -> str:
    said = repr(value)
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"


def _is_text(name: str) -> bool:
    """JSON may hold half a surrogate pair, which nothing can write."""
    return not any("\ud800" <= letter <= "\udfff" for letter in name)


class OptionsError(NashraError, ValueError):
    """A run was asked for with an option that is unknown or malformed; the message says which and why."""


def parse_day(text: str) -> str:
    """The day as it was given, when it is a real date written YYYY-MM-DD; OptionsError otherwise."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            pass
    raise OptionsError(f"day must be a date written YYYY-MM-DD, such as 2023-09-13; got {_shown(text)}")


class Options(BaseModel):
    """The choices of one run. The first task stores them in staging; every later stage reads them there."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    day: str
    dry_run: bool = False  # everything but publishing; reports what would change
    shards: int | None = Field(default=None, ge=1, le=256)  # instead of night.yaml's
    recognizer: Literal["auto", "camel", "embedded"] | None = None
    sources: tuple[str, ...] = ()  # none given: all of them
    # publish though more rows failed a check, or more articles would go, than the settings of the night allow
    force: bool = False

    @field_validator("day")
    @classmethod
    def real_day(cls, value: str) -> str:
        return parse_day(value)

    @field_validator("shards", mode="before")
    @classmethod
    def a_number(cls, value: Any) -> Any:
        """JSON's true would be one shard."""
        if isinstance(value, bool):
            raise ValueError(f"expected a number, got {value}")
        return value

    @field_validator("sources", mode="before")
    @classmethod
    def source_names(cls, value: Any) -> Any:
        """The trigger form gives a list, a backfill's JSON may give one comma-separated string. Nothing that is checked
        by a form's schema is, in a conf that comes by REST."""
        if isinstance(value, str):
            value = value.split(",")
        if not isinstance(value, list | tuple) or not all(isinstance(name, str) for name in value):
            raise ValueError(f"expected a list of names, got {_shown(value)}")
        names = tuple(normalize("NFC", name.strip()) for name in value if name.strip())  # as a landing's are
        if odd := [name for name in names if not _is_text(name)]:
            raise ValueError(f"no source is called {_shown(odd[0])}")
        if value and not names:
            raise ValueError(f"expected names, got {_shown(value)}: leave it out for all sources")
        return names


def parse_options(partition_key: str | None, params: Mapping[str, Any]) -> Options:
    """Options from a run's partition key and its params; the key wins when both name a day and agree.

    Raises OptionsError when neither gives a day, when they give different ones, or when a param is unknown
    or malformed.
    """
    values = {name: value for name, value in params.items() if value is not None and value != ""}
    if partition_key and values.get("day", partition_key) != partition_key:
        raise OptionsError(f"the run's partition key is {partition_key!r}, but param day is {values['day']!r}")
    if partition_key:
        values["day"] = partition_key
    try:
        return Options.model_validate(values)
    except ValidationError as error:
        if [e["loc"] for e in error.errors()] == [("day",)] and "day" not in values:
            raise OptionsError(NO_DAY) from None
        raise OptionsError(f"cannot run with these params: {problems(error)}") from None
