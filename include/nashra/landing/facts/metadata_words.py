"""The words of `include/rules/metadata.yaml`, folded, and the patterns made of them. No pattern backtracks far:
every part is bounded."""

import re
from collections.abc import Iterable
from datetime import timedelta, timezone
from functools import cache
from itertools import product
from pathlib import Path
from typing import Annotated, Literal, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator

from nashra.settings import RULES
from nashra.text.alternatives import longest_of
from nashra.text.fold import fold_line
from nashra.yaml_files import Strict, Word, Words, Zone, read_model

_INITIALS = 3  # of an agency, at the least
_DASHES = ("-", " - ", "- ", " -", "–", " – ")  # between them
_POINTS = (".", ". ", " .")
Months = dict[Annotated[int, Field(ge=1, le=12)], Words]
Weekdays = dict[Annotated[int, Field(ge=1, le=7)], Words]  # Monday first


class MetadataRules(Strict):
    """What metadata.yaml holds; its comments say what each list is."""

    months: Months
    everyday_months: Months
    hijri_months: Months
    clock_halves: dict[Literal["morning", "noon", "evening", "night"], Words]
    weekdays: Weekdays
    bare_weekdays: Weekdays
    ordinal_days: dict[Annotated[int, Field(ge=1, le=31)], Words]
    counted: Words
    issue_labels: Words
    document_labels: Words
    before_dates: Words
    date_words: Words
    publish_labels: Words
    update_labels: Words
    publish_words: Words
    publish_joints: Words
    before_clocks: Words
    relative: Words
    relative_units: Words
    zones: dict[Word, Zone]  # place -> time zone
    zone_hours: dict[Word, Annotated[int, Field(ge=-12, le=14)]]  # letters behind a clock -> hours from UTC
    agencies: dict[Word, tuple[Word, ...]]  # the name for the column -> its other spellings
    agency_signs: dict[Word, Words]  # the name for the column -> words that its texts begin with
    weak_agencies: Words
    generic_agencies: Words
    paper_ends: Words
    given_names: Words
    letter_leads: Words
    reporters: Words
    roles: Words
    source_labels: Words
    keyword_labels: Words
    sure_keyword_labels: Words
    byline_labels: Words
    credits: Words

    @field_validator("weekdays", "bare_weekdays")
    @classmethod
    def whole_week(cls, weekdays: Weekdays) -> Weekdays:
        if missing := sorted(set(range(1, 8)) - weekdays.keys()):
            raise ValueError(f"expected the weekdays 1 to 7, {', '.join(map(str, missing))} missing")
        return weekdays

    @field_validator("months", "everyday_months", "hijri_months")
    @classmethod
    def whole_year(cls, months: Months) -> Months:
        if missing := sorted(set(range(1, 13)) - months.keys()):
            raise ValueError(f"expected the months 1 to 12, {', '.join(map(str, missing))} missing")
        return months


class MetadataWords(NamedTuple):
    months: dict[str, int]
    hijri_months: dict[str, int]
    clock_halves: dict[str, str]  # spelling -> morning, noon, evening or night
    agencies: dict[str, str]  # folded spelling -> the name for the column
    agency_signs: dict[str, str]  # folded word -> the name for the column
    paper_ends: frozenset[str]
    given_names: frozenset[str]
    weak_agencies: frozenset[str]
    generic_agencies: frozenset[str]
    zones: dict[str, ZoneInfo]
    zone_hours: dict[str, timezone]
    zone_letters: "re.Pattern[str]"
    calendar: frozenset[str]  # weekdays and months: words that a template changes with the day
    written_date: "re.Pattern[str]"
    english_date: "re.Pattern[str]"
    ordinal_days: dict[str, int]
    ordinal_date: "re.Pattern[str]"  # «التاسع من مايو 2024»
    counted: "re.Pattern[str]"
    unnamed: frozenset[str]  # words before a date that are no name
    document_label: "re.Pattern[str]"
    unix_date: "re.Pattern[str]"  # with the clock before the year: «Tue Mar 04 09:15:00 +0000 2025»
    year_first_date: "re.Pattern[str]"  # «2022 ديسمبر 15»
    clock_first_date: "re.Pattern[str]"  # as Tunisian papers print it: «12 15:36 2022 أفريل»
    short_date: "re.Pattern[str]"  # with two digits of the year: «09-May-24»
    hijri_date: "re.Pattern[str]"
    day_and_month: "re.Pattern[str]"  # of a date whose year is not there
    clock: "re.Pattern[str]"
    hour: "re.Pattern[str]"  # without minutes: «الساعة 8 مساء»
    publish_label: "re.Pattern[str]"
    update_label: "re.Pattern[str]"
    weekday: "re.Pattern[str]"
    weekdays: dict[str, int]  # with their bare forms; Monday is 1
    weekday_before: "re.Pattern[str]"  # at the end of what stands before a date
    credit_word: "re.Pattern[str]"  # which every line with a credit has, and few others
    credit: "re.Pattern[str]"
    credit_between: "re.Pattern[str]"  # in brackets, which other parts of the line may stand behind
    byline_start: "re.Pattern[str]"
    date_line_word: "re.Pattern[str]"
    relative: "re.Pattern[str]"
    zone_phrase: "re.Pattern[str]"
    source_line: "re.Pattern[str]"
    source_label: str  # a pattern's text, as `agency` is
    keyword_line: "re.Pattern[str]"
    sure_keyword_line: "re.Pattern[str]"
    sure_keyword_labels: frozenset[str]
    byline: "re.Pattern[str]"
    letter_leads: tuple[str, ...]
    reporters: tuple[str, ...]
    role: "re.Pattern[str]"
    agency: str  # a pattern's text, for others to build on


