"""The places of `include/rules/places.yaml`, and where a line begins with some."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import Field

from nashra.landing.facts.metadata_words import metadata_words
from nashra.settings import RULES
from nashra.text.fold import fold_line
from nashra.yaml_files import Strict, Word, Words, read_model

_WORD = re.compile(r"[^\W\d_]+")
_JOINTS = re.compile(r"\s?[/،,]\s?|\s{0,2}[-–—]\s{0,2}|\sو\s?")
_BRACKET = re.compile(r"\s?\(\s?([^\W\d_]+(?:\s[^\W\d_]+){0,3})\s?\)")
MOST = 6  # places of one dateline


class PlaceRules(Strict):
    """What places.yaml holds; its comments say what each list is."""

    places: dict[Word, Words] = Field(min_length=1)
    weak: Words
    countries: Words
    beginnings: Words
    sentence_goes_on: Words


class PlaceNames(NamedTuple):
    """The same, folded."""

    places: frozenset[str]
    weak: frozenset[str]
    countries: frozenset[str]
    beginnings: frozenset[str]
    sentence_goes_on: frozenset[str]
    either: frozenset[str]  # places and countries
    first_words: frozenset[str]  # of either
    longest: int  # words of a name


class Places(NamedTuple):
    """The places that a line begins with."""

    start: int
    end: int
    sure: bool  # whether one of them is a place and nothing else


def read_places(path: Path = RULES / "places.yaml") -> PlaceRules:
    """Raises RulesError on a malformed file."""
    return read_model(path, PlaceRules)


@cache
def place_names() -> PlaceNames:
    """The names, read once."""
    data = read_places()
    places = frozenset(fold_line(place) for each in data.places.values() for place in each)
    countries, weak = frozenset(map(fold_line, data.countries)), frozenset(map(fold_line, data.weak))
    either = places | countries
    longest = max(len(name.split()) for name in either)
    first_words = frozenset(word[0] for name in either if (word := _WORD.match(name)))
    beginnings, goes_on = (frozenset(map(fold_line, words)) for words in (data.beginnings, data.sentence_goes_on))
    return PlaceNames(places, weak, countries, beginnings, goes_on, either, first_words, longest)


def is_place(folded: str) -> bool:
    """Whether some words are a known place or country and nothing else."""
    names = place_names()
    return folded in names.places or folded in names.countries


def places_at(line: str, start: int = 0) -> Places | None:
    """The places that a folded line has from `start` on, with the countries behind them; None when it has none."""
    names = place_names()
    end = _name_at(line, start, names.places)
    if end is None:
        return None
    sure, last = line[start:end] not in names.weak, end
    for _ in range(MOST):
        if (bracket := _BRACKET.match(line, end)) and bracket[1] in names.either:
            end = bracket.end()
        joint = _JOINTS.match(line, end)
        if not joint:
            break
        following = _name_at(line, joint.end(), names.either)
        name = line[joint.end() : following]
        # «الدوحة - منى السالم» goes on with a person, «مصر - تونس» is a match
        comma, slash = joint[0].strip() in ("،", ","), joint[0].strip() == "/"
        if (
            following is None
            or (name in names.weak and not (comma or slash))
            or (name in names.countries and not comma)
            or (slash and line[following:].lstrip().startswith("/") and name in metadata_words().agencies)
        ):  # «الدوحة /قنا/» is no place in Egypt
            break
        sure |= name not in names.weak | names.countries
        end = last = following
    return Places(start, max(end, last), sure)


def place_or_country_at(line: str, start: int = 0) -> Places | None:
    """The same, or the one country that stands there alone; that is no sure place."""
    if found := places_at(line, start):
        return found
    end = _name_at(line, start, place_names().countries)
    return Places(start, end, sure=False) if end is not None else None


def _name_at(line: str, start: int, names: frozenset[str]) -> int | None:
    """Where the longest of some names ends that the line has at `start`."""
    word = _WORD.match(line, start)
    if not word or word[0] not in place_names().first_words:
        return None  # most lines
    return max(_ends(line, start, names), default=None)


def _ends(line: str, start: int, names: frozenset[str]) -> Iterator[int]:
    at = start
    for _ in range(place_names().longest):
        word = _WORD.match(line, at)
        if not word:
            return
        if line[start : word.end()] in names:
            yield word.end()
        at = word.end() + 1
        if line[word.end() : at] != " ":
            return
