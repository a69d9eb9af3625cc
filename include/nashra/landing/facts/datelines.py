"""Datelines that are part of a line, before its first sentence. Lines come folded and stripped."""

import re
from datetime import tzinfo
from functools import cache

from nashra.landing.facts.dates import find_date
from nashra.landing.facts.line.agencies import BESIDE_AGENCIES, agencies_pattern
from nashra.landing.facts.line.marks import FIRST_WORD, PARAGRAPH, SENTENCE
from nashra.landing.facts.line.verdict import PLAIN, Verdict
from nashra.landing.facts.metadata_words import (
    begins_as_a_person,
    is_called_as_papers,
    metadata_words,
)
from nashra.landing.facts.place_names import Places, place_names, places_at

_LONG = 180  # characters of a first line with a colon behind the place, which a headline may have too


def head_of_line(line: str, *, first: bool, zone: tzinfo) -> Verdict | None:
    """«القاهرة (أ ف ب) - …», «دبي، الإمارات (CNN) -- …», «غزة 15-5-2012 وفا- …»,
    «رويترز- …»; `first`: the text's first line."""
    return (
        _beside_agency(line)
        or _by_agency(line)
        or _by_sign(line)
        or _placed(line, first, zone)
        or _unlisted(line, zone)
    )


def _placed(line: str, first: bool, zone: tzinfo) -> Verdict | None:
    """Known places at the beginning of a paragraph, with what datelines have behind them, up to a dash or colon."""
    words, begin = metadata_words(), 0
    found = places_at(line)
    if found and not first and (dated := _place_and_day(line, found, zone)):
        return dated
    if len(line) < (PARAGRAPH if first else SENTENCE):
        return None
    if found is None and (match := _paper_before().match(line)):  # «سبق - جدة: …»
        begin, found = match.end(), places_at(line, match.end())
        if found and not (line[found.end :].lstrip().startswith(":") or _has_its_writer(line, match[0], found)):
            return None
    if found is None:
        return None
    end = found.end
    day = _day_behind().match(line, end)
    close = _close().match(line, day.end() if day else end)
    if close is None and day and len(_YEAR.findall(day[0])) > 1:
        close = _agency_next().match(line, day.end())  # «الرياض 3 محرم 1440 هـ الموافق 13 سبتمبر 2018 م واس …»
    agency = close and (agencies_pattern().search(line, end, close.end()) or _named_next().match(line, close.end()))
    colon = close is not None and close[0].strip() == ":"
    if colon and len(line) < (_LONG if first else PARAGRAPH):
        return None  # a headline
    if not close or not (found.sure or agency or day):
        return None
    following = FIRST_WORD.search(line, close.end(), close.end() + 20)
    if following is None or following[0] in place_names().sentence_goes_on:
        return None
    moment = find_date(line[end : close.end()], zone) if day else None
    return Verdict(
        "dateline", (begin, close.end()), whole=False, start=0, end=close.end(), places=(found.start, end),
        agency=words.agencies[agency[agency.re.groups]] if agency else None,
        moment=moment.moment if moment else None, worth=PLAIN,
    )  # fmt: skip


def _has_its_writer(line: str, paper: str, found: Places) -> bool:
    """«صدى نيوز - الخرطوم - سالم أحمد: …»: behind a paper's place a writer, where one of the two is known."""
    writer = _WRITER_NEXT.match(line, found.end)
    return writer is not None and (begins_as_a_person(writer[1]) or is_called_as_papers(paper.strip('"«»()-–—/ ')))


_WRITER_NEXT = re.compile(r"\s?[-–—ـ/]\s?([^\W\d_]{2,12}(?:\s[^\W\d_]{2,12}){1,3})\s?:")


@cache
def _named_next() -> "re.Pattern[str]":
    """An agency behind a dash, with a bracket, a dash or a colon behind it; a paper or a writer may stand between."""
    name = r"[(«\"]?[^\W\d_]{2,15}(?:[»\")]?\s[^\W\d_]{2,15}){0,2}[»\")]?"
    between = rf"(?:{name}\s{{0,2}}[-–—/،,]\s{{0,2}}){{0,2}}"
    return re.compile(rf"{between}[\s،,(«\"]{{0,4}}({metadata_words().agency})\s?(?:\)|[»\"]?\s?[\-–—:])")