def alternatives(words: Iterable[str]) -> str:
    """A pattern's text that matches any of the words, the longest first."""
    return longest_of(map(fold_line, words))


def _with_marks(spelling: str) -> list[str]:
    """Initials with spaces between them («ا ش ا») as they are written with dashes or points: «ا-ش-ا», «ا. ش. ا.»."""
    letters = spelling.split(" ")
    if len(letters) < _INITIALS or any(len(letter) > 1 for letter in letters):
        return []
    gaps = [*product(_DASHES, repeat=len(letters) - 1), *([point] * (len(letters) - 1) for point in _POINTS)]
    written = ["".join(part for pair in zip(letters, (*gap, ""), strict=True) for part in pair) for gap in gaps]
    return written + [f"{each}." for each in written if "." in each]


def _numbered(months: Months) -> dict[str, int]:
    return {fold_line(name): number for number, names in months.items() for name in names}


def _label(words: Iterable[str]) -> str:
    """A pattern's text for a label and what may stand between it and its date: a few words, a weekday, a colon."""
    between = r"[\s:|،,\-–]{0,4}(?:[^\W\d_]{2,12}[\s:،,]{1,3}){0,4}"
    return rf"(?<![^\W_])(?:{alternatives(words)})(?![^\W_]){between}$"


def read_metadata(path: Path = RULES / "metadata.yaml") -> MetadataRules:
    """Raises RulesError on a malformed file."""
    return read_model(path, MetadataRules)


