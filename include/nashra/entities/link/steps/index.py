"""What is curated, found in all the ways in which names are written."""

from collections import defaultdict

from nashra.entities.link.forms.foreign import Foreigners
from nashra.entities.link.forms.normal import coarse, levelled, name_key, word_consonants
from nashra.entities.link.limits import read_limits
from nashra.entities.link.reference.reference import STATES, Reference
from nashra.entities.link.steps.initials import initials_of
from nashra.entities.link.steps.why import COMPANIES
from nashra.entities.link.types import Link

AND = " و"
LATIN = 3  # letters of the shortest English name that a body is known by
FAMILY_FIRST = ("HU", "JP")  # countries whose papers name a person's family first: «كيشيدا فوميو»


class Index:
    """Curated names by all the ways in which they are looked for."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.limits = read_limits()
        self.by_id = {alias.link.entity_id: alias.link for alias in reference.curated.values()}
        self._own: dict[str, Link] = {}  # by row, with the row as the reason
        self.keys: dict[str, list[str]] = defaultdict(list)
        for (_, key), alias in sorted(reference.curated.items()):
            self.keys[alias.link.entity_id].append(key)
        self.sounds: dict[tuple[str, str], dict[str, Link]] = defaultdict(dict)
        self.levels: dict[tuple[str, str], dict[str, Link]] = defaultdict(dict)
        self.forms: dict[str, dict[str, Link]] = defaultdict(dict)  # a person's form -> curated, by id
        for (kind, key), alias in sorted(reference.curated.items()):
            self.sounds[kind, coarse(key)][key] = alias.link
            self.levels[kind, level_of(key)][alias.link.entity_id] = alias.link
            if kind == "PERS":
                self.forms[reference.tokens.form(key)][alias.link.entity_id] = alias.link
        states = (alias.link for alias in reference.curated.values() if STATES in alias.row)
        self.by_country = {link.country: link for link in states}
        self.foreigners = Foreigners(reference.tokens, reference.own_names)
        self.foreign = self._by_sounds()
        self.joined = self._written_as_one()
        self.words = self._by_consonants()
        self.latin = self._by_english()
        self.squeezed = self._without_spaces()
        self.joined_words: dict[tuple[str, ...], Link | None] = {}  # of curated bodies with two «و» or more
        for (kind, key), alias in sorted(reference.curated.items()):
            if kind == "ORG" and key.count(AND) > 1:
                known = self.joined_words.setdefault(unordered(key), alias.link)
                self.joined_words[unordered(key)] = known if known and known.entity_id == alias.link.entity_id else None
        self.initials: dict[str, Link | None] = {}  # of curated bodies written by the names of letters
        for (kind, key), alias in sorted(reference.curated.items()):
            if kind == "ORG" and (initials := initials_of(key)):
                known = self.initials.setdefault(initials, alias.link)
                self.initials[initials] = known if known and known.entity_id == alias.link.entity_id else None
        companies = (alias for alias in reference.curated.values() if COMPANIES in alias.row)
        self.companies = frozenset(alias.link.entity_id for alias in companies)
        self.surnames: dict[str, list[str]] = defaultdict(list)  # a person's curated names of one definite word
        for kind, key in sorted(reference.curated):
            if kind == "PERS" and key.startswith("ال") and " " not in key and len(key) > self.limits.places.short_key:
                self.surnames[reference.curated[kind, key].link.entity_id].append(key)
        self.by_geonames = {link.geonames_id: link for link in self.by_id.values() if link.geonames_id}
        self.all_places = {place.geonames_id: place for place in reference.places.values()}
        for several in reference.namesake_places.values():
            self.all_places.update((place.geonames_id, place) for place in several)

    def _written_as_one(self) -> dict[str, Link]:
        """The curated names of several words without their spaces, where these say whose they are: حفرالباطن."""
        known = self.reference
        found: dict[str, dict[str, Link]] = defaultdict(dict)
        for key, alias in known.any_type.items():
            one = key.replace(" ", "")
            if one != key and not one.isascii() and len(one) >= self.limits.spellings.joined_letters:
                found[one][alias.link.entity_id] = alias.link
        return of_one(found)

    def _by_consonants(self) -> dict[tuple[str, str], dict[str, Link]]:
        """The curated places, bodies and things of one word by their many consonants, each by its key."""
        found: dict[tuple[str, str], dict[str, Link]] = defaultdict(dict)
        for (kind, key), alias in sorted(self.reference.curated.items()):
            letters = "" if kind == "PERS" or " " in key else word_consonants(key)
            if len(letters) >= self.limits.likeness.consonants:
                found[kind, letters][key] = alias.link
        return dict(found)

    def _by_english(self) -> dict[str, Link]:
        """The curated bodies and things by the key of their English name, where it is one's alone: Google."""
        found: dict[str, dict[str, Link]] = defaultdict(dict)
        for alias in self.reference.curated.values():
            english = name_key(alias.link.name_en or "")
            if alias.link.type in ("ORG", "MISC") and len(english) >= LATIN:
                found[english][alias.link.entity_id] = alias.link
        return of_one(found)

    def _without_spaces(self) -> dict[str, Link]:
        """The curated persons of several words by their letters alone, where these are one's: لو دريان, لودريان."""
        found: dict[str, dict[str, Link]] = defaultdict(dict)
        for (kind, key), alias in self.reference.curated.items():
            if kind == "PERS" and " " in key:
                found[key.replace(" ", "")][alias.link.entity_id] = alias.link
        return of_one(found)

    def _by_sounds(self) -> dict[str, Link]:
        """The curated foreigners by the sounds of a full name, where these are one's."""
        found: dict[str, dict[str, Link]] = defaultdict(dict)
        for (kind, key), alias in self.reference.curated.items():
            if kind == "PERS" and " " in key and (form := self.foreigners.form(key)):
                found[form][alias.link.entity_id] = alias.link
                if alias.link.country in FAMILY_FIRST and key.count(" ") == 1:
                    first, family = key.split()
                    if form := self.foreigners.form(f"{family} {first}"):
                        found[form][alias.link.entity_id] = alias.link
        return of_one(found)

    def own(self, kind: str, key: str) -> Link | None:
        """The curated entity of a key and a type."""
        alias = self.reference.curated.get((kind, key))
        if alias is None:
            return None
        found = self._own.get(alias.row)
        if found is None:
            found = self._own[alias.row] = alias.link.because(f"alias {alias.row}")
        return found

    def body(self, key: str) -> Link | None:
        """The curated body of a key that no other bears."""
        if ("ORG", key) in self.reference.namesakes or key in self.reference.ambiguous:
            return None
        alias = self.reference.curated.get(("ORG", key))
        return alias.link if alias else None

    def names_of(self, link: Link) -> list[str]:
        """The keys of an entity's curated names."""
        return self.keys.get(link.entity_id, [])


class Room:
    """Steps of one kind over one index."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.reference = index.reference
        self.limits = index.limits


def of_one(found: dict[str, dict[str, Link]]) -> dict[str, Link]:
    """Of ways to write entities, each with those that are written so by id, the ones that are one entity's."""
    return {written: next(iter(held.values())) for written, held in found.items() if len(held) == 1}


def unordered(key: str) -> tuple[str, ...]:
    """The words of a key without «و», «ل» and the article, in an order of their own."""
    first, *rest = key.split()
    bare = (word.removeprefix("و").removeprefix("ال") for word in rest)
    return (first, *sorted(word.removeprefix("لل").removeprefix("ل") for word in bare))


def level_of(key: str) -> str:
    """The levelled form of a key, that of one with the article apart."""
    return ("ال " if key.startswith("ال") else "") + levelled(key)