def _place_and_day(line: str, found: Places, zone: tzinfo) -> Verdict | None:
    """«رام الله 27-3-2012 وفا - سالم أحمد», a line of its own, however it ends; «عمان 3 كانون الثاني (بترا)»."""
    day = _day_behind().match(line, found.end)
    date = find_date(line[found.end : day.end()], zone) if day else None
    if not day or len(line) > SENTENCE or not (date or _only_agency().fullmatch(line, day.end())):
        return None
    agency = agencies_pattern().search(line, day.end())
    return Verdict(
        "dateline", (0, len(line)), whole=False, start=0, end=len(line), places=(found.start, found.end),
        agency=metadata_words().agencies[agency[0]] if agency else None,
        moment=date.moment if date else None, worth=PLAIN,
    )  # fmt: skip


@cache
def _only_agency() -> "re.Pattern[str]":
    return re.compile(rf"[\s/(\-–—:]{{0,4}}(?:{metadata_words().agency})[\s/)\-–—:]{{0,4}}")


@cache
def _agency_next() -> "re.Pattern[str]":
    return re.compile(rf"\s{{0,2}}(?:{metadata_words().agency})\s{{1,3}}(?=[\u0621-\u064a])")


@cache
def _paper_before() -> "re.Pattern[str]":
    return re.compile(r"[\"«(]?[^\W\d_]+(?:\s[^\W\d_]+){0,3}[\"»)]?\s{0,2}[-–—/]\s{0,2}")


@cache
def _day_behind() -> "re.Pattern[str]":
    """A date behind a place, with or without its year and with its twin of the other calendar."""
    one = _day(r"(?:[\s،,]{1,2}\d{4})?")
    short = r"\d{1,2}\s?-\s?\d{1,2}(?=\s?\()"  # «الكويت - 3 - 1 (كونا)»
    return re.compile(rf"\s{{0,2}}[-–—،,/(]?\s{{0,2}}(?:(?:في\s)?{one}(?:{_TWIN}{one}\)?)?|{short})", re.IGNORECASE)


@cache
def day_in_full() -> "re.Pattern[str]":
    """A date with its year, and as group `twin` the same day in the other calendar."""
    one = _day(r"[\s،,]{1,2}\d{4}(?!\d)")
    return re.compile(rf"(?:في\s)?{one}(?P<twin>{_TWIN}{one}\)?)?", re.IGNORECASE)


def is_place_and_both_days(line: str) -> bool:
    """Whether a line is a known place with its day in both calendars, a word or two behind at most, and nothing else:
    «الرياض 28 صفر 1445 هـ الموافق 13 سبتمبر 2023 م واس»."""
    if len(_YEAR.findall(line)) < 2 or (found := places_at(line)) is None:
        return False  # most lines have no two years: their places need not be looked for
    gap = len(line) - len(line[found.end :].lstrip(_GAP))
    day = day_in_full().match(line, gap)
    return bool(day and day["twin"] and _FEW_WORDS.fullmatch(line, day.end()))


_YEAR, _GAP = re.compile(r"\d{4}"), " \t،,-–—/"
_FEW_WORDS = re.compile(r"[\s\-–—/]*(?:[^\W\d_]+\s*){0,2}")
_TWIN = r"\s?(?:الموافق|\(|/|-)\s?"


def _day(year: str) -> str:
    """A pattern's text for a day in numbers, or in words and then its `year`, with the calendar's letter."""
    words = metadata_words()
    numbers = r"\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{4}|\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}"
    mark = r"(?:\s?(?:هـ|ه|هجريه|م|ميلاديه)(?![^\W\d_]))?"
    return rf"(?:(?:{words.weekday.pattern})[\s،,]{{0,2}})?(?:{numbers}|{words.day_and_month.pattern}{year}){mark}"


