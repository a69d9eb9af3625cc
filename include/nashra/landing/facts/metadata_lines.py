"""What a single line is: the judgements behind `metadata`. Lines come folded, stripped and in lower case."""

import re
from datetime import datetime, tzinfo
from functools import cache
from itertools import starmap
from typing import NamedTuple

from nashra.landing.facts.dates import find_date, parse_moment
from nashra.landing.facts.metadata_words import MetadataWords, is_called_as_papers, metadata_words
from nashra.landing.facts.place_names import place_names, places_at
from nashra.source_registry import known_source

Span = tuple[int, int]


class Verdict(NamedTuple):
    """A line, or a part of it, that is metadata. Spans are in the folded line."""

    kind: str
    value: Span
    whole: bool = True
    start: int = 0
    end: int = 0
    places: Span | None = None
    agency: str | None = None
    moment: datetime | None = None  # aware, on the clock that the line names
    worth: int = 0  # of the moment: which of several dates is that of publication


_DASH = r"[\-–—ـ−:/|،]"
_LABEL_END = re.compile(r"[:|：\-–/]")
_EMAIL_LINE = re.compile(
    r"(?:e?-?mail|البريد الالكتروني|بريد)?[\s:]{0,3}[\w.+\-]{2,40}@[\w\-]{2,40}(?:\.[\w\-]{2,20}){1,3}"
)
_JOINT = re.compile(rf"{_DASH}|[()]")
_PART_ENDS = re.compile(rf"\s{{0,3}}{_DASH}+\s{{0,3}}|\s{{0,2}}[()]\s{{0,2}}|$")
_BEFORE_CAPTIONS_AGENCY = re.compile(r"[(/\-–—]")
FIRST_WORD = re.compile(r"\w+")
BESIDE_AGENCIES = frozenset({"و", "خاص", "متابعات", "نقلا", "عن", "المصدر", "وكاله", "للانباء", "بتصرف", "عواصم"})
_OF_AGENCIES = frozenset({"عربي", "العربيه", "بالعربيه", "للانباء"})  # words behind an agency's name
_CREDITS = 100  # characters of a line that says who wrote a text
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_HIJRI_YEAR = re.compile(r"(?<!\d)1[34]\d{2}(?!\d)")
_LATIN = re.compile("[a-z]")
_BUTTONS = re.compile(r"(?:[a-z]+\s)+(?=[\u0621-\u064a])")
_INITIALS = re.compile(r"(?<!\w)([^\W\d_])-([^\W\d_])-([^\W\d_])(?!\w)")
_SEVERAL = re.compile(r"\s?[+()،,|]\s?|\s[-–—/]\s")  # between the sources of a text
_SECTION = 3  # words of a section's name before a date and a clock
_MARKS_BESIDE = 2  # bars around such a name, which count as words
_CREDITED = re.compile(r"\W*\([^()]{2,40}\)\W*")  # what is left of «5-4-2024 الساعة 4:30 م (واحة نت - خاص)»
SENTENCE_MARK = re.compile(r"[.!?؟؛…]")
_OFFSETS = re.compile(r"\(?[+\-]\d{1,2}(?::?\d{2})?\)?(?!\d)")
_ADDRESS = re.compile(r"\s{1,3}https?://\S{4,500}$")  # behind a date
_SPACED_DAY = re.compile(r"(?:19|20)\d\d \d\d \d\d")  # a line of its own
_STAMP = re.compile(  # as machines write a moment: 2025-11-09T19:11+0000
    r"\d{4}-\d\d-\d\dt\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?\s?(?:z|[+-]\d\d:?\d\d)?", re.IGNORECASE
)
_CLOCK_LIKE = re.compile(r"\d[:.hH]\d\d")  # what every clock has, and few other numbers
NUMBERS = re.compile(r"\d{1,4}")
_LETTERS = re.compile(r"[^\W_]")
_JOINED = 2  # characters between two places, at the most; an agency between them has more
_NAME = re.compile(r"[^\W\d_]{3}")  # what a name has, and initials have not
_PUNCTUATION = re.compile(r"[^\w\s]+")
_SEPARATED = re.compile(r"\s*[,،|#؛;\n•·]+\s*|\s{3,}|\s+-\s+")


