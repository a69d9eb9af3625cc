"""From a name to its entity, and from an article's mentions to theirs.

`Linker.link` is a pure function of (type, name) and the reference data, so it gives the same id on any
machine, in any order, in any shard. The steps and their order are in `steps`.
"""

from functools import cached_property
from pathlib import Path

from nashra.article import Mention
from nashra.entities.link.context import FORMS, StateWords
from nashra.entities.link.english.compose import Translator, read_words
from nashra.entities.link.english.habits import habit_of, read_habits
from nashra.entities.link.english.romanise import romanise
from nashra.entities.link.forms.foreign import FORMS as FOREIGN_FORMS
from nashra.entities.link.forms.normal import name_key, without_article
from nashra.entities.link.in_article import link_mentions
from nashra.entities.link.limits import read_limits, read_spelt
from nashra.entities.link.reference.namesakes import APART
from nashra.entities.link.reference.papers import home_of, paper_of
from nashra.entities.link.reference.reference import Reference, read_reference
from nashra.entities.link.span.junk import Junk, read_not_names
from nashra.entities.link.span.known import Known
from nashra.entities.link.span.trim import Trimmer, read_titles
from nashra.entities.link.steps import LANGUAGE, YEAR, Steps
from nashra.entities.link.types import ROMANISED, TRANSLATED, TYPES, Link
from nashra.settings import REFERENCE, RULES
from nashra.source_registry import known_source
from nashra.text.clitics import ARTICLE, read_clitics
from nashra.yaml_files import stamp

_CACHED = (
    read_words,
    read_not_names,
    read_titles,
    read_limits,
    read_spelt,
    read_clitics,
    read_habits,
    FORMS,
    *FOREIGN_FORMS,
)
_SORTS = ("Camp", "City", "District", "Governorate", "Province", "Region", "State")
CACHE = 500_000  # names whose link is remembered; forgetting them costs time only


