"""The names of a body that tell a country."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from nashra.article import Mention
from nashra.text.fold import fold_line
from nashra.topics.known_names import Known

LIKELY = "likely"
KINDS = {"LOC": "place", "ORG": "body", "PERS": "person"}
Weighed = Counter[tuple[str, str]]
"""By kind of evidence and country."""


class Told(NamedTuple):
    """A name of a country, or of what is in it, in the body."""

    kind: str
    country: str
    mention: Mention


def told_by(mentions: Sequence[Mention], found: Weighed, home: str | None, known: Known) -> list[Told]:
    """The names that tell a country. One that several states have is of the state that the rest speaks for most:
    `found`, other names and home; where nothing does, of the one that linking knows. A place that the gazetteer alone
    knows tells its state, unless the rest speaks for others only."""
    named = [
        (one, known.country_of(one), known.shared.get(folded_name(one.surface)))
        for one in mentions
        if one.type in KINDS
    ]
    doubted = {one.surface: country for one, country, _ in named if country and known.is_unsure(one)}
    if doubted:
        named = [(one, None if one.surface in doubted else country, states) for one, country, states in named]
    likely = {one.surface: doubted.get(one.surface) or _likely(one, known) for one, country, _ in named if not country}
    if any(likely.values()) or any(states for _, _, states in named):
        rest = Counter({country: times for (_, country), times in found.items()})
        rest.update(country for _, country, states in named if country and not states)
        rest.update([home] if home else [])
        if not rest:
            rest = _of_most({one.surface: states for one, _, states in named if states})
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
    else:
        return [Told(KINDS[one.type], country, one) for one, country, _ in named if country]
    told = []
    for one, country, _ in named:
        if country:
            told.append(Told(KINDS[one.type], country, one))
        elif (maybe := likely.get(one.surface)) and (maybe in rest or not rest):
            told.append(Told(LIKELY, maybe, one))
    return told


def _of_most(shared: Mapping[str, Sequence[str]]) -> Counter[str]:
    """The one state that two names or more have together, where they alone tell."""
    votes = Counter(state for states in shared.values() for state in states)
    first, *others = votes.most_common(2) or [("", 0)]
    return Counter(dict([first])) if first[1] > 1 and all(first[1] > times for _, times in others) else Counter()


def _likely(one: Mention, known: Known) -> str | None:
    """Where the gazetteer alone has a place, or the town of a body."""
    return known.likely(one.surface) if one.type == "LOC" or (one.type == "ORG" and " " in one.surface) else None


@lru_cache(maxsize=50_000)
def folded_name(surface: str) -> str:
    return fold_line(surface)