UPDATED, PLAIN, CLOCKED, PUBLISHED = range(4)
"""Worths of a date, the least first."""


def whole_line(line: str, *, in_head: bool, first: bool, zone: tzinfo) -> Verdict | None:
    """What the line as a whole is, None when it is not metadata (or may not be)."""
    words = metadata_words()
    if line.count("-") > 1:
        line = _INITIALS.sub(r"\1 \2 \3", line)  # as many characters: a dash parts places and agencies
    if line.count("_") == 1 and "#" not in line and (" " in line or line.partition("_")[2] in words.agencies):
        line = line.replace("_", "-")  # «سالم أحمد_الدمام», «عمان_بترا»; a hashtag is one word, or has more of them
    if "," in line and not _LATIN.search(line):
        line = line.replace(",", "،")
    verdict = _labelled(line, words)
    if verdict and verdict.kind == "agency" and NUMBERS.search(line):
        verdict = _without_date(verdict, line, zone)
    if verdict and verdict.kind == "byline":
        verdict = _with_its_place(_with_its_day(verdict, line, words, zone), line)
    verdict = verdict or _date(line, words, zone) or _agency_only(line, words)
    if verdict is None and "@" in line and _EMAIL_LINE.fullmatch(line):
        verdict = Verdict("contact", (0, len(line)))
    if verdict is None and not first:
        verdict = _dateline(line, words, in_head) or _caption(line, words, zone, in_head)
    elif verdict is None:
        verdict = _place_and_agency(line, words)
    if verdict and verdict.kind == "dateline" and verdict.moment is None and NUMBERS.search(line):
        found = find_date(line, zone)
        verdict = verdict._replace(moment=found.moment, worth=PLAIN) if found else verdict
    return verdict


def starts_without_marks() -> frozenset[str]:
    """What every line begins with that `whole_line` says something of, though it has neither a number nor a mark
    between its words."""
    words = metadata_words()
    relative = map(str.strip, _relative_starts())
    return frozenset((*words.sure_keyword_labels, *words.agencies, *BESIDE_AGENCIES, *relative))


def _without_date(verdict: Verdict, line: str, zone: tzinfo) -> Verdict:
    """The source of a line that goes on with a date: «المصدر: صحيفة الضحى | 2024-05-09»."""
    start, end = verdict.value
    found = find_date(line[start:end], zone)
    name = line[start : start + found.start].rstrip(" |-–—/،,•·") if found else ""
    if found and not FIRST_WORD.search(name):  # a label with nothing behind it: «المصدر: | 5 مايو 2020 | محليات |»
        alone = len(line[start + found.end : end].split()) <= _SECTION + _MARKS_BESIDE
        return Verdict("date", (0, len(line)), moment=found.moment, worth=PLAIN) if alone else verdict
    if not found or not name:
        return verdict
    agency = _agency_name(name, metadata_words())
    return verdict._replace(value=(start, start + len(name)), agency=agency, moment=found.moment, worth=PLAIN)


def _with_its_day(verdict: Verdict, line: str, words: MetadataWords, zone: tzinfo) -> Verdict:
    """A byline with the date that it ends with, and with the agency where it names one instead of a writer: «كتب:
    رويترز الخميس 04-05-2017 18:43»."""
    start, end = verdict.value
    name = line[start:end]
    if NUMBERS.search(line) and (found := find_date(line, zone)):
        verdict = verdict._replace(moment=found.moment, worth=PLAIN)
        name = line[start : max(start, found.start)]
    credit = _in_brackets().search(line)  # «تحرير: سالم أحمد (رويترز)»
    agency = words.agencies[credit[1]] if credit else _one_agency(words.weekday.sub(" ", name).strip(" ،,|-–—"), words)
    return verdict._replace(agency=agency) if agency else verdict


