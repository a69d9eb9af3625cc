"""English for names that no reference knows."""

from functools import cached_property

from nashra.entities.link.common_words import read_words
from nashra.entities.link.english.compose import Translator
from nashra.entities.link.english.habits import habit_of
from nashra.entities.link.english.romanise import romanise
from nashra.entities.link.forms.normal import name_key, without_article
from nashra.entities.link.knowledge import Knowledge
from nashra.entities.link.limits import read_limits
from nashra.entities.link.reference.namesakes import APART
from nashra.entities.link.steps.things import LANGUAGE, YEAR
from nashra.entities.link.types import ROMANISED, TRANSLATED, Link
from nashra.text.clitics import ARTICLE

_LAW = "قانون "
_SORTS = ("Camp", "City", "District", "Governorate", "Province", "Region", "State")


class UnknownNames:
    """Translates or romanises a name, by what is known of its parts."""

    def __init__(self, knows: Knowledge) -> None:
        self._knows = knows

    def of(self, name_ar: str, kind: str, country: str | None = None) -> tuple[str | None, str | None]:
        """(English, TRANSLATED or ROMANISED) for a name that no reference knows; (None, None) rather than a guess.

        A name that begins like an organisation's or a place's («وزارة», «مطار») is translated, others are written in
        Latin letters, as `country` does. A name alone that several bear, or a given name, says so behind it.
        """
        english, origin = self._english(name_ar, kind, country)
        several = english and self._is_several(kind, name_key(name_ar))
        if english and several:
            english = f"{english[:-1]}, {several})" if english.endswith(")") else f"{english} ({several})"
        return english, origin

    def _is_several(self, kind: str, key: str) -> str | None:
        """What an English name says of a name alone that may be anybody's; None where it is somebody's."""
        namesake = self._knows.reference.namesakes.get((kind, key))
        if namesake and namesake.otherwise == APART:
            return "one of several"
        if self.is_anybodys(kind, key):
            return "one of several"
        alone = kind == "PERS" and " " not in key and not key.startswith(ARTICLE)
        common = self._knows.reference.given[key] >= read_limits().persons.common
        return "given name alone" if alone and common and not self._knows.steps.own(kind, key) else None

    def is_anybodys(self, kind: str, key: str) -> bool:
        """Whether many a town, body or state has what a key alone names: «المجلس البلدي», «قانون العقوبات»."""
        if kind == "MISC":
            return key.startswith(_LAW) and self._translator.is_anybodys(key)
        return kind in ("ORG", "LOC") and (self._translator.is_anybodys(key) or self._is_in_his_name(key))

    def _is_in_his_name(self, key: str) -> bool:
        """Whether a key is a street or the like after a titled person, as many towns have one: «طريق الملك فهد»."""
        words, (first, _, rest) = read_words(), key.partition(" ")
        title, _, name = rest.partition(" ")
        if first not in words.in_his_name or not rest:
            return False
        if self._knows.steps.own("PERS", rest):
            return True  # «شارع الحبيب بورقيبة»
        if not name or without_article(title) not in words.titles:
            return False
        given = self._knows.reference.given
        return all(given[word] or word in ("بن", "عبدالله") for word in name.split())

    def _english(self, name_ar: str, kind: str, country: str | None) -> tuple[str | None, str | None]:
        tokens, words, habit = self._knows.reference.tokens, read_words(), habit_of(country)
        if kind == "PERS":
            return _with(ROMANISED, romanise(name_ar, tokens, habit, person=True))
        if kind == "MISC" and (language := words.languages.get(name_key(name_ar).removeprefix(LANGUAGE))):
            return f"{language} (language)", TRANSLATED
        if dated := self._dated(name_ar) if kind == "MISC" else None:
            return dated, TRANSLATED
        written = words.written.get(name_key(name_ar))
        if found := (" " in name_ar and written) or self._translator.translate(kind, name_ar, country) or written:
            return found, TRANSLATED
        if kind == "ORG" and (town := self._knows.steps.own("LOC", name_key(name_ar))) and town.name_en:
            return _place_alone(town.name_en, name_key(name_ar)), TRANSLATED  # a club that is called by its town
        first, _, rest = name_ar.partition(" ")
        if rest and (title := words.titles.get(without_article(name_key(first)))):
            latin = romanise(rest, tokens, habit, person=True)  # «الملك عبدالعزيز», cut out of a longer name
            return _with(ROMANISED, latin and f"{title} {latin}")
        return _with(ROMANISED, romanise(name_ar, tokens, habit, words.letters))

    def _dated(self, name_ar: str) -> str | None:
        """English for one year of a known event: «كأس أمم أوروبا 2012»."""
        event, _, year = name_ar.rpartition(" ")
        head = without_article(name_key(event.partition(" ")[0]))
        if not YEAR.fullmatch(year) or ("MISC", head) not in read_words().heads:
            return None
        known = self._knows.link("MISC", event)
        return f"{year} {known.name_en}" if known.name_en else None

    @cached_property
    def _translator(self) -> Translator:
        states = {key: state.name_en for key, state in self._knows.reference.institutions.states.items()}
        return Translator(read_words(), states, self._proper_english, self._is_place)

    def _proper_english(self, name: str, bodies: bool, guess: bool, country: str | None) -> str | None:
        """English for the part of a name that is no common word: a place, a person, or Latin letters; None for none.

        See `nashra.entities.link.english.compose.Proper`.
        """
        key = name_key(name)
        if written := read_words().written.get(key):
            return written
        if place := self._place(key, country):
            return _place_alone(place.name_en or "", key) or None
        person = self._knows.steps.own("PERS", key) if " " in key else None
        body = self._knows.steps.own("ORG", key) if bodies else None
        found = person or body
        english = found.name_en.partition(" (")[0].partition(" of ")[0] if found and found.name_en else None
        if english or not guess:
            return english
        return romanise(name, self._knows.reference.tokens, habit_of(country), read_words().letters)

    def _place(self, key: str, country: str | None = None) -> Link | None:
        """The place that a word in another name is: a curated one, one of its country, or one so great that no namesake
        is meant."""
        found, place = self._knows.steps.own("LOC", key), self._knows.reference.places.get(key)
        if found:
            known = place.population if place else 0
            elsewhere = country and found.country and found.country != country
            return None if elsewhere and place and known < read_limits().places.famous else found
        if place and place.population < read_limits().places.famous and place.country != country:
            return None
        return self._knows.steps.exact_place(key)

    def _is_place(self, key: str) -> bool:
        return self._place(key) is not None


def _place_alone(english: str, key: str) -> str:
    """A place's English without what says what it is, where its Arabic hasn't that: «اليرموك» is a camp, too."""
    bare = english.partition(" (")[0]
    first, _, last = bare.rpartition(" ")
    return first if first and last in _SORTS and " " not in key else bare


def _with(origin: str, english: str | None) -> tuple[str | None, str | None]:
    return (english, origin) if english else (None, None)