@cache
def _close() -> "re.Pattern[str]":
    """What stands between places and prose: a bracket or quotation marks with an agency or a paper, dashes, a colon."""
    named = r"[^\W\d_]+[^\n()«»\":]{0,28}"
    agency = metadata_words().agency
    return re.compile(
        rf"\s{{0,2}}(?:[-–—/ـ]\s{{0,2}})?(?:\(\s?{named}\)|«{named}»|\"{named}\"[^\W\d_]{{0,4}}(?:\s[^\W\d_]{{2,4}})?)"
        rf"\s{{0,2}}[-–—ـ:/]{{1,3}}\s{{0,2}}(?:[^-–—:\n.]{{2,24}}[-–—:]\s)?"
        rf"|\s{{0,2}}[-–—/]?\s{{0,2}}(?:{agency})\s{{0,2}}[-–—ـ:/]{{1,3}}\s{{0,2}}"
        rf"|\s{{0,2}}(?:[-–—ـ]\s{{0,2}}){{1,3}}(?:[،,]\s?)?|\s{{0,2}}:\s{{0,2}}"
        rf"|\s{{1,2}}/\s{{1,2}}|\s{{0,2}}/\s{{0,2}}[^\W\d_][^:\-–/.،]{{1,24}}[:\-–/]\s{{0,2}}(?:\.\.\s)?",
        re.IGNORECASE,
    )


def _by_agency(line: str) -> Verdict | None:
    """«رويترز- قال …»: an agency and a dash before the first sentence of a paragraph."""
    if len(line) < PARAGRAPH or not (match := _agency_first().match(line)):
        return None
    words = metadata_words()
    if match[1] in words.weak_agencies:
        return None
    return Verdict(
        "dateline", (0, match.end(1)), whole=False, start=0, end=match.end(), agency=words.agencies[match[1]]
    )


@cache
def _agency_first() -> "re.Pattern[str]":
    return re.compile(rf"({metadata_words().agency})\s{{0,2}}[-–—:/]{{1,2}}\s{{1,2}}(?=[\u0621-\u064a])")


def _by_sign(line: str) -> Verdict | None:
    """«وطنية - صيدا - …», «وطنية - قال …»: an agency by the word that its own texts begin with."""
    if not line.startswith(_first_signs()) or len(line) < PARAGRAPH or (match := _signs().match(line)) is None:
        return None
    found = places_at(line, match.end())
    close = found and _SIGNED.match(line, found.end)
    return Verdict(
        "dateline", (0, match.end(1)), whole=False, start=0, end=close.end() if close else match.end(),
        places=(found.start, found.end) if found and close else None, agency=metadata_words().agency_signs[match[1]],
    )  # fmt: skip


_SIGNED = re.compile(r"\s?[-–—:]\s?")


@cache
def _first_signs() -> tuple[str, ...]:
    return tuple(metadata_words().agency_signs)


@cache
def _signs() -> "re.Pattern[str]":
    signs = "|".join(map(re.escape, metadata_words().agency_signs))
    return re.compile(rf"({signs})\s?[-–—]\s?(?=[\u0621-\u064a])")


def _unlisted(line: str, zone: tzinfo) -> Verdict | None:
    """«سيلا، 12 مايو (رويترز) - …», «سيلا في 12 مايو /قنا/ …»: beside a day and an agency a place need not be known."""
    # Most lines have neither mark so near: that is seen many times sooner.
    if line.find("(", 0, _DATED) < 0 and line.find("/", 0, _DATED) < 0:
        return None
    match = _day_and_agency().match(line, 0, _OPENING) if _MAY_BE_DATED.match(line) else None
    if match is None or match["place"].split()[0] in metadata_words().calendar:
        return None
    moment = find_date(match["day"], zone)
    return Verdict(
        "dateline", (0, match.end()), whole=False, start=0, end=match.end(), places=match.span("place"),
        agency=metadata_words().agencies[match["agency"] or match["second"]],
        moment=moment.moment if moment else None, worth=PLAIN,
    )  # fmt: skip


