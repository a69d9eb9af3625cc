"""A line that is places beside agencies, papers and writers, and nothing else."""

import re
from itertools import starmap

from nashra.landing.facts.line.agencies import BESIDE_AGENCIES, agencies_pattern, without_of_news
from nashra.landing.facts.line.marks import SENTENCE_MARK
from nashra.landing.facts.line.parts import JOINT, parts_of, place_at_end, place_span, without_buttons
from nashra.landing.facts.line.places_beside import beside_the_agency, is_paper, known_places
from nashra.landing.facts.line.verdict import Span, Verdict
from nashra.landing.facts.metadata_words import MetadataWords, metadata_words
from nashra.landing.facts.place_names import place_names

_LONGEST, _MOST_PARTS = 90, 8  # characters of such a line, and its parts
_DIGIT, _DAY = re.compile(r"\d"), re.compile(r"\d\s?[/.\-]\s?\d{1,2}\b|(?:19|20)\d\d")
_WRITER, _BESIDE_AGENCY = 4, 3  # words of a part that is no place: a writer's name, and beside an agency
_SOURCED, _QUOTED = 8, re.compile('[«»"]')  # words of a line that is a source, at the most; marks of a paper's name


def dateline(line: str, words: MetadataWords, in_head: bool) -> Verdict | None:
    """«موسكو - رويترز», «واشنطن/لندن/…(روسيا)-رويترز», «الرياض - <كاتب>:», on a line of its own.

    Beside an agency the place need not be known. Beside a writer it must, and the line stands above the
    body: «القاهرة - الجزائر» further down is a match.
    """
    if not JOINT.search(line):  # most lines; a credit has one too
        return None
    line = without_credits(line, words)
    if len(line) > _LONGEST or not JOINT.search(line):
        return None
    # Below the body's beginning one of the parts is an agency, and so it is in what looks like a sentence.
    asks_agency = not in_head or SENTENCE_MARK.search(line.rstrip("."))
    if asks_agency and not agencies_pattern().search(line):
        return None
    spans = parts_of(line)
    if not 2 <= len(spans) <= _MOST_PARTS:
        return None
    spans[0] = place_at_end(line, spans[0]) if line.startswith("من ") else without_buttons(line, spans[0])
    parts = {span: without_of_news(line[slice(*span)], words) for span in spans}
    agency = _agency_of(parts, words)
    others = [span for span, text in parts.items() if text not in words.agencies]
    papers = [span for span in others if is_paper(parts[span])]
    known = known_places(line, spans, papers, beside_agency=agency is not None, in_head=in_head)
    longest = max((len(line[slice(*span)].split()) for span in others if span not in known), default=0)
    if agency is None and in_head and not known and len(spans) == 2 and papers == spans[:1]:
        known = spans[1:] if line[slice(*spans[1])] in place_names().countries else []  # «صدى اليوم - كينيا»
    if agency is None:
        if not (in_head and longest <= _WRITER and _stands_well(line, spans, known, papers)):
            return None
        if any(_is_counted(parts[span], words) for span in others if span not in known and span not in papers):
            return None  # a row of a table: «عدن: 40 طنا»
        if all(line[slice(*span)] in place_names().weak for span in known) and not (
            line.endswith((":", ")")) or longest in (2, 3) or papers or _is_credited(parts)
        ):
            return None
    elif longest > _BESIDE_AGENCY:
        return None
    else:
        known = _places_beside(line, parts, agency, known, papers, others)
    return Verdict("dateline", (0, len(line)), places=place_span(line, known), agency=agency)


def without_credits(line: str, words: MetadataWords) -> str:
    """A line without who took its pictures: at its end, or blank where other parts stand behind."""
    if not words.credit_word.search(line):
        return line
    if "(" in line:
        line = words.credit_between.sub(lambda credit: " " * len(credit[0]), line)
    credit = words.credit.search(line)
    return line[: credit.start()].rstrip(" \t/(-–") if credit else line


def _agency_of(parts: dict[Span, str], words: MetadataWords) -> str | None:
    """The agency of a line. One whose name means other things too stands beside a known place."""
    agency = next((name for text in parts.values() if (name := words.agencies.get(text))), None)
    sure = any(text in words.agencies and text not in words.weak_agencies for text in parts.values())
    return agency if sure or any(text in place_names().places for text in parts.values()) else None


def _is_counted(part: str, words: MetadataWords) -> bool:
    """Whether a part has a number, as no writer's name has, and is no day."""
    return _DIGIT.search(part) is not None and not (_DAY.search(part) or words.day_and_month.match(part))


