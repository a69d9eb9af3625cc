"""Names that are listed: as they stand, tagged as something else, with other spaces or another spelling."""

from nashra.entities.link.common_words import read_words
from nashra.entities.link.forms.normal import ends_otherwise, levelled, other_ending, without_article, word_consonants
from nashra.entities.link.reference.aliases import Alias
from nashra.entities.link.reference.reference import CAPITALS, CLUBS, STATES
from nashra.entities.link.steps.index import Room, level_of
from nashra.entities.link.steps.persons import are_man_and_woman, is_arabs
from nashra.entities.link.steps.why import COMPANIES
from nashra.entities.link.types import Link
from nashra.text.clitics import ARTICLE

_OF_PEOPLE = ("", "ا", "ه", "ين", "ون")  # what an adjective of a state may end in
_OF = "ي"  # ends the name of who is from somewhere, or of a house: السعيدي


class Curated(Room):
    """Curated names of all types."""

    def curated(self, kind: str, key: str) -> Link | None:
        """The curated entity of a key: of its own type, else of the only type that has it.

        A single word makes a person of what was tagged as something else only when nothing else has that name:
        surnames are towns and words, too.
        """
        if found := self.index.own(kind, key):
            return found
        if (kind, key) in self.reference.namesakes:
            return None
        alias = self.reference.any_type.get(key)
        if alias and kind == "MISC" and key in read_words().languages:
            return None  # «العربية والفرنسية» are no agency
        if alias and kind == "MISC" and (alias.link.type, key) in self.reference.namesakes:
            return None  # the name alone says nothing, and least of all as a thing: «اللغة العربية»
        if not alias and " " not in key and (joined := self.index.joined.get(key)):
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

    def by_consonants(self, kind: str, key: str) -> Link | None:
        """The only curated entity of one word that has the many consonants of this one: يوفينتوس, الأرسنال.

        Not what ends as the adjective of one does: «الأطلنطي».
        """
        bare, common = without_article(key), read_words()
        if kind == "PERS" or " " in key or bare in common.nouns or bare.removesuffix("ه") in common.adjectives:
            return None
        states = self.reference.institutions.states
        if any(f"{ARTICLE}{bare.removesuffix(end)}" in states for end in _OF_PEOPLE):
            return None  # «فلسطينيا»
        found = self.index.words.get((kind, word_consonants(key)), {})
        ids = {link.entity_id for link in found.values()}
        if len(ids) != 1 or key.endswith(_OF) > any(known.endswith(_OF) for known in found):
            return None
        known = min(found)
        return found[known].because(f"spelling of an alias: the consonants of «{known}»")

    def apart(self, kind: str, key: str) -> Link | None:
        """The curated name of one word that is written as several: «غاز بروم»."""
        one = key.replace(" ", "")
        if kind == "PERS" and one != key and (person := self.index.squeezed.get(one)):
            return person.because(f"alias «{person.name_ar}», written with other spaces")
        if kind == "PERS" or one == key or len(one) < self.limits.spellings.joined_letters:
            return None
        found = self.index.own(kind, one)
        return found.because(f"{found.why}, written as several words") if found else None

    def levelled(self, kind: str, key: str) -> Link | None:
        """The curated entity whose name this is, letters that papers exchange levelled."""
        if " " not in key or (kind == "LOC" and key in self.reference.places):
            return None
        found = self.index.levels.get((kind, level_of(key)), {})
        only = next(iter(found.values())) if len(found) == 1 else None
        if only is None or (kind == "PERS" and not self._ends_alike(key, only)):
            return None
        return only.because(f"spelling of an alias: «{levelled(key)}»")

    def _ends_alike(self, key: str, link: Link) -> bool:
        """Whether the first and the last word end as the curated person's: الربيعي is not الربيعة, حكيم not حكيمي."""
        first, *_, last = key.split()
        names = [name.split() for name in self.index.keys[link.entity_id] if levelled(name) == levelled(key)]
        arabic = self.reference.tokens.arabic
        return any(
            not ends_otherwise(first, name[0])
            and not are_man_and_woman(first, name[0], self.reference.tokens.surely_arabic)
            and not (other_ending(first, name[0]) and (is_arabs(first, arabic) or is_arabs(name[0], arabic)))
            and (last[-1] == _OF) == (name[-1][-1] == _OF)
            for name in names
        )

    def no_place(self, kind: str, key: str) -> Link | None:
        """The curated thing or firm of one word that a small place is called by, too: «كورونا»."""
        alias = self.reference.any_type.get(key) if kind == "LOC" and " " not in key else None
        place = self.reference.places.get(key) if alias else None
        if not alias or not place or place.population >= self.limits.places.famous:
            return None
        known = alias.link.type == "MISC" or COMPANIES in alias.row
        return alias.link.because(f"alias {alias.row}, though tagged {kind}") if known else None
