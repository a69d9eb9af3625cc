"""Limits of ingest: `include/rules/landing.yaml`, whose comments say what each means."""

from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from nashra.settings import RULES
from nashra.yaml_files import read_yaml


class Limits(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    unpacked_bytes: int = Field(ge=1)
    unpacked_ratio: float = Field(gt=1)
    unpacked_free_bytes: int = Field(ge=0)
    zstd_window_bytes: int = Field(ge=1024)
    zip_members: int = Field(ge=1)
    json_depth: int = Field(ge=1)
    csv_columns: int = Field(ge=1)
    html_tags: int = Field(ge=1)
    html_depth: int = Field(ge=1)
    html_dropped: frozenset[str]  # elements whose text is not the page's
    html_inline: frozenset[str]  # elements that stay within a line
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
    changed_numbers: int = Field(ge=1)
    changed_numbers_share: float = Field(ge=0, le=1)
    bucket: int = Field(ge=2)

    record_bytes: int = Field(default=20_000_000, ge=1)  # night.yaml's, handed down by `read`


@cache
def load_limits() -> Limits:
    return Limits.model_validate(read_yaml(RULES / "landing.yaml"))
