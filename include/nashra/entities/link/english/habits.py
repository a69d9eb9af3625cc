"""How names are written in Latin letters, by country: `include/reference/romanisation.yaml`."""

from functools import cache
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import Field

from nashra.entities.link.forms.normal import name_key
from nashra.settings import REFERENCE
from nashra.yaml_files import Strict, Word, read_model

Country = Annotated[str, Field(pattern="^[A-Z]{2}$")]  # ISO 3166-1 alpha-2


Letter = Annotated[str, Field(min_length=1, max_length=1)]


class Region(Strict):
    """The habit of some countries, where it differs from the usual one."""

    countries: Annotated[tuple[Country, ...], Field(min_length=1)]
    article: Word | None = None
    servant: Word | None = None
    french: bool | None = None
    egyptian: bool | None = None
    particles: dict[Word, Word] = Field(default_factory=dict)
    names: dict[Word, Word] = Field(default_factory=dict)


class Habits(Strict):
    """What romanisation.yaml holds; its comments say what each key is."""

    article: Word
    servant: Word
    particles: dict[Word, Word]
    names: dict[Word, Word]
    begins: dict[Letter, tuple[Letter, ...]]
    regions: dict[Word, Region]


class Habit(NamedTuple):
    """How one country writes: the article, عبدال, particles and given names by key; whether ش is ch, and ج is g."""

    article: str
    servant: str
    french: bool
    egyptian: bool
    particles: dict[str, str]
    names: dict[str, str]
    begins: dict[str, tuple[str, ...]]  # a first letter -> those that it may be in Latin


@cache
def read_habits(path: Path = REFERENCE / "romanisation.yaml") -> dict[str, Habit]:
    """The habits by country, the usual one under "". Raises RulesError on a malformed file."""
    rules = read_model(path, Habits)
    usual = Habit(rules.article, rules.servant, False, False, _keys(rules.particles), _keys(rules.names), rules.begins)
    found = {"": usual}
    for region in rules.regions.values():
        habit = Habit(
            region.article or usual.article,
            region.servant or usual.servant,
            bool(region.french),
            bool(region.egyptian),
            usual.particles | _keys(region.particles),
            usual.names | _keys(region.names),
            usual.begins,
        )
        found.update((country, habit) for country in region.countries)
    return found


def habit_of(country: str | None) -> Habit:
    """The habit of a country; the usual one for every other, and for None."""
    habits = read_habits()
    return habits.get(country or "", habits[""])


def _keys(words: dict[str, str]) -> dict[str, str]:
    return {name_key(word): latin for word, latin in words.items()}
