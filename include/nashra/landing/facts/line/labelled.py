"""Lines whose label says what they are: sources, writers, keywords."""

import re
from datetime import tzinfo

from nashra.landing.facts.dates import find_date
from nashra.landing.facts.line.agencies import BESIDE_AGENCIES, agency_name, in_brackets, one_agency
from nashra.landing.facts.line.dates_alone import SECTION
from nashra.landing.facts.line.marks import FIRST_WORD, NUMBERS, SENTENCE_MARK
from nashra.landing.facts.line.verdict import PLAIN, Span, Verdict
from nashra.landing.facts.metadata_words import MetadataWords, metadata_words
from nashra.landing.facts.place_names import place_names, places_at

_LABEL_END = re.compile(r"[:|：\-–/]")
_MARKS_BESIDE = 2  # bars around such a name, which count as words
_PLACE_LAST = re.compile(r"[-–—/(]\s?([^\W\d_]+(?:\s[^\W\d_]+){0,2})\s?\)?[\s:.]{0,3}$")
_JOINED_NAME = re.compile(r"\s{0,2}[-–—/]\s{0,2}[^\W\d_]")
_SEPARATED = re.compile(r"\s*[,،|#؛;\n•·]+\s*|\s{3,}|\s+-\s+")


def labelled(line: str, words: MetadataWords, zone: tzinfo) -> Verdict | None:
    """«المصدر: …», «كلمات دلالية: …», «بقلم: …»: the label says what the rest is, if it is short enough. With the
    day and the place that a source or a writer has behind it."""
    verdict = _by_label(line, words)
    if verdict and verdict.kind == "agency" and NUMBERS.search(line):
        return _without_date(verdict, line, zone)
    if verdict and verdict.kind == "byline":
        return _with_its_place(_with_its_day(verdict, line, words, zone), line)
    return verdict


def _by_label(line: str, words: MetadataWords) -> Verdict | None:
    if match := words.sure_keyword_line.fullmatch(line) or words.keyword_line.fullmatch(line):
        # Prose after a label such as «سمات:» is a list of traits in an article, not of keywords.
        if not SENTENCE_MARK.search(match[1].rstrip(". ")):
            return Verdict("keywords", match.span(1))
    elif not _LABEL_END.search(line):  # most lines
        return None
    elif match := words.source_line.fullmatch(line):
        name = match[1].strip(" .+|")
        if len(name.split()) <= 6 and not SENTENCE_MARK.search(name):
            start = match.start(1) + match[1].index(name) if name else match.start(1)
            places = _place_of(line, start, start + len(name))
            if places and name.split()[-1] in BESIDE_AGENCIES:
                return None  # «المصدر: القاهرة - خاص»
            return Verdict("agency", (start, start + len(name)), places=places, agency=agency_name(name, words))
    elif (
        (match := words.byline.fullmatch(line))
        and len(match[1].split()) <= 6
        and not SENTENCE_MARK.search(match[1].rstrip(": "))
    ):
        return Verdict("byline", match.span(1))
    return None


def _without_date(verdict: Verdict, line: str, zone: tzinfo) -> Verdict:
    """The source of a line that goes on with a date: «المصدر: صحيفة الضحى | 2024-05-09»."""
    start, end = verdict.value
    found = find_date(line[start:end], zone)
    name = line[start : start + found.start].rstrip(" |-–—/،,•·") if found else ""
    if found and not FIRST_WORD.search(name):  # a label with nothing behind it: «المصدر: | 5 مايو 2020 | محليات |»
        alone = len(line[start + found.end : end].split()) <= SECTION + _MARKS_BESIDE
        return Verdict("date", (0, len(line)), moment=found.moment, worth=PLAIN) if alone else verdict
    if not found or not name:
        return verdict
    agency = agency_name(name, metadata_words())
    return verdict._replace(value=(start, start + len(name)), agency=agency, moment=found.moment, worth=PLAIN)


def _with_its_day(verdict: Verdict, line: str, words: MetadataWords, zone: tzinfo) -> Verdict:
    """A byline with the date that it ends with, and with the agency where it names one instead of a writer: «كتب:
    رويترز الخميس 04-05-2017 18:43»."""
    start, end = verdict.value
    name = line[start:end]
    if NUMBERS.search(line) and (found := find_date(line, zone)):
        verdict = verdict._replace(moment=found.moment, worth=PLAIN)
        name = line[start : max(start, found.start)]
    credit = in_brackets().search(line)  # «تحرير: سالم أحمد (رويترز)»
    agency = words.agencies[credit[1]] if credit else one_agency(words.weekday.sub(" ", name).strip(" ،,|-–—"), words)
    return verdict._replace(agency=agency) if agency else verdict


def _with_its_place(verdict: Verdict, line: str) -> Verdict:
    """A byline with the known place that it ends with: «كتب - سالم أحمد (صلالة)», «تقرير: سالم أحمد - صلالة»."""
    found = _PLACE_LAST.search(line, verdict.value[0])
    names = place_names()
    if not found or found[1] not in names.places or found[1] in names.weak:
        return verdict
    return verdict._replace(places=found.span(1))


def _place_of(line: str, start: int, end: int) -> Span | None:
    """The place that a source begins with, before its paper or agency: «المصدر: دبي - وام»."""
    found = places_at(line, start)
    behind = _JOINED_NAME.match(line, found.end, end) if found and found.sure else None
    return (found.start, found.end) if found and behind else None


def split_keywords(value: str) -> list[str]:
    """Keywords of a line: between commas, bars, hashes; one of all words where nothing separates them."""
    return [word for part in _SEPARATED.split(value) if (word := part.strip(' .،,-–"«»'))][:50]