def place_of_a_source(line: str) -> Verdict | None:
    """«واس – جدة», «الرياض - "الضحى"»: a place beside an agency or a paper in quotation marks and nothing else. Such a
    line is no headline even where it is a text's first."""
    if len(line.split()) > _SOURCED or ":" in line.rstrip(": "):
        return None
    verdict = _dateline(line, metadata_words(), in_head=True)
    if verdict is None or verdict.places is None or not (verdict.agency or _QUOTED.search(line)):
        return None
    return verdict if place_names().places.intersection(map(line.__getitem__, starmap(slice, _parts(line)))) else None


_SOURCED, _QUOTED = 8, re.compile('[«»"]')  # words of such a line, at the most; marks of a paper's name


def _with_its_place(verdict: Verdict, line: str) -> Verdict:
    """A byline with the known place that it ends with: «كتب - سالم أحمد (صلالة)», «تقرير: سالم أحمد - صلالة»."""
    found = _PLACE_LAST.search(line, verdict.value[0])
    names = place_names()
    if not found or found[1] not in names.places or found[1] in names.weak:
        return verdict
    return verdict._replace(places=found.span(1))


_PLACE_LAST = re.compile(r"[-–—/(]\s?([^\W\d_]+(?:\s[^\W\d_]+){0,2})\s?\)?[\s:.]{0,3}$")


def _labelled(line: str, words: MetadataWords) -> Verdict | None:
    """«المصدر: …», «كلمات دلالية: …», «بقلم: …»: the label says what the rest is, if it is short enough."""
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
            return Verdict("agency", (start, start + len(name)), places=places, agency=_agency_name(name, words))
    elif (
        (match := words.byline.fullmatch(line))
        and len(match[1].split()) <= 6
        and not SENTENCE_MARK.search(match[1].rstrip(": "))
    ):
        return Verdict("byline", match.span(1))
    return None


def _place_of(line: str, start: int, end: int) -> Span | None:
    """The place that a source begins with, before its paper or agency: «المصدر: دبي - وام»."""
    found = places_at(line, start)
    behind = _JOINED_NAME.match(line, found.end, end) if found and found.sure else None
    return (found.start, found.end) if found and behind else None


_JOINED_NAME = re.compile(r"\s{0,2}[-–—/]\s{0,2}[^\W\d_]")


def _agency_name(text: str, words: MetadataWords) -> str | None:
    """The agency that a source is, or the first of several: «رويترز + وكالات», «وكالة الأنباء الفرنسية (أ ف ب)»."""
    if found := _one_agency(text, words):
        return found
    parts = _SEVERAL.split(text)
    return next((name for part in parts if (name := _one_agency(part, words))), None) if len(parts) > 1 else None


def _one_agency(text: str, words: MetadataWords) -> str | None:
    bare = text.strip("()[]«»\"' .:+-–—|")
    first, _, last = bare.rpartition(" ")
    found = words.agencies.get(text) or words.agencies.get(bare)
    return found or (words.agencies.get(first) if last in _OF_AGENCIES else None)


