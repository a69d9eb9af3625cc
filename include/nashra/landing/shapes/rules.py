"""The names and words of `include/rules/shapes.yaml`, folded."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

from nashra.settings import RULES
from nashra.text.fold import fold
from nashra.yaml_files import read_yaml

_JOINTS = re.compile(r"[\s_\-]+")
_PLAIN = frozenset(["missing", "cut_marks", "suffixes", "prefixes"])  # compared as they are written


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """A field name as it is compared."""
    return _JOINTS.sub("", fold(name)).lower()


class ShapeRules(BaseModel):
    """See the file's comments for what each means."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    envelopes: tuple[str, ...]
    wrappers: tuple[str, ...]
    beside: frozenset[str]
    article_types: tuple[str, ...]
    bulk_actions: frozenset[str]
    frame_columns: tuple[str, ...]
    frame_rows: tuple[str, ...]
    inside: tuple[str, ...]
    word: tuple[str, ...]
    address: tuple[str, ...]
    address_relations: tuple[str, ...]
    seconds: tuple[str, ...]
    moments: tuple[str, ...]
    missing: frozenset[str]
    cut_marks: tuple[str, ...]
    suffixes: tuple[str, ...]
    prefixes: tuple[str, ...]
    block_kind: tuple[str, ...]
    block_text: tuple[str, ...]
    block_inner: tuple[str, ...]
    block_heading: tuple[str, ...]
    inline_kinds: frozenset[str]
    sure_inline_kinds: frozenset[str]
    breaks: frozenset[str]
    row_kinds: frozenset[str]
    table_kinds: frozenset[str]
    quote_kinds: frozenset[str]
    quote_by: tuple[str, ...]
    dropped_kinds: frozenset[str]
    markdown_names: frozenset[str]

    @model_validator(mode="before")
    @classmethod
    def _folded(cls, data: dict[str, Iterable[str]]) -> dict[str, Any]:
        return {
            name: tuple(words) if name in _PLAIN else tuple(dict.fromkeys(key(str(word)) for word in words))
            for name, words in data.items()
        }


@cache
def shape_rules() -> ShapeRules:
    return ShapeRules.model_validate(read_yaml(RULES / "shapes.yaml"))


@cache
def cut_mark() -> "re.Pattern[str]":
    """How a service marks the end of a text that it cut."""
    return re.compile("|".join(shape_rules().cut_marks))


def keyed(record: dict[Any, Any]) -> dict[str, Any]:
    """An object's values under their folded names; of two names that fold alike the first counts."""
    found: dict[str, Any] = {}
    for name, value in record.items():
        found.setdefault(key(str(name)), value)
    return found
