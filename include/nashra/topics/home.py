"""Where an article is written from: the country of its paper, else of the national agency that wrote it."""

import re
from collections.abc import Mapping

from nashra.entities.link import Linker
from nashra.learned_homes import source_key
from nashra.source_registry import known_source
from nashra.topics.topic_rules import read_topic_rules

_NAME = re.compile(r"^(?:[a-z]+://)?(?:www\.|m\.)?([^/?#]*)")
_PARTS = re.compile(r"[-_]|(?<=[a-z])24(?=[a-z]|$)|2day")  # jo24, ksa2day


NOTHING: Mapping[str, str] = {}


def home_of(linker: Linker, source: str | None, agency: str | None, learned: Mapping[str, str] = NOTHING) -> str | None:
    """The country that an article is written from; None where neither paper nor agency tells. `learned` are the homes
    of sources by `source_key`."""
    site = known_source(source) if source else None
    if site:  # one that is written for readers everywhere says nothing of where it happens
        return (None if site.everywhere else site.country) or _of_agency(agency)
    return linker.home_of(source) or _named_for(source) or _learned(source, learned) or _of_agency(agency)


def _learned(source: str | None, learned: Mapping[str, str]) -> str | None:
    return learned.get(str(source_key(source))) if source else None


def _named_for(source: str | None) -> str | None:
    """The one country that a site is named for, by its address or name: egyptnews.example, gaza-post."""
    found = (_NAME.match((source or "").lower()) or [""] * 2)[1]
    name = found.rpartition(".")[0] or found
    rules = read_topic_rules().country
    countries = {country for country, pieces in rules.sites.items() if any(piece in name for piece in pieces)}
    parts = {part for label in name.split(".") for part in _PARTS.split(label)}
    countries |= {country for country, codes in rules.site_codes.items() if not parts.isdisjoint(codes)}
    return countries.pop() if len(countries) == 1 else None


def _of_agency(agency: str | None) -> str | None:
    """The country of an agency that writes of its own."""
    known = known_source(agency) if agency else None
    if known is None or known.everywhere or known.country not in read_topic_rules().country.sites:
        return None
    return known.country
