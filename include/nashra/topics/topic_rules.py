"""include/rules/topics.yaml, as it stands there."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from nashra.settings import RULES
from nashra.source_registry import Country
from nashra.yaml_files import Strict, Word, Words, read_model

FILE = RULES / "topics.yaml"
Section = Literal[
    "politics", "economy", "sport", "culture", "health", "local", "opinion", "technology", "religion", "society"
]  # fmt: skip
SECTIONS: tuple[Section, ...] = get_args(Section)


class Weights(Strict):
    """What each kind of evidence adds."""

    place: float = Field(ge=0)
    likely: float = Field(ge=0)
    body: float = Field(ge=0)
    person: float = Field(ge=0)
    player: float = Field(ge=0)
    adjective: float = Field(ge=0)
    office: float = Field(ge=0)
    home: float = Field(ge=0)
    home_beside: float = Field(ge=0)
    home_far: float = Field(ge=0)
    home_named: float = Field(ge=0)
    home_early: float = Field(ge=0)
    first: float = Field(ge=0)
    ours: float = Field(ge=0)
    coin: float = Field(ge=0)
    theirs: float = Field(ge=0, le=1)


class CountryRules(Strict):
    """Which country an article is about."""

    lead: int = Field(ge=0)
    lead_times: int = Field(ge=1)
    weights: Weights
    opening: int = Field(ge=0)
    general: frozenset[Section]
    worldly: Words
    several: Words
    denies: Words
    instead: Words
    money: dict[Word, Annotated[frozenset[Country], Field(min_length=1)]]
    mostly: dict[Word, Country]
    holy: Words
    acts_in: dict[Country, Country]
    acts_in_share: float = Field(ge=0, le=1)
    not_adjectives: Words
    not_places: Words
    not_behind: dict[Word, Words]
    seats: Words
    coming: Words
    of_a_town: Words
    of_any_town: Words
    faced: Words
    named_after: Words
    not_counted: Words
    borne: Words
    ours: Words
    national: Words
    spelt: dict[Country, Words]
    written: dict[Country, Words]
    written_least: int = Field(ge=1)
    signs: dict[Word, Annotated[frozenset[Country], Field(min_length=1)]]
    offices: dict[Country, Words]
    people: dict[Country, Words]
    regions: dict[Country, Words]
    shared: dict[Word, Annotated[tuple[Country, ...], Field(min_length=2)]]
    sites: dict[Country, Words]
    site_codes: dict[Country, Words]

    @model_validator(mode="after")
    def one_state_for_each_region(self) -> "CountryRules":
        owner: dict[str, Country] = dict.fromkeys(self.shared, "several")
        for code, names in self.regions.items():
            for name in names:
                if owner.setdefault(name, code) != code:
                    raise ValueError(
                        f"regions.{code}: {name} is of {owner[name]} too; what states share stands in shared"
                    )
        return self


class SectionRules(Strict):
    """Which section an article is of."""

    body: int = Field(ge=1)
    title_times: int = Field(ge=1)
    of_two: float = Field(gt=0)
    least: float = Field(ge=0)
    sure: float = Field(ge=0)
    argues: Words
    reports: Words
    argues_least: float = Field(gt=0)
    reports_most: float = Field(ge=0)
    argued: frozenset[Section]
    given: dict[Section, Words]
    around: Words
    words: dict[Section, Words]

    @model_validator(mode="after")
    def all_sections(self) -> "SectionRules":
        for name in ("given", "words"):
            if set(getattr(self, name)) != set(SECTIONS):
                raise ValueError(f"{name}: expected {', '.join(SECTIONS)}")
        return self


class TopicRules(Strict):
    """What topics.yaml holds."""

    country: CountryRules
    section: SectionRules


@cache
def read_topic_rules(path: Path = FILE) -> TopicRules:
    """Raises RulesError on a malformed file."""
    return read_model(path, TopicRules)
