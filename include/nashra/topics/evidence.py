"""What speaks for the countries that an article may be about, before it is weighed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from nashra.article import Mention
from nashra.topics.adjectives import PERSON, adjectives_in
from nashra.topics.known_names import Known
from nashra.topics.misread import read_names
from nashra.topics.titled import read_title
from nashra.topics.told import LIKELY, Told, Weighed, folded_name, told_by
from nashra.topics.topic_rules import read_topic_rules
from nashra.topics.words import bare_word, words_of


class Evidence(NamedTuple):
    """What a text says of countries."""

    times: Weighed
    """How often each kind of evidence is there for each country, the beginning and the title counting more."""
    first: str | None
    """The country that is named first."""
    ours: int
    """How often the paper speaks of its own country."""
    ours_early: bool
    """Whether title or beginning do."""
    spelt: str | None
    """The one country whose papers write as this one does."""
    signs: Mapping[str, int]
    """How often it writes as papers of a country do, though others write so too."""
    money: Mapping[str, int]
    """How often coins are named, by each country that pays with them."""
    mostly: Mapping[str, int]
    """How often coins are named that are mostly of one country."""
    early: frozenset[str]
    """The countries that the title, the dateline or the beginning names."""
    titled: frozenset[str]
    """The countries that the title names."""
    denied: frozenset[str]
    """The countries of which the title says that it was not there."""
    opens: frozenset[str]
    """The countries that the first words name."""
    holy: frozenset[str]
    """Countries of which nothing is named but their holy places."""
    of_clubs: bool
    """Whether it is sport of clubs, which buy abroad: where somebody comes from counts less."""


_OF_TWO = 2  # words behind the first one that are compared


class _ByWords(NamedTuple):
    """What single words and phrases tell."""

    offices: Counter[str]
    spelt: frozenset[str]
    signs: Counter[str]
    money: Counter[str]
    mostly: Counter[str]
    ours: int


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
    mentions, nothing = read_names(body, mentions, known, of_sport)
    bare, others = _without(body, [one for one in mentions if one.type == "PERS"], nothing), _surnames(mentions)
    lead, rest = words_of(bare[: rules.lead]), words_of(bare[rules.lead :])
    in_lead = list(adjectives_in(lead, known, of_clubs))
    for _, country in in_lead:
        found["adjective", country] += rules.lead_times
    for _, country in adjectives_in(rest, known, of_clubs):
        found["adjective", country] += 1
    by_words = _by_words([*words_of(title), *lead, *rest], known)
    for name in _called_as_persons(mentions):
        if any(map(known.telling.__getitem__, name)):  # few do
            by_words.offices.update(_by_words(name, known).offices)
    for country, times in by_words.offices.items():
        found["office", country] += times
    told = told_by(mentions, found, home, known)
    for kind, country, mention in told:
        found[kind, country] += rules.lead_times if mention.start < rules.lead else 1
    early = {country for _, country, mention in told if mention.start < rules.lead}
    placed_at = told_by([Mention("LOC", dateline, 0, len(dateline), 0, 1.0)], found, home, known) if dateline else ()
    for _, country, _ in placed_at:
        at_a_seat = folded_name(dateline or "") in known.seats
        found["place", country] += 1 if at_a_seat else rules.lead_times
        early.add(country)
    for word in filter(known.inside.__contains__, (*words_of(title), *lead)):
        if (LIKELY, known.inside[word]) not in found:
            found[LIKELY, known.inside[word]] += rules.lead_times
    entitled, denied = read_title(title, told, others, known, of_sport)
    for kind, country in entitled:
        found[kind, country] += rules.lead_times
    no_persons = [one for one in told if one.kind != "person"]
    titled = {country for _, country in entitled}
    return Evidence(
        times=found,
        first=entitled[0][1] if entitled else _first(body, no_persons if of_clubs else told, in_lead),
        ours=by_words.ours,
        ours_early=by_words.ours > 0 and _by_words([*words_of(title), *lead], known).ours > 0,
        spelt=_spelt(by_words.spelt, f"{title} {body}") if home is None else None,
        signs=by_words.signs,
        money=by_words.money,
        mostly=by_words.mostly,
        early=frozenset({*early, *titled, *(country for _, country in in_lead)}),
        titled=frozenset(titled),
        denied=denied,
        opens=_opens(bare[: rules.opening], no_persons, in_lead, home, known),
        holy=_holy_alone(told, found, known),
        of_clubs=of_clubs,
    )


def _by_words(words: Sequence[str], known: Known) -> _ByWords:
    offices, money, mostly, signs, spelt, ours = *(Counter[str]() for _ in range(4)), set[str](), 0
    for at in compress(range(len(words)), map(known.telling.__getitem__, words)):
        bare = bare_word(words[at])
        if behind := known.offices.get(bare):
            for second in ("", words[at + 1]) if at + 1 < len(words) else ("",):
                for rest, country in behind.get(second, ()):
                    if len(rest) < _OF_TWO or tuple(words[at + 1 : at + 1 + len(rest)]) == rest:
                        offices[country] += 1
        money.update(known.money.get(bare, ()))
        signs.update(known.signs.get(bare, ()))
        if bare in known.mostly:
            mostly[known.mostly[bare]] += 1
        if bare in known.spelt:
            spelt.add(known.spelt[bare])
        ours += known.ours[words[at]] or _is_national(words, at, bare, known)
    return _ByWords(offices, frozenset(spelt), signs, money, mostly, ours)


def _is_national(words: Sequence[str], at: int, bare: str, known: Known) -> bool:
    """«المنتخب الوطني» without the adjective of a state behind it."""
    behind = known.national.get(bare)
    if not behind or at + 1 >= len(words) or bare_word(words[at + 1]) not in behind:
        return False
    return at + 2 >= len(words) or not known.first_words[words[at + 2]]


def _spelt(by_words: frozenset[str], text: str) -> str | None:
    """The one country whose papers write so: by their words, else by their letters."""
    if by_words:
        return next(iter(by_words)) if len(by_words) == 1 else None
    rules = read_topic_rules().country
    wrote = [
        code
        for code, words in rules.written.items()
        if sum(text.count(f" {word} ") for word in words) >= rules.written_least
    ]
    return wrote[0] if len(wrote) == 1 else None


def _opens(
    opening: str, told: Sequence[Told], adjectives: Sequence[tuple[int, str]], home: str | None, known: Known
) -> frozenset[str]:
    """The countries that the first words name, but for persons; «منتخبنا» names home."""
    words = words_of(opening)
    found = {one.country for one in told if one.mention.start < len(opening)}
    found |= {country for at, country in adjectives if at < len(words)}
    if home and any(known.ours[word] for word in words):
        found.add(home)
    return frozenset(found)


def _holy_alone(told: Sequence[Told], found: Weighed, known: Known) -> frozenset[str]:
    """Countries that are told of by nothing but holy places."""
    other = {country for kind, country in found if kind != "place"}
    other |= {country for _, country, mention in told if folded_name(mention.surface) not in known.holy}
    return frozenset(country for _, country in found) - other


def _without(body: str, persons: Sequence[Mention], nothing: Sequence[Mention]) -> str:
    """The body with its persons' names, and those that tell nothing, blanked to PERSON: «السوداني» may be somebody's
    name."""
    parts, at = [], 0
    for mention in sorted((*persons, *nothing), key=lambda one: one.start) if nothing else persons:
        if mention.start >= at:
            parts += [body[at : mention.start], PERSON.ljust(mention.end - mention.start)]
            at = mention.end
    return "".join((*parts, body[at:]))


def _called_as_persons(mentions: Sequence[Mention]) -> list[tuple[str, ...]]:
    """The words of persons' names of two words or more, which may be a team's: «صقور الجديان»."""
    return [words for m in mentions if m.type == "PERS" and len(words := _name_words(m.surface)) > 1]


def _surnames(mentions: Sequence[Mention]) -> frozenset[str]:
    """The folded words of persons' names."""
    return frozenset(word for m in mentions if m.type == "PERS" for word in _name_words(m.surface))


@lru_cache(maxsize=50_000)
def _name_words(surface: str) -> tuple[str, ...]:
    return tuple(words_of(surface))


def _first(body: str, told: Sequence[Told], adjectives: Sequence[tuple[int, str]]) -> str | None:
    """The country that a body without a telling title names first."""
    place = min(told, key=lambda one: one.mention.start, default=None)
    if adjectives and (not place or adjectives[0][0] < len(words_of(body[: place.mention.start]))):
        return adjectives[0][1]
    return place.country if place else None
