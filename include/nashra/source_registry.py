"""Well-known sites of Arabic news, `include/reference/sources.yaml`: their names, their country, their clock."""

from functools import cache
from pathlib import Path
from typing import Annotated, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from nashra.settings import REFERENCE
from nashra.text.fold import fold_line
from nashra.yaml_files import Strict, Word, Zone, read_model

Country = Annotated[str, Field(pattern="^[A-Z]{2}$")]
Domain = Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")]


class Site(Strict):
    """What sources.yaml says of a site; its comments say what each key is."""

    ar: Word
    en: Word
    country: Country
    zone: Zone | None = None
    language: Annotated[str, Field(pattern="^[a-z]{2}$")] = "ar"  # for people: what is in another is refused anyway
    names: tuple[Word, ...] = ()
    everywhere: bool = False


class Registry(Strict):
    """What sources.yaml holds."""

    zones: dict[Country, Zone]
    sources: dict[Domain, Site]

    @model_validator(mode="after")
    def one_clock_and_one_site_for_each(self) -> "Registry":
        """Each site has a clock, and no name is that of two."""
        owner: dict[str, str] = {}
        for domain, site in self.sources.items():
            if site.zone is None and site.country not in self.zones:
                raise ValueError(f"sources.{domain}.country: zones has no {site.country}")
            for name in {domain, *map(fold_line, (site.ar, site.en, *site.names))}:
                if owner.setdefault(name, domain) != domain:
                    raise ValueError(f"sources.{domain}: {name} is a name of {owner[name]} too")
        return self


class Source(NamedTuple):
    """A site that is known."""

    name_ar: str
    name_en: str
    country: str  # ISO 3166-1 alpha-2
    zone: ZoneInfo
    everywhere: bool  # written for readers of all countries


def read_sources(path: Path = REFERENCE / "sources.yaml") -> Registry:
    """Raises RulesError on a malformed file."""
    return read_model(path, Registry)


def known_source(source: str) -> Source | None:
    """The site that the `source` of an article is: its domain, a host below that, or one of its names; else None."""
    name = fold_line(source)
    known = _by_name()
    while name not in known and "." in name and " " not in name:
        name = name.partition(".")[2]
    return known.get(name)


@cache
def _by_name() -> dict[str, Source]:
    registry = read_sources()
    found: dict[str, Source] = {}
    for domain, site in registry.sources.items():
        source = Source(
            site.ar, site.en, site.country, ZoneInfo(site.zone or registry.zones[site.country]), site.everywhere
        )
        found |= dict.fromkeys((domain, *map(fold_line, (site.ar, site.en, *site.names))), source)
    return found