_OPENING = 140  # characters of a line in which its dateline stands
_DATED = 70  # ... and the agency behind its place and day
_MAY_BE_DATED = re.compile(r"[^\W\d_]{2,15}(?:\s[^\W\d_]{2,15}){0,3}\s{0,2}[-–—،,/]?\s{0,2}\d")


@cache
def _day_and_agency() -> "re.Pattern[str]":
    place = r"[^\W\d_]{2,15}(?:\s(?!في\s)[^\W\d_]{2,15}){0,2}"
    day, agency = _day(r"(?:[\s،,]{1,2}\d{4})?"), metadata_words().agency
    return re.compile(
        rf"(?P<place>{place})\s{{0,2}}[-–—،,/]?\s{{0,2}}(?:في\s)?(?P<day>{day})\s{{0,2}}[-–—،,]?\s{{0,2}}"
        rf"(?:\(\s?(?P<agency>{agency})\s?\)|/\s?(?P<second>{agency})\s?/)\s{{0,2}}[-–—ـ:]{{0,3}}\s",
        re.IGNORECASE,
    )


def _beside_agency(line: str) -> Verdict | None:
    """«القاهرة (أ ف ب) - …», «موسكو - رويترز: …»: beside an agency the place need not be known."""
    opening = line[:_OPENING]
    # Most lines have no mark behind their first words: that is seen many times sooner.
    match = _glued().match(opening) if _may_be_glued().match(opening) else None
    if not match:
        return None
    words = metadata_words()
    agency = next(match[group] for group in ("a1", "a2", "a3", "a4", "a5") if match[group])
    group = next((group for group in ("place", "place2", "place4", "place5") if match[group]), None)
    place, span = (match[group], match.span(group)) if group else ("", None)
    known = bool(place) and all(p.strip(" ()") in place_names().places for p in re.split(r"[/،,]", place))
    closed = bool((match["end"] or "").strip())
    if not known and (words.agencies[agency] in words.generic_agencies or place in BESIDE_AGENCIES):
        span = None
    if not (known or closed) or (agency in words.weak_agencies and not known):
        return None
    behind = line[match.end() :].split()
    named: str | None = words.agencies[agency]
    if span and not closed and len(behind) == 1 and behind[0] not in BESIDE_AGENCIES:
        named = None  # «واشنطن - سبأ الجديدة», a paper that is called after an agency
    return Verdict(
        "dateline", (0, len(match[0].rstrip())), whole=False, start=0, end=match.end(), places=span, agency=named
    )


@cache
def _may_be_glued() -> "re.Pattern[str]":
    """What each branch of `_glued` begins with."""
    name = r"[^\W\d_]{2,15}(?:\s[^\W\d_]{2,15}){0,2}"
    return re.compile(rf"{name}\s{{0,2}}[(/،\-–—ـ]|\(|{metadata_words().agency}")


@cache
def _glued() -> "re.Pattern[str]":
    name = r"[^\W\d_]{2,15}(?:\s[^\W\d_]{2,15}){0,2}(?:\s?\([^\W\d_]{2,15}\))?"
    places = rf"{name}(?:\s?[/،]\s?{name}){{0,5}}"
    a = metadata_words().agency
    return re.compile(
        rf"(?:(?P<place>{places})\s{{0,2}}(?:[\-–—ـ]\s?)?\(\s?(?P<a1>{a})(?:\s?[-–—،,/و]\s?{a}){{0,3}}\s?\)"
        rf"|(?P<place2>{places})\s{{0,2}}[\-–—ـ]\s{{0,2}}(?P<a2>{a})"
        rf"|(?P<place5>{name})\s?/\s?{name}\s?/\s?(?P<a5>{a})(?=\s?[:\-])"
        rf"|\(\s?(?P<a3>{a})\s?\)"
        rf"|(?P<a4>{a})\s{{0,2}}[\-–—ـ]\s{{0,2}}(?P<place4>{name}))"
        r"(?P<end>\s{0,2}[\-–—ـ:]{1,2})?\s"
    )
