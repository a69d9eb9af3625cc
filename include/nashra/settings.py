"""Settings: `include/rules/night.yaml`, with the places and choices that NASHRA_* variables override.

Among them NASHRA_NIGHT names a second YAML file with a site's own values of night.yaml.
"""

import os
from functools import cache
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, field_validator

from nashra.extras import need
from nashra.yaml_files import read_yaml

INCLUDE = Path(__file__).resolve().parents[1]
RULES = INCLUDE / "rules"
REFERENCE = INCLUDE / "reference"
CHECKOUT = INCLUDE.parent

CamelMode = Literal["int8", "fp32"]


class Upkeep(BaseModel):
    """How long what is not published is kept; night.yaml says what each value means."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    schedule: str
    staging_days: float = Field(ge=0)
    report_days: float = Field(ge=0)
    cache_files: int = Field(ge=0)
    airflow_days: float = Field(ge=1)
    log_days: float = Field(ge=1)


class Night(BaseModel):
    """What night.yaml holds; its comments say what each value means and its unit."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    schedule: str
    timezone: str
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

    @field_validator("timezone")
    @classmethod
    def known_timezone(cls, name: str) -> str:
        ZoneInfo(name)
        return name


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
def _night(*paths: Path) -> Night:
    values: dict[str, Any] = {}
    for path in paths:
        for name, value in (read_yaml(path) or {}).items():
            values[name] = values[name] | value if isinstance(values.get(name), dict) else value
    return Night.model_validate(values)


def _night_files() -> tuple[Path, ...]:
    """night.yaml, then the file that NASHRA_NIGHT names, whose values win: a site's own schedule, say."""
    own = os.environ.get("NASHRA_NIGHT")
    return (RULES / "night.yaml", *([Path(own)] if own else []))


def load_settings(**overrides: Any) -> Settings:
    """Settings from night.yaml and the environment; `overrides` (None is "not given") win over both.

    Raises pydantic.ValidationError, which names the setting, on an unknown or malformed one, and MissingExtra when the
    lake is on S3 and what publishes there is not installed.
    """
    values: dict[str, Any] = {"night": _night(*_night_files())}
    for name in ("landing", "lake", "recognizer", "camel_model", "camel_mode"):
        if value := os.environ.get(f"NASHRA_{name.upper()}"):
            values[name] = value
    values |= {name: value for name, value in overrides.items() if value is not None}
    settings = Settings.model_validate(values)
    if settings.lake.startswith("s3://"):  # said here, not hours later by the first who publishes
        need("obstore", extra="s3", asked_by=f"the lake {settings.lake}")
    return settings
