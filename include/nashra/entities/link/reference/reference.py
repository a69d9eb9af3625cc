"""What linking knows beforehand: the curated entities, the gazetteers and the editor's decisions, in memory."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq

from nashra.entities.link.forms.normal import levelled, name_key, without_article
from nashra.entities.link.forms.persons import Tokens, units
from nashra.entities.link.limits import read_limits
from nashra.entities.link.reference.aliases import Alias, read_aliases, with_article, with_foreign_g, with_ibn
from nashra.entities.link.reference.club_names import club_names, with_clubs
from nashra.entities.link.reference.decisions import Decision, read_decisions
from nashra.entities.link.reference.given_names import given_names
from nashra.entities.link.reference.institutions import Institutions, read_institutions
from nashra.entities.link.reference.namesakes import (
    Competition,
    Namesake,
    Reading,
    read_competitions,
    read_leagues,
    read_namesakes,
)
from nashra.entities.link.reference.papers import Paper, homes, papers
from nashra.row_files import read_rows
from nashra.yaml_files import RulesError

STATES = "states.tsv"
CAPITALS, CLUBS = "capitals.tsv", "clubs.tsv"
CLUB_LETTERS, _VOWELS = 3, frozenset("aeiouy")  # of the letters that a club's name ends in
_ARAB = frozenset(("بن", "ابن", "ابو", "بنت", "ال"))  # parts that only Arabs' names have


class Place(NamedTuple):
    """A row of gazetteers/places.parquet."""

    geonames_id: int
    name_ar: str
    name_en: str
    country: str
    latitude: float
    longitude: float
    population: int


class Named(NamedTuple):
    """A row of gazetteers/other_names.parquet: an organisation, a region, a title of a work."""

    name_ar: str
    name_en: str | None
    country: str | None


@dataclass(slots=True)
class Reference:
    """Every table, keyed by `name_key` of a spelling."""

    curated: dict[tuple[str, str], Alias]  # by (type, key)
    any_type: dict[str, Alias]  # keys that only one curated entity of all types has
    decisions: dict[tuple[str, str], Decision]
    institutions: Institutions
    places: dict[str, Place]  # of several of a name the greatest
    namesake_places: dict[str, tuple[Place, ...]]  # all of a name, the greatest first, where there are several
    place_levels: dict[str, str]  # levelled form without spaces -> key of the greatest such place
    place_sounds: dict[str, list[str]]  # coarse form -> keys of places
    tokens: Tokens
    persons: dict[str, tuple[str, str]]  # key -> (the key it stands for, Latin form)
    person_sounds: dict[str, list[str]]  # coarse form -> keys of full names
    given: Counter[str]  # first token of the full names, as written -> how many begin with it
    surnames: Counter[str]  # canonical last token of the full names -> how many end in it
    others: dict[tuple[str, str], Named]  # by (type, key)
    ambiguous: frozenset[str]  # names of one word that are ordinary words or other people's names as well
    namesakes: dict[tuple[str, str], Namesake]  # by (type as tagged, key)
    whole_states: frozenset[str]  # ids of states and of their capitals
    clubs: frozenset[str]  # ids of clubs and of what else clubs.tsv has
    club_names: dict[str, tuple[Reading, ...]]  # a word that clubs are called by -> the clubs
    leagues: dict[str, tuple[str, ...]]  # country -> keys of its leagues and cups
    competitions: tuple[Competition, ...]
    second_words: frozenset[str]  # of the adjectives of states: الشمالية
    own_names: frozenset[str]  # given names of Arabs that are each a name of its own, whatever it sounds like
    homes: dict[str, str]  # a paper's name -> the country that it writes from
    papers: dict[str, list[Paper]]  # curated papers by what they are called, and by their address


def read_reference(folder: Path) -> Reference:
    """Read `aliases/`, `decisions/` and `gazetteers/` of the reference folder (about a second)."""
    gazetteers = folder / "gazetteers"
    places, namesake_places, place_levels, place_sounds = _places(gazetteers)
    ambiguous = read_ambiguous(folder / "aliases" / "ambiguous.txt")
    curated = with_ibn(with_article(with_foreign_g(read_aliases(folder / "aliases")), ambiguous))
    aliases = [_placed(alias, places) for alias in curated]
    holders: dict[str, dict[str, Alias]] = defaultdict(dict)
    for alias in aliases:
        for key in alias.keys:
            holders[key][alias.link.entity_id] = alias
    institutions = read_institutions(folder / "aliases")
    for alias in aliases:
        if STATES in alias.row and alias.link.country:
            institutions.names.update((key, alias.link.country) for key in alias.keys)
    for alias in aliases:  # «البنك المركزي المصري» has a row of its own, which «المركزي المصري» means too
        for key in alias.keys if alias.link.type == "ORG" else ():
            if made := institutions.find(key):
                institutions.curated.setdefault(made.entity_id, alias.link)
    own_names = given_names(folder / "aliases" / "given_names.txt")
    tokens = _tokens(gazetteers, own_names)
    persons: dict[str, tuple[str, str]] = {}
    person_sounds: dict[str, list[str]] = defaultdict(list)
    columns = ("key", "stands_for", "latin", "coarse")
    for key, stands_for, latin, sound in _rows(gazetteers / "person_names.parquet", *columns):
        persons[key] = (stands_for, latin)
        person_sounds[sound].append(key)
    tokens.arabic, tokens.surely_arabic = _arabic(persons)
    sides = [alias for alias in aliases if CLUBS in alias.row]
    clubs = frozenset(alias.link.entity_id for alias in sides)
    called = club_names(
        (
            (key, alias.link.entity_id, alias.link.country)
            for alias in sides
            if alias.link.country
            for key in alias.keys
        ),
        {key: state.country for key, state in institutions.states.items()},
        {key for alias in aliases if alias.link.type == "LOC" for key in alias.keys}.union(places),
        read_limits().clubs.sport,
    )
    several = folder / "aliases" / "namesakes.yaml"
    given = Counter(key.split()[0] for key in persons)
    tokens.given = frozenset(name for name, count in given.items() if count >= read_limits().persons.common)
    return Reference(
        curated={(alias.link.type, key): alias for alias in aliases for key in alias.keys},
        any_type={key: next(iter(held.values())) for key, held in holders.items() if len(held) == 1},
        decisions=read_decisions(folder / "decisions"),
        institutions=institutions,
        places=places,
        namesake_places=namesake_places,
        place_levels=place_levels,
        place_sounds=place_sounds,
        tokens=tokens,
        persons=persons,
        person_sounds=person_sounds,
        given=given,
        surnames=Counter(tokens.stands_for.get(units(key)[-1], "") for key in persons),
        others={
            (kind, key): Named(name_ar, _with_letters(kind, name_en), country)
            for kind, key, name_ar, name_en, country in _rows(
                gazetteers / "other_names.parquet", "type", "key", "name_ar", "name_en", "country"
            )
        },
        ambiguous=ambiguous,
        namesakes=with_clubs(read_namesakes(several), called, clubs),
        whole_states=frozenset(
            alias.link.entity_id for alias in aliases if STATES in alias.row or CAPITALS in alias.row
        ),
        clubs=clubs,
        club_names=called,
        leagues=read_leagues(several),
        competitions=read_competitions(several),
        second_words=frozenset(" ".join(key.split()[1:]) for key in institutions.states if " " in key),
        own_names=own_names,
        homes=homes(aliases),
        papers=papers(aliases, institutions.states),
    )


def read_ambiguous(path: Path) -> frozenset[str]:
    """The keys of ambiguous.txt, a name a line. Raises RulesError, with file and line, on a name given twice."""
    found: dict[str, str] = {}
    for place, (name,) in read_rows(path):
        if (first := found.setdefault(name_key(name), place)) != place:
            raise RulesError(f"{place}: {name!r} was given in {first}")
    return frozenset(found)


def _rows(path: Path, *columns: str) -> Any:
    table = pq.read_table(path, columns=list(columns))
    return zip(*(table[name].to_pylist() for name in columns), strict=True)


def _places(
    folder: Path,
) -> tuple[dict[str, Place], dict[str, tuple[Place, ...]], dict[str, str], dict[str, list[str]]]:
    rows = {row[0]: Place(*row) for row in _rows(folder / "places.parquet", *Place._fields)}
    places: dict[str, Place] = {}
    namesakes: dict[str, tuple[Place, ...]] = {}
    levels: dict[str, str] = {}
    sounds: dict[str, list[str]] = defaultdict(list)
    for key, number, sound in _rows(folder / "place_spellings.parquet", "key", "geonames_id", "coarse"):
        if key in places:  # the greatest came first
            namesakes[key] = (*namesakes.get(key, (places[key],)), rows[number])
            continue
        places[key] = rows[number]
        sounds[sound].append(key)
        first = levels.setdefault(levelled(key).replace(" ", ""), key)
        if places[first].population < rows[number].population:
            levels[levelled(key).replace(" ", "")] = key
    return places, namesakes, levels, sounds


def _arabic(persons: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The tokens that Arabs are called, and those that hardly anyone else is.

    Such are those that often, and very often, stand beside a part that only Arabs' names have.
    """
    limits = read_limits().persons
    total: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    for key in persons:
        tokens = key.split()
        marks = [token for token in tokens if token in _ARAB or token.startswith("عبدال") or _definite(token)]
        for token in tokens:
            total[without_article(token)] += 1
            beside[without_article(token)] += len(marks) > (token in marks)
    shares = {
        token: beside[token] / count
        for token, count in total.items()
        if count >= limits.arab_least and token not in _ARAB
    }
    arabic = frozenset(token for token, share in shares.items() if share >= limits.arab_share)
    surely = (token for token in arabic if total[token] >= limits.surely_arab_least)
    return arabic, frozenset(token for token in surely if shares[token] >= limits.surely_arab_share)


