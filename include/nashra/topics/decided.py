"""An editor's word on the country and the section of single articles: `include/rules/decisions/topics.tsv`.

Columns (tab-separated, # begins a comment line): article (its id or its address), country (a code, none, or
nothing), section (a name, none, or nothing), who, when, why. It wins over what a night reads in the article and what
its site says.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple, cast

from nashra.row_files import read_rows
from nashra.settings import REFERENCE, RULES
from nashra.topics.country import Found
from nashra.topics.topic_rules import SECTIONS, Section
from nashra.yaml_files import RulesError, stamp

FILE = RULES / "decisions" / "topics.tsv"
COLUMNS, READ = 6, 3  # of a row, and those that a night depends on
NONE = "none"
_CODE, _MOST = 4, 9  # the column of the code in a row of states, and the most that it has
_ID = re.compile(r"[0-9a-f]{16}")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S+")


class Decided(NamedTuple):
    """What was decided of an article, with the line of the file that it was read from."""

    country: str
    """A code, NONE, or nothing where it is as found."""
    section: str
    """A name, NONE, or nothing likewise."""
    row: str

    def country_of(self, found: Found) -> Found:
        if not self.country:
            return found
        return Found(None, None) if self.country == NONE else Found(self.country, 1.0)

    def section_of(self, found: Section | None) -> Section | None:
        if not self.section:
            return found
        return None if self.section == NONE else cast(Section, self.section)


Decisions = Mapping[str, Decided]
"""By an article's id or address."""


def read_topic_decisions(path: Path = FILE) -> Decisions:
    """Raises RulesError, with file and line, on a malformed or repeated decision."""
    found: dict[str, Decided] = {}
    for row, (article, country, section, *_) in read_rows(path, READ, COLUMNS):
        if not _ID.fullmatch(article) and not _ADDRESS.fullmatch(article):
            raise RulesError(f"{row}: {article!r} is no article_id (16 of 0-9a-f) and no address (https://...)")
        if country not in ("", NONE) and country not in _codes():
            raise RulesError(f"{row}: country {country!r} is no code of ISO 3166-1 such as SA, nor {NONE}")
        if section not in ("", NONE, *SECTIONS):
            raise RulesError(f"{row}: section {section!r} must be one of {', '.join(SECTIONS)}, or {NONE}")
        if not country and not section:
            raise RulesError(f"{row}: a country or a section must be given")
        if article in found:
            raise RulesError(f"{row}: this article was decided in {found[article].row}")
        found[article] = Decided(country, section, row)
    return found


def shipped_topic_decisions() -> Decisions:
    """Those in include/rules/decisions: read once, and again when the file has changed."""
    return _read(FILE, stamp([FILE]))


def decision_on(article_id: str, url: str | None, decisions: Decisions) -> Decided | None:
    """What was decided of an article; that on its id wins over that on its address."""
    return decisions.get(article_id) or (decisions.get(url) if url else None)


@lru_cache(maxsize=1)
def _read(path: Path, _: str) -> Decisions:
    return read_topic_decisions(path)


@cache
def _codes() -> frozenset[str]:
    return frozenset(cells[_CODE] for _, cells in read_rows(REFERENCE / "aliases" / "states.tsv", _CODE + 1, _MOST))