@cache
def metadata_words() -> MetadataWords:
    data = read_metadata()
    common, everyday, hijri_months = map(_numbered, (data.months, data.everyday_months, data.hijri_months))
    weekdays = _numbered(data.weekdays)
    every_weekday = weekdays | _numbered(data.bare_weekdays)
    months = common | everyday
    halves: dict[str, str] = {fold_line(word): half for half, words in data.clock_halves.items() for word in words}
    ordinals = {fold_line(word): day for day, spellings in data.ordinal_days.items() for word in spellings}
    agencies = {fold_line(spelling): name for name, others in data.agencies.items() for spelling in (name, *others)}
    agencies |= {spelt: name for spelling, name in agencies.items() for spelt in _with_marks(spelling)}
    month, hijri, half = alternatives(months), alternatives(hijri_months), alternatives(halves)
    long_half = alternatives(word for word in halves if len(word) > 2 or word.isascii())
    day, year = r"0?(?P<day>\d{1,2})", r"(?P<year>(?:19|20)\d{2})"
    second_name = (
        rf"(?:(?:\s?[/(\-–،,]\s?|\s)(?:{month})(?![^\W\d_])\)?)?"  # «يوليو/ تموز», «يوليو (تموز)», «يوليو تموز»
    )
    twin = second_name.replace(f"(?:{month})", f"(?P<twin>{month})")
    gap, loose_gap = r"[\s,،./\-]{1,3}", r"[\s,،./\-]{0,3}"  # «9مايو2024» needs none
    labels = list(map(" ".join, product(data.publish_words, data.publish_joints)))
    every_word = [*weekdays, *data.date_words, *labels, *data.before_clocks]
    word = rf"(?<![^\W_])(?:{alternatives(every_word)})(?![^\W_])"
    weekday = alternatives(weekdays)
    label_end = r"\s{0,2}[:|：]\s{0,2}"
    return MetadataWords(
        months=months,
        hijri_months=hijri_months,
        clock_halves=halves,
        agencies=agencies,
        agency_signs={fold_line(word): name for name, signs in data.agency_signs.items() for word in signs},
        letter_leads=tuple(map(fold_line, data.letter_leads)),
        reporters=tuple(map(fold_line, data.reporters)),
        role=re.compile(rf"\s{{1,3}}(?:{alternatives(data.roles)})(?:\s{{1,3}}[^\W\d_]+){{0,3}}$"),
        given_names=frozenset(map(fold_line, data.given_names)),
        paper_ends=frozenset(map(fold_line, data.paper_ends)),
        weak_agencies=frozenset(map(fold_line, data.weak_agencies)),
        generic_agencies=frozenset(data.generic_agencies),
        zones={fold_line(place): ZoneInfo(zone) for place, zone in data.zones.items()},
        zone_hours={letters.lower(): timezone(timedelta(hours=hours)) for letters, hours in data.zone_hours.items()},
        zone_letters=re.compile(rf"\s?\(?({'|'.join(sorted(data.zone_hours))})(?![^\W_])", re.IGNORECASE),
        calendar=frozenset(weekdays) | common.keys(),
        written_date=re.compile(
            rf"(?<!\d){day}(?:st|nd|rd|th)?{loose_gap}(?:(?:من|of)\s)?(?P<month>{month}){twin}{loose_gap}{year}(?!\d)",
            re.IGNORECASE,
        ),
        english_date=re.compile(
            rf"(?<![^\W\d_])(?P<month>{month}){gap}{day}(?:st|nd|rd|th)?\s?[,،]?\s{{1,2}}{year}(?!\d)", re.IGNORECASE
        ),
        ordinal_days=ordinals,
        unnamed=frozenset(map(fold_line, (*data.before_dates, *weekdays, *data.date_words))),
        ordinal_date=re.compile(
            rf"(?<![^\W_])(?P<day>{alternatives(ordinals)})\sمن\s(?:شهر\s)?(?P<month>{month}){twin}{gap}"
            rf"(?:عام\s|سنه\s)?{year}(?!\d)"
        ),
        counted=re.compile(
            rf"(?<![^\W_])(?:{alternatives(data.issue_labels)})(?:\s{{0,2}}[:#(]{{0,2}}\s?\d{{1,6}}\)?(?![\d/\-.])"
            rf"|(?:\s(?:و?ال[^\W\d_]{{3,8}}|عشره?)(?![^\W\d_])){{1,3}})|"
            rf"(?<![^\W_])(?:\d{{1,7}}\s)?(?:{alternatives(data.counted)})(?![^\W_])(?:\s?:?\s?\d{{1,7}})?"
        ),
        document_label=re.compile(rf"(?:{alternatives(data.document_labels)})\s{{0,2}}[:/]"),
        unix_date=re.compile(
            rf"(?<![^\W\d_])(?P<month>{month})\s{{1,2}}{day}\s"
            rf"(?P<clock>\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s(?:[A-Z]{{2,5}}|[+\-]\d{{4}}))?)\s{year}(?!\d)",
            re.IGNORECASE,
        ),
        year_first_date=re.compile(rf"(?<!\d){year}{gap}(?P<month>{month}){twin}{gap}{day}(?![\d:])", re.IGNORECASE),
        clock_first_date=re.compile(
            rf"(?<![\d:]){day}\s(?P<clock>\d{{1,2}}:\d{{2}}){gap}{year}{gap}(?P<month>{month}){twin}(?![^\W\d_])",
            re.IGNORECASE,
        ),
        short_date=re.compile(
            rf"(?<!\d){day}(?P<joint>[-/])(?P<month>{month})(?P=joint)(?P<year>\d{{2}})(?!\d)", re.IGNORECASE
        ),
        hijri_date=re.compile(
            rf"(?<!\d){day}{gap}(?:من\s)?(?:شهر\s)?(?P<month>{hijri}){gap}(?:عام\s)?(?P<year>1[34]\d{{2}})(?!\d)",
            re.IGNORECASE,
        ),
        day_and_month=re.compile(rf"(?<!\d)\d{{1,2}}{gap}(?:{month}|{hijri})(?![^\W\d_]){second_name}", re.IGNORECASE),
        clock=re.compile(
            rf"(?:(?<![^\W_])(?P<before>{half})\s{{0,2}})?(?<![\d:.+])(?P<hour>\d{{1,2}})(?P<joint>[:.h])(?P<minute>\d{{2}})"
            rf"(?::(?P<second>\d{{2}})(?:\.\d{{1,9}})?)?(?!\d)(?:\s{{0,2}}(?P<half>{half})(?![^\W\d_]))?",
            re.IGNORECASE,
        ),
        hour=re.compile(
            rf"(?:الساعه\s|(?=\d{{1,2}}\s(?:{long_half})(?![^\W\d_])))(?<![\d:./\-])(?P<hour>\d{{1,2}})(?!\d)"
            rf"(?:\sو\s?(?P<minute>\d{{2}})(?:\sدقيقه)?)?(?:\s{{0,2}}(?P<half>{half})(?![^\W\d_]))?",
            re.IGNORECASE,
        ),
        publish_label=re.compile(_label([*data.publish_labels, *labels]), re.IGNORECASE),
        update_label=re.compile(_label(data.update_labels), re.IGNORECASE),
        weekday=re.compile(rf"(?<![^\W_])(?:{weekday})(?![^\W_])", re.IGNORECASE),
        weekdays=every_weekday,
        weekday_before=re.compile(rf"(?<![^\W_])({alternatives(every_weekday)})[\s،,.:|\-–]{{0,4}}$", re.IGNORECASE),
        byline_start=re.compile(rf"(?:{alternatives(data.byline_labels)})(?![^\W_])", re.IGNORECASE),
        credit_word=re.compile(alternatives(data.credits)),
        credit=re.compile(rf"(?<![^\W\d_])و?(?:{alternatives(data.credits)})\s{{0,2}}[:\-–/].{{2,40}}$"),
        credit_between=re.compile(rf"\(\s?(?:{alternatives(data.credits)})\s{{0,2}}[:\-–/][^()]{{2,40}}\)"),
        date_line_word=re.compile(
            rf"(?<!\d)\d{{1,2}}{gap}(?:{hijri}){gap}1[34]\d{{2}}(?!\d)"
            rf"|(?<!\d)\d{{1,2}}\s?([-/.])\s?\d{{1,2}}\s?\1\s?1[34]\d{{2}}(?!\d)|{word}",
            re.IGNORECASE,
        ),
        relative=re.compile(
            rf"(?:{alternatives(data.relative)})\s(?:\d{{1,3}}\s)?(?:{alternatives(data.relative_units)})"
            r"(?:\s\d{1,3}(?![\d:./-]))?"  # «منذ ساعة 16», as scripts turn it round
        ),
        zone_phrase=re.compile(  # «بتوقيت القدس», «17:51 (مكة المكرمة)»
            rf"(?:بتوقيت\s|(?:(?<=:\d\d)|(?<=:\d\d\s))\(\s?)({alternatives(data.zones)})"
            r"(?:\s(?:المحتله|المحليه|المكرمه))?\)?"
        ),
        source_line=re.compile(rf"(?:{alternatives(data.source_labels)}){label_end}(.{{1,80}})", re.IGNORECASE),
        source_label=alternatives(data.source_labels),
        keyword_line=re.compile(rf"(?:{alternatives(data.keyword_labels)}){label_end}(.{{0,2000}})", re.IGNORECASE),
        sure_keyword_line=re.compile(
            rf"(?:{alternatives(data.sure_keyword_labels)})(?:{label_end}|\s)(.{{0,2000}})", re.IGNORECASE
        ),
        sure_keyword_labels=frozenset(map(fold_line, data.sure_keyword_labels)),
        byline=re.compile(
            rf"(?:{alternatives(data.byline_labels)})\s{{0,2}}[:\-–|/]\s{{0,2}}(.{{2,60}})", re.IGNORECASE
        ),
        agency=rf"(?<![^\W\d_])(?:{alternatives(agencies)})(?![^\W_])",
    )


def is_called_as_papers(name: str) -> bool:
    """Whether some words are two and more that end as names of papers and sites do: «صدى نيوز»."""
    words = name.split()
    return len(words) > 1 and words[-1] in metadata_words().paper_ends


def begins_as_a_person(name: str) -> bool:
    """Whether the first of some words is a name that people are given."""
    return name.split()[0] in metadata_words().given_names
