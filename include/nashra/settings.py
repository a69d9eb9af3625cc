"""Settings: `include/rules/night.yaml`, with the places and choices that NASHRA_* variables override.

Among them NASHRA_NIGHT names a second YAML file with a site's own values of night.yaml.
"""

import os
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from nashra.errors import NashraError, problems
from nashra.yaml_files import RulesError, Strict, Zone, held_to, read_yaml, shown

INCLUDE = Path(__file__).resolve().parents[1]
RULES = INCLUDE / "rules"
REFERENCE = INCLUDE / "reference"
CHECKOUT = INCLUDE.parent

CamelMode = Literal["int8", "fp32"]


class Upkeep(Strict):
    """How long what is not published is kept; night.yaml says what each value means."""

    schedule: str
    staging_days: float = Field(ge=0)
    report_days: float = Field(ge=0)
    cache_files: int = Field(ge=0)
    airflow_days: float = Field(ge=1)
    log_days: float = Field(ge=1)


class Night(Strict):
    """What night.yaml holds; its comments say what each value means and its unit."""

    schedule: str
    timezone: Zone
    shards: int = Field(ge=1, le=256)
    shard_bytes: int = Field(ge=1)
    shard_most_bytes: int = Field(ge=1)
    retries: int = Field(ge=0)
    retry_delay_seconds: int = Field(ge=0)
    stage_timeout_minutes: float = Field(gt=0)
    deadline_minutes: float = Field(gt=0)
    evidence_days: int = Field(ge=0)
    quarantine_share: float = Field(ge=0, le=1)
    quarantine_rows: int = Field(ge=0)
    quarantine_record_bytes: int = Field(ge=0)
    record_bytes: int = Field(ge=1)
    upkeep: Upkeep


class SettingsError(NashraError, ValueError):
    """A variable NASHRA_* or an option has a value that it cannot have."""


class Settings(BaseModel):
    """Where things are and how the night is run."""

    model_config = ConfigDict(frozen=True)

    landing: str = str(CHECKOUT / "seeds" / "landing")  # a folder or an s3:// address
    lake: str = str(CHECKOUT / "lake")
    recognizer: Literal["auto", "camel", "embedded"] = "auto"
    camel_model: str = ""  # a BertForTokenClassification folder, instead of camel-tools' own weights
    camel_mode: CamelMode = "int8"  # fp32: labels equal to camel-tools', several times slower
    sources: tuple[str, ...] = ()  # only these; none given: all of them
    night: Night


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


def _night_files() -> tuple[Path, ...]:
    """night.yaml, then the file that NASHRA_NIGHT names, whose values win: a site's own schedule, say."""
    own = os.environ.get("NASHRA_NIGHT")
    return (RULES / "night.yaml", *([Path(own)] if own else []))


def load_settings(**overrides: Any) -> Settings:
    """Settings from night.yaml and the environment; `overrides` (None is "not given") win over both.

    Raises RulesError on an unknown or malformed value of night.yaml or of NASHRA_NIGHT's file, and SettingsError, which
    names the setting, on one of the others.
    """
    values: dict[str, Any] = {"night": read_night(*_night_files())}
    for name in ("landing", "lake", "recognizer", "camel_model", "camel_mode"):
        if value := os.environ.get(f"NASHRA_{name.upper()}"):
            values[name] = value
    values |= {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise SettingsError(f"cannot run with these settings (NASHRA_* or options): {problems(error)}") from None
