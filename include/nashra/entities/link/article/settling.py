"""Names that several bear, each given the entity that its article speaks of."""

from bisect import bisect_right
from dataclasses import replace
from functools import cached_property

from nashra.entities.link.article.clubs import Clubs
from nashra.entities.link.article.context import Context
from nashra.entities.link.article.named import Named
from nashra.entities.link.article.whose_body import WhoseBody
from nashra.entities.link.common_words import read_words
from nashra.entities.link.forms.clitic_forms import forms_of
from nashra.entities.link.forms.normal import name_key, without_article
from nashra.entities.link.knowledge import Knowledge
from nashra.entities.link.limits import read_limits
from nashra.entities.link.reference.club_names import CLUB
from nashra.entities.link.reference.namesakes import NO_NAME
from nashra.entities.link.reference.papers import MEDIA
from nashra.entities.link.reference.reference import Place
from nashra.entities.link.span.known import Word
from nashra.entities.link.steps.why import GEONAMES, NAMESAKE, RULE, STATE_NOT_NAMED
from nashra.entities.link.types import Link
from nashra.text.clitics import ARTICLE

_CLUB = "النادي"
BESIDE_CLUBS = 12  # code points between two clubs that play each other
BESIDE = 2  # words on each side that are looked at for what decides between namesakes


