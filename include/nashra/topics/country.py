"""The country that an article is about: from its places, bodies, persons, adjectives of states, and its home."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from nashra.article import Mention
from nashra.topics.evidence import Evidence, Known, evidence_of
from nashra.topics.topic_rules import CountryRules, Section, read_topic_rules
from nashra.topics.words import forms, words_of


class Found(NamedTuple):
    """A country and the share of all evidence that speaks for it; both null for none, or for several alike."""

    country: str | None
    share: float | None


def country_of(
    title: str | None,
    body: str,
    mentions: Sequence[Mention],
    home: str | None,
    known: Known,
    dateline: str | None = None,
    section: Section | None = None,
) -> Found:
    """The country that most evidence speaks for. `home` is where the paper writes from. An article of a general section
    needs more evidence, and its home is none where nobody names it."""
    rules = read_topic_rules().country
    evidence = evidence_of(title or "", body, mentions, dateline, known, home, section == "sport")
    home = home or evidence.spelt
    if section == "religion":
        evidence = _without_holy(evidence, home)
    general = section in rules.general
    sums = _sums(evidence, home, section, rules)
    whole = math.fsum(sums.values())
    if whole < (rules.general_least if general else rules.least):
        return Found(None, None)
    country = min(sums, key=lambda code: (-sums[code], code))
    share = sums[country] / whole
    if section == "economy" and not evidence.titled and _is_worldly(title or body[: rules.lead // 2], known):
        share = share if country == home else 0.0
        least = rules.worldly_share
    else:
        least = rules.share
    return Found(country, round(share, 3)) if share >= least else Found(None, None)


def _is_worldly(text: str, known: Known) -> bool:
    """Whether a title or a beginning is of goods of the world's market."""
    return any(not known.worldly.isdisjoint(forms(word)) for word in words_of(text))


def _without_holy(evidence: Evidence, home: str | None) -> Evidence:
    """What is said of countries, but for those, other than home, that only their holy places are named of."""
    passed = evidence.holy - {home}
    times = Counter({key: times for key, times in evidence.times.items() if key[1] not in passed})
    return evidence._replace(times=times, first=None if evidence.first in passed else evidence.first)


def _sums(evidence: Evidence, home: str | None, section: Section | None, rules: CountryRules) -> dict[str, float]:
    """What speaks for each country."""
    weights, general = rules.weights, section in rules.general
    of_kind = {
        "place": weights.place,
        "body": weights.body,
        "person": weights.player if evidence.of_clubs else weights.person,
        "adjective": weights.adjective,
    } | {"office": weights.office}
    sums: defaultdict[str, float] = defaultdict(float)
    for (kind, country), times in sorted(evidence.times.items()):
        sums[country] += of_kind[kind] * math.log1p(times)
    if evidence.first:
        sums[evidence.first] += weights.first
    if home and (home in sums or not general):
        beside = weights.home_beside if evidence.early else weights.home_far
        spoken_for = weights.home_named if home in sums else beside if sums else weights.home
        early = weights.home_early if home in evidence.early else 0.0
        sums[home] += spoken_for + early + weights.ours * math.log1p(evidence.ours)
    for acting, other in rules.acts_in.items():
        if other in sums and acting != home:
            sums[acting] *= rules.acts_in_share
    return sums
