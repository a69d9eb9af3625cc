"""The steps from a name to its entity, in the order in which they decide.

1. the editor's decisions   2. names that several entities bear   3. curated aliases   4. institutions of states
5. gazetteers   6. sounds like a known name   7. the rule: an id made from the name's own normal form

Similarity looks at the fixed reference names only, never at names of other articles, and only at names of several
words: one word is too little to tell a spelling from another name (بابل, آبل).
"""

import re
from collections import defaultdict
from hashlib import sha256
from itertools import pairwise

from nashra.entities.link.common_words import read_words
from nashra.entities.link.forms.foreign import Foreigners
from nashra.entities.link.forms.normal import (
    coarse,
    ends_otherwise,
    levelled,
    name_key,
    other_ending,
    other_n,
    other_pattern,
    other_vowel,
    skeleton,
    without_article,
)
from nashra.entities.link.forms.persons import FOREIGN, Tokens, units
from nashra.entities.link.forms.similar import is_near, similarity
from nashra.entities.link.limits import read_limits
from nashra.entities.link.reference.aliases import Alias
from nashra.entities.link.reference.namesakes import APART as BY_ITSELF
from nashra.entities.link.reference.namesakes import Namesake
from nashra.entities.link.reference.reference import CAPITALS, CLUBS, STATES, Named, Place, Reference
from nashra.entities.link.types import GEONAMES as ENGLISH_GEONAMES
from nashra.entities.link.types import NAMES, Link

INSTITUTION = "institution of a state"
STATE_NOT_NAMED = "institution, its state not named"
NAMESAKE = "a name of several"
APART = "apart"
NOT_A_NAME = "no name"
COMPANIES = "companies.tsv"
NUMBERED = "LOC-g"  # ... and the number of a place of GeoNames
GEONAMES = "place: GeoNames"
PERSONS = "person names"
RULE = "rule"
LISTED = "names"
INITIALS = 3  # names of letters that make a body's, at least
_SERVANT = "عبد"
_VOWELS = "AEI"
_SON = "بن"
_FOREIGN_LATIN = ("ja", "je", "ju", "aj", "dsch", "ij")  # of ي, or of ج in German
_AND = " و"
FAMILY_FIRST = ("HU", "JP")  # countries whose papers name a person's family first: «كيشيدا فوميو»
LATIN = 3  # letters of the shortest English name that a body is known by
LANGUAGE = "اللغه "
_OF = "ي"  # ends the name of who is from somewhere, or of a house: السعيدي
_IA_OR_E = {"يا", "يه"}
YEAR = re.compile(r"(?:19|20)\d\d")


