"""First lines that sign a story and are no headline: places, a paper, a writer between dashes and nothing else, and a
paper's name that stands again before its writer's in the line below."""

import re
from functools import lru_cache

from nashra.cleaning.decide.titles.headlines import names_a_writer
from nashra.landing.facts.metadata_words import is_called_as_papers, metadata_words
from nashra.landing.facts.place_names import is_place, place_names
from nashra.source_registry import known_source

LONGEST = 60  # letters of such a line
WORDS = 4  # of each of its parts, at the most
_JOINT = re.compile(r"\s*[-–—_/|:]+\s*")
_SEVERAL = re.compile(r"\s?[،,]\s?|\sو(?=[^\W\d_]{3})")  # between writers
_NAME = re.compile(r"[^\W\d_]{2,}(?: [^\W\d_]{2,}){1,2}")


def signature(folded: str) -> str | None:
    """What a folded first line is that only says where a story is from and who wrote it: «الدوحة - صدى اليوم»,
    «صدى اليوم / سالم أحمد», «رام الله - نابلس - سالم أحمد», «صنعاء - سالم أحمد، علي حسن». None when it may say more."""
    if len(folded) > LONGEST or not _JOINT.search(folded):
        return None
    parts = [part for part in _JOINT.split(folded.rstrip(" :")) if part]
    if len(parts) > 1 and is_place(parts[0]):
        parts = [parts[0], *(name for part in parts[1:] for name in _SEVERAL.split(part))]
    if len(parts) < 2 or any(len(part.split()) > WORDS for part in parts):
        return None
    places = [part for part in parts if is_place(part)]
    others = [part for part in parts if part not in places]
    if not others or (len(others) == len(parts) and not any(map(_is_paper, parts))):
        return None
    if all(_is_paper(part) or _is_agency(part) or names_a_writer(part) for part in others):
        papers = all(map(_is_paper, parts))  # of everyday words: «اليوم - الغد»
        return None if papers or _is_a_match(parts) else "dateline"
    # «حلب - إدلب - سالم أحمد»: behind two places, a name that is not known
    last = parts[-1]
    return "dateline" if len(places) > 1 and others == [last] and _is_name(last) else None


def signed_again(first: str, below: str) -> bool:
    """Whether the second of two folded lines is the first, a paper's name, with a writer or a place behind it."""
    if not below.startswith(first) or not 1 < len(first.split()) <= WORDS:
        return False
    joint = _JOINT.match(below, len(first))
    rest = below[joint.end() :] if joint else ""
    return bool(rest) and (names_a_writer(rest) or is_place(rest) or _is_agency(rest))


@lru_cache(maxsize=1 << 10)
def _is_paper(part: str) -> bool:
    """Whether some words are a site's name: one that is known, or two and more that end as such names do."""
    return known_source(part) is not None or is_called_as_papers(part)


def _is_agency(part: str) -> bool:
    return part in metadata_words().agencies


def _is_name(part: str) -> bool:
    return _NAME.fullmatch(part) is not None and not part.startswith("ال")


def _is_a_match(parts: list[str]) -> bool:
    """Whether some parts may be two teams that play today: «مصر - السودان اليوم»."""
    countries = place_names().countries
    return all(part in countries or " ".join(part.split()[:-1]) in countries for part in parts)
