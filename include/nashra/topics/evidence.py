"""What speaks for the countries that an article may be about, before it is weighed."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from nashra.article import Mention
from nashra.text.fold import fold_line
from nashra.topics.topic_rules import read_topic_rules
from nashra.topics.words import Listed, bare_word, forms, words_of

KINDS = {"LOC": "place", "ORG": "body", "PERS": "person"}
PERSON = "_"
"""Stands for a name; no word of a text is this one."""
Weighed = Counter[tuple[str, str]]
"""By kind of evidence and country."""


class Known(NamedTuple):
    """What is known of names, by whoever links them."""

    country_of: Callable[[Mention], str | None]
    adjectives: Mapping[str, str]
    """Adjectives of states, folded and in the masculine without ال, each with its country."""
    first_words: Listed
    """What they begin with."""
    borne: Listed
    """Words, folded, whose bearer may be of another country than the event: «اللاعب الغاني»."""
    ours: Listed
    """Words, folded, by which a paper speaks of its own country: «بلادنا»."""
    spelt: Mapping[str, str]
    """Words, folded, that the papers of one country alone write, with the country: «غشت»."""
    shared: Mapping[str, Sequence[str]]
    """Names of places that several states have, folded, with those states."""
    holy: frozenset[str]
    """Names of holy places, folded."""
    places: Mapping[str, str]
    """Names of states and capitals, folded and of one word or two, each with its country."""
    offices: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
    """Phrases, folded, by which one state alone calls its offices: by the bare first word the other ones, with the
    country."""
    telling: Listed
    """What they begin with, and all of `ours` and `spelt`."""
    worldly: frozenset[str]
    """Words, folded, of goods of the world's market."""


class Evidence(NamedTuple):
    """What a text says of countries."""

    times: Weighed
    """How often each kind of evidence is there for each country, the beginning and the title counting more."""
    first: str | None
    """The country that is named first."""
    ours: int
    """How often the paper speaks of its own country."""
    spelt: str | None
    """The one country whose papers write as this one does."""
    early: frozenset[str]
    """The countries that the title, the dateline or the beginning names."""
    titled: frozenset[str]
    """The countries that the title names."""
    holy: frozenset[str]
    """Countries of which nothing is named but their holy places."""
    of_clubs: bool
    """Whether it is sport of clubs, which buy abroad: where somebody comes from counts less."""


class Told(NamedTuple):
    """A name of a country, or of what is in it, in the body."""

    kind: str
    country: str
    mention: Mention


def evidence_of(
    title: str,
    body: str,
    mentions: Sequence[Mention],
    dateline: str | None,
    known: Known,
    home: str | None = None,
    of_sport: bool = False,
) -> Evidence:
    """What title, body and dateline say. `home` decides between places of one name.

    In sport of clubs an adjective before a name says where somebody comes from.
    """
    rules = read_topic_rules().country
    found: Weighed = Counter()
    of_clubs = of_sport and any(one.type == "ORG" and known.country_of(one) for one in mentions)
    bare, others = _without_persons(body, mentions), _surnames(mentions)
    lead, rest = words_of(bare[: rules.lead]), words_of(bare[rules.lead :])
    in_lead = list(_adjectives(lead, known, of_clubs))
    for _, country in in_lead:
        found["adjective", country] += rules.lead_times
    for _, country in _adjectives(rest, known, of_clubs):
        found["adjective", country] += 1
    ours, spelt = 0, set[str]()
    for kind, country in _told_by_words([*words_of(title), *lead, *rest], known):
        if kind == "office":
            found[kind, country] += 1
        elif kind == "spelt":
            spelt.add(country)
        else:
            ours += 1
    told = _told(mentions, found, home, known)
    for kind, country, mention in told:
        found[kind, country] += rules.lead_times if mention.start < rules.lead else 1
    early = {country for _, country, mention in told if mention.start < rules.lead}
    if dateline and (place := _told([Mention("LOC", dateline, 0, len(dateline), 0, 1.0)], found, home, known)):
        found["place", place[0].country] += rules.lead_times
        early.add(place[0].country)
    entitled = _in_title(title, told, others, known)
    for _, kind, country in entitled:
        found[kind, country] += rules.lead_times
    placed = [one for one in told if one.kind != "person"] if of_clubs else told
    first = entitled[0][2] if entitled else _first(body, placed, in_lead)
    titled = {country for _, _, country in entitled}
    early |= {country for _, country in in_lead} | titled
    spelt_by = spelt.pop() if len(spelt) == 1 else None
    holy = _holy_alone(told, found, known)
    return Evidence(found, first, ours, spelt_by, frozenset(early), frozenset(titled), holy, of_clubs)


