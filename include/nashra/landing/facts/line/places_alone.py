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

_SOURCED, _QUOTED = 8, re.compile('[«»"]')  # words of such a line, at the most; marks of a paper's name


def dateline(line: str, words: MetadataWords, in_head: bool) -> Verdict | None:
    """«موسكو - رويترز», «واشنطن/لندن/…(روسيا)-رويترز», «الرياض - <كاتب>:», on a line of its own.

    Beside an agency the place need not be known. Beside a writer it must, and the line stands above the
    body: «القاهرة - الجزائر» further down is a match.
    """
    if not JOINT.search(line):  # most lines; a credit has one too
        return None
    if credit := words.credit.search(line):
        line = line[: credit.start()].rstrip(" /(-–")
    if len(line) > 90 or not JOINT.search(line):
        return None
    # Below the body's beginning one of the parts is an agency, and so it is in what looks like a sentence.
    asks_agency = not in_head or SENTENCE_MARK.search(line.rstrip("."))
    if asks_agency and not agencies_pattern().search(line):
        return None
    spans = parts_of(line)
    if not 2 <= len(spans) <= 8:
        return None
    spans[0] = place_at_end(line, spans[0]) if line.startswith("من ") else without_buttons(line, spans[0])
    texts = [line[a:b] for a, b in spans]
    texts = [without_of_news(text, words) for text in texts]
    agency = next((name for text in texts if (name := words.agencies.get(text))), None)
    if agency and not any(text in words.agencies and text not in words.weak_agencies for text in texts):
        agency = agency if any(text in place_names().places for text in texts) else None
    papers = [span for span, text in zip(spans, texts, strict=True) if text not in words.agencies and is_paper(text)]
    known = known_places(line, spans, papers, beside_agency=agency is not None, in_head=in_head)
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
            known = beside_the_agency(line, spans, [span for span in others if span in known or span not in papers])
    elif agency:
        wire = next(span for span in spans if span not in others)
        known = [span for span in known if span < wire] or known
    return Verdict("dateline", (0, len(line)), places=place_span(line, known), agency=agency)


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
