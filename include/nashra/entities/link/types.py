"""What linking answers."""

from dataclasses import dataclass, replace

TYPES = ("PERS", "LOC", "ORG", "MISC")
# Where an English name is from: reviewed by people, a list that others publish, made by us
CURATED, GEONAMES, NAMES, TRANSLATED, ROMANISED = "curated", "geonames", "names", "translated", "romanised"


@dataclass(frozen=True, slots=True)
class Link:
    """The entity that a name stands for. `type` is the entity's own, which may correct the recogniser's."""

    entity_id: str
    type: str  # PERS, LOC, ORG or MISC
    name_ar: str | None  # canonical Arabic; None when no reference knows the name
    name_en: str | None = None
    wikidata_id: str | None = None
    geonames_id: int | None = None
    country: str | None = None  # ISO 3166-1 alpha-2
    latitude: float | None = None  # degrees north
    longitude: float | None = None  # degrees east
    english_from: str | None = None  # CURATED, GEONAMES or NAMES; None without name_en
    why: str = ""  # the step that decided and the reference row it used

    def because(self, why: str) -> "Link":
        """The same entity with another reason."""
        return replace(self, why=why)
