"""The words of `include/rules/metadata.yaml`, folded, and the patterns made of them. No pattern backtracks far:
every part is bounded."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Annotated, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator

from nashra.settings import RULES
from nashra.text.fold import fold_line
from nashra.yaml_files import Strict, Word, Words, Zone, read_model


class MetadataRules(Strict):
    """What metadata.yaml holds; its comments say what each list is."""

    months: dict[Annotated[int, Field(ge=1, le=12)], Words]
    hijri_months: Words
    weekdays: Words
    date_words: Words
    relative: Words
    relative_units: Words
    zones: dict[Word, Zone]  # place -> time zone
    agencies: dict[Word, tuple[Word, ...]]  # the name for the column -> its other spellings
    weak_agencies: Words
    generic_agencies: Words
    source_labels: Words
    keyword_labels: Words
    sure_keyword_labels: Words
    byline_labels: Words
    places: Words

    @field_validator("months")
    @classmethod
    def whole_year(cls, months: dict[int, Words]) -> dict[int, Words]:
        if missing := sorted(set(range(1, 13)) - months.keys()):
            raise ValueError(f"expected the months 1 to 12, {', '.join(map(str, missing))} missing")
        return months


class MetadataWords(NamedTuple):
    months: dict[str, int]
    agencies: dict[str, str]  # folded spelling -> the name for the column
    weak_agencies: frozenset[str]
    generic_agencies: frozenset[str]
    places: frozenset[str]
    zones: dict[str, ZoneInfo]
    calendar: frozenset[str]  # weekdays and months: words that a template changes with the day
    written_date: "re.Pattern[str]"
    english_date: "re.Pattern[str]"
    date_line_word: "re.Pattern[str]"
    relative: "re.Pattern[str]"
    zone_phrase: "re.Pattern[str]"
    source_line: "re.Pattern[str]"
    keyword_line: "re.Pattern[str]"
    sure_keyword_line: "re.Pattern[str]"
    byline: "re.Pattern[str]"
    agency: str  # a pattern's text, for others to build on


def alternatives(words: Iterable[str]) -> str:
    """A pattern's text that matches any of the words, the longest first."""
    ordered = sorted({fold_line(word) for word in words}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in ordered)


def read_metadata(path: Path = RULES / "metadata.yaml") -> MetadataRules:
    """Raises RulesError on a malformed file."""
    return read_model(path, MetadataRules)


@cache
def metadata_words() -> MetadataWords:
    data = read_metadata()
    months = {fold_line(name): number for number, names in data.months.items() for name in names}
    agencies = {fold_line(spelling): name for name, others in data.agencies.items() for spelling in (name, *others)}
    month, hijri = alternatives(months), alternatives(data.hijri_months)
    day, year = r"(?P<day>\d{1,2})", r"(?P<year>(?:19|20)\d{2})"
    second_name = rf"(?:\s?[/(]\s?(?:{month})\)?)?"  # «يوليو/ تموز», «يوليو (تموز)»
    gap = r"[\s,،./\-]{1,3}"
    word = rf"(?<![^\W_])(?:{alternatives([*data.weekdays, *data.date_words])})(?![^\W_])"
    label_end = r"\s{0,2}[:|：]\s{0,2}"
    return MetadataWords(
        months=months,
        agencies=agencies,
        weak_agencies=frozenset(map(fold_line, data.weak_agencies)),
        generic_agencies=frozenset(data.generic_agencies),
        places=frozenset(map(fold_line, data.places)),
        zones={fold_line(place): ZoneInfo(zone) for place, zone in data.zones.items()},
        calendar=frozenset(map(fold_line, data.weekdays)) | months.keys(),
        written_date=re.compile(
            rf"(?<!\d){day}(?:st|nd|rd|th)?{gap}(?:من\s)?(?P<month>{month}){second_name}{gap}{year}(?!\d)",
            re.IGNORECASE,
        ),
        english_date=re.compile(
            rf"(?<![a-z])(?P<month>{month}){gap}{day}(?:st|nd|rd|th)?,?\s{{1,2}}{year}(?!\d)", re.IGNORECASE
        ),
        date_line_word=re.compile(rf"(?<!\d)\d{{1,2}}\s(?:{hijri})\s1[34]\d{{2}}(?!\d)|{word}", re.IGNORECASE),
        relative=re.compile(
            rf"(?:{alternatives(data.relative)})\s(?:\d{{1,3}}\s)?(?:{alternatives(data.relative_units)})"
        ),
        zone_phrase=re.compile(rf"بتوقيت\s({alternatives(data.zones)})(?:\s(?:المحتله|المحليه|المكرمه))?"),
        source_line=re.compile(rf"(?:{alternatives(data.source_labels)}){label_end}(.{{1,80}})", re.IGNORECASE),
        keyword_line=re.compile(rf"(?:{alternatives(data.keyword_labels)}){label_end}(.{{0,2000}})", re.IGNORECASE),
        sure_keyword_line=re.compile(
            rf"(?:{alternatives(data.sure_keyword_labels)})(?:{label_end}|\s)(.{{0,2000}})", re.IGNORECASE
        ),
        byline=re.compile(
            rf"(?:{alternatives(data.byline_labels)})\s{{0,2}}[:\-–|/]\s{{0,2}}(.{{2,60}})", re.IGNORECASE
        ),
        agency=rf"(?<![^\W_])(?:{alternatives(agencies)})(?![^\W_])",
    )
