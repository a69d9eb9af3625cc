"""Which club a name means that several clubs bear: الأهلي of Cairo, of Jeddah, of Dubai.

Matches are played abroad, so the places of an article say little. Leagues, the other clubs of a league, what a body of
sport is called by («الدوري المصري») and the country of the paper say more; a competition of several countries leaves
clubs of others out. A name that the article gives in full («أهلي طرابلس») is meant where it stands alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise

from nashra.entities.link.article.context import Context
from nashra.entities.link.article.named import Named
from nashra.entities.link.forms.clitic_forms import forms_of
from nashra.entities.link.forms.normal import name_key, without_article
from nashra.entities.link.knowledge import Knowledge
from nashra.entities.link.limits import read_limits
from nashra.entities.link.reference.club_names import CLUB
from nashra.entities.link.reference.namesakes import APART, Namesake, Reading
from nashra.entities.link.span.known import Word
from nashra.entities.link.steps.why import NAMESAKE, RULE
from nashra.text.clitics import ARTICLE

_STRANGER = ""  # instead of an id, a club that is not listed


class Clubs:
    """What one article says of clubs."""

    def __init__(self, knows: Knowledge, named: Iterable[Named], words: list[Word], context: Context) -> None:
        self._knows = knows
        self._reference = knows.reference
        self._words = words
        self._context = context
        self._limits = read_limits().clubs
        self.named = [one for one in named if knows.steps.is_club(one.link.entity_id)]

    @cached_property
    def _sport(self) -> int:
        """How many different words of sport the article has, leagues and competitions among them."""
        words = sum(word in self._context.keys for word in self._limits.sport)
        return words + self._leagues.total() + bool(self._allowed)

    @cached_property
    def _leagues(self) -> Counter[str]:
        """How many leagues and cups of each country are named, a league of its adjective or its name among them."""
        found: Counter[str] = Counter()
        for country, phrases in self._reference.leagues.items():
            found[country] += sum(map(self._context.says, phrases))
        institutions = self._reference.institutions
        for word, after in pairwise(self._words):
            if not after.joined or not any(form in self._limits.of for form in forms_of(word.key)):
                continue
            state = institutions.states.get(after.key)
            named = state.country if state else institutions.names.get(after.key)
            if named:
                found[named] += 1
        return found

    @cached_property
    def _allowed(self) -> frozenset[str]:
        """The countries whose clubs play in the competitions that are named; empty where none is."""
        said = (one.countries for one in self._reference.competitions if any(map(self._context.says, one.words)))
        return frozenset(country for countries in said for country in countries)

    @cached_property
    def _fellows(self) -> Counter[str]:
        """How many other clubs of each country are named, without its adjective: one with it is a guest."""
        if self._allowed:
            return Counter()
        states = self._reference.institutions.states
        found = {
            one.link.entity_id: one.link.country
            for one in self.named
            if one.link.country
            and not one.link.why.startswith(NAMESAKE)
            and name_key(one.name).rpartition(" ")[2] not in states
        }
        return Counter(found.values())

    @cached_property
    def _in_full(self) -> dict[str, set[str]]:
        """First word without its article -> the clubs that are named in full with it: «أهلي طرابلس»."""
        found: dict[str, set[str]] = defaultdict(set)
        for one in self.named:
            first, _, rest = name_key(one.name).partition(" ")
            if rest and not one.link.why.startswith((NAMESAKE, RULE)):
                found[without_article(first)].add(one.link.entity_id)
        return found

    def reading(self, name: Namesake, key: str, before: list[str], after: list[str], surface: str) -> str | None:
        """The id of what a name means (see `Context.reading`); clubs are weighed only in an article about sport."""
        if near := self._context.near(name, surface, before, after):
            return near.entity_id
        sport = self._sport >= self._limits.about or self._is_sides(key, before)
        weights: dict[str, float] = defaultdict(float)
        for one in name.readings:
            if not self._knows.steps.is_club(one.entity_id):
                weights[one.entity_id] += self._context.score(one)
            else:
                weights[one.entity_id] += self._weight(one) if sport else self._said(one)
        if sport:
            for entity_id in self._in_full.get(without_article(key.removeprefix(f"{CLUB} ")), ()):
                weights[entity_id] += self._limits.named
            weights[_STRANGER] = self._strangers(name.readings)
        ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or ranked[0][1] < self._limits.least or ranked[0][0] == _STRANGER:
            return None
        if len(ranked) > 1 and ranked[0][1] < self._limits.clearly * ranked[1][1]:
            return None
        return ranked[0][0]

    def says_club(self, word: str) -> bool:
        """Whether the article says that a word is a club's: «نادي الاتحاد»."""
        return any(self._context.says(f"{club} {word}") for club in (CLUB, f"{ARTICLE}{CLUB}"))

    def _strangers(self, readings: tuple[Reading, ...]) -> float:
        """What speaks most for a club of the name in a country of which none is listed."""
        own = {country for one in readings for country in self._countries(one)}
        return max((self._elsewhere(other) for other in self._at_homes if other not in own), default=0)

    def _countries(self, one: Reading) -> frozenset[str]:
        """The countries that speak for a reading, else that of its entity."""
        link = None if one.countries else self._knows.steps.by_id(one.entity_id)
        return frozenset((link.country,)) if link and link.country else one.countries

    def _is_sides(self, key: str, before: list[str]) -> bool:
        """Whether a word before a name, or in it, says that it is a club's: «لاعب الأهلي», «النادي الأهلي»."""
        words = (*key.split()[:-1], *before[-1:])
        return any(form in self._limits.sport for word in words for form in forms_of(word))

    @cached_property
    def _at_homes(self) -> list[str]:
        """The countries with clubs of Arab names that the article speaks of."""
        said = {*self._context.votes, *(country for country, count in self._leagues.items() if count)}
        return sorted((said | {self._context.home or ""}).intersection(read_limits().home_of_papers))

    def _elsewhere(self, country: str) -> float:
        """What speaks for a club of that name that nobody listed: الهلال of a Yemeni league."""
        limits, context = self._limits, self._context
        league = limits.league * min(self._leagues[country], limits.most)
        home = limits.home if country == context.home else 0
        return home + league + min(limits.places * context.votes.get(country, 0), limits.home)

    def is_word(self, key: str, before: list[str]) -> bool:
        """Whether what a club alone is listed by is the everyday word here: «الاتفاق» in an article without sport."""
        return key in self._reference.ambiguous and not self._sport and not self._is_sides(key, before)

    def is_about(self, word: str, before: list[str]) -> bool:
        """Whether the article is about sport, or a word beside a name says that it is a club's."""
        return self._sport >= self._limits.about_word or self._is_sides(word, before)

    def of_word(self, word: str, readings: tuple[Reading, ...], before: list[str], after: list[str]) -> str | None:
        """The id of the club that is called by a word in this article, if it tells; nothing else knows the word."""
        if not self.is_about(word, before):
            return None
        if found := self.reading(Namesake(readings, APART), word, before, after, word):
            return found
        listed = self._knows.steps.own("ORG", f"{CLUB} {word}") is not None  # «فريق الدفاع» is none
        only = listed and len(readings) == 1 and self._is_sides(word, before)
        return readings[0].entity_id if only and self._strangers(readings) < self._limits.least else None

    def _said(self, one: Reading) -> float:
        """What the words of a reading weigh that the article has."""
        return self._limits.word * sum(map(self._context.has, one.words))

    def _weight(self, one: Reading) -> float:
        limits, context = self._limits, self._context
        said = self._said(one)
        if one.only_said and not said:
            return 0
        weight, abroad = said, limits.abroad if self._allowed else 1
        for country in one.countries:
            home = limits.home if country == context.home else 0
            league = abroad * limits.league * min(self._leagues[country], limits.most)
            fellow = limits.fellow * min(self._fellows[country], limits.most)
            other = min(limits.places * context.votes.get(country, 0), limits.most)
            weight += home + league + fellow + other
        inside = not self._allowed or self._allowed.intersection(one.countries)
        return weight if inside else limits.outside * weight
