"""Settings: `include/rules/night.yaml`, with the places and choices that NASHRA_* variables override."""

import os
from functools import cache
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import yaml
from pydantic import BaseModel, ConfigDict, Field, field_validator

INCLUDE = Path(__file__).resolve().parents[1]
RULES = INCLUDE / "rules"
REFERENCE = INCLUDE / "reference"
CHECKOUT = INCLUDE.parent


class Night(BaseModel):
    """What night.yaml holds; its comments say what each value means and its unit."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    schedule: str
    timezone: str
    shards: int = Field(ge=1, le=256)
    shard_bytes: int = Field(ge=1)
    retries: int = Field(ge=0)
    retry_delay_seconds: int = Field(ge=0)
    stage_timeout_minutes: int = Field(ge=1)
    evidence_days: int = Field(ge=0)
    quarantine_share: float = Field(ge=0, le=1)
    quarantine_record_bytes: int = Field(ge=0)
    record_bytes: int = Field(ge=1)

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
    night: Night


@cache
def _night(path: Path) -> Night:
    return Night.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def load_settings(**overrides: Any) -> Settings:
    """Settings from night.yaml and the environment; `overrides` (None is "not given") win over both.

    Raises pydantic.ValidationError, which names the setting, on an unknown or malformed one.
    """
    values: dict[str, Any] = {"night": _night(RULES / "night.yaml")}
    for name in ("landing", "lake", "recognizer", "camel_model"):
        if value := os.environ.get(f"NASHRA_{name.upper()}"):
            values[name] = value
    values |= {name: value for name, value in overrides.items() if value is not None}
    return Settings.model_validate(values)
