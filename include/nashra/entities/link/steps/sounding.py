"""Names of several words that sound like a known one."""

from nashra.entities.link.forms.normal import coarse, ends_otherwise, other_ending, other_n, other_pattern, other_vowel
from nashra.entities.link.forms.persons import units
from nashra.entities.link.forms.similar import is_near, similarity
from nashra.entities.link.steps.index import Index, Room
from nashra.entities.link.steps.persons import Persons, is_arabs
from nashra.entities.link.steps.places import Places
from nashra.entities.link.types import Link


class Sounding(Room):
    """The step that compares sounds."""

    def __init__(self, index: Index, persons: Persons, places: Places) -> None:
        super().__init__(index)
        self._persons = persons
        self._places = places

    def sounding(self, kind: str, key: str) -> Link | None:
        """The one known name that a key of several words sounds like."""
        limits = self.limits.likeness
        if " " not in key or (kind == "PERS" and len(units(key)) < 2):
            return None
        if kind == "PERS" and is_arabs(units(key)[0], self.reference.tokens.arabic):
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
        found = dict(self.index.sounds.get((kind, sound), {}))
        if kind == "LOC":
            for key in self.reference.place_sounds.get(sound, ()):
                place = self.reference.places[key]
                if len(key) > self.limits.places.short_key or place.population >= self.limits.places.well_known:
                    found.setdefault(key, self._places.place(place))
        elif kind == "PERS":
            for key in self.reference.person_sounds.get(sound, ()):
                if key not in found and (link := self._persons.person(key)):
                    found[key] = link
        return found
