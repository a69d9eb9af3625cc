"""Which group of the days before a day's groups go on: the same event, or the affair that it belongs to.

A function of the day's articles and of those of the days of its window alone."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from nashra.lake import Storage
from nashra.stories.day_groups import DayGroup, told_of
from nashra.stories.likeness import Likenesses, read_likeness
from nashra.stories.rarity import Rarity
from nashra.stories.story_rules import read_story_rules
from nashra.stories.told import Told


class Link(NamedTuple):
    """What a group goes on."""

    group_id: str
    before: str
    """The group that it goes on."""
    before_day: str
    same: bool
    """Whether both tell one event; else of one affair."""


def links_of(lake: Storage, day: str, groups: Mapping[str, Sequence[DayGroup]]) -> list[Link]:
    """The links of a day's groups, at most one each. `groups` are those of the day and of its window's days."""
    rules = read_story_rules()
    mine = groups[day]
    earlier = [one for other in sorted(groups, reverse=True) if other < day for one in groups[other]]
    pairs = _candidates(mine, earlier)
    if not pairs:
        return []
    told = _told(lake, [mine[one] for one, _ in pairs], [earlier[other] for _, other in pairs])
    number = {key: at for at, key in enumerate(told)}
    like = Likenesses(list(told.values()), Rarity(told.values()))
    shown = [[(number[a], number[b]) for a in _keys(mine[one]) for b in _keys(earlier[other])] for one, other in pairs]
    like.of([pair for some in shown for pair in some])
    found: dict[str, tuple[bool, float, Link]] = {}
    threshold = read_likeness().threshold
    recent = (date.fromisoformat(day) - timedelta(days=rules.window.days)).isoformat()
    for (one, other), articles in zip(pairs, shown, strict=True):
        group, before = mine[one], earlier[other]
        likeness = like.mean(articles)
        best = found.get(group.group_id)
        same = likeness >= threshold and before.day >= recent
        # of equals the later day, which comes first
        if likeness >= rules.window.affair and (best is None or (same, likeness) > best[:2]):
            found[group.group_id] = same, likeness, Link(group.group_id, before.group_id, before.day, same)
    return [link for _, (_, _, link) in sorted(found.items())]


def _candidates(mine: Sequence[DayGroup], earlier: Sequence[DayGroup]) -> list[tuple[int, int]]:
    """Pairs of groups of which some articles share their heaviest terms."""
    rules = read_story_rules().candidates
    having: defaultdict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(earlier):
        for terms in group.terms:
            for term in terms:
                having[term].add(number)
    found = []
    for number, group in enumerate(mine):
        shared: Counter[int] = Counter()
        for term in sorted({term for terms in group.terms for term in terms}):
            others = having.get(term, ())
            if len(others) <= rules.most:
                shared.update(others)
        best = sorted((-count, other) for other, count in shared.items() if count >= rules.shared)
        found += [(number, other) for _, other in best[: rules.looked_at]]
    return found


def _shown(group: DayGroup) -> tuple[str, ...]:
    """The articles that stand for a group: its central one, and some others."""
    others = [article for article in group.article_ids if article != group.central]
    return (group.central, *others)[: read_story_rules().window.shown]


def _keys(group: DayGroup) -> list[tuple[str, str]]:
    return [(group.day, article) for article in _shown(group)]


def _told(lake: Storage, mine: Sequence[DayGroup], earlier: Sequence[DayGroup]) -> dict[tuple[str, str], Told]:
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for group in (*mine, *earlier):
        wanted[group.day].update(_shown(group))
    return {
        (day, told.article_id): told for day in sorted(wanted) for told in told_of(lake, day, frozenset(wanted[day]))
    }
