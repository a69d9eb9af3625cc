"""The steps from a name to its entity, in the order in which they decide.

1. the editor's decisions   2. curated aliases   3. institutions of states   4. gazetteers
5. sounds like a known name   6. the rule: an id made from the name's own normal form

Similarity looks at the fixed reference names only, never at names of other articles.
"""

from collections import defaultdict
from hashlib import sha256

from nashra.entities.link.forms.normal import coarse, levelled, name_key, skeleton, without_article
from nashra.entities.link.forms.persons import units
from nashra.entities.link.forms.similar import distance, similarity
from nashra.entities.link.reference.reference import Named, Place, Reference
from nashra.entities.link.types import Link

ALIKE = {"PERS": 0.84, "LOC": 0.88, "ORG": 0.90, "MISC": 0.95}  # a name sounds like a known one from here on ...
CLEARLY = 0.03  # ... when it does so this much more than like any other entity
CONSONANT = 0.95  # a distance from which on a consonant differs, however long the name
FEW = 4  # full names of the gazetteer with one surname, from which on it is many people's
SMALL = 50_000  # a smaller place is not found by a spelling that differs, when its name is ...
SHORT = 5  # ... this short
LONG = 7  # a name that isn't longer, but a person's, sounds like a known one only ...
VOWELS = 0.65  # ... within this distance
INSTITUTION = "institution of a state"
APART = "apart"


class Steps:
    """The steps over one set of reference data."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self._by_id = {alias.link.entity_id: alias.link for alias in reference.curated.values()}
        self._sounds: dict[tuple[str, str], dict[str, Link]] = defaultdict(dict)
        self._levels: dict[tuple[str, str], dict[str, Link]] = defaultdict(dict)
        self._forms: dict[str, dict[str, Link]] = defaultdict(dict)  # a person's form -> curated, by id
        for (kind, key), alias in sorted(reference.curated.items()):
            self._sounds[kind, coarse(key)][key] = alias.link
            self._levels[kind, _level(key)][alias.link.entity_id] = alias.link
            if kind == "PERS":
                self._forms[reference.tokens.form(key)][alias.link.entity_id] = alias.link
        self._surnames: dict[str, list[str]] = defaultdict(list)  # a person's curated names of one definite word
        for kind, key in sorted(reference.curated):
            if kind == "PERS" and key.startswith("ال") and " " not in key and len(key) > SHORT:
                self._surnames[reference.curated[kind, key].link.entity_id].append(key)
        self._by_geonames = {link.geonames_id: link for link in self._by_id.values() if link.geonames_id}

    def decide(self, kind: str, name: str) -> Link:
        """The entity of a name without clitics and titles."""
        key = name_key(name)
        if (kind, key) in self.reference.decisions:
            return self._decided(kind, key)
        return (
            self.own(kind, key)
            or self._institution(kind, key)
            or self._levelled(kind, key)
            or self.gazetteer(kind, key)
            or self.curated(kind, key)
            or self._sounding(kind, key)
            or self._rule(kind, key, name)
        )

    def own(self, kind: str, key: str) -> Link | None:
        """The curated entity of a key and a type; with or without ال."""
        for form in _articles(key):
            if form != key and key in self.reference.any_type:
                break  # دوما is a town, not الدوما
            if alias := self.reference.curated.get((kind, form)):
                return alias.link.because(f"alias {alias.row}")
        return None

    def curated(self, kind: str, key: str) -> Link | None:
        """The curated entity of a key: of its own type, else of the only type that has it.

        A single word makes a person of what was tagged as something else only when nothing else has that name:
        surnames are towns and words, too.
        """
        if found := self.own(kind, key):
            return found
        for form in _articles(key):
            alias = self.reference.any_type.get(form)
            if alias and (" " in form or alias.link.type != "PERS" or self._one_person(form)):
                return alias.link.because(f"alias {alias.row}, though tagged {kind}")
        return None

    def _one_person(self, key: str) -> bool:
        """Whether a single word is one person's name and hardly anything else: ترامب, شويغو."""
        known = self.reference
        return (
            len(key) > 3
            and not key.startswith("ال")
            and key not in known.ambiguous
            and key not in known.places
            and ("LOC", key) not in known.others
            and known.surnames[known.tokens.stands_for.get(key, key)] < FEW
        )

    def form_of(self, kind: str, name: str) -> str:
        """The normal form of a name as written."""
        return self.normal_form(kind, name_key(name))

    def by_id(self, entity_id: str) -> Link | None:
        """The curated entity of an id."""
        return self._by_id.get(entity_id)

    def surnames_of(self, entity_id: str) -> list[str]:
        """The keys of one definite word that are a curated person's name: البرهان."""
        return self._surnames.get(entity_id, [])

    def _decided(self, kind: str, key: str) -> Link:
        decision = self.reference.decisions[kind, key]
        why = f"decision {decision.row}"
        if decision.entity_id is None:
            return Link(_made(kind, f"{APART} {key}"), kind, decision.name_ar, why=why)
        known = self._by_id.get(decision.entity_id)
        return known.because(why) if known else Link(decision.entity_id, kind, decision.name_ar, why=why)

    def _institution(self, kind: str, key: str) -> Link | None:
        if kind != "ORG":
            return None
        if found := self.reference.institutions.find(key):
            return found.because(INSTITUTION)
        bare = self.reference.institutions.find_bare(key)
        return bare.because("institution, its state not named") if bare else None

    def _levelled(self, kind: str, key: str) -> Link | None:
        if kind == "LOC" and key in self.reference.places:
            return None
        found = self._levels.get((kind, _level(key)), {})
        return (
            next(iter(found.values())).because(f"spelling of an alias: «{levelled(key)}»") if len(found) == 1 else None
        )

    def gazetteer(self, kind: str, key: str) -> Link | None:
        """The entity of a key that a gazetteer of its type holds."""
        if kind == "PERS":
            return self._person(key)
        for form in _articles(key):
            if kind == "LOC" and (place := self.reference.places.get(form)):
                return self._place(place)
            if named := self.reference.others.get((kind, form)):
                return _named_link(kind, named)
        level = levelled(key).replace(" ", "") if kind == "LOC" else ""
        if len(level) > 3 and (known := self.reference.place_levels.get(level)):
            place = self.reference.places[known]
            if len(level) > SHORT or place.population >= SMALL:
                return self._place(place)
        return None

    def exact_place(self, key: str) -> Link | None:
        """The place or region that a gazetteer has by this very key."""
        if (place := self.reference.places.get(key)) and place.population >= SMALL:
            return self._place(place)
        named = self.reference.others.get(("LOC", key))
        return _named_link("LOC", named) if named else None

    def _place(self, place: Place) -> Link:
        """The entity of a place: the curated one that has its GeoNames id, if there is one."""
        curated = self._by_geonames.get(place.geonames_id)
        return curated.because(f"place: GeoNames {place.geonames_id}") if curated else place_link(place)

    def _person(self, key: str) -> Link | None:
        known = self.reference.persons.get(key)
        form = self.reference.tokens.form(known[0] if known else key)
        if len(curated := self._forms.get(form, {})) == 1:
            return next(iter(curated.values())).because(f"spelling of an alias: all tokens are those of «{form}»")
        if not known:
            return None
        stands_for, latin = known
        return Link(_made("PERS", form), "PERS", None, latin or None, why=f"person names: {latin} («{stands_for}»)")

    def _sounding(self, kind: str, key: str) -> Link | None:
        """The one known name that a key sounds like."""
        if kind == "PERS" and all(unit in self.reference.tokens.stands_for for unit in units(key)):
            return None  # a name of known parts isn't a misspelling of another: هولاند, هالاند
        best: dict[str, tuple[float, str, Link]] = {}
        for known, link in self._alike(kind, coarse(key)).items():
            limit = VOWELS if kind != "PERS" and min(len(key), len(known)) <= LONG else CONSONANT
            if distance(key, known) >= limit or (kind in ("ORG", "MISC") and _other_words(key, known)):
                continue
            value = similarity(key, known)
            if value >= ALIKE[kind] and value > best.get(link.entity_id, (0.0,))[0]:
                best[link.entity_id] = (value, known, link)
        ranked = sorted(best.values(), key=lambda found: (-found[0], found[1]))
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLEARLY):
            return None
        value, known, link = ranked[0]
        return link.because(f"sounds like «{known}» ({value:.2f})")

    def _alike(self, kind: str, sound: str) -> dict[str, Link]:
        """The curated names, and the places or full names of persons, of a coarse form, by key."""
        found = dict(self._sounds.get((kind, sound), {}))
        if kind == "LOC":
            for key in self.reference.place_sounds.get(sound, ()):
                place = self.reference.places[key]
                if len(key) > SHORT or place.population >= SMALL:
                    found.setdefault(key, self._place(place))
        elif kind == "PERS":
            for key in self.reference.person_sounds.get(sound, ()):
                if key not in found and (link := self._person(key)):
                    found[key] = link
        return found

    def _rule(self, kind: str, key: str, name: str) -> Link:
        form = self.normal_form(kind, key) or name
        return Link(_made(kind, form), kind, None, why=f"rule: normal form «{form}»")

    def normal_form(self, kind: str, key: str) -> str:
        """What the id of an unknown name is made from: equal for its spellings, apart for near misses.

        Places are foreign words like persons' names. Organisations and other names are mostly Arabic words, where
        a vowel or an emphatic letter makes another word, so only ال, the final vowel and ج/غ are levelled.
        """
        if kind == "PERS":
            return self.reference.tokens.form(key)
        if kind == "LOC":
            return skeleton(key)
        return " ".join(
            bare[:-1] if len(bare) > 3 and bare[-1] in "اهي" else bare
            for bare in (without_article(token).replace("ج", "غ") for token in key.split())
        )


