"""Places and what else gazetteers hold."""

from collections import defaultdict
from functools import cached_property

from nashra.entities.link.common_words import read_words
from nashra.entities.link.forms.normal import levelled, name_key, without_article, word_consonants
from nashra.entities.link.forms.similar import similarity
from nashra.entities.link.reference.reference import Named, Place
from nashra.entities.link.steps.index import Index, Room
from nashra.entities.link.steps.persons import Persons
from nashra.entities.link.steps.why import GEONAMES, LISTED, NUMBERED, made
from nashra.entities.link.types import GEONAMES as ENGLISH_GEONAMES
from nashra.entities.link.types import NAMES, Link


class Places(Room):
    """Names that gazetteers hold."""

    def __init__(self, index: Index, persons: Persons) -> None:
        super().__init__(index)
        self._persons = persons

    def state(self, kind: str, key: str) -> Link | None:
        """The state of a name that says what it is: «الجمهورية العراقية», «جمهورية كولومبيا»."""
        first, _, rest = key.partition(" ")
        if kind != "LOC" or first not in self.limits.bodies.states or (kind, key) in self.reference.others:
            return None  # «جمهورية الصين» is another than الصين
        states = self.reference.institutions
        state = states.states.get(rest)
        country = state.country if state and rest.endswith("ه") else states.names.get(rest)
        found = self.index.by_country.get(country or "")
        return found.because(f"alias «{found.name_ar}» by its full name") if found else None

    def gazetteer(self, kind: str, key: str) -> Link | None:
        """The entity of a key that a gazetteer of its type holds."""
        if kind == "PERS":
            return self._persons.person(key)
        if kind == "LOC" and (place := self.reference.places.get(key)):
            return self.place(place)
        named = self.reference.others.get((kind, key))
        if named and not (kind in ("ORG", "LOC") and self._is_anybodys(kind, key)):
            return self._curated_so(kind, named) or named_link(kind, named)
        level = levelled(key).replace(" ", "") if kind == "LOC" and " " in key else ""
        if len(level) > 3 and (known := self.reference.place_levels.get(level)) and " " in known:
            place = self.reference.places[known]
            limits = self.limits.places
            if len(level) > limits.short_key or place.population >= limits.well_known:
                return self.place(place)
        return None

    def _curated_so(self, kind: str, named: Named) -> Link | None:
        """The curated body or thing of a listed name's English, which is its alone: «الإنماء» is Alinma Bank."""
        found = self.index.latin.get(name_key(named.name_en)) if named.name_en and kind in ("ORG", "MISC") else None
        return found.because(f"{LISTED}: {named.name_en}") if found and found.type == kind else None

    def by_consonants(self, kind: str, key: str) -> Link | None:
        """The only great city of one word that has the many consonants of this one: «سكرامنتو», «ساكرامنتو»."""
        if kind != "LOC" or " " in key or without_article(key) in read_words().nouns:
            return None
        letters, likeness = word_consonants(key), self.limits.likeness
        known, place = self._cities.get(letters, ("", None)) if len(letters) >= likeness.consonants else ("", None)
        if place is None or similarity(key, known) < likeness.alike.LOC:
            return None  # «جاهارقند» is no قراغندة
        return self.place(place).because(f"{GEONAMES} {place.geonames_id}: the consonants of «{known}»")

    @cached_property
    def _cities(self) -> dict[str, tuple[str, Place]]:
        """The great cities of one word, each with its key, by their consonants, where these are one's."""
        found: dict[str, dict[int, tuple[str, Place]]] = defaultdict(dict)
        for key, place in self.reference.places.items():
            if " " not in key and place.population >= self.limits.places.famous:
                found[word_consonants(key)].setdefault(place.geonames_id, (key, place))
        return {letters: next(iter(held.values())) for letters, held in found.items() if len(held) == 1}

    def _is_anybodys(self, kind: str, key: str) -> bool:
        """Whether a name is common words only, so that a list's is one of many: «المنطقة الشمالية»."""
        words = read_words()
        bares = [without_article(word) for word in key.split()]
        head, rest = bares[0], bares[1:]
        known = words.adjectives
        return (kind, head) in words.heads and all(word in known or word.removesuffix("ه") in known for word in rest)

    def places(self, key: str) -> tuple[Place, ...]:
        """The gazetteer's places of a key, the greatest first."""
        place = self.reference.places.get(key)
        return self.reference.namesake_places.get(key) or ((place,) if place else ())

    def exact_place(self, key: str) -> Link | None:
        """The place or region that a gazetteer has by this very key."""
        if (place := self.reference.places.get(key)) and place.population >= self.limits.places.well_known:
            return self.place(place)
        named = self.reference.others.get(("LOC", key))
        return named_link("LOC", named) if named else None

    def place(self, place: Place) -> Link:
        """The entity of a place: the curated one that has its GeoNames id, if there is one."""
        curated = self.index.by_geonames.get(place.geonames_id)
        return curated.because(f"{GEONAMES} {place.geonames_id}") if curated else place_link(place)


def place_link(place: Place) -> Link:
    """The entity of a GeoNames place."""
    return Link(
        f"{NUMBERED}{place.geonames_id}", "LOC", place.name_ar, place.name_en, None, place.geonames_id, place.country,
        place.latitude, place.longitude, ENGLISH_GEONAMES,
        f"{GEONAMES} {place.geonames_id} {place.name_en}, {place.country}",
    )  # fmt: skip


def named_link(kind: str, named: Named) -> Link:
    """The entity of a name that a list has, without an id of its own."""
    english = named.name_en or None
    return Link(
        made(kind, name_key(named.name_ar)),
        kind,
        named.name_ar,
        english,
        country=named.country,
        english_from=NAMES if english else None,
        why=f"{LISTED}: {english or named.name_ar}",
    )
