"""Words of the pages, of those inside Airflow and of the dashboard, in both languages: `include/bi/labels.yaml`."""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from nashra.settings import INCLUDE
from nashra.yaml_files import Strict, Word, read_model

FILE = INCLUDE / "bi" / "labels.yaml"
Pages = Literal["airflow", "dashboard"]


class Label(Strict):
    """One thing's words."""

    en: Word
    ar: Word


class Labels(Strict):
    """What labels.yaml holds; its comments say what stands where."""

    both: dict[str, Label]
    airflow: dict[str, Label]
    told: dict[str, Label] = Field(default_factory=dict)
    rules: dict[str, Word] = Field(default_factory=dict)
    dashboard: dict[str, Label]

    @model_validator(mode="after")
    def said_once(self) -> "Labels":
        if twice := sorted(self.both.keys() & (self.airflow.keys() | self.dashboard.keys())):
            raise ValueError(f"a key of both expected there alone, got {', '.join(twice)} again")
        return self

    @model_validator(mode="after")
    def told_of_what_stood_there(self) -> "Labels":
        for key, said in self.told.items():
            places = [""] * len(re.findall("[#*]", key))
            try:
                said.en.format(*places), said.ar.format(*places)
            except (IndexError, KeyError, ValueError):
                raise ValueError(
                    f"told, {key!r}: expected places {{0}} to {{{len(places) - 1}}} in its words, one a # or *"
                ) from None
        return self


@cache
def _labels(path: Path) -> Labels:
    """Read once: a page asks for hundreds of words, and the file is long."""
    return read_model(path, Labels)


@cache
def read_labels(pages: Pages, path: Path = FILE) -> dict[str, Label]:
    """The words of one set of pages by their keys. Raises RulesError on a malformed file."""
    found = _labels(path)
    own: dict[str, Label] = getattr(found, pages)
    return found.both | own


@lru_cache(maxsize=4096)
def retold(sentence: str, lang: str, path: Path = FILE) -> str:
    """A sentence of the night in the reader's language; as it is when it is none that the labels know."""
    for pattern, said in _sentences(path):
        if match := pattern.fullmatch(sentence):
            parts = (
                (_IN_ARTICLE.sub(_in_article(path), part) for part in match.groups())
                if lang == "ar"
                else match.groups()
            )
            return (said.ar if lang == "ar" else said.en).format(*parts)
    return sentence


_IN_ARTICLE = re.compile(r" in (?=[0-9a-f]{16}\b)")  # between a value and the id of the article that has it


def _in_article(path: Path) -> str:
    found = _labels(path).both.get("in_article")
    return f" {found.ar} " if found else " in "


@cache
def _sentences(path: Path) -> list[tuple[re.Pattern[str], Label]]:
    """The first that fits is the one that is meant: keys with fewer wild places come first."""
    wild = {"#": r"(\d[\d,.]*)", "*": "(.+)"}
    told = sorted(_labels(path).told.items(), key=lambda item: item[0].count("*"))
    return [
        (re.compile("".join(wild.get(part, re.escape(part)) for part in re.split("([#*])", key)), re.DOTALL), said)
        for key, said in told
    ]


def rule_name(rule: str, lang: str, path: Path = FILE) -> str:
    """A rule's name in Arabic; its id in English, and where it has none."""
    return _labels(path).rules.get(rule, rule) if lang == "ar" else rule