def _date(line: str, words: MetadataWords, zone: tzinfo) -> Verdict | None:
    """A line of which nothing is left when dates, clocks, weekdays and their words are taken away."""
    if "://" in line:
        line = _ADDRESS.sub("", line)
    if _SPACED_DAY.fullmatch(line):
        line = line.replace(" ", "-")
    if len(line) > 120 or line[-1] in "،," or not (NUMBERS.search(line) or line.startswith(_relative_starts())):
        return None
    if stamp := parse_moment(line.upper(), zone) if _STAMP.fullmatch(line) else None:
        return Verdict("date", (0, len(line)), moment=stamp, worth=worth_of(line, 0, True))
    found = find_date(line, zone)
    clocked = _CLOCK_LIKE.search(line) is not None and words.clock.search(line) is not None
    if not (found or clocked or words.relative.search(line)):
        return None
    rest = line[: found.start] + " " + line[found.end :] if found else line
    rest, agency = _without_agency(rest, words)
    rest = words.relative.sub(" ", rest)
    rest = words.counted.sub(" ", words.zone_phrase.sub(" ", rest))
    if found and (source := words.source_line.search(rest)) and len(source[1].split()) <= 4:  # «2020-05-05 - المصدر: …»
        rest, agency = rest[: source.start()], agency or _agency_name(source[1].strip(" .+|"), words)
    rest = words.date_line_word.sub(" ", rest)
    rest = words.date_line_word.sub(" ", words.clock.sub(" ", words.hour.sub(" ", rest)))
    rest = _OFFSETS.sub(" ", rest)
    another = find_date(rest, zone)
    if another:
        rest = rest[: another.start] + rest[another.end :]
    left = " ".join(_PUNCTUATION.sub(" ", rest).split())
    moment, worth = (found.moment, worth_of(line, found.start, clocked)) if found else (None, 0)
    if not left:
        return Verdict("date", (0, len(line)), agency=agency, moment=moment, worth=worth)
    if clocked and not found and all(word.isdigit() or word in words.calendar for word in left.split()):
        return Verdict("date", (0, len(line)))  # its parts in an order that says no day: «16 08:45 2023 فيفري»
    if clocked and found and not found.start and _CREDITED.fullmatch(rest):
        return Verdict("date", (0, len(line)), agency=agency, moment=moment, worth=worth)
    if clocked and found and found.start and left.replace(" ", "").isalpha() and len(left.split()) <= _SECTION:
        if not line[: found.start].strip(" |-–—/،,•·:").endswith(left):
            return None
        return Verdict("date", (0, len(line)), moment=moment, worth=worth)  # «عرب وعالم25-9-2021 | 19:42»
    if found and _only_places(left):
        # «لندن، 5 مايو 2023» is where and when; behind a date a place is the head of a page
        at = places_at(line)
        places = (at.start, at.end) if at and at.sure and at.end <= found.start else None
        return Verdict(
            "dateline" if places else "date", (0, len(line)), places=places, agency=agency, moment=moment, worth=worth
        )
    # «جدة 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس»
    if moment and agency and (left in place_names().places or ("الموافق" in line and line.startswith(left))):
        start = line.find(left)
        places = (start, start + len(left))
        return Verdict("dateline", (0, len(line)), places=places, agency=agency, moment=moment, worth=worth)
    if (
        found
        and found.end >= len(line) - 2
        and (match := _published_in().search(line))
        and match.end() <= found.start + 1
    ):
        return Verdict("date", (0, len(line)), moment=moment, worth=PUBLISHED)
    return None


def worth_of(line: str, start: int, clocked: bool) -> int:
    """Of a date that begins at `start` of a line: whether a label says that it is of publication, or of a change."""
    words, before = metadata_words(), line[max(0, start - 60) : start]
    if words.update_label.search(before):
        return UPDATED
    return PUBLISHED if words.publish_label.search(before) else CLOCKED if clocked else PLAIN


def tells_both_calendars(line: str) -> bool:
    """Whether a line has a year of each calendar."""
    return _HIJRI_YEAR.search(line) is not None and _YEAR.search(line) is not None


def tells_no_solar_year(line: str) -> bool:
    """Whether a line has a year of the Hijra, and no other."""
    return _HIJRI_YEAR.search(line) is not None and _YEAR.search(line) is None


def tells_a_time(line: str) -> bool:
    """Whether a line has a clock."""
    return _CLOCK_LIKE.search(line) is not None