def _is_credited(parts: dict[Span, str]) -> bool:
    """«البيضاء/ خاص»."""
    return not BESIDE_AGENCIES.isdisjoint(parts.values())


def _places_beside(
    line: str, parts: dict[Span, str], agency: str, known: list[Span], papers: list[Span], others: list[Span]
) -> list[Span]:
    """The places of a line that names its agency, some of which no list knows."""
    words, spans = metadata_words(), list(parts)
    if agency in words.generic_agencies:
        wire = next(span for span in spans if span not in others)
        named = [span for span in known if span < wire] or known
        return _with_their_country(line, others, named) if named else _country_beside(line, others)
    if not known and parts[spans[0]] in words.agencies and len(parts[spans[-1]].split()) > 1:
        return beside_the_agency(
            line, spans, []
        )  # «و.م.ع / سالم أحمد»: behind an agency two unknown words are a writer
    if known or not papers:  # beside a paper that is no place, who else is unknown is a writer
        return beside_the_agency(line, spans, [span for span in others if span in known or span not in papers])
    return known


def _country_beside(line: str, others: list[Span]) -> list[Span]:
    """The country of such a line, with the place before it whose country it is: «وكالات (هولندا)»,
    «سيلا (كينيا) – وكالات», «وكالات (سيلا - كينيا)»."""
    at = next((at for at, span in enumerate(others) if line[slice(*span)] in place_names().countries), None)
    if at is None:
        return []
    before = others[at - 1] if at > 0 else None
    if before and (_in_bracket(line, before, others[at]) or line[: before[0]].rstrip().endswith("(")):
        return [before, others[at]]
    return [others[at]]


def _with_their_country(line: str, others: list[Span], named: list[Span]) -> list[Span]:
    """Known places, with the country in brackets behind the last: «حلب (سوريا) - وكالات»."""
    behind = others[others.index(named[-1]) + 1 :][:1]
    return named + [span for span in behind if _in_bracket(line, named[-1], span)]


def _in_bracket(line: str, place: Span, country: Span) -> bool:
    """Whether a country stands in brackets behind a place."""
    return line[place[1] : country[0]].strip() == "(" and line[slice(*country)] in place_names().countries


def place_of_a_source(line: str) -> Verdict | None:
    """«واس – جدة», «الرياض - "الضحى"»: a place beside an agency or a paper in quotation marks and nothing else. Such a
    line is no headline even where it is a text's first."""
    if len(line.split()) > _SOURCED or ":" in line.rstrip(": "):
        return None
    verdict = dateline(line, metadata_words(), in_head=True)
    if verdict is None or verdict.places is None or not (verdict.agency or _QUOTED.search(line)):
        return None
    return verdict if place_names().places.intersection(map(line.__getitem__, starmap(slice, parts_of(line)))) else None


def place_and_agency(line: str, words: MetadataWords) -> Verdict | None:
    """«باريس - أ ف ب», «النجف/ 9 آذار/ واع»: nothing but known places, a day and at the end the agency; no headline."""
    if len(line) > 60 or ":" in line or not JOINT.search(line):
        return None
    spans = parts_of(line)
    texts = [line[a:b] for a, b in spans]
    if len(spans) < 2 or texts[-1] not in words.agencies:
        return None
    named = zip(spans[:-1], texts[:-1], strict=True)  # an agency may be called as a place is
    places = [span for span, text in named if text in place_names().places]
    days = sum(words.day_and_month.match(text) is not None for text in texts)
    if not places or len(places) + days != len(spans) - 1:
        return None
    return Verdict("dateline", (0, len(line)), places=place_span(line, places), agency=words.agencies[texts[-1]])


def _stands_well(line: str, spans: list[Span], known: list[Span], papers: list[Span]) -> bool:
    """Whether known places stand where those of a dateline do, beside writers and papers."""
    if len(known) == 1 and known[0] in (spans[0], spans[-1]) and len(spans) <= 3 and len(line.split()) <= 8:
        return True
    at_an_end = bool(known) and known in (spans[: len(known)], spans[-len(known) :])
    if len(known) > 1 and at_an_end and len(spans) - len(known) == 1:
        return known[0] == spans[0] or bool(papers)
    beside = [span for span in spans if span not in known]  # «سالم أحمد- سبق- جدة:»
    return len(known) == 1 and len(spans) <= 4 and line[-1] == ":" and any(span in papers for span in beside)
