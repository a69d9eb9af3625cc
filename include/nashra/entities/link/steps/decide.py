"""The order in which the steps decide.

1. the editor's decisions   2. names that several entities bear   3. curated aliases   4. institutions of states
5. gazetteers   6. sounds like a known name   7. the rule: an id made from the name's own normal form

Similarity looks at the fixed reference names only, never at names of other articles, and only at names of several
words: one word is too little to tell a spelling from another name (بابل, آبل).
"""

from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.reference.namesakes import APART as BY_ITSELF
from nashra.entities.link.reference.namesakes import Namesake
from nashra.entities.link.reference.reference import Reference
from nashra.entities.link.steps.bodies import Bodies
from nashra.entities.link.steps.curated import Curated
from nashra.entities.link.steps.index import Index
from nashra.entities.link.steps.persons import Persons
from nashra.entities.link.steps.places import Places, place_link
from nashra.entities.link.steps.sounding import Sounding
from nashra.entities.link.steps.things import Things
from nashra.entities.link.steps.unknown import Unknown
from nashra.entities.link.steps.why import APART, NAMESAKE, NOT_A_NAME, NUMBERED, made
from nashra.entities.link.types import Link


class Steps:
    """The steps over one set of reference data."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self._index = index = Index(reference)
        self._curated, self._bodies, self._unknown = Curated(index), Bodies(index), Unknown(index)
        self._things, self._persons = Things(index, self._unknown), Persons(index, self._unknown)
        self._places = Places(index, self._persons)
        self._sounding = Sounding(index, self._persons, self._places)
        # what is asked beside `decide`, each where it is known
        self.own, self.curated = index.own, self._curated.curated
        self.gazetteer, self.places = self._places.gazetteer, self._places.places
        self.place, self.exact_place = self._places.place, self._places.exact_place
        self.unplaced, self.unlisted = self._unknown.unplaced, self._unknown.unlisted
        self.unknown = self._unknown.rule
        self.form_of, self.normal_form = self._unknown.form_of, self._unknown.normal_form

    def decide(self, kind: str, name: str) -> Link:
        """The entity of a name without clitics and titles."""
        key = name_key(name)
        if (kind, key) in self.reference.decisions:
            return self._decided(kind, key)
        if namesake := self.reference.namesakes.get((kind, key)):
            return self.otherwise(namesake, kind, key, name)
        return (
            self.own(kind, key)
            or self._bodies.institution(kind, key)
            or self._bodies.around(kind, key)
            or self._things.event(kind, key)
            or self._bodies.with_its_article(kind, key)
            or self._bodies.by_latin(kind, key)
            or self._bodies.of_arabs(kind, key)
            or self._things.named_language(key)
            or self._bodies.by_its_letters(kind, key)
            or self._bodies.in_other_order(kind, key)
            or self._curated.apart(kind, key)
            or self._persons.with_father(kind, key)
            or self._places.state(kind, key)
            or self._curated.levelled(kind, key)
            or self._curated.no_place(kind, key)
            or self.gazetteer(kind, key)
            or self.curated(kind, key)
            or self._sounding.sounding(kind, key)
            or self._curated.by_consonants(kind, key)
            or self._places.by_consonants(kind, key)
            or self._unknown.rule(kind, key, name)
        )

    def otherwise(self, namesake: Namesake, kind: str, key: str, name: str) -> Link:
        """The entity of a name that several bear, where nothing decides between them."""
        why = f"{NAMESAKE}: nothing says which"
        if namesake.otherwise == BY_ITSELF:
            return Link(made(kind, f"{APART} {key}"), kind, name, why=why)
        return (self.by_id(namesake.otherwise) or Link(namesake.otherwise, kind, name)).because(why)

    def by_id(self, entity_id: str) -> Link | None:
        """What the reference knows of an id: a curated entity, an institution of a state, a place of GeoNames."""
        if curated := self._index.by_id.get(entity_id):
            return curated
        number = entity_id.removeprefix(NUMBERED)
        if number != entity_id and number.isdigit() and (place := self._index.all_places.get(int(number))):
            return place_link(place)
        return self.reference.institutions.by_id(entity_id)

    def is_club(self, entity_id: str) -> bool:
        """Whether an id is a club's, or that of another body of sport."""
        return entity_id in self.reference.clubs

    def surnames_of(self, entity_id: str) -> list[str]:
        """The keys of one definite word that are a curated person's name: البرهان."""
        return self._index.surnames.get(entity_id, [])

    def _decided(self, kind: str, key: str) -> Link:
        decision = self.reference.decisions[kind, key]
        why = f"decision {decision.row}" if decision.is_name else f"{NOT_A_NAME}: decision {decision.row}"
        if decision.entity_id is None:
            return Link(made(kind, f"{APART} {key}"), kind, decision.name_ar, why=why)
        known = self._index.by_id.get(decision.entity_id)
        return known.because(why) if known else Link(decision.entity_id, kind, decision.name_ar, why=why)