def _only_places(text: str) -> bool:
    """Whether a text is places, and countries behind them, and nothing else."""
    found, countries = places_at(text), place_names().countries
    return found is not None and (text[found.end :].strip(" ،,") in countries | {""})


@cache
def _relative_starts() -> tuple[str, ...]:
    return ("منذ ", "قبل ")


@cache
def _published_in() -> "re.Pattern[str]":
    """«… نشر في <الصحيفة> يوم <تاريخ>», with the writer glued before it; «نشر المقال في <الصحيفة> بتاريخ <تاريخ>»;
    «<الموقع> نشر في: <تاريخ>»."""
    return re.compile(
        r"^.{0,60}نشر في\s.{1,40}\sيوم\s|^\W{0,3}نشر\s(?:هذا\s)?(?:المقال|الخبر|النص)\sفي\s.{1,40}\s(?:يوم|بتاريخ)\s"
        r"|^\W{0,3}[^.:]{2,40}\sنشرت?\s(?:في|بتاريخ|يوم)\s?:\s?"
    )


def _without_agency(line: str, words: MetadataWords) -> tuple[str, str | None]:
    agency = None
    for match in reversed(list(agencies_pattern().finditer(line))):
        agency = words.agencies[match[0]]
        line = line[: match.start()] + " " + line[match.end() :]
    return line, agency


@cache
def agencies_pattern() -> "re.Pattern[str]":
    return re.compile(metadata_words().agency)


def _agency_only(line: str, words: MetadataWords) -> Verdict | None:
    """«(فرانس برس)», «وكالات», «(رويترز، أ ف ب)», «(وكالات):»."""
    if len(line) > 60:
        return None
    first = FIRST_WORD.search(_YEAR.sub("", line) if line.startswith("©") else line)
    # Most lines begin with another word: that is seen many times sooner than that no agency is anywhere.
    if first is None or not (first[0] in BESIDE_AGENCIES or agencies_pattern().match(first.string, first.start())):
        return None
    rest, agency = _without_agency(line, words)
    if agency is None:
        return None
    left = " ".join(_PUNCTUATION.sub(" ", rest).split())
    if line.startswith("©"):
        left = _YEAR.sub("", left)
    kept = [word for word in left.split() if word not in BESIDE_AGENCIES]
    return None if kept else Verdict("agency", (0, len(line)), agency=agency)


def _parts(line: str) -> list[Span]:
    """Spans of what stands between dashes, slashes, colons, commas."""
    spans, start = [], 0
    for match in _PART_ENDS.finditer(line):
        if line[start : match.start()].strip():
            spans.append((start, match.start()))
        start = match.end()
    return spans


