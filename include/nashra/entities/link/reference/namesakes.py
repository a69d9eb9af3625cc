"""Names that several entities bear, and what decides between them: `include/reference/aliases/namesakes.yaml`."""

from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from nashra.entities.link.forms.normal import name_key
from nashra.yaml_files import Strict, Word, Words, read_model

APART, NO_NAME = "apart", "no name"
Type = Literal["PERS", "LOC", "ORG", "MISC"]
Entity = Annotated[str, Field(pattern=f"^((PERS|LOC|ORG|MISC)-\\S+|{NO_NAME})$")]
Country = Annotated[str, Field(pattern="^[A-Z]{2}$")]  # ISO 3166-1 alpha-2


class ReadingRow(Strict):
    """One of the entities that a name may mean, and what speaks for it."""

    entity: Entity
    written: tuple[Word, ...] = ()
    before: tuple[Word, ...] = ()
    after: tuple[Word, ...] = ()
    countries: tuple[Country, ...] = ()
    words: tuple[Word, ...] = ()

    @model_validator(mode="after")
    def something_decides(self) -> "ReadingRow":
        """A reading that nothing speaks for would never be taken."""
        if not (self.written or self.before or self.after or self.countries or self.words):
            raise PydanticCustomError("nothing_decides", "give written, before, after, countries or words")
        return self


class NameRow(Strict):
    """A name with its readings; the comments of the file say what each key is."""

    names: Words
    types: Annotated[tuple[Type, ...], Field(min_length=1)]
    readings: Annotated[tuple[ReadingRow, ...], Field(min_length=1)]
    otherwise: Annotated[str, Field(pattern=f"^((PERS|LOC|ORG|MISC)-\\S+|{APART})$")]


class CompetitionRow(Strict):
    """A competition of clubs of several countries, as it is called."""

    words: Words
    countries: Annotated[tuple[Country, ...], Field(min_length=2)]


class NameRows(Strict):
    """What namesakes.yaml holds."""

    namesakes: Annotated[tuple[NameRow, ...], Field(min_length=1)]
    leagues: Annotated[dict[Country, Words], Field(min_length=1)]
    competitions: Annotated[tuple[CompetitionRow, ...], Field(min_length=1)]


class Reading(NamedTuple):
    """A reading of a name, its words as keys; `written` as it is, for vowel signs tell there."""

    entity_id: str  # or NO_NAME
    written: tuple[str, ...]
    before: frozenset[str]
    after: frozenset[str]
    countries: frozenset[str]
    words: tuple[str, ...]
    only_said: bool = False  # it is meant only where one of its words is said


class Namesake(NamedTuple):
    """A name that several entities bear. `otherwise` is the id of one, or APART: the name has an id of its own."""

    readings: tuple[Reading, ...]
    otherwise: str


class Competition(NamedTuple):
    """A competition of clubs of several countries, its names as keys."""

    words: tuple[str, ...]
    countries: frozenset[str]


def read_leagues(path: Path) -> dict[str, tuple[str, ...]]:
    """Country -> the keys of what its leagues and cups are called. Raises RulesError on a malformed file."""
    return {country: tuple(map(name_key, words)) for country, words in read_names(path).leagues.items()}


def read_competitions(path: Path) -> tuple[Competition, ...]:
    """Raises RulesError on a malformed file."""
    rows = read_names(path).competitions
    return tuple(Competition(tuple(map(name_key, row.words)), frozenset(row.countries)) for row in rows)


def read_namesakes(path: Path) -> dict[tuple[str, str], Namesake]:
    """The names by (type as tagged, key). Raises RulesError on a malformed file."""
    found: dict[tuple[str, str], Namesake] = {}
    for row in read_names(path).namesakes:
        readings = tuple(
            Reading(
                one.entity,
                one.written,
                frozenset(map(name_key, one.before)),
                frozenset(map(name_key, one.after)),
                frozenset(one.countries),
                tuple(map(name_key, one.words)),
            )
            for one in row.readings
        )
        for name in row.names:
            for kind in row.types:
                found[kind, name_key(name)] = Namesake(readings, row.otherwise)
    return found


def read_names(path: Path) -> NameRows:
    """Raises RulesError on a malformed file."""
    return read_model(path, NameRows)