class Steps:
    """The steps over one set of reference data."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.limits = read_limits()
        self._by_id = {alias.link.entity_id: alias.link for alias in reference.curated.values()}
        self._own: dict[str, Link] = {}  # by row, with the row as the reason
        self._keys: dict[str, list[str]] = defaultdict(list)
        for (_, key), alias in sorted(reference.curated.items()):
            self._keys[alias.link.entity_id].append(key)
        self._sounds: dict[tuple[str, str], dict[str, Link]] = defaultdict(dict)
        self._levels: dict[tuple[str, str], dict[str, Link]] = defaultdict(dict)
        self._forms: dict[str, dict[str, Link]] = defaultdict(dict)  # a person's form -> curated, by id
        for (kind, key), alias in sorted(reference.curated.items()):
            self._sounds[kind, coarse(key)][key] = alias.link
            self._levels[kind, _level(key)][alias.link.entity_id] = alias.link
            if kind == "PERS":
                self._forms[reference.tokens.form(key)][alias.link.entity_id] = alias.link
        states = (alias.link for alias in reference.curated.values() if STATES in alias.row)
        self._by_country = {link.country: link for link in states}
        self._foreigners = Foreigners(reference.tokens, reference.own_names)
        self._foreign = self._by_sounds()
        self._joined = self._written_as_one()
        self._latin = self._by_english()
        self._squeezed = self._without_spaces()
        self._joined_words: dict[tuple[str, ...], Link | None] = {}  # of curated bodies with two «و» or more
        for (kind, key), alias in sorted(reference.curated.items()):
            if kind == "ORG" and key.count(_AND) > 1:
                known = self._joined_words.setdefault(_unordered(key), alias.link)
                self._joined_words[_unordered(key)] = (
                    known if known and known.entity_id == alias.link.entity_id else None
                )
        self._initials: dict[str, Link | None] = {}  # of curated bodies written by the names of letters
        for (kind, key), alias in sorted(reference.curated.items()):
            if kind == "ORG" and (initials := initials_of(key)):
                known = self._initials.setdefault(initials, alias.link)
                self._initials[initials] = known if known and known.entity_id == alias.link.entity_id else None
        companies = (alias for alias in reference.curated.values() if COMPANIES in alias.row)
        self._companies = frozenset(alias.link.entity_id for alias in companies)
        self._surnames: dict[str, list[str]] = defaultdict(list)  # a person's curated names of one definite word
        for kind, key in sorted(reference.curated):
            if kind == "PERS" and key.startswith("ال") and " " not in key and len(key) > self.limits.places.short_key:
                self._surnames[reference.curated[kind, key].link.entity_id].append(key)
        self._by_geonames = {link.geonames_id: link for link in self._by_id.values() if link.geonames_id}
        self._places = {place.geonames_id: place for place in reference.places.values()}
        for several in reference.namesake_places.values():
            self._places.update((place.geonames_id, place) for place in several)

    def _written_as_one(self) -> dict[str, Link]:
        """The curated names of several words without their spaces, where these say whose they are: حفرالباطن."""
        known = self.reference
        found: dict[str, dict[str, Link]] = defaultdict(dict)
        for key, alias in known.any_type.items():
            one = key.replace(" ", "")
            if one != key and not one.isascii() and len(one) >= self.limits.spellings.joined_letters:
                found[one][alias.link.entity_id] = alias.link
        return _of_one(found)

    def _by_english(self) -> dict[str, Link]:
        """The curated bodies and things by the key of their English name, where it is one's alone: Google."""
        found: dict[str, dict[str, Link]] = defaultdict(dict)
        for alias in self.reference.curated.values():
            english = name_key(alias.link.name_en or "")
            if alias.link.type in ("ORG", "MISC") and len(english) >= LATIN:
                found[english][alias.link.entity_id] = alias.link
        return _of_one(found)

    def _without_spaces(self) -> dict[str, Link]:
        """The curated persons of several words by their letters alone, where these are one's: لو دريان, لودريان."""
        found: dict[str, dict[str, Link]] = defaultdict(dict)
        for (kind, key), alias in self.reference.curated.items():
            if kind == "PERS" and " " in key:
                found[key.replace(" ", "")][alias.link.entity_id] = alias.link
        return _of_one(found)

    def _by_sounds(self) -> dict[str, Link]:
        """The curated foreigners by the sounds of a full name, where these are one's."""
        found: dict[str, dict[str, Link]] = defaultdict(dict)
        for (kind, key), alias in self.reference.curated.items():
            if kind == "PERS" and " " in key and (form := self._foreigners.form(key)):
                found[form][alias.link.entity_id] = alias.link
                if alias.link.country in FAMILY_FIRST and key.count(" ") == 1:
                    first, family = key.split()
                    if form := self._foreigners.form(f"{family} {first}"):
                        found[form][alias.link.entity_id] = alias.link
        return _of_one(found)

    def decide(self, kind: str, name: str) -> Link:
        """The entity of a name without clitics and titles."""
        key = name_key(name)
        if (kind, key) in self.reference.decisions:
            return self._decided(kind, key)
        if namesake := self.reference.namesakes.get((kind, key)):
            return self.otherwise(namesake, kind, key, name)
        return (
            self.own(kind, key)
            or self._institution(kind, key)
            or self._around(kind, key)
            or self._event(kind, key)
            or self._with_its_article(kind, key)
            or self._by_latin(kind, key)
            or self._of_arabs(kind, key)
            or self._language(key)
            or self._by_its_letters(kind, key)
            or self._in_other_order(kind, key)
            or self._apart(kind, key)
            or self._with_father(kind, key)
            or self._state(kind, key)
            or self._levelled(kind, key)
            or self._no_place(kind, key)
            or self.gazetteer(kind, key)
            or self.curated(kind, key)
            or self._sounding(kind, key)
            or self._rule(kind, key, name)
        )

    def own(self, kind: str, key: str) -> Link | None:
        """The curated entity of a key and a type."""
        alias = self.reference.curated.get((kind, key))
        if alias is None:
            return None
        found = self._own.get(alias.row)
        if found is None:
            found = self._own[alias.row] = alias.link.because(f"alias {alias.row}")
        return found

    def otherwise(self, namesake: Namesake, kind: str, key: str, name: str) -> Link:
        """The entity of a name that several bear, where nothing decides between them."""
        why = f"{NAMESAKE}: nothing says which"
        if namesake.otherwise == BY_ITSELF:
            return Link(_made(kind, f"{APART} {key}"), kind, name, why=why)
        return (self.by_id(namesake.otherwise) or Link(namesake.otherwise, kind, name)).because(why)

    def curated(self, kind: str, key: str) -> Link | None:
        """The curated entity of a key: of its own type, else of the only type that has it.

        A single word makes a person of what was tagged as something else only when nothing else has that name:
        surnames are towns and words, too.
        """
        if found := self.own(kind, key):
            return found
        if (kind, key) in self.reference.namesakes:
            return None
        alias = self.reference.any_type.get(key)
        if alias and kind == "MISC" and key in read_words().languages:
            return None  # «العربية والفرنسية» are no agency
        if alias and kind == "MISC" and (alias.link.type, key) in self.reference.namesakes:
            return None  # the name alone says nothing, and least of all as a thing: «اللغة العربية»
        if not alias and " " not in key and (joined := self._joined.get(key)):
            return joined.because(f"alias «{joined.name_ar}», written as one word")
        if alias and (" " in key or not self._of_its_own(kind, key, alias)) and self._means_one(key, alias):
            return alias.link.because(f"alias {alias.row}, though tagged {kind}")
        return None

    def _means_one(self, key: str, alias: Alias) -> bool:
        """Whether a curated name is its entity's whatever it was tagged; one word is rarely a person's."""
        return " " in key or alias.link.type != "PERS" or self._one_person(key)

    def _of_its_own(self, kind: str, key: str, alias: Alias) -> bool:
        """Whether a name of one word may be what it was tagged as, besides the place or the club that is listed by it.

        A club is called by its town, but not by a capital or a state (عجمان); some towns have only their club listed
        (هانوفر); and people are called as some places and bodies are (منى, أمل).
        """
        if kind == "PERS" and self.reference.given[key] >= self.limits.persons.common:
            return True
        if kind == "LOC" and CLUBS in alias.row:
            return key in self.reference.places
        if alias.link.type != "LOC":
            return False
        if kind == "ORG":
            return not any(file in alias.row for file in (STATES, CAPITALS))
        return False

    def _one_person(self, key: str) -> bool:
        """Whether a single word is one person's name and hardly anything else: ترامب, شويغو."""
        known = self.reference
        return (
            len(key) > 3
            and not key.startswith("ال")
            and key not in known.ambiguous
            and key not in known.places
            and ("LOC", key) not in known.others
            and known.surnames[known.tokens.stands_for.get(key, key)] < self.limits.persons.common
        )

    def form_of(self, kind: str, name: str) -> str:
        """The normal form of a name as written."""
        return self.normal_form(kind, name_key(name))

    def by_id(self, entity_id: str) -> Link | None:
        """What the reference knows of an id: a curated entity, an institution of a state, a place of GeoNames."""
        if curated := self._by_id.get(entity_id):
            return curated
        number = entity_id.removeprefix(NUMBERED)
        if number != entity_id and number.isdigit() and (place := self._places.get(int(number))):
            return place_link(place)
        return self.reference.institutions.by_id(entity_id)

    def is_club(self, entity_id: str) -> bool:
        """Whether an id is a club's, or that of another body of sport."""
        return entity_id in self.reference.clubs

    def surnames_of(self, entity_id: str) -> list[str]:
        """The keys of one definite word that are a curated person's name: البرهان."""
        return self._surnames.get(entity_id, [])

    def _decided(self, kind: str, key: str) -> Link:
        decision = self.reference.decisions[kind, key]
        why = f"decision {decision.row}" if decision.is_name else f"{NOT_A_NAME}: decision {decision.row}"
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
        return bare.because(STATE_NOT_NAMED) if bare else None

    def _apart(self, kind: str, key: str) -> Link | None:
        """The curated name of one word that is written as several: «غاز بروم»."""
        one = key.replace(" ", "")
        if kind == "PERS" and one != key and (person := self._squeezed.get(one)):
            return person.because(f"alias «{person.name_ar}», written with other spaces")
        if kind == "PERS" or one == key or len(one) < self.limits.spellings.joined_letters:
            return None
        found = self.own(kind, one)
        return found.because(f"{found.why}, written as several words") if found else None

    def _with_father(self, kind: str, key: str) -> Link | None:
        """The curated person of a name with the father's in it («عادل بن أحمد الجبير»), unless many are called so."""
        words = key.split()
        first, *fathers, last = words if kind == "PERS" and len(words) > 3 else ("", "")
        if not fathers or fathers[0] != _SON or not last.startswith("ال"):
            return None
        family = self.reference.tokens.stands_for.get(last, last)
        if self.reference.surnames[family] >= self.limits.persons.common:
            return None
        found = self.own(kind, f"{first} {last}")
        return found.because(f"{found.why}, with the father's name") if found else None

    def _state(self, kind: str, key: str) -> Link | None:
        """The state of a name that says what it is: «الجمهورية العراقية»."""
        first, _, rest = key.partition(" ")
        if kind != "LOC" or first not in self.limits.bodies.states:
            return None
        state = self.reference.institutions.states.get(rest)
        found = self._by_country.get(state.country) if state and rest.endswith("ه") else None
        return found.because(f"alias «{found.name_ar}» by its full name") if found else None

    def _around(self, kind: str, key: str) -> Link | None:
        """The curated body in a name that says besides what it is or where: «شركة آبل», «بنفيكا البرتغالي»."""
        first, _, rest = key.partition(" ")
        if kind != "ORG" or not rest:
            return None
        words = self.limits.bodies
        if first in words.described_by and (found := self._body(rest)):
            return found.because(f"alias «{found.name_ar}» with what it is")
        before, _, last = key.rpartition(" ")
        if last in words.ends and (found := self._body(before)):
            return found.because(f"alias «{found.name_ar}» with what it does")
        state = self.reference.institutions.states.get(last)
        if state and (found := self._body(before)) and self._may_be_of(found, state.country):
            return found.because(f"alias «{found.name_ar}» with where it is")
        if first in words.short_for and " " in before:
            letters = self.own("ORG", last)
            if letters and _is_acronym(letters):
                return letters.because(f"alias «{letters.name_ar}» after what it stands for")
        return None

    def _event(self, kind: str, key: str) -> Link | None:
        """The curated event in a name that says besides what it is («بطولة كأس العالم»), and one of its years."""
        if kind != "MISC" or " " not in key:
            return None
        words = self.limits.events
        first, _, rest = key.partition(" ")
        bare = rest if first in words.described_by else key
        bare = next((bare.removesuffix(f" {end}") for end in words.ends if bare.endswith(f" {end}")), bare)
        if bare != key and (found := self.own(kind, bare)):
            return found.because(f"alias «{found.name_ar}» with what it is")
        event, _, year = bare.rpartition(" ")
        known = self.own(kind, event) if YEAR.fullmatch(year) else None
        if not known:
            return None
        usual = f"{name_key(known.name_ar or event)} {year}"
        return self.own(kind, usual) or (self._rule(kind, usual, usual) if usual != key else None)

    def _with_its_article(self, kind: str, key: str) -> Link | None:
        """The curated body of several words that is written with «ال» before it, too, or without: «الجوهرة أف أم»."""
        if kind != "ORG" or key.count(" ") < 2:
            return None
        found = self._body(key[2:] if key.startswith("ال") else f"ال{key}")
        return found.because(f"alias «{found.name_ar}» but for its article") if found else None

    def _by_latin(self, kind: str, key: str) -> Link | None:
        """The curated body or thing that is written with its English name: «Google»."""
        found = self._latin.get(key) if kind in ("ORG", "MISC") and key.isascii() else None
        return found.because(f"alias «{found.name_ar}» by its English name") if found else None

    def _of_arabs(self, kind: str, key: str) -> Link | None:
        """The known body that calls itself Arab beside its state, too: «الاتحاد العربي السعودي لكرة القدم»."""
        words, arab = key.split(), self.limits.bodies.arab
        if kind != "ORG" or not any(one in arab for one in words):
            return None
        states = self.reference.institutions.states
        kept = [one for one, after in pairwise(words) if one not in arab or after not in states]
        plain = " ".join([*kept, words[-1]])
        if plain == key:
            return None
        found = self._body(plain) or self.reference.institutions.find(plain) or self._around(kind, plain)
        return found.because(f"alias «{found.name_ar}», an Arab state's") if found else None

    def _language(self, key: str) -> Link | None:
        """The language in a name that says that it is one: «اللغة العربية», whatever it was tagged."""
        rest = key.removeprefix(LANGUAGE)
        return self._rule("MISC", rest, rest) if rest != key and rest in read_words().languages else None

    def _in_other_order(self, kind: str, key: str) -> Link | None:
        """The curated body whose joined words come in another order: «للتربية والثقافة والعلوم»."""
        found = self._joined_words.get(_unordered(key)) if kind == "ORG" and key.count(_AND) > 1 else None
        return found.because(f"alias «{found.name_ar}», its words in another order") if found else None

    def _by_its_letters(self, kind: str, key: str) -> Link | None:
        """The curated body whose letters are spelt otherwise: «بي كيه كيه» is بي كا كا."""
        found = self._initials.get(initials_of(key)) if kind == "ORG" else None
        return found.because(f"alias «{found.name_ar}» by its letters") if found else None

    def _body(self, key: str) -> Link | None:
        """The curated body of a key that no other bears."""
        if ("ORG", key) in self.reference.namesakes or key in self.reference.ambiguous:
            return None
        alias = self.reference.curated.get(("ORG", key))
        return alias.link if alias else None

    def _may_be_of(self, link: Link, country: str) -> bool:
        """Whether a body may be said to be of a country: its own, any if it is nobody's or a company with branches."""
        owners = self._owners(link)
        return country in owners or not owners or link.entity_id in self._companies

    def _owners(self, link: Link) -> set[str]:
        """The countries of a body: as curated, or by the adjectives in its spellings."""
        states = self.reference.institutions.states
        said = {states[word].country for key in self._keys[link.entity_id] for word in key.split() if word in states}
        return said | ({link.country} if link.country else set())

    def _levelled(self, kind: str, key: str) -> Link | None:
        if " " not in key or (kind == "LOC" and key in self.reference.places):
            return None
        found = self._levels.get((kind, _level(key)), {})
        only = next(iter(found.values())) if len(found) == 1 else None
        if only is None or (kind == "PERS" and not self._ends_alike(key, only)):
            return None
        return only.because(f"spelling of an alias: «{levelled(key)}»")

    def _ends_alike(self, key: str, link: Link) -> bool:
        """Whether the first and the last word end as the curated person's: الربيعي is not الربيعة, حكيم not حكيمي."""
        first, *_, last = key.split()
        names = [name.split() for name in self._keys[link.entity_id] if levelled(name) == levelled(key)]
        arabic = self.reference.tokens.arabic
        return any(
            not ends_otherwise(first, name[0])
            and not _are_man_and_woman(first, name[0], self.reference.tokens.surely_arabic)
            and not (other_ending(first, name[0]) and (_is_arabs(first, arabic) or _is_arabs(name[0], arabic)))
            and (last[-1] == _OF) == (name[-1][-1] == _OF)
            for name in names
        )

    def _no_place(self, kind: str, key: str) -> Link | None:
        """The curated thing or firm of one word that a small place is called by, too: «كورونا»."""
        alias = self.reference.any_type.get(key) if kind == "LOC" and " " not in key else None
        place = self.reference.places.get(key) if alias else None
        if not alias or not place or place.population >= self.limits.places.famous:
            return None
        known = alias.link.type == "MISC" or COMPANIES in alias.row
        return alias.link.because(f"alias {alias.row}, though tagged {kind}") if known else None

    def gazetteer(self, kind: str, key: str) -> Link | None:
        """The entity of a key that a gazetteer of its type holds."""
        if kind == "PERS":
            return self._person(key)
        if kind == "LOC" and (place := self.reference.places.get(key)):
            return self.place(place)
        named = self.reference.others.get((kind, key))
        if named and not (kind in ("ORG", "LOC") and self._is_anybodys(kind, key)):
            return _named_link(kind, named)
        level = levelled(key).replace(" ", "") if kind == "LOC" and " " in key else ""
        if len(level) > 3 and (known := self.reference.place_levels.get(level)) and " " in known:
            place = self.reference.places[known]
            limits = self.limits.places
            if len(level) > limits.short_key or place.population >= limits.well_known:
                return self.place(place)
        return None

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
        return _named_link("LOC", named) if named else None

    def place(self, place: Place) -> Link:
        """The entity of a place: the curated one that has its GeoNames id, if there is one."""
        curated = self._by_geonames.get(place.geonames_id)
        return curated.because(f"{GEONAMES} {place.geonames_id}") if curated else place_link(place)

    def unplaced(self, key: str, name: str) -> Link:
        """A place of which nothing says which of its name it is: it has an id of the name, and no coordinates."""
        return self._rule("LOC", key, name)

    def _person(self, key: str) -> Link | None:
        known = self.reference.persons.get(key)
        tokens = self.reference.tokens
        if known and _other_names(key, known[0], tokens):
            known = (key, known[1])
        if len(units(key)) > 1 or _has_particle(key):
            form = tokens.form(known[0] if known else key)
            if len(curated := self._forms.get(form, {})) == 1 and self._vowels_agree(key, curated):
                return next(iter(curated.values())).because(f"spelling of an alias: all tokens are those of «{form}»")
        foreign = self._foreigners.form(key) if " " in key else None
        if foreign and (sounding := self._foreign.get(foreign)):
            return sounding.because(f"spelling of an alias: sounds «{foreign}»")
        if not known:
            return None
        stands_for, latin = known
        if _is_foreign_latin(latin) and _is_arabs(units(key)[0], self.reference.tokens.arabic):
            latin = ""  # «Sulajman», as others than English write it
        made = _made("PERS", self._own_form("PERS", stands_for))
        return Link(
            made,
            "PERS",
            None,
            latin or None,
            english_from=(latin and NAMES) or None,
            why=f"{PERSONS}: {latin} («{stands_for}»)",
        )

    def _vowels_agree(self, key: str, curated: dict[str, Link]) -> bool:
        """Whether the definite words of a person's name are those of the curated one (الثني is not الثاني), and all of
        its words end as those do (ريكاردو is not ريكارد); of two, none has another vowel (بول is not بيل)."""
        definite = {levelled(token) for token in key.split() if token.startswith("ال") and len(token) > 4}
        known = {
            levelled(token) for link in curated.values() for name in self._names_of(link) for token in name.split()
        }
        words = units(key)
        others = [units(name) for link in curated.values() for name in self._names_of(link)]
        alike = [other for other in others if len(other) == len(words)]
        arabs = self.reference.tokens.surely_arabic
        ends = not alike or any(
            not any(map(ends_otherwise, words, other)) and not _are_man_and_woman(words[0], other[0], arabs)
            for other in alike
        )
        other = len(words) == 2 and any(any(map(other_vowel, words, known)) for known in alike)
        return definite <= known and ends and not other

    def _names_of(self, link: Link) -> list[str]:
        return self._keys.get(link.entity_id, [])

    def _sounding(self, kind: str, key: str) -> Link | None:
        """The one known name that a key of several words sounds like."""
        limits = self.limits.likeness
        if " " not in key or (kind == "PERS" and len(units(key)) < 2):
            return None
        if kind == "PERS" and _is_arabs(units(key)[0], self.reference.tokens.arabic):
            return None  # of an Arab's name each vowel that is written tells: الحريري, الحراري
        if kind == "PERS" and all(unit in self.reference.tokens.stands_for for unit in units(key)):
            return None  # a name of known parts isn't a misspelling of another: هولاند, هالاند
        best: dict[str, tuple[float, str, Link]] = {}
        for known, link in self._alike(kind, coarse(key)).items():
            short = kind != "PERS" and min(len(key), len(known)) <= limits.short_key
            if not is_near(key, known, limits.short_distance if short else limits.consonant):
                continue
            if not self._word_by_word(kind, key, known):
                continue
            value = similarity(key, known)
            if value >= getattr(limits.alike, kind) and value > best.get(link.entity_id, (0.0,))[0]:
                best[link.entity_id] = (value, known, link)
        ranked = sorted(best.values(), key=lambda found: (-found[0], found[1]))
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < limits.clearly):
            return None
        value, known, link = ranked[0]
        return link.because(f"sounds like «{known}» ({value:.2f})")

    def _word_by_word(self, kind: str, key: str, known: str) -> bool:
        """Whether each word of a name may be a spelling of the same word of another, and one is surely.

        A definite word of a body or a work is Arabic, where a vowel makes another word (العربي, الأوروبي).
        """
        words, others = (units(key), units(known)) if kind == "PERS" else (key.split(), known.split())
        if len(words) != len(others):
            return kind == "LOC"  # سان بطرسبرغ, سانبطرسبرغ
        if kind == "PERS" and (ends_otherwise(words[0], others[0]) or other_n(words[0], others[0])):
            return False
        same = 0
        for one, other in zip(words, others, strict=True):
            if one == other:
                same += 1
            elif (
                other_pattern(one, other)
                or other_ending(one, other)
                or (kind == "PERS" and len(words) == 2 and other_vowel(one, other))
                or self._may_be_other(kind, one)
                or similarity(one, other) < self.limits.likeness.word
            ):
                return False
            else:
                same += self.reference.tokens.canonical(one) == self.reference.tokens.canonical(other)
        return same > 0

    @staticmethod
    def _may_be_other(kind: str, word: str) -> bool:
        return kind in ("ORG", "MISC") and word.startswith("ال")

    def _alike(self, kind: str, sound: str) -> dict[str, Link]:
        """The curated names, and the places or full names of persons, of a coarse form, by key."""
        found = dict(self._sounds.get((kind, sound), {}))
        if kind == "LOC":
            for key in self.reference.place_sounds.get(sound, ()):
                place = self.reference.places[key]
                if len(key) > self.limits.places.short_key or place.population >= self.limits.places.well_known:
                    found.setdefault(key, self.place(place))
        elif kind == "PERS":
            for key in self.reference.person_sounds.get(sound, ()):
                if key not in found and (link := self._person(key)):
                    found[key] = link
        return found

    def _rule(self, kind: str, key: str, name: str) -> Link:
        form = self._own_form(kind, key) or key or name
        return Link(_made(kind, form), kind, None, why=f"{RULE}: normal form «{form}»")

    def _own_form(self, kind: str, key: str) -> str:
        """What the id of an unknown name is made from. A name of one word is its spelling: others sound like it."""
        if kind == "PERS":
            if " " in key and (form := self._foreigners.form(key)):
                return form
            compound = " " in key or key.startswith("عبدال")  # بن يحيى, عبد الرحمان
            return self.reference.tokens.form(key, articles=True) if compound else key
        return self.normal_form(kind, key) if " " in key else key

    def normal_form(self, kind: str, key: str) -> str:
        """One form for the spellings of a name, apart for near misses; the ids of longer names are made from it.

        Places are foreign words like persons' names. Organisations and other names are mostly Arabic words, where
        a vowel or an emphatic letter makes another word, so only ال, the final vowel and ج/غ are levelled.
        """
        if kind == "PERS":
            return self.reference.tokens.form(key)
        if kind == "LOC":
            return skeleton(key)
        return initials_of(key) or " ".join(
            bare[:-1] if len(bare) > 3 and bare[-1] in "اهي" else bare
            for bare in (without_article(token).replace("ج", "غ") for token in key.split())
        )