class Settling:
    """Gives names that several entities bear the one that the article speaks of."""

    def __init__(self, knows: Knowledge, named: list[Named], words: list[Word], body: str, home: str | None) -> None:
        self.knows = knows
        self.words = words
        self.starts = [word.start for word in words]
        sure = (one.link for one in named if self._speaks(one))
        self.context = Context(words, sure, knows.state_words, home)
        self.clubs = Clubs(knows, named, words, self.context)
        self.whose = WhoseBody(knows, named, words, body)
        self._named = named
        self._bodies = [one for one in named if one.link.type == "ORG" and one.curated and " " in one.name]

    def _speaks(self, one: Named) -> bool:
        """Whether a name is somebody's beyond doubt, so that it tells of which country the article is."""
        return (
            (one.curated or one.link.why.startswith(NAMESAKE))
            and STATE_NOT_NAMED not in one.link.why
            and MEDIA not in one.link.why
            and not self._of_several_countries(one)
            and not self._is_adjective(one)
        )

    def _of_several_countries(self, one: Named) -> bool:
        """Whether a name is one of several in different countries: طرابلس is, المغرب (the prayer) isn't."""
        name = self.knows.reference.namesakes.get((one.mention.type, name_key(one.name)))
        return name is not None and len({country for reading in name.readings for country in reading.countries}) > 1

    def _is_adjective(self, one: Named) -> bool:
        """Whether a state's name ends in its adjective, which speaks for it already: السعودية, «الجمهورية التونسية»."""
        return one.link.type == "LOC" and name_key(one.name).rpartition(" ")[2] in self.knows.states

    def full(self, named: list[Named]) -> list[Named]:
        """The mentions, names of several words that several bear settled: their short forms stand for who is meant."""
        return [
            replace(one, link=self.link(one) or one.link)
            if one.link.why.startswith(NAMESAKE) and len(one.form) > 1
            else one
            for one in named
        ]

    def link(self, one: Named) -> Link | None:
        """The entity of a mention; None when it is no name here."""
        steps, key, link = self.knows.steps, name_key(one.name), one.link
        if (one.mention.type, key) in steps.reference.decisions:
            return link
        if namesake := steps.reference.namesakes.get((one.mention.type, key)):
            before, after = self._beside(one)
            if any(steps.is_club(reading.entity_id) for reading in namesake.readings):
                if federation := self._federation(one, key):
                    return federation
                entity_id = self.clubs.reading(namesake, key, before, after, one.name)
            else:
                reading = self.context.reading(namesake, one.name, before, after)
                entity_id = reading.entity_id if reading else None
            if entity_id is None:
                return self._short(one, key) or steps.otherwise(namesake, one.mention.type, key, one.name)
            if entity_id == NO_NAME:
                return None
            found = steps.by_id(entity_id) or Link(entity_id, one.mention.type, one.name)
            return found.because(f"{NAMESAKE}: the article decides")
        if club := self._club(one, key):
            return club
        if steps.is_club(link.entity_id) and " " not in key and self.clubs.is_word(key, self._beside(one)[0]):
            return None
        if self._is_word(one, key):
            certain = one.mention.score >= read_limits().names.certain
            return steps.unknown("PERS", key, one.name) if certain else None
        if link.why.startswith(GEONAMES) and (places := steps.places(key)):
            if told := self._told.get(key):
                place = next((place for place in places if place.country == told), None)
            else:
                place = self.context.place(places)
            if place and self._in_a_small_one(one, place):
                place = None
            return steps.place(place) if place else steps.unplaced(key, one.name)
        if STATE_NOT_NAMED in link.why:
            return self._institution(one, key, link)
        if one.curated and self.knows.is_of_any_state(link, key) and self.context.is_of_others(link):
            return steps.unlisted(key, one.name)
        return link

    @cached_property
    def _told(self) -> dict[str, str]:
        """The keys of GeoNames' places behind which the article says the state: «سالزبورغ النمساوية»."""
        found: dict[str, str] = {}
        for one in self._named:
            country = self.whose.state_beside(one) if one.link.why.startswith(GEONAMES) else None
            if country:
                found.setdefault(name_key(one.name), country)
        return found

    def _short(self, one: Named, key: str) -> Link | None:
        """The one curated body that the article named in full before by this very head: «الاتحاد» of workers."""
        if one.mention.type != "ORG" or not key.startswith(ARTICLE):
            return None
        full = {
            body.link.entity_id: body.link
            for body in self._bodies
            if body.mention.start < one.mention.start
            and name_key(body.name).removeprefix(ARTICLE).startswith(f"{key[2:]} ")
        }
        return next(iter(full.values())).because(f"{NAMESAKE}: named in full before") if len(full) == 1 else None

    def _federation(self, one: Named, key: str) -> Link | None:
        """The federation that the article named in full before («الاتحاد السعودي لكرة القدم») where clubs are called by
        its head, too, unless the article says «نادي الاتحاد» or names a club beside it: «النصر والاتحاد»."""
        short = self._short(one, key)
        if short is None or self.clubs.says_club(key):
            return None
        near = (other.mention for other in self.clubs.named if other is not one and " " not in other.name)
        start, end = one.mention.start - BESIDE_CLUBS, one.mention.end + BESIDE_CLUBS
        return None if any(other.start < end and other.end > start for other in near) else short

    def _beside(self, one: Named) -> tuple[list[str], list[str]]:
        """The keys of the words right before and right after a mention."""
        at = bisect_right(self.starts, one.mention.start) - 1
        last = bisect_right(self.starts, one.mention.end - 1) - 1
        before = [word.key for word in self.words[max(0, at - BESIDE) : at]]
        return before, [word.key for word in self.words[last + 1 : last + 1 + BESIDE]]

    def _club(self, one: Named, key: str) -> Link | None:
        """The club of a word that nothing else knows, in an article about its sport: «الوصل»."""
        known = one.link.type == "ORG" and one.link.why.startswith(RULE)
        if known and (word := key.removeprefix(f"{_CLUB} ")) != key and " " not in word:
            return self._called_club(one, word)
        readings = self.knows.reference.club_names.get(key) if known else None
        if known and not readings and " " not in key and (listed := self.knows.steps.own("ORG", f"{CLUB} {key}")):
            # «هجر» of «نادي هجر», in an article about its sport
            return listed if self.clubs.is_about(key, self._beside(one)[0]) else None
        found = self.clubs.of_word(key, readings, *self._beside(one)) if readings else None
        link = self.knows.steps.by_id(found) if found else None
        return link.because(f"{NAMESAKE}: the article decides") if link else None

    def _called_club(self, one: Named, word: str) -> Link | None:
        """The club of «النادي العربي», which is «العربي» beside it."""
        steps, after = self.knows.steps, self._beside(one)[1]
        namesake = steps.reference.namesakes.get(("ORG", word))
        readings = self.knows.reference.club_names.get(word)
        if namesake and any(steps.is_club(reading.entity_id) for reading in namesake.readings):
            found = self.clubs.reading(namesake, word, [_CLUB], after, word)
        else:
            found = self.clubs.of_word(word, readings, [_CLUB], after) if readings else None
        link = steps.by_id(found) if found and steps.is_club(found) else None
        return link.because(f"{NAMESAKE}: the article decides") if link else None

    def _is_word(self, one: Named, key: str) -> bool:
        """Whether what a known person is called by in short is the everyday word here, or another’s: «اعتذر المعلم»
        in a story of a school, where nothing is of his country. A title, or his full name, says that he is meant."""
        if one.link.type != "PERS" or not one.curated or " " in key or one.title:
            return False
        common = key in self.knows.reference.ambiguous or without_article(key) in read_words().nouns
        return common and one.link.entity_id not in self._in_full and self.context.is_alone(one.link)

    @cached_property
    def _in_full(self) -> frozenset[str]:
        """The known persons whom the article names by more than one word."""
        return frozenset(one.link.entity_id for one in self._named if one.curated and " " in one.name)

    def _in_a_small_one(self, one: Named, place: Place) -> bool:
        """Whether a word before a city's name says that it is a village's or a quarter's: «قرية العين»."""
        at = bisect_right(self.starts, one.mention.start) - 1
        if at < 1 or place.population < read_limits().places.famous:
            return False
        word = self.words[at - 1].key
        return any(form in self.knows.trimmer.titles.small for form in forms_of(word))

    def _institution(self, one: Named, key: str, link: Link) -> Link:
        """The body of the state that is named beside it, that the article gave it before, or that the article is about.

        A noun with a usual state keeps that if it is named.
        """
        usual, institutions = link.country, self.knows.reference.institutions
        kind = institutions.kind_of(key, link)
        if kind is None:
            return link
        country = self.whose.said_of(one) or self.whose.named_before(one, kind)
        if country is None:
            context, abroad = self.context, kind.abroad
            about = None if abroad and len(context.votes) > 1 else context.country_of(kind.is_had_by)
            at_home = abroad or not context.opening(kind.is_had_by)
            country = about or (context.at_home(kind.is_had_by) if at_home else None)
        if country is None or (usual and self.context.votes.get(usual)):
            return link
        found = institutions.of_country(kind, country)
        return found.because(f"institution of the state that the article is about ({country})") if found else link
