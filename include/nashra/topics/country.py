"""The country that an article is about: from its places, bodies, persons, adjectives of states, and its home."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from nashra.article import Mention
from nashra.topics.choice import NOWHERE, SEVERAL, Case, choose
from nashra.topics.evidence import Evidence, evidence_of
from nashra.topics.known_names import Known
from nashra.topics.told import LIKELY
from nashra.topics.topic_rules import CountryRules, Section, read_topic_rules
from nashra.topics.words import Listed, words_of

SHORT = 200
"""Code points that a shorter body counts as."""
THEIRS = ("place", LIKELY, "adjective")
"""What is said of whom «منتخبنا» plays, and where."""


class Found(NamedTuple):
    """A country and the share of all evidence that speaks for it; both null for none, or for several alike."""

    country: str | None
    share: float | None


def country_of(case: Case) -> Found:
    """The country that most speaks for."""
    country = choose(case)
    return Found(country, round(case[country]["share"], 3)) if country else Found(None, None)


def case_of(
    title: str | None,
    body: str,
    mentions: Sequence[Mention],
    home: str | None,
    known: Known,
    dateline: str | None = None,
    section: Section | None = None,
) -> Case:
    """What is known of each country that something speaks for, and of none. `home` is where the paper writes from: in a
    general section it is none of them where nobody names it."""
    rules = read_topic_rules().country
    evidence = evidence_of(title or "", body, mentions, dateline, known, home, section == "sport")
    home = home or evidence.spelt
    if section == "religion":
        evidence = _without_holy(evidence, home)
    sums = _sums(evidence, home, section, rules)
    whole = math.fsum(sums.values())
    theirs = is_theirs(evidence, home, section)
    entitled = title or body[: rules.lead // 2]
    untitled, homeless = float(bool(title) and not evidence.titled), float(home is None)
    is_economy = section == "economy"
    case: dict[str, dict[str, float]] = {
        country: {
            "evidence": added,
            "share": added / whole if whole else 0.0,
            "opens": country in evidence.opens - evidence.denied and not theirs,
            "denied": country in evidence.denied,
            "money": math.log1p(evidence.money.get(country, 0)) if country == home else 0.0,
            "office": math.log1p(evidence.times["office", country]),
            "late": country not in evidence.early and country != home,
            "body": math.log1p(evidence.times["body", country]),
        }
        for country, added in sorted(sums.items())
    }
    case[SEVERAL] = {
        "always": 1.0,
        "untitled": untitled,
        "several": min(_times(entitled, known.several), 2),
        "worldly": (is_economy and not evidence.titled) * math.log1p(_times(entitled, known.worldly)),
        "homeless": homeless,
        "economy": is_economy and bool(sums.keys() - {home}),
    }
    case[NOWHERE] = {
        "always": 1.0,
        "untitled": untitled,
        "general": section in rules.general,
        "homeless": homeless,
        "thin": math.log1p(whole),
        "long": math.log(max(len(body), SHORT) / 1000),
    }
    return case


def _times(text: str, listed: Listed) -> int:
    """How often words of a list stand in a title or a beginning."""
    return sum(listed[word] for word in words_of(text))


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
        LIKELY: weights.likely,
        "body": weights.body,
        "person": weights.player if evidence.of_clubs else weights.person,
        "adjective": weights.adjective,
    } | {"office": weights.office}
    if is_theirs(evidence, home, section):
        of_kind |= {kind: of_kind[kind] * weights.theirs for kind in THEIRS}
    sums: defaultdict[str, float] = defaultdict(float)
    for (kind, country), times in sorted(evidence.times.items()):
        sums[country] += of_kind[kind] * math.log1p(times)
    if evidence.first and not is_theirs(evidence, home, section):
        sums[evidence.first] += weights.first
    if home and (home in sums or not general):
        beside = weights.home_beside if evidence.early else weights.home_far
        spoken_for = weights.home_named if home in sums else beside if sums else weights.home
        early = weights.home_early if home in evidence.early else 0.0
        sums[home] += spoken_for + early + weights.ours * math.log1p(evidence.ours)
    if home is None:
        _add_coins(sums, evidence, weights.coin)
    for acting, other in rules.acts_in.items():
        if other in sums and acting != home:
            sums[acting] *= rules.acts_in_share
    return sums


def is_theirs(evidence: Evidence, home: str | None, section: Section | None) -> bool:
    """Whether places and adjectives are of whom «منتخبنا» plays, and where: nobody knows whose paper it is."""
    return home is None and section == "sport" and evidence.ours_early


def _add_coins(sums: dict[str, float], evidence: Evidence, weight: float) -> None:
    """What coins and signs tell of a paper that nobody knows: they speak for those that something else speaks for, else
    for those who mostly mean them."""
    for told in (evidence.money, evidence.signs):
        for country in sorted(told.keys() & sums.keys()):
            sums[country] += weight * math.log1p(told[country])
    if not sums:
        for country, times in sorted(evidence.mostly.items()):
            sums[country] = weight * math.log1p(times)
