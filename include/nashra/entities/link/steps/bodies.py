"""Bodies by what stands around their names: what they are, where, in what order, in which letters."""

from itertools import pairwise

from nashra.entities.link.steps.index import AND, Room, unordered
from nashra.entities.link.steps.initials import initials_of
from nashra.entities.link.steps.why import INSTITUTION, STATE_NOT_NAMED
from nashra.entities.link.types import Link


class Bodies(Room):
    """Organisations."""

    def institution(self, kind: str, key: str) -> Link | None:
        """The institution of a state, or the one that a noun alone names."""
        if kind != "ORG":
            return None
        if found := self.reference.institutions.find(key):
            return found.because(INSTITUTION)
        bare = self.reference.institutions.find_bare(key)
        return bare.because(STATE_NOT_NAMED) if bare else None

    def around(self, kind: str, key: str) -> Link | None:
        """The curated body in a name that says besides what it is or where: «شركة آبل», «بنفيكا البرتغالي»."""
        first, _, rest = key.partition(" ")
        if kind != "ORG" or not rest:
            return None
        words = self.limits.bodies
        if first in words.described_by and (found := self.index.body(rest)):
            return found.because(f"alias «{found.name_ar}» with what it is")
        before, _, last = key.rpartition(" ")
        if last in words.ends and (found := self.index.body(before)):
            return found.because(f"alias «{found.name_ar}» with what it does")
        if last in words.ends and " " in before and (found := self.around(kind, before)):
            return found  # «كيودو اليابانية للأنباء»
        state = self.reference.institutions.states.get(last)
        if state and (found := self.index.body(before)) and self._may_be_of(found, state.country):
            return found.because(f"alias «{found.name_ar}» with where it is")
        if first in words.short_for and " " in before:
            letters = self.index.own("ORG", last)
            if letters and _is_acronym(letters):
                return letters.because(f"alias «{letters.name_ar}» after what it stands for")
        return None

    def with_its_article(self, kind: str, key: str) -> Link | None:
        """The curated body of several words that is written with «ال» before it, too, or without: «الجوهرة أف أم»."""
        if kind != "ORG" or key.count(" ") < 2:
            return None
        found = self.index.body(key[2:] if key.startswith("ال") else f"ال{key}")
        return found.because(f"alias «{found.name_ar}» but for its article") if found else None

    def by_latin(self, kind: str, key: str) -> Link | None:
        """The curated body or thing that is written with its English name: «Google»."""
        found = self.index.latin.get(key) if kind in ("ORG", "MISC") and key.isascii() else None
        return found.because(f"alias «{found.name_ar}» by its English name") if found else None

    def of_arabs(self, kind: str, key: str) -> Link | None:
        """The known body that calls itself Arab beside its state, too: «الاتحاد العربي السعودي لكرة القدم»."""
        words, arab = key.split(), self.limits.bodies.arab
        if kind != "ORG" or not any(one in arab for one in words):
            return None
        states = self.reference.institutions.states
        kept = [one for one, after in pairwise(words) if one not in arab or after not in states]
        plain = " ".join([*kept, words[-1]])
        if plain == key:
            return None
        found = self.index.body(plain) or self.reference.institutions.find(plain) or self.around(kind, plain)
        return found.because(f"alias «{found.name_ar}», an Arab state's") if found else None

    def by_its_letters(self, kind: str, key: str) -> Link | None:
        """The curated body whose letters are spelt otherwise: «بي كيه كيه» is بي كا كا."""
        found = self.index.initials.get(initials_of(key)) if kind == "ORG" else None
        return found.because(f"alias «{found.name_ar}» by its letters") if found else None

    def in_other_order(self, kind: str, key: str) -> Link | None:
        """The curated body whose joined words come in another order: «للتربية والثقافة والعلوم»."""
        found = self.index.joined_words.get(unordered(key)) if kind == "ORG" and key.count(AND) > 1 else None
        return found.because(f"alias «{found.name_ar}», its words in another order") if found else None

    def _may_be_of(self, link: Link, country: str) -> bool:
        """Whether a body may be said to be of a country: its own, any if it is nobody's or a company with branches."""
        owners = self._owners(link)
        return country in owners or not owners or link.entity_id in self.index.companies

    def _owners(self, link: Link) -> set[str]:
        """The countries of a body: as curated, or by the adjectives in its spellings."""
        states = self.reference.institutions.states
        said = {
            states[word].country for key in self.index.keys[link.entity_id] for word in key.split() if word in states
        }
        return said | ({link.country} if link.country else set())


def _is_acronym(link: Link) -> bool:
    return bool(link.name_en and link.name_en.isupper() and len(link.name_en) > 2)
