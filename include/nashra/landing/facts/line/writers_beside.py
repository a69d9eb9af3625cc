"""A line of persons and the places that they write from, and nothing else: «أبها - سالم أحمد، علي حسن، منى خالد»."""

import re

from nashra.landing.facts.line.verdict import Verdict
from nashra.landing.facts.metadata_words import begins_as_a_person, metadata_words
from nashra.landing.facts.place_names import Places, place_or_country_at

_LONGEST = 90  # characters of such a line
_MOST = 6  # persons of it
_VERB = 4  # letters of a verb, at the least
_NAME = r"[^\W\d_]{2,15}(?:\s[^\W\d_]{2,15}){1,3}"
_PERSON = re.compile(rf"{_NAME}\s{{0,2}}")
_ONE_PLACED = re.compile(rf"(?:و\s?)?(?P<name>{_NAME})\s?\((?P<place>[^()\d]{{2,30}})\)")
_AND = re.compile(r"\s{0,2}[،,/\-–—]\s{0,2}")
_JOINT = re.compile(r"\s{0,2}[-–—ـ/:|]\s{0,2}")
_DAY_LAST = re.compile(r"\s{0,2}[|\-–—،]\s{0,2}(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})$")
_ENDS = " :.،-–—/"


def places_of_writers(line: str, *, first: bool = False) -> Verdict | None:
    """Where several persons write from, or one from a country or from several places: a place or a country with a
    joint and names, before or behind it; no credit is in the line. One of the names is a known one: «مصر - تونس» is a
    match. `first`: above the headline, where the place is a sure one."""
    if len(line) > _LONGEST:
        return None
    line = _DAY_LAST.sub("", line)
    found = _before(line) or _behind(line) or _of_each(line)
    if found is None or (first and not found.sure):
        return None
    places = found.start, found.end
    return Verdict("dateline", (0, len(line)), places=places)


def _before(line: str) -> Places | None:
    """«الدمام، الخبر - سالم أحمد، علي حسن», «اليابان - سالم أحمد», «بغداد/ سالم أحمد  الصحفي المرافق للوفد»."""
    found = place_or_country_at(line, len(line) - len(line.lstrip(_ENDS)))
    joint = _JOINT.match(line, found.end) if found else None
    return found if joint and _are_persons(line[joint.end() :]) else None


def _behind(line: str) -> Places | None:
    """«سالم أحمد - الدمام - الأحساء», «سالم أحمد-اليمن»."""
    for joint in _JOINT.finditer(line):
        found = place_or_country_at(line, joint.end())
        if found and not line[found.end :].strip(_ENDS):
            return found if _are_persons(line[: joint.start()]) else None
    return None


def _of_each(line: str) -> Places | None:
    """«سالم أحمد (جدة)، علي حسن (الطائف)»: the first one's."""
    at, several = 0, list[re.Match[str]]()
    while one := _ONE_PLACED.match(line, at):
        several.append(one)
        joint = _AND.match(line, one.end())
        at = joint.end() if joint else len(line) - len(line[one.end() :].lstrip())
    if len(several) < 2 or line[at:].strip(_ENDS) or not any(begins_as_a_person(one["name"]) for one in several):
        return None
    start, end = several[0].span("place")
    found = place_or_country_at(line, start)
    return found if found and found.end == end else None


def _are_persons(text: str) -> bool:
    """Whether some text is names of persons with commas or other marks between them, one at least a known one; behind
    the last may stand what he is: «موفد الضحى»."""
    parts = [part for part in _AND.split(text.strip(_ENDS)) if part]
    if not 0 < len(parts) <= _MOST:
        return False
    if (role := metadata_words().role.search(parts[-1])) is not None:
        parts[-1] = parts[-1][: role.start()]
    return all(map(_may_be_a_person, parts)) and any(map(begins_as_a_person, parts))


def _may_be_a_person(part: str) -> bool:
    """Whether a part is a few words, none of which looks like a headline's verb: «سالم أحمد يعود»."""
    if not _PERSON.fullmatch(part):
        return False
    known = metadata_words().given_names
    return all(word in known or len(word) < _VERB or word[0] not in "يت" for word in part.split())