def _of_one(found: dict[str, dict[str, Link]]) -> dict[str, Link]:
    """Of ways to write entities, each with those that are written so by id, the ones that are one entity's."""
    return {written: next(iter(held.values())) for written, held in found.items() if len(held) == 1}


def _unordered(key: str) -> tuple[str, ...]:
    """The words of a key without «و», «ل» and the article, in an order of their own."""
    first, *rest = key.split()
    bare = (word.removeprefix("و").removeprefix("ال") for word in rest)
    return (first, *sorted(word.removeprefix("لل").removeprefix("ل") for word in bare))


def initials_of(key: str) -> str:
    """The letters whose names a key is made of («سي ان ان»), vowels alike («اي» may be A, E or I); else ""."""
    words, letters = key.split(), read_words().letters
    if len(words) < INITIALS or not all(word in letters for word in words):
        return ""
    return "".join("A" if letters[word] in _VOWELS else letters[word] for word in words)


def _has_particle(key: str) -> bool:
    """Whether a name is a foreign family's with its particle: «ديل بوسكي»."""
    first, _, rest = key.partition(" ")
    return bool(rest) and first in FOREIGN


def _is_arabs(unit: str, arabic: frozenset[str]) -> bool:
    """Whether a name is an Arab's: a known one, or a servant's (عبدالعزيز)."""
    return unit in arabic or (unit.startswith(_SERVANT) and len(unit) > len(_SERVANT) + 1)