def _dateline(line: str, words: MetadataWords, in_head: bool) -> Verdict | None:
    """«موسكو - رويترز», «واشنطن/لندن/…(روسيا)-رويترز», «الرياض - <كاتب>:», on a line of its own.

    Beside an agency the place need not be known. Beside a writer it must, and the line stands above the
    body: «القاهرة - الجزائر» further down is a match.
    """
    if not _JOINT.search(line):  # most lines; a credit has one too
        return None
    if credit := words.credit.search(line):
        line = line[: credit.start()].rstrip(" /(-–")
    if len(line) > 90 or not _JOINT.search(line):
        return None
    # Below the body's beginning one of the parts is an agency, and so it is in what looks like a sentence.
    asks_agency = not in_head or SENTENCE_MARK.search(line.rstrip("."))
    if asks_agency and not agencies_pattern().search(line):
        return None
    spans = _parts(line)
    if not 2 <= len(spans) <= 8:
        return None
    spans[0] = _place_at_end(line, spans[0]) if line.startswith("من ") else _without_buttons(line, spans[0])
    texts = [line[a:b] for a, b in spans]
    texts = [_without_of_news(text, words) for text in texts]
    agency = next((name for text in texts if (name := words.agencies.get(text))), None)
    if agency and not any(text in words.agencies and text not in words.weak_agencies for text in texts):
        agency = agency if any(text in place_names().places for text in texts) else None
    papers = [span for span, text in zip(spans, texts, strict=True) if text not in words.agencies and _is_paper(text)]
    known = _known_places(line, spans, papers, beside_agency=agency is not None, in_head=in_head)
    others = [span for span, text in zip(spans, texts, strict=True) if text not in words.agencies]
    longest = max((len(line[a:b].split()) for a, b in others if (a, b) not in known), default=0)
    if agency is None:
        if not (in_head and longest <= 4 and _stands_well(line, spans, known, papers)):
            return None
        weak = all(line[a:b] in place_names().weak for a, b in known)
        credited = not papers and not BESIDE_AGENCIES.isdisjoint(texts)  # «البيضاء/ خاص»
        if weak and not (line.endswith((":", ")")) or longest in (2, 3) or papers or credited):
            return None
    elif longest > 3:
        return None
    if agency and not known and texts[0] in words.agencies and len(texts[-1].split()) > 1:
        others = []  # «و.م.ع / سالم أحمد»: behind an agency two unknown words are a writer
    if agency and agency not in words.generic_agencies:
        if known or not papers:  # beside a paper that is no place, who else is unknown is a writer
            known = _beside_the_agency(line, spans, [span for span in others if span in known or span not in papers])
    elif agency:
        wire = next(span for span in spans if span not in others)
        known = [span for span in known if span < wire] or known
    return Verdict("dateline", (0, len(line)), places=_place_span(line, known), agency=agency)


def _without_of_news(text: str, words: MetadataWords) -> str:
    """The name of an agency without what it may have behind it: «مهر للأنباء»."""
    first, _, last = text.rpartition(" ")
    return first if last in _OF_AGENCIES and first in words.agencies else text


def _known_places(
    line: str, spans: list[Span], papers: list[Span], *, beside_agency: bool, in_head: bool
) -> list[Span]:
    """The parts of a line that are places; a paper's name may be one too, and beside papers and agencies some need not
    be listed."""
    names, agencies = place_names(), metadata_words().agencies
    texts = {span: line[slice(*span)] for span in spans}
    known = [span for span in spans if texts[span] in names.places]
    writers = any(len(text.split()) in (2, 3) for text in texts.values() if text not in agencies)
    if papers[:1] == spans[:1] and texts[spans[0]] in names.weak and not writers:
        known = [span for span in known if span != spans[0]]  # «المدينة - وكالات», of the paper of that name
    if papers and not beside_agency and in_head and len(spans) == len(known) == 2:  # «بريدة - الرياض», likewise
        known = [next((span for span in spans if span not in papers), spans[-1])]
    if papers or beside_agency:
        called = [span for span in spans if span not in papers and _is_called_so(texts[span])]
        known = [span for span in spans if span in known or span in called]
    return known


def _stands_well(line: str, spans: list[Span], known: list[Span], papers: list[Span]) -> bool:
    """Whether known places stand where those of a dateline do, beside writers and papers."""
    if len(known) == 1 and known[0] in (spans[0], spans[-1]) and len(spans) <= 3 and len(line.split()) <= 8:
        return True
    at_an_end = bool(known) and known in (spans[: len(known)], spans[-len(known) :])
    if len(known) > 1 and at_an_end and len(spans) - len(known) == 1:
        return known[0] == spans[0] or bool(papers)
    beside = [span for span in spans if span not in known]  # «سالم أحمد- سبق- جدة:»
    return len(known) == 1 and len(spans) <= 4 and line[-1] == ":" and any(span in papers for span in beside)


@cache
def _is_paper(name: str) -> bool:
    """Whether a few words are the name of a known site, or end as such names do."""
    return is_called_as_papers(name) or any(known_source(f"{kind}{name}") for kind in ("", "صحيفة ", "جريدة "))


