"""How far linking goes: the thresholds of `include/rules/linking.yaml`."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from nashra.entities.link.forms.normal import name_key
from nashra.settings import RULES
from nashra.yaml_files import Strict, Word, Words, read_model

Share = Annotated[float, Field(gt=0, le=1)]
Count = Annotated[int, Field(ge=1)]
Votes = Annotated[float, Field(ge=0)]
Keys = Annotated[Words, AfterValidator(lambda words: tuple(map(name_key, words)))]  # matched folded
Key = Annotated[Word, AfterValidator(name_key)]
Country = Annotated[str, Field(pattern="^[A-Z]{2}$")]  # ISO 3166-1 alpha-2


class Alike(Strict):
    """How alike names of a type are, to be spellings of one."""

    PERS: Share
    LOC: Share
    ORG: Share
    MISC: Share


class Likeness(Strict):
    """When names of several words are spellings of one."""

    alike: Alike
    clearly: Share
    consonant: Share
    word: Share
    short_key: Count
    short_distance: Share
    token: Share
    token_letters: Count
    consonants: Count


class Names(Strict):
    """When a mention is a name."""

    sure: Share
    certain: Share
    rather: Share
    quoted: Share
    alone: Share
    lasts: Count
    languages: Keys
    plurals: Keys


class Places(Strict):
    """When a place of a gazetteer is meant."""

    short_key: Count
    well_known: Count
    famous: Count
    above_others: Count
    far_greater: Count
    outside: Keys
    sorts: Annotated[dict[Key, Keys], Field(min_length=1)]
    share: Share


class Countries(Strict):
    """What the countries that an article names count."""

    clearly: Annotated[float, Field(ge=1)]
    least: Votes
    home: Votes
    person: Votes
    town: Votes
    opening: Count
    most: Votes
    word: Votes


class Clubs(Strict):
    """What tells clubs of one name apart."""

    about: Count
    about_word: Count
    clearly: Annotated[float, Field(ge=1)]
    least: Votes
    word: Votes
    home: Votes
    league: Votes
    fellow: Votes
    named: Votes
    places: Share
    most: Votes
    outside: Share
    abroad: Share
    sport: Keys
    of: Keys
    faced: Keys
    towns: Keys


class Spellings(Strict):
    """Which spellings are a name's."""

    foreign_g_letters: Count
    article_letters: Count
    joined_letters: Count
    given_times: Count
    given_more: Count
    home_share: Share


class Persons(Strict):
    """Which of several people a short name is."""

    title_near: Count
    common: Count
    family: Count
    settled: Count
    arab_share: Share
    arab_least: Count
    surely_arab_share: Share
    surely_arab_least: Count
    seldom: Count
    tribes: Keys
    firms: Keys
    called: tuple[Keys, ...]
    houses: Keys
    spelt: dict[Word, Words]


class Agree(Strict):
    """When two names of one article are one."""

    words: Count
    alone: Count
    often: Count
    times: Count


class Bodies(Strict):
    """Words around a body's name."""

    described_by: Keys
    outside: Keys
    outside_one: Keys
    called_by_adjective: Keys
    ends: Keys
    short_for: Keys
    chambers: Keys
    trades: Keys
    honoured: Keys
    honoured_fathers: Keys
    concerned: Keys
    leading: Keys
    presided: Keys
    states: Keys
    arab: Keys
    many: Keys
    of_states: Keys
    offices: Keys
    regions: Keys
    of_firms: Keys


class Events(Strict):
    """Words around an event's name."""

    described_by: Keys
    ends: Keys
    pacts: Keys
    partners: Keys


class Limits(Strict):
    """What linking.yaml holds; its comments say what each number is."""

    likeness: Likeness
    names: Names
    places: Places
    countries: Countries
    clubs: Clubs
    spellings: Spellings
    persons: Persons
    agree: Agree
    bodies: Bodies
    events: Events
    home_of_papers: Annotated[tuple[Country, ...], Field(min_length=1)]
    for_everywhere: tuple[Word, ...] = ()


@cache
def read_limits(path: Path = RULES / "linking.yaml") -> Limits:
    """Read the thresholds. Raises RulesError on a malformed file."""
    return read_model(path, Limits)


@cache
def read_spelt() -> dict[str, str]:
    """Key of a name as some write it -> the key as most do."""
    return {name_key(one): name_key(usual) for usual, others in read_limits().persons.spelt.items() for one in others}