def place_link(place: Place) -> Link:
    """The entity of a GeoNames place."""
    return Link(
        f"{NUMBERED}{place.geonames_id}", "LOC", place.name_ar, place.name_en, None, place.geonames_id, place.country,
        place.latitude, place.longitude, ENGLISH_GEONAMES,
        f"{GEONAMES} {place.geonames_id} {place.name_en}, {place.country}",
    )  # fmt: skip


def _named_link(kind: str, named: Named) -> Link:
    english = named.name_en or None
    return Link(
        _made(kind, name_key(named.name_ar)),
        kind,
        named.name_ar,
        english,
        country=named.country,
        english_from=NAMES if english else None,
        why=f"{LISTED}: {english or named.name_ar}",
    )


def _is_acronym(link: Link) -> bool:
    return bool(link.name_en and link.name_en.isupper() and len(link.name_en) > 2)


def _are_man_and_woman(name: str, other: str, arabs: frozenset[str]) -> bool:
    """Whether two foreigners' first names end in -ia and in -é: أندريا, أندريه. An Arab's are one: ناديا, نادية."""
    ends = {name[-2:], other[-2:]}
    return ends == _IA_OR_E and not {name, other} & arabs


def _is_foreign_latin(latin: str) -> bool:
    """Whether an Arab's name is written with letters that English has for others of its sounds."""
    return any(letters in latin.lower() for letters in _FOREIGN_LATIN)


def _other_names(key: str, known: str, names: Tokens) -> bool:
    """Whether a full name has a word that is another name than the one it is said to be a spelling of."""
    words, others = units(key), units(known)
    if len(words) == len(others) and any(map(other_ending, words, others)):
        return True
    if len(words) == len(others) and any(map(names.is_other, words, others)):
        return True
    tokens, knowns = key.split(), known.split()
    return len(tokens) == len(knowns) and any(map(_other_family, tokens, knowns))


def _other_family(token: str, known: str) -> bool:
    """Whether a name differs from a definite one by more than ا: of an Arab's, ي and و tell (السعدي, سعيدي)."""
    families = token.startswith("ال") or token[-1] == known[-1] == _OF
    return families and known.startswith("ال") and _without_alef(token) != _without_alef(known)


def _without_alef(token: str) -> str:
    return levelled(token).replace("ا", "")


def _level(key: str) -> str:
    return ("ال " if key.startswith("ال") else "") + levelled(key)


def _made(kind: str, form: str) -> str:
    """The id of a name without a curated one: the type and 10 hex digits of its form's SHA-256."""
    return f"{kind}-{sha256(f'{kind} {form}'.encode()).hexdigest()[:10]}"
