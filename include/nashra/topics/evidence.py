"""What speaks for the countries that an article may be about, before it is weighed."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from nashra.article import Mention
from nashra.text.fold import fold_line
from nashra.topics.topic_rules import read_topic_rules
from nashra.topics.words import forms, words_of

KINDS = {"LOC": "place", "ORG": "body", "PERS": "person"}
Weighed = Counter[tuple[str, str]]
"""By kind of evidence and country."""


OURS, ADJECTIVE = 1, 2  # bits of what `Telling` gives
REMEMBERED = 200_000  # words that it has looked up


class Telling(dict[str, int]):
    """What each word may tell: of the paper's own country, or, as the first word of an adjective, of a state. Each is
    looked up once."""

    def __init__(self, ours: frozenset[str], first_words: frozenset[str]) -> None:
        """Folded: words of the paper's own country, and those that adjectives begin with."""
        super().__init__()
        self._ours, self._first_words = ours, first_words

    def __missing__(self, word: str) -> int:
        if len(self) >= REMEMBERED:
            self.clear()
        found = forms(word)
        bits = OURS * (not self._ours.isdisjoint(found)) | ADJECTIVE * (not self._first_words.isdisjoint(found))
        self[word] = bits
        return bits


class Known(NamedTuple):
    """What is known of names, by whoever links them."""

    country_of: Callable[[Mention], str | None]
    adjectives: Mapping[str, str]
    """Adjectives of states, folded and in the masculine without ال, each with its country."""
    borne: frozenset[str]
    """Words, folded, whose bearer may be of another country than the event: «اللاعب الغاني»."""
    telling: Telling
    """Which words by themselves may tell of a country, or of the paper's own: «بلادنا»."""
    holy: frozenset[str]
    """Names of holy places, folded."""
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
    early: frozenset[str]
    """The countries that the title, the dateline or the beginning names."""
    titled: bool
    """Whether the title names a country."""
    holy: frozenset[str]
    """Countries of which nothing is named but their holy places."""


class Told(NamedTuple):
    """A name of a country, or of what is in it, in the body."""

    kind: str
    country: str
    mention: Mention


def evidence_of(title: str, body: str, mentions: Sequence[Mention], dateline: str | None, known: Known) -> Evidence:
    """What title, body and dateline say."""
    rules = read_topic_rules().country
    found: Weighed = Counter()
    told = [
        Told(KINDS[mention.type], country, mention)
        for mention in mentions
        if mention.type in KINDS and (country := known.country_of(mention))
    ]
    for kind, country, mention in told:
        found[kind, country] += rules.lead_times if mention.start < rules.lead else 1
    early = {country for _, country, mention in told if mention.start < rules.lead}
    if dateline and (country := known.country_of(Mention("LOC", dateline, 0, len(dateline), 0, 1.0))):
        found["place", country] += rules.lead_times
        early.add(country)
    entitled = _in_title(title, told, known)
    lead, rest = words_of(body[: rules.lead]), words_of(body[rules.lead :])
    in_lead = list(_adjectives(lead, known))
    for _, kind, country in entitled:
        found[kind, country] += rules.lead_times
    for _, country in in_lead:
        found["adjective", country] += rules.lead_times
    for _, country in _adjectives(rest, known):
        found["adjective", country] += 1
    ours = sum(known.telling[word] & OURS for word in (*words_of(title), *lead, *rest))
    first = entitled[0][2] if entitled else _first(body, told, in_lead)
    early |= {country for _, country in in_lead} | {country for _, _, country in entitled}
    return Evidence(found, first, ours, frozenset(early), bool(entitled), _holy_alone(told, found, known))


def _holy_alone(told: Sequence[Told], found: Weighed, known: Known) -> frozenset[str]:
    """Countries that are told of by nothing but holy places."""
    other = {country for kind, country in found if kind != "place"}
    other |= {country for _, country, mention in told if fold_line(mention.surface) not in known.holy}
    return frozenset(country for _, country in found) - other


def _in_title(title: str, told: Sequence[Told], known: Known) -> list[tuple[int, str, str]]:
    """Where in the title names of the body and adjectives stand, with their kinds and countries."""
    words = words_of(title)
    headline = f" {' '.join(words)} "
    places = [(headline.find(fold_line(one.mention.surface)), one.kind, one.country) for one in told]
    begins = [0]
    for word in words:
        begins.append(begins[-1] + len(word) + 1)
    places += [(begins[at] + 1, "adjective", country) for at, country in _adjectives(words, known)]
    return sorted(one for one in places if one[0] >= 0)


def _first(body: str, told: Sequence[Told], adjectives: Sequence[tuple[int, str]]) -> str | None:
    """The country that a body without a telling title names first."""
    place = min(told, key=lambda one: one.mention.start, default=None)
    if adjectives and (not place or adjectives[0][0] < len(words_of(body[: place.mention.start]))):
        return adjectives[0][1]
    return place.country if place else None


def _adjectives(words: Sequence[str], known: Known) -> Iterator[tuple[int, str]]:
    """The countries whose adjectives stand in a text, each with the number of its word; one of two words goes before
    one of one. That of a player or trainer is of where he comes from."""
    free, adjectives, telling = 0, known.adjectives, known.telling
    for at, word in enumerate(words):
        if at < free or not telling[word] & ADJECTIVE:  # nearly all
            continue
        first = forms(word)
        second = forms(words[at + 1]) if at + 1 < len(words) else ()
        pair = next((adjectives[both] for a in first for b in second if (both := f"{a} {b}") in adjectives), None)
        one = pair or next((adjectives[a] for a in first if a in adjectives), None)
        if one and not (at and not known.borne.isdisjoint(forms(words[at - 1]))):
            yield at, one
        free = at + 2 if pair else at + 1
