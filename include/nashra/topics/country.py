"""The country that an article is about: from its places, bodies, persons, adjectives of states, and its home."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from nashra.article import Mention
from nashra.text.fold import fold_line
from nashra.topics.topic_rules import read_topic_rules
from nashra.topics.words import forms, words_of

KINDS = {"LOC": "place", "ORG": "body", "PERS": "person"}
Weighed = Counter[tuple[str, str]]
"""By kind of evidence and country."""


class Found(NamedTuple):
    """A country and the share of all evidence that speaks for it; both null for none, or for several alike."""

    country: str | None
    share: float | None


class Known(NamedTuple):
    """What is known of names, by whoever links them."""

    country_of: Callable[[Mention], str | None]
    adjectives: Mapping[str, str]
    """Adjectives of states, folded and in the masculine without ال, each with its country."""
    first_words: frozenset[str]
    """What they begin with."""


def country_of(title: str | None, body: str, mentions: Sequence[Mention], home: str | None, known: Known) -> Found:
    """The country that most evidence speaks for. `home` is where the paper writes from."""
    rules = read_topic_rules().country
    weights = rules.weights
    of_kind = {"place": weights.place, "body": weights.body, "person": weights.person, "adjective": weights.adjective}
    sums: defaultdict[str, float] = defaultdict(float)
    evidence, first = _evidence(title or "", body, mentions, known)
    for (kind, country), times in sorted(evidence.items()):
        sums[country] += of_kind[kind] * math.log1p(times)
    if first:
        sums[first] += weights.first
    if home:
        sums[home] += weights.home_named if home in sums else weights.home_beside if sums else weights.home
    for acting, other in rules.acts_in.items():
        if other in sums and acting != home:
            sums[acting] *= rules.acts_in_share
    whole = math.fsum(sums.values())
    if whole < rules.least:
        return Found(None, None)
    country = min(sums, key=lambda code: (-sums[code], code))
    share = sums[country] / whole
    return Found(country, round(share, 3)) if share >= rules.share else Found(None, None)


def _evidence(title: str, body: str, mentions: Sequence[Mention], known: Known) -> tuple[Weighed, str | None]:
    """How often each kind of evidence is there for each country, the beginning and the title counting more; and the
    country that is named first."""
    rules = read_topic_rules().country
    found: Weighed = Counter()
    countries = [(mention, known.country_of(mention)) for mention in mentions if mention.type in KINDS]
    told = [(mention, country) for mention, country in countries if country]
    for mention, country in told:
        found[KINDS[mention.type], country] += rules.lead_times if mention.start < rules.lead else 1
    words = words_of(title)
    headline = f" {' '.join(words)} "
    entitled = {(headline.find(fold_line(m.surface)), KINDS[m.type], country) for m, country in told}
    places = sorted(one for one in entitled if one[0] >= 0)
    for _, kind, country in places:
        found[kind, country] += rules.lead_times
    in_title = list(_adjectives(words, known))
    in_lead = list(_adjectives(words_of(body[: rules.lead]), known))
    for country in (*in_title, *in_lead):
        found["adjective", country] += rules.lead_times
    for country in _adjectives(words_of(body[rules.lead :]), known):
        found["adjective", country] += 1
    named = [country for _, _, country in places] or in_title or [country for _, country in told] or in_lead
    return found, named[0] if named else None


def _adjectives(words: Sequence[str], known: Known) -> Iterator[str]:
    """The countries whose adjectives stand in a text; one of two words goes before one of one."""
    at, adjectives = 0, known.adjectives
    while at < len(words):
        first = forms(words[at])
        if known.first_words.isdisjoint(first):
            at += 1
            continue
        second = forms(words[at + 1]) if at + 1 < len(words) else ()
        pair = next((adjectives[both] for a in first for b in second if (both := f"{a} {b}") in adjectives), None)
        if pair:
            yield pair
            at += 2
            continue
        if one := next((adjectives[a] for a in first if a in adjectives), None):
            yield one
        at += 1
