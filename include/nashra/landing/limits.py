"""Limits of ingest: `include/rules/landing.yaml`, whose comments say what each means."""

import codecs
from functools import cache
from pathlib import Path

from pydantic import Field, field_validator

from nashra.settings import RULES
from nashra.yaml_files import Strict, read_model


class LandingLimits(Strict):
    """What landing.yaml holds."""

    unpacked_bytes: int = Field(ge=1)
    unpacked_ratio: float = Field(gt=1)
    unpacked_free_bytes: int = Field(ge=0)
    zstd_window_bytes: int = Field(ge=1024)
    zip_members: int = Field(ge=1)
    json_depth: int = Field(ge=1)
    record_values: int = Field(ge=1)
    text_lines: int = Field(ge=1)
    parquet_values: int = Field(ge=1)
    parquet_footer_bytes: int = Field(ge=1)
    csv_columns: int = Field(ge=1)
    html_tags: int = Field(ge=1)
    html_depth: int = Field(ge=1)
    html_attributes: int = Field(ge=1)
    html_elements: int = Field(ge=1)
    html_dropped: frozenset[str]  # elements whose text is not the page's
    html_inline: frozenset[str]  # elements that stay within a line
    rtf_bytes: int = Field(ge=1)
    warc_records: int = Field(ge=1)
    header_bytes: int = Field(ge=1024)

    legacy_encodings: list[str]
    arabic_letters_share: float = Field(ge=0, le=1)
    replacement_share: float = Field(ge=0, le=1)
    replacement_chars: int = Field(ge=0)
    nul_share: float = Field(ge=0, le=1)

    text_letters: int = Field(ge=1)
    future_days: int = Field(ge=0)
    earliest_year: int
    order_dates: int = Field(ge=1)
    order_share: float = Field(gt=0.5, le=1)
    order_records: int = Field(ge=1)
    landed_within_days: int = Field(ge=0)
    url_chars: int = Field(ge=1)
    title_chars: int = Field(ge=1)
    source_chars: int = Field(ge=1)

    shingle_words: int = Field(ge=1)
    permutations: int = Field(ge=8)
    bands: int = Field(ge=1)
    estimate_slack: float = Field(ge=0, le=1)
    jaccard: float = Field(gt=0, le=1)
    short_words: int = Field(ge=0)
    boilerplate_articles: int = Field(ge=2)
    own_words: int = Field(ge=1)
    reprint_words: float = Field(ge=0, le=1)
    changed_numbers: int = Field(ge=1)
    changed_numbers_share: float = Field(ge=0, le=1)
    bucket: int = Field(ge=2)

    @field_validator("legacy_encodings")
    @classmethod
    def known_encodings(cls, names: list[str]) -> list[str]:
        for name in names:
            try:
                codecs.lookup(name)
            except LookupError:
                raise ValueError(f"expected encodings that Python knows, got {name!r}") from None
        return names


class Limits(LandingLimits):
    """With what `read` hands down from night.yaml."""

    record_bytes: int = Field(default=20_000_000, ge=1)


@cache
def load_limits() -> Limits:
    return Limits.model_validate(read_limits().model_dump())


def read_limits(path: Path = RULES / "landing.yaml") -> LandingLimits:
    """Raises RulesError on a malformed file."""
    return read_model(path, LandingLimits)
