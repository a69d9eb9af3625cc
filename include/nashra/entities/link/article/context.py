"""What an article says that decides between namesakes: its words, the countries that it names, where its paper is."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import chain

from nashra.entities.link.forms.clitic_forms import FORMS, forms_of
from nashra.entities.link.limits import read_limits
from nashra.entities.link.reference.namesakes import Namesake, Reading
from nashra.entities.link.reference.reference import Place
from nashra.entities.link.reference.state_words import StateWords
from nashra.entities.link.span.known import Word
from nashra.entities.link.types import Link

_THING = "MISC-"


class Context:
    """One article. Nothing outside of it, and of the reference, is looked at."""

    def __init__(self, words: list[Word], links: Iterable[Link], states: StateWords, home: str | None = None) -> None:
        """`links` are the entities that the article names beyond doubt; `home` is the country of its paper."""
        self._words = words
        self._links = list(links)
        self._states = states
        self.home = home
        self._limits = read_limits()

    @cached_property
    def keys(self) -> frozenset[str]:
        """The words, and each without its proclitics too."""
        return frozenset(chain.from_iterable(map(FORMS.__getitem__, {word.key for word in self._words})))

    @cached_property
    def _text(self) -> str:
        return f" {' '.join(word.key for word in self._words)} "

    @cached_property
    def votes(self) -> dict[str, float]:
        """What speaks for each country: adjectives of states, places, known people and bodies of it."""
        found: dict[str, float] = defaultdict(float)
        keys, states = [word.key for word in self._words], self._states
        told = [states[key] for key in keys]
        for at, second in enumerate(map(states.second.__contains__, keys[1:])):
            if second:
                told[at] = states.of(keys[at], keys[at + 1])
        for country in filter(None, told):
            found[country] += 1
        for link in self._links:
            if link.country:
                found[link.country] += 1 if link.type == "LOC" else self._limits.countries.person
        return found

    def weight(self, country: str) -> float:
        """The votes of a country, the paper's own with those that it has for being there."""
        return self.votes.get(country, 0) + (self._limits.countries.home if country == self.home else 0)

    @cached_property
    def _weights(self) -> dict[str, float]:
        named = [*self.votes, *([self.home] if self.home else [])]
        return {country: self.weight(country) for country in named}

    @cached_property
    def _about(self) -> dict[str, float]:
        """What each country weighs for what the article is about: a town says more than a state, for those that a
        story only mentions it names by their states."""
        weights = dict(self._weights)
        for link in self._links:
            if link.country and link.type == "LOC" and link.entity_id not in self._states.whole:
                weights[link.country] += self._limits.countries.town
        return weights

    def country_of(self, may: Callable[[str], bool]) -> str | None:
        """The one that the article is about of the countries that may be meant."""
        weights = {country: weight for country, weight in self._about.items() if may(country)}
        ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
        limits = self._limits.countries
        if not ranked or ranked[0][1] < limits.least:
            return None
        if len(ranked) > 1 and ranked[0][1] < limits.clearly * ranked[1][1]:
            return None
        return ranked[0][0]

    def opening(self, may: Callable[[str], bool]) -> str | None:
        """The one foreign country that the first words of the article name, and not its paper's own; else None."""
        states = self._states
        told = filter(None, (states[word.key] for word in self._words[: self._limits.countries.opening]))
        said = set(filter(may, told))
        return next(iter(said)) if len(said) == 1 and self.home not in said else None

    def at_home(self, may: Callable[[str], bool]) -> str | None:
        """The country of the article's paper, where the article names no other more: few papers say where they are."""
        home = self.home
        if home is None or not may(home):
            return None
        others = (votes for country, votes in self.votes.items() if country != home and may(country))
        return home if self.weight(home) >= max(others, default=0) else None

    def place(self, places: tuple[Place, ...]) -> Place | None:
        """Which of the places of one name is meant; None when the article doesn't say and none is famous enough."""
        limits = self._limits.places
        greatest = places[0]  # they come the greatest first
        if len(places) == 1 and greatest.population >= limits.well_known and self._speaks_for_no_other(greatest):
            return greatest
        most = max(self._weights.values(), default=0)
        least = max(self._limits.countries.least, limits.share * most)
        named = [place for place in places if self.weight(place.country) >= least]
        if named:
            best = max(named, key=lambda place: (self.weight(place.country), place.population))
            if greatest.population >= max(limits.famous, limits.far_greater * best.population):
                return greatest
            return best
        others = max((place.population for place in places[1:]), default=0)
        return greatest if greatest.population >= max(limits.famous, limits.above_others * others) else None

    def is_of_others(self, body: Link) -> bool:
        """Whether the article, but for a body itself, names nothing of its country, and another more than once: «حكومة
        الوفاق» in a story of Yemen; or names its paper's own country far more."""
        limits = self._limits.countries
        others = {country: votes for country, votes in self.votes.items() if country != body.country}
        if self.is_alone(body):
            return any(votes >= limits.least for votes in others.values())
        # «الجبهة الشعبية» of Tunis, in a Tunisian paper that speaks of Tunisia more
        home = self.weight(self.home) if self.home in others and self.home != body.country else 0
        return home > limits.home and home >= limits.clearly * self._other_votes(body)

    def is_alone(self, known: Link) -> bool:
        """Whether the article, but for somebody or something known, names nothing of its country, nor is from there."""
        return known.country != self.home and self._other_votes(known) <= 0

    def _other_votes(self, known: Link) -> float:
        """The votes of somebody's or something's country without its own."""
        own = sum(self._limits.countries.person for link in self._links if link.entity_id == known.entity_id)
        return self.votes.get(known.country or "", 0) - own

    def _speaks_for_no_other(self, place: Place) -> bool:
        """Whether the article names no country but the one of a place."""
        return all(country == place.country for country in self._weights)

    def reading(self, name: Namesake, surface: str, before: list[str], after: list[str]) -> Reading | None:
        """Which reading of a name is meant here. `before` and `after` are the keys of the words beside it."""
        if near := self.near(name, surface, before, after):
            return near
        ranked = sorted(((self.score(one), -place) for place, one in enumerate(name.readings)), reverse=True)
        limits = self._limits.countries
        if ranked[0][0] < limits.least:
            return None
        best = name.readings[-ranked[0][1]]
        if len(ranked) > 1 and ranked[0][0] < limits.clearly * ranked[1][0]:
            return best if ranked[0][0] > ranked[1][0] and _is_money(name) else None
        return best

    def near(self, name: Namesake, surface: str, before: list[str], after: list[str]) -> Reading | None:
        """The reading that the way a name is written, or a word beside it, speaks for."""
        for one in name.readings:
            if any(form in surface for form in one.written):
                return one
        near = (one for one in name.readings if _beside(one.before, before, True) or _beside(one.after, after, False))
        return next(near, None)

    def score(self, one: Reading) -> float:
        """What the countries and the words of the article speak for a reading."""
        limits = self._limits.countries
        votes = sum(min(self.weight(country), limits.most) for country in one.countries)
        return votes + limits.word * sum(self.has(word) for word in one.words)

    def has(self, key: str) -> bool:
        """Whether the article has a word or a phrase."""
        return f" {key} " in self._text if " " in key else key in self.keys

    def says(self, key: str) -> bool:
        """Whether the article has a phrase, its first word also with a clitic: «بدوري جميل»."""
        first, *rest = key.split()
        size = len(rest)
        return any([word.key for word in self._words[at + 1 : at + 1 + size]] == rest for at in self._at.get(first, ()))

    @cached_property
    def _at(self) -> dict[str, list[int]]:
        """Where each word stands, also without its proclitics."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self._words):
            for form in forms_of(word.key):
                found[form].append(at)
        return found


def _is_money(name: Namesake) -> bool:
    """Whether a name is a thing that several states have, as a currency is: that of the state named most is meant."""
    return all(one.entity_id.startswith(_THING) and one.countries for one in name.readings)


def _beside(wanted: frozenset[str], there: list[str], before: bool) -> bool:
    """Whether one of the wanted words or phrases stands right before or after; before, also with a proclitic."""
    for size in range(1, len(there) + 1):
        part = there[-size:] if before else there[:size]
        forms = forms_of(part[0]) if before else (part[0],)
        if any(" ".join([form, *part[1:]]) in wanted for form in forms):
            return True
    return False
