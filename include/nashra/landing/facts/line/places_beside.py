"""Which parts of a line of places, agencies, papers and writers are the places."""

import re
from functools import cache

from nashra.landing.facts.line.marks import NUMBERS
from nashra.landing.facts.line.parts import without_number
from nashra.landing.facts.line.verdict import Span
from nashra.landing.facts.metadata_words import is_called_as_papers, metadata_words
from nashra.landing.facts.place_names import place_names
from nashra.source_registry import known_source

_JOINED = 2  # characters between two places, at the most; an agency between them has more
_NAME = re.compile(r"[^\W\d_]{3}")  # what a name has, and initials have not


def known_places(line: str, spans: list[Span], papers: list[Span], *, beside_agency: bool, in_head: bool) -> list[Span]:
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
        called = [span for span in spans if span not in papers and is_called_so(texts[span])]
        known = [span for span in spans if span in known or span in called]
    return known


@cache
def is_paper(name: str) -> bool:
    """Whether a few words are the name of a known site, or end as such names do."""
    return is_called_as_papers(name) or any(known_source(f"{kind}{name}") for kind in ("", "صحيفة ", "جريدة "))


def is_called_so(name: str) -> bool:
    """Whether some words begin as names of cities do: «سان ...», «لاس ...»."""
    words = name.split()
    return 1 < len(words) <= 3 and words[0] in place_names().beginnings


def beside_the_agency(line: str, spans: list[Span], others: list[Span]) -> list[Span]:
    """The places of a line that names its agency: the first that are known, with what stands between slashes or in
    brackets beside them; without any, what stands before the agency, or else behind. Initials and numbers are none."""
    names, calendar = place_names(), metadata_words().calendar
    bare = (without_number(line, span) for span in others)
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
    if known or is_called_so(line[slice(*following)]):
        return len(joint) <= _JOINED and not joint.isalnum()
    return joint == "(" or (joint == "/" and " " not in line[slice(*following)])