class Linker:
    """Links names, and the mentions of an article."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.steps = Steps(reference)
        self.known = Known(reference)
        self.trimmer = Trimmer(reference, self.steps)
        self.states = frozenset(reference.institutions.states)
        self.junk = Junk(self.states, read_not_names(), read_words(), reference.given)
        self.state_words = StateWords(reference)
        self._links: dict[tuple[str, str], Link] = {}
        self._forms: dict[tuple[str, str], tuple[str, ...]] = {}

    @staticmethod
    def load(folder: Path = REFERENCE) -> "Linker":
        """The linker with the reference data of a folder; read once, and again when one of its files has changed:
        a scheduler hands the linker that it has read on to the tasks that it forks."""
        now = stamp(_files(folder))
        if _loaded.get(folder, ("", None))[0] != now:
            for cached in _CACHED:
                cached.cache_clear()
            _loaded[folder] = now, Linker(read_reference(folder))
        return _loaded[folder][1]

    def link(self, kind: str, name: str) -> Link:
        """The entity of a name that has a type (PERS, LOC, ORG or MISC).

        Any name gets one, also an empty one. Raises ValueError on another type.
        """
        found = self._links.get((kind, name))
        if found is None:
            if kind not in TYPES:
                raise ValueError(f"type {kind!r} is none of {', '.join(TYPES)}")
            if len(self._links) >= CACHE:
                self._links.clear()
            found = self._links[kind, name] = self.steps.decide(kind, self.trimmer.bare(kind, name))
        return found

    def home_of(self, source: str | None) -> str | None:
        """The country that a paper writes from, by its name or address; None when neither tells.

        A paper that no alias has may be a well-known site (`nashra.source_registry`).
        """
        found = home_of(source, self.reference.homes)
        site = None if found or not source else known_source(source)
        if site is None or site.everywhere or site.country not in read_limits().home_of_papers:
            return found
        return site.country

    def is_a_persons(self, name: str) -> bool:
        """Whether a word is a given name of some, or a family's of many."""
        key = without_article(name_key(name))
        stands_for = self.reference.tokens.stands_for.get(key, key)
        return bool(self.reference.given[key]) or self.reference.surnames[stands_for] >= read_limits().persons.common

    def is_arabs(self, unit: str) -> bool:
        """Whether Arabs are called by a word of a person's form, and hardly anybody else."""
        return unit in self.reference.tokens.surely_arabic or unit.startswith("عبد")

    @cached_property
    def adjectives_of_states(self) -> frozenset[str]:
        """The definite adjectives of states as they stand in the form of a body's name."""
        return frozenset(self.steps.normal_form("ORG", word) for word in self.states if " " not in word)

    @cached_property
    def adjectives(self) -> frozenset[str]:
        """Adjectives as they stand in the form of a body's name: those of states, and what english.yaml has."""
        words = [*self.reference.institutions.states, *read_words().adjectives]
        words += [f"{word}ه" for word in read_words().adjectives]
        return frozenset(self.steps.normal_form("ORG", word) for word in words if " " not in word)

    def is_called_by_child(self, name: str) -> bool:
        """Whether a name is a person's after a child: «أم محمد»."""
        first, _, rest = name_key(name).partition(" ")
        return first in ("ام", "ابو") and rest in self.reference.tokens.given

    def form(self, kind: str, surface: str) -> tuple[str, ...]:
        """The words of a name in normal form, for finding it in a fuller one."""
        found = self._forms.get((kind, surface))
        if found is None:
            if len(self._forms) >= CACHE:
                self._forms.clear()
            found = tuple(self.steps.form_of(kind, surface).split())
            self._forms[kind, surface] = found
        return found

    def english(self, name_ar: str, kind: str = "PERS", country: str | None = None) -> str | None:
        """English for a name that no reference knows; None when it can't be told."""
        return self.english_and_origin(name_ar, kind, country)[0]

    def english_and_origin(self, name_ar: str, kind: str, country: str | None = None) -> tuple[str | None, str | None]:
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
        namesake = self.reference.namesakes.get((kind, key))
        if namesake and namesake.otherwise == APART:
            return "one of several"
        if kind in ("ORG", "LOC") and self._translator.is_anybodys(key):
            return "one of several"
        alone = kind == "PERS" and " " not in key and not key.startswith(ARTICLE)
        common = self.reference.given[key] >= read_limits().persons.common
        return "given name alone" if alone and common and not self.steps.own(kind, key) else None

    def _english(self, name_ar: str, kind: str, country: str | None) -> tuple[str | None, str | None]:
        tokens, words, habit = self.reference.tokens, read_words(), habit_of(country)
        if kind == "PERS":
            return _with(ROMANISED, romanise(name_ar, tokens, habit, person=True))
        if kind == "MISC" and (language := words.languages.get(name_key(name_ar).removeprefix(LANGUAGE))):
            return f"{language} (language)", TRANSLATED
        if dated := self._dated(name_ar) if kind == "MISC" else None:
            return dated, TRANSLATED
        written = words.written.get(name_key(name_ar))
        if found := (" " in name_ar and written) or self._translator.translate(kind, name_ar, country) or written:
            return found, TRANSLATED
        if kind == "ORG" and (town := self.steps.own("LOC", name_key(name_ar))) and town.name_en:
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
        known = self.link("MISC", event)
        return f"{year} {known.name_en}" if known.name_en else None

    @cached_property
    def _translator(self) -> Translator:
        states = {key: state.name_en for key, state in self.reference.institutions.states.items()}
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
        person = self.steps.own("PERS", key) if " " in key else None
        body = self.steps.own("ORG", key) if bodies else None
        found = person or body
        english = found.name_en.partition(" (")[0].partition(" of ")[0] if found and found.name_en else None
        if english or not guess:
            return english
        return romanise(name, self.reference.tokens, habit_of(country), read_words().letters)

    def _place(self, key: str, country: str | None = None) -> Link | None:
        """The place that a word in another name is: a curated one, one of its country, or one so great that no namesake
        is meant."""
        found, place = self.steps.own("LOC", key), self.reference.places.get(key)
        if found:
            known = place.population if place else 0
            elsewhere = country and found.country and found.country != country
            return None if elsewhere and place and known < read_limits().places.famous else found
        if place and place.population < read_limits().places.famous and place.country != country:
            return None
        return self.steps.exact_place(key)

    def _is_place(self, key: str) -> bool:
        return self._place(key) is not None

    def link_article(self, mentions: list[Mention], body: str, source: str | None = None) -> list[Mention]:
        """The mentions of one article with `entity_id`, clitics and titles cut off, short forms resolved.

        Gives new mentions in order of their place, none overlapping; `surface == body[start:end]` holds.
        Mentions are mended by the names that the reference knows (see `mend`), the type of one is corrected
        where a curated name has only another. `source` is the article's paper, by name or address: its country speaks
        for places and bodies of that country. Depends on nothing outside the article.
        """
        paper = paper_of(source, self.reference.papers)
        return link_mentions(self, mentions, body, self.home_of(source), paper)


def _place_alone(english: str, key: str) -> str:
    """A place's English without what says what it is, where its Arabic hasn't that: «اليرموك» is a camp, too."""
    bare = english.partition(" (")[0]
    first, _, last = bare.rpartition(" ")
    return first if first and last in _SORTS and " " not in key else bare


def _with(origin: str, english: str | None) -> tuple[str | None, str | None]:
    return (english, origin) if english else (None, None)


def _files(folder: Path) -> list[Path]:
    """All that a linker is made of."""
    return [path for base in (folder, RULES) for path in sorted(base.rglob("*")) if path.is_file()]


_loaded: dict[Path, tuple[str, Linker]] = {}