def _told(mentions: Sequence[Mention], found: Weighed, home: str | None, known: Known) -> list[Told]:
    """The names that tell a country. One that several states have is of the state that the rest speaks for most:
    `found`, other names and home; where nothing does, of the one that linking knows."""
    named = [
        (one, known.country_of(one), known.shared.get(_folded_name(one.surface)))
        for one in mentions
        if one.type in KINDS
    ]
    if any(states for _, _, states in named):
        rest = Counter({country: times for (_, country), times in found.items()})
        rest.update(country for _, country, states in named if country and not states)
        rest.update([home] if home else [])
        named = [
            (
                one,
                max(states, key=lambda code: (rest[code], code == country))
                if states and rest.keys() & states
                else country,
                states,
            )
            for one, country, states in named
        ]
    return [Told(KINDS[one.type], country, one) for one, country, _ in named if country]


def _told_by_words(words: Sequence[str], known: Known) -> Iterator[tuple[str, str]]:
    """What single words and phrases tell: "office" or "spelt" with a country, or "ours", as often as they do."""
    for at in compress(range(len(words)), map(known.telling.__getitem__, words)):
        bare = bare_word(words[at])
        for rest, country in known.offices.get(bare, ()):
            if tuple(words[at + 1 : at + 1 + len(rest)]) == rest:
                yield "office", country
        if bare in known.spelt:
            yield "spelt", known.spelt[bare]
        if known.ours[words[at]]:
            yield "ours", ""


def _holy_alone(told: Sequence[Told], found: Weighed, known: Known) -> frozenset[str]:
    """Countries that are told of by nothing but holy places."""
    other = {country for kind, country in found if kind != "place"}
    other |= {country for _, country, mention in told if _folded_name(mention.surface) not in known.holy}
    return frozenset(country for _, country in found) - other


def _without_persons(body: str, mentions: Sequence[Mention]) -> str:
    """The body with its persons' names blanked to PERSON: «السوداني» may be somebody's name."""
    parts, at = [], 0
    for mention in mentions:
        if mention.type == "PERS" and mention.start >= at:
            parts += [body[at : mention.start], PERSON.ljust(mention.end - mention.start)]
            at = mention.end
    return "".join((*parts, body[at:]))


def _surnames(mentions: Sequence[Mention]) -> frozenset[str]:
    """The folded words of persons' names."""
    return frozenset(word for m in mentions if m.type == "PERS" for word in _name_words(m.surface))


@lru_cache(maxsize=50_000)
def _name_words(surface: str) -> tuple[str, ...]:
    return tuple(words_of(surface))


@lru_cache(maxsize=50_000)
def _folded_name(surface: str) -> str:
    return fold_line(surface)


def _in_title(title: str, told: Sequence[Told], others: frozenset[str], known: Known) -> list[tuple[int, str, str]]:
    """Where in the title names of the body, of states and capitals, and adjectives stand, with their kinds and
    countries; `others` are words of persons' names, which are no adjectives."""
    entitled = words_of(title)
    words = ["" if word in others else word for word in entitled]
    headline = f" {' '.join(entitled)} "
    places = [(headline.find(_folded_name(one.mention.surface)), one.kind, one.country) for one in told]
    begins = [0]
    for word in entitled:
        begins.append(begins[-1] + len(word) + 1)
    places += [(begins[at] + 1, "adjective", country) for at, country in _adjectives(words, known)]
    named = {country for at, _, country in places if at >= 0}
    states = ((at, known.places[name]) for at, name in _states(words, known))
    places += [(begins[at] + 1, "place", country) for at, country in states if country not in named]
    return sorted(one for one in places if one[0] >= 0)


def _states(words: Sequence[str], known: Known) -> Iterator[tuple[int, str]]:
    """Names of states and capitals among words, with where they stand."""
    for at, word in enumerate(words):
        both = f"{word} {words[at + 1]}" if at + 1 < len(words) else ""
        if name := next((name for name in (both, word, word[1:]) if name and name in known.places), None):
            yield at, name


def _first(body: str, told: Sequence[Told], adjectives: Sequence[tuple[int, str]]) -> str | None:
    """The country that a body without a telling title names first."""
    place = min(told, key=lambda one: one.mention.start, default=None)
    if adjectives and (not place or adjectives[0][0] < len(words_of(body[: place.mention.start]))):
        return adjectives[0][1]
    return place.country if place else None


def _adjectives(words: Sequence[str], known: Known, of_clubs: bool = False) -> Iterator[tuple[int, str]]:
    """The countries whose adjectives stand in a text, each with the number of its word; one of two words goes before
    one of one. That of a player, a trainer or an envoy is of where he comes from, in sport of clubs also that before a
    name.
    """
    adjectives, behind = known.adjectives, 0
    for at in compress(range(len(words)), map(known.first_words.__getitem__, words)):
        if at < behind:
            continue
        first = forms(words[at])
        second = forms(words[at + 1]) if at + 1 < len(words) else ()
        pair = next((adjectives[both] for a in first for b in second if (both := f"{a} {b}") in adjectives), None)
        one = pair or next((adjectives[a] for a in first if a in adjectives), None)
        behind = at + (2 if pair else 1)
        of_a_name = of_clubs and behind < len(words) and words[behind] == PERSON
        if one and not of_a_name and not (at and known.borne[words[at - 1]]):
            yield at, one