def _is_called_so(name: str) -> bool:
    """Whether some words begin as names of cities do: «سان ...», «لاس ...»."""
    words = name.split()
    return 1 < len(words) <= 3 and words[0] in place_names().beginnings


def _without_buttons(line: str, span: Span) -> Span:
    """A part of a line without the Latin words in front of it, which a page's buttons are: «Next Previous الرياض»."""
    buttons = _BUTTONS.match(line, *span)
    return (buttons.end(), span[1]) if buttons else span


def _place_at_end(line: str, span: Span) -> Span:
    """The known place that a writer's name ends with: «من سالم أحمد غزة - رويترز»; without one the span as it is."""
    words, places = list(FIRST_WORD.finditer(line, *span)), place_names().places
    starts = (word.start() for word in words[1:])
    return next(((start, span[1]) for start in starts if line[start : span[1]].strip() in places), span)


def _beside_the_agency(line: str, spans: list[Span], others: list[Span]) -> list[Span]:
    """The places of a line that names its agency: the first that are known, with what stands between slashes or in
    brackets beside them; without any, what stands before the agency, or else behind. Initials and numbers are none."""
    names, calendar = place_names(), metadata_words().calendar
    bare = (_without_number(line, span) for span in others)
    named = [span for span in bare if _may_name(line[slice(*span)], names.either, calendar)]
    known = [line[start:end] in names.either for start, end in named]
    if True not in known:
        wire = next(span for span in spans if span not in others)
        return [span for span in named if span < wire] or named
    first = last = known.index(True)
    while first and _leads_to(line, named[first - 1], named[first]):
        first -= 1
    while last + 1 < len(named) and _goes_on(line, named[last], named[last + 1], known[last + 1]):
        last += 1
    return named[first : last + 1]


def _without_number(line: str, span: Span) -> Span:
    """A part of a line without the number behind its name: «طوكيو 01»."""
    number = _NUMBER_LAST.search(line, *span)
    return (span[0], number.start()) if number else span


_NUMBER_LAST = re.compile(r"\s\d{1,2}$")


def _may_name(text: str, known: frozenset[str], calendar: frozenset[str]) -> bool:
    """Whether a part of a line may be the name of a place: initials, days and what has a number in it are none."""
    return text in known or bool(_NAME.search(text) and text not in calendar and not NUMBERS.search(text))


def _leads_to(line: str, before: Span, place: Span) -> bool:
    """Whether what stands before a known place is one too («سياتل/واشنطن», «لونبورج (ألمانيا)», «تامبا (فلوريدا)»), and
    no paper nor writer («الضحى (جدة)، رويترز (نيويورك)»)."""
    joint = line[before[1] : place[0]].strip()
    if line[slice(*place)] in place_names().countries and joint in ("(", "،", ","):
        return True
    return " " not in line[slice(*before)] and (joint == "/" or (joint == "(" and line.count("(") == 1))


def _goes_on(line: str, place: Span, following: Span, known: bool) -> bool:
    """Whether what follows a known place is one more: «واشنطن/سياتل», «الإسماعيلية (مصر)», «كييف - أوكرانيا»; and no
    writer («إسطنبول / سالم أحمد / الأناضول»)."""
    joint = line[place[1] : following[0]].strip()
    if known or _is_called_so(line[slice(*following)]):
        return len(joint) <= _JOINED and not joint.isalnum()
    return joint == "(" or (joint == "/" and " " not in line[slice(*following)])


def _place_and_agency(line: str, words: MetadataWords) -> Verdict | None:
    """«باريس - أ ف ب», «النجف/ 9 آذار/ واع»: nothing but known places, a day and at the end the agency; no headline."""
    if len(line) > 60 or ":" in line or not _JOINT.search(line):
        return None
    spans = _parts(line)
    texts = [line[a:b] for a, b in spans]
    if len(spans) < 2 or texts[-1] not in words.agencies:
        return None
    named = zip(spans[:-1], texts[:-1], strict=True)  # an agency may be called as a place is
    places = [span for span, text in named if text in place_names().places]
    days = sum(words.day_and_month.match(text) is not None for text in texts)
    if not places or len(places) + days != len(spans) - 1:
        return None
    return Verdict("dateline", (0, len(line)), places=_place_span(line, places), agency=words.agencies[texts[-1]])