def _definite(token: str) -> bool:
    return without_article(token) != token


def _tokens(folder: Path, own: frozenset[str]) -> Tokens:
    return Tokens(_rows(folder / "name_tokens.parquet", "token", "stands_for", "latin", "coarse", "level"), own)


def _placed(alias: Alias, places: dict[str, Place]) -> Alias:
    """A curated place with GeoNames id and coordinates, where the gazetteer has that name in that country."""
    link = alias.link
    if link.type != "LOC" or not link.country or link.latitude is not None:
        return alias
    for key in alias.keys:
        place = places.get(key)
        if place and place.country == link.country and link.geonames_id in (None, place.geonames_id):
            found = replace(link, geonames_id=place.geonames_id, latitude=place.latitude, longitude=place.longitude)
            return alias._replace(link=found)
    return alias


_SIDES = ("Northern", "Southern", "Eastern", "Western", "Central")


def _with_letters(kind: str, english: str | None) -> str | None:
    """A club's published name with the letters behind it written as such («Dubai Csc» is Dubai CSC); none of a place
    that is only a side of the sky."""
    if english in _SIDES:
        return None
    if kind != "ORG" or not english:
        return english
    first, _, last = english.rpartition(" ")
    letters = bool(first) and 1 < len(last) <= CLUB_LETTERS and _VOWELS.isdisjoint(last.lower())
    return f"{first} {last.upper()}" if letters else english
