"""Settings: `include/rules/night.yaml`, with the places and choices that NASHRA_* variables override.

Among them NASHRA_NIGHT names a second YAML file with a site's own values of night.yaml.
"""

import os
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from nashra.cron import require_schedule
from nashra.errors import NashraError
from nashra.extras import need
from nashra.yaml_files import RulesError, Strict, Zone, held_to, read_yaml, shown

INCLUDE = Path(__file__).resolve().parents[1]
RULES = INCLUDE / "rules"
REFERENCE = INCLUDE / "reference"
CHECKOUT = INCLUDE.parent

CamelMode = Literal["int8", "fp32"]


# Above these, calendars and the system's own numbers end, and what looks like "for ever" would stop the first night.
_DAYS = 36_500
_MINUTES = 525_600  # a year
_BYTES = 1 << 50
_COUNT = 10**12

Schedule = Annotated[str, AfterValidator(require_schedule)]
Days = Annotated[float, Field(ge=0, le=_DAYS)]
Minutes = Annotated[float, Field(gt=0, le=_MINUTES)]
Count = Annotated[int, Field(ge=0, le=_COUNT)]
Bytes = Annotated[int, Field(ge=0, le=_BYTES)]
SomeBytes = Annotated[int, Field(ge=1, le=_BYTES)]
Share = Annotated[float, Field(ge=0, le=1)]


class Upkeep(Strict):
    """How long what is not published is kept; night.yaml says what each value means."""

    schedule: Schedule
    staging_days: Days
    report_days: Days
    cache_files: Count
    verify_days: int = Field(ge=1, le=_DAYS)
    airflow_days: float = Field(ge=1, le=_DAYS)
    log_days: float = Field(ge=1, le=_DAYS)


class Night(Strict):
    """What night.yaml holds; its comments say what each value means and its unit."""

    schedule: Schedule
    timezone: Zone
    shards: int = Field(ge=1, le=256)
    shard_bytes: SomeBytes
    shard_most_bytes: SomeBytes
    retries: int = Field(ge=0, le=1000)
    retry_delay_seconds: int = Field(ge=0, le=60 * _MINUTES)
    stage_timeout_minutes: Minutes
    deadline_minutes: Minutes
    evidence_days: int = Field(ge=0, le=_DAYS)
    evidence_articles: Count
    evidence_bytes: Bytes
    quarantine_share: Share
    quarantine_rows: Count
    quarantine_bytes: Bytes
    quarantine_record_bytes: Bytes
    record_bytes: SomeBytes
    lost_share: Share
    upkeep: Upkeep


class SettingsError(NashraError, ValueError):
    """A variable NASHRA_* or an option has a value that it cannot have."""


def require_place(value: str) -> str:
    """A place as it is meant: files of settings (.env, compose's) leave `~` to whoever reads them, and a folder of that
    name, in whatever folder a process was started, would be a lake that nobody finds again. Raises ValueError."""
    if not value.strip():
        raise ValueError(f"expected a folder or an s3:// address, got {value!r}")
    place = os.path.expanduser(value) if value.startswith("~") else value  # noqa: PTH111  # Path drops a last slash
    if place.startswith("~"):
        raise ValueError(f"there is no home {value.split('/')[0]!r} on this machine; write ./{value} if a folder is so")
    return place


Place = Annotated[str, AfterValidator(require_place)]


def require_utf8(place: str) -> str:
    """What reads and writes tables knows no other paths. Raises ValueError."""
    whole = os.fsencode(place if "://" in place else Path(place).absolute())
    try:
        whole.decode()
    except UnicodeDecodeError:
        shown_place = whole.decode("utf-8", "backslashreplace")
        raise ValueError(f"{shown_place} is not written in UTF-8: rename the folder, or choose another") from None
    return place


Root = Annotated[Place, AfterValidator(require_utf8)]
NoneOrPlace = Annotated[str, AfterValidator(lambda value: value and require_place(value))]


class Settings(BaseModel):
    """Where things are and how the night is run."""

    model_config = ConfigDict(frozen=True)

    landing: Root = str(CHECKOUT / "seeds" / "landing")  # a folder or an s3:// address
    lake: Root = str(CHECKOUT / "lake")
    recognizer: Literal["auto", "camel", "embedded"] = "auto"
    camel_model: NoneOrPlace = ""  # a BertForTokenClassification folder, instead of camel-tools' own weights
    camel_mode: CamelMode = "int8"  # fp32: labels equal to camel-tools', several times slower
    sources: tuple[str, ...] = ()  # only these; none given: all of them
    night: Night


class Variables(BaseSettings):
    """The NASHRA_* variables that settings come from; one that is empty counts as not set."""

    model_config = SettingsConfigDict(env_prefix="NASHRA_", env_ignore_empty=True, frozen=True)

    landing: str | None = None
    lake: str | None = None
    recognizer: str | None = None
    camel_model: str | None = None
    camel_mode: str | None = None
    night: str | None = None  # a YAML file whose values win over those of night.yaml: a site's own schedule, say


@cache
def read_night(*paths: Path) -> Night:
    """The values of some files, of which the later ones need hold only what they change. Raises RulesError."""
    values: dict[str, Any] = {}
    for path in paths:
        given = read_yaml(path) or {}
        if not isinstance(given, dict):
            raise RulesError(f"{shown(path)}: expected a mapping of {', '.join(Night.model_fields)}")
        for name, value in given.items():
            both = isinstance(values.get(name), dict) and isinstance(value, dict)
            values[name] = values[name] | value if both else value
        night = held_to(Night, values, path)  # after each, so that the file with the fault is named
    return night


def load_settings(**overrides: Any) -> Settings:
    """Settings from night.yaml and the environment; `overrides` (None is "not given") win over both.

    Raises RulesError or SettingsError, which name the setting, on an unknown or malformed one, and MissingExtra when
    the lake is on S3 and what publishes there is not installed.
    """
    chosen = Variables()
    given = {name: value for name, value in overrides.items() if value is not None}
    values = chosen.model_dump(exclude={"night"}, exclude_none=True) | given
    try:
        settings = Settings.model_validate({"night": read_night(*_night_files(chosen.night))} | values)
    except ValidationError as error:
        raise SettingsError(f"cannot run with these settings: {_problems(error, given.keys())}") from None
    if settings.lake.startswith("s3://"):  # said here, not hours later by the first who publishes
        need("obstore", extra="s3", asked_by=f"the lake {settings.lake}")
    return settings


def _night_files(own: str | None) -> list[Path]:
    shipped = RULES / "night.yaml"
    if not own:
        return [shipped]
    try:
        file = Path(require_place(own))
        file.stat()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise SettingsError(f"cannot run with these settings: NASHRA_NIGHT: {own} cannot be read: {why}") from None
    return [shipped, file]


def _problems(error: ValidationError, given: Collection[str]) -> str:
    """The faults, each with the name under which whoever set the value knows it: an option's, or a variable's."""
    said = (
        (str(one["loc"][0]), ".".join(map(str, one["loc"])), one["msg"].removeprefix("Value error, "))
        for one in error.errors()
    )
    return "; ".join(f"{place if name in given else 'NASHRA_' + place.upper()}: {fault}" for name, place, fault in said)