def _place_span(line: str, spans: list[Span]) -> Span | None:
    """From the first place to the last, with the bracket after it."""
    if not spans:
        return None
    end = spans[-1][1]
    return spans[0][0], end + (line[end : end + 1] == ")" and "(" in line[spans[0][0] : end])


def _caption(line: str, words: MetadataWords, zone: tzinfo, in_head: bool) -> Verdict | None:
    """A picture's caption: it ends with its agency, and either a date says when it was taken or it stands
    above the body. A sentence of the body that ends so has its full stop before the agency."""
    end = max(0, len(line) - 60)
    match = _BEFORE_CAPTIONS_AGENCY.search(line, end) and _caption_end().search(line, end)
    if not match or words.agencies[match["agency"]] is None:
        return None
    before = line[: match.start()]
    if match["agency"] in words.weak_agencies and not match["open"]:
        return None
    if (place := places_at(before)) and words.day_and_month.fullmatch(before[place.end :].strip(" ،,-–—/")):
        return None  # «عمان 3 كانون الثاني (بترا)»
    dated = find_date(before[-40:], zone) is not None
    if dated or (in_head and not SENTENCE_MARK.search(before) and len(before.split()) <= 30):
        return Verdict("caption", (0, len(before.rstrip(" -–—"))), agency=words.agencies[match["agency"]])
    return None


@cache
def _caption_end() -> "re.Pattern[str]":
    agency = metadata_words().agency
    return re.compile(
        rf"(?:(?P<open>\()\s?|\s{{0,2}}[\-–—]\s{{0,3}}|\s/\s?)(?P<agency>{agency})(?:\s?[\-–—/]\s{{0,2}}{agency})?\s?\)?\s?$"
    )


def tail_of_line(line: str) -> Verdict | None:
    """The agency after the last sentence: «….(رويترز)», «….المصدر (وات)»; or after who wrote it: «إعداد … (رويترز)»."""
    words = metadata_words()
    if line.endswith(")") and len(line) <= _CREDITS and words.byline_start.match(line):
        credit = _in_brackets().search(line)
        if credit and not SENTENCE_MARK.search(line[: credit.start()]):
            return Verdict("agency", credit.span(1), agency=words.agencies[credit[1]])
    match = _tail().search(line, max(0, len(line) - 80)) if line[-1] in ")]." else None
    if not match:
        return None
    return Verdict(
        "agency", match.span("agency"), whole=False, start=match.start("all"), end=len(line),
        agency=words.agencies[match["agency"]],
    )  # fmt: skip


@cache
def _in_brackets() -> "re.Pattern[str]":
    return re.compile(rf"\(\s?({metadata_words().agency})\s?\)$")


@cache
def _tail() -> "re.Pattern[str]":
    words = metadata_words()
    label = rf"(?:(?:{words.source_label})\s{{0,2}}:?\s{{0,2}})?"
    agencies = rf"(?P<agency>{words.agency})(?:\s?[،,/\-–و]\s{{0,2}}{words.agency}){{0,3}}"
    return re.compile(
        rf"[.!؟»\"”]\s{{0,2}}[-–—]?\s{{0,2}}(?P<all>{label}[(\[]\s?{label}{agencies}\s?[)\]])\s?\.?$", re.IGNORECASE
    )


def split_keywords(value: str) -> list[str]:
    """Keywords of a line: between commas, bars, hashes; one of all words where nothing separates them."""
    return [word for part in _SEPARATED.split(value) if (word := part.strip(' .،,-–"«»'))][:50]