def place_link(place: Place) -> Link:
    """The entity of a GeoNames place."""
    return Link(
        f"LOC-g{place.geonames_id}", "LOC", place.name_ar, place.name_en, None, place.geonames_id, place.country,
        place.latitude, place.longitude, f"place: GeoNames {place.geonames_id} {place.name_en}, {place.country}",
    )  # fmt: skip


def _named_link(kind: str, named: Named) -> Link:
    made = _made(kind, name_key(named.name_ar))
    return Link(
        made, kind, named.name_ar, named.name_en, country=named.country, why=f"names: {named.name_en or named.name_ar}"
    )


def _other_words(key: str, known: str) -> bool:
    """Whether two keys differ in a definite word: it is Arabic, where a vowel makes another word (العربي, الأوروبي)."""
    words, others = key.split(), known.split()
    if len(words) != len(others):
        return False
    return any(one != other and one.startswith("ال") for one, other in zip(words, others, strict=True))


def _level(key: str) -> str:
    return ("ال " if key.startswith("ال") else "") + levelled(key)


def _articles(key: str) -> tuple[str, ...]:
    """A key as it is, then with the article that it lacks, as after ل (للصين). Never without: الصور isn't صور."""
    return (key,) if key.startswith("ال") else (key, "ال" + key)


def _made(kind: str, form: str) -> str:
    """The id of a name without a curated one: the type and 10 hex digits of its form's SHA-256."""
    return f"{kind}-{sha256(f'{kind} {form}'.encode()).hexdigest()[:10]}"
