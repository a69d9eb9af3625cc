"""Which group of the days before a day's groups go on: the same event, or the affair that it belongs to.

A function of the day's articles and of those of the days of its window alone."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nashra.stories.candidates import candidate_groups, shared_rare
from nashra.stories.day_groups import DayGroup
from nashra.stories.day_terms import DayTerms
from nashra.stories.evidence import Evidence, weights_of
from nashra.stories.likeness import PAIRS, odds_where, read_likeness, share_of
from nashra.stories.story_rules import read_story_rules
from nashra.stories.told_terms import Floats
from nashra.stories.window import Window, opened


class Link(NamedTuple):
    """What a group goes on."""

    group_id: str
    before: str
    """The group that it goes on."""
    before_day: str
    same: bool
    """Whether both tell one event; else of one affair."""


def links_of(day: str, groups: Mapping[str, Sequence[DayGroup]], terms: Callable[[str], DayTerms]) -> list[Link]:
    """The links of a day's groups, at most one each. `groups` are those of the day and of its window's days, `terms`
    gives what the articles of one of these days tell of."""
    rules = read_story_rules()
    mine = groups[day]
    earlier = [one for other in sorted(groups, reverse=True) if other < day for one in groups[other]]
    if not earlier:
        return []
    window = opened({one: terms(one) for one in sorted(groups)})
    heavy = window.heavy(mine), window.heavy(earlier)
    pairs = candidate_groups(*heavy)
    rare = shared_rare(*heavy, pairs, rules.window.told_groups) >= rules.window.told_terms
    rare &= shared_rare(window.actors(mine), window.actors(earlier), pairs, rules.window.told_groups) > 0
    least = np.where(rare, rules.window.affair_told, rules.window.affair).tolist()
    found: dict[str, tuple[bool, float, Link]] = {}
    threshold = read_likeness().threshold
    recent = (date.fromisoformat(day) - timedelta(days=rules.window.days)).isoformat()
    compared = _compared(window, mine, earlier, pairs, least)
    for (one, other), likeness, enough in zip(pairs, compared, least, strict=True):
        group, before = mine[one], earlier[other]
        best = found.get(group.group_id)
        same = likeness >= threshold and before.day >= recent
        # of equals the later day, which comes first
        if likeness >= enough and (best is None or (same, likeness) > best[:2]):
            found[group.group_id] = same, likeness, Link(group.group_id, before.group_id, before.day, same)
    return [link for _, (_, _, link) in sorted(found.items())]


def _compared(
    window: Window,
    mine: Sequence[DayGroup],
    earlier: Sequence[DayGroup],
    pairs: Sequence[tuple[int, int]],
    least: Sequence[float],
) -> list[float]:
    """How like the groups of each pair are: the mean over the articles that stand for them; 0 of those that are less
    alike than `least` says of each."""
    if not pairs:
        return []
    of_day: defaultdict[str, list[int]] = defaultdict(list)
    for at, (_, other) in enumerate(pairs):
        of_day[earlier[other].day].append(at)
    shown = {one: _shown(mine[one]) for one, _ in pairs}
    before = {other: _shown(earlier[other]) for _, other in pairs}
    ours = window.take(mine[0].day, shown.values())
    theirs = {day: window.take(day, (before[pairs[at][1]] for at in some)) for day, some in sorted(of_day.items())}
    weights = weights_of([*theirs.values(), ours])
    evidence, number = Evidence(ours, weights), _numbers(ours.article_ids)
    rows = {one: [number[article] for article in articles] for one, articles in shown.items()}
    means = [0.0] * len(pairs)
    for day, some in of_day.items():
        others, their = Evidence(theirs[day], weights), _numbers(theirs[day].article_ids)
        for part in _parts(some, [len(rows[pairs[at][0]]) * len(before[pairs[at][1]]) for at in some]):
            each = [
                (rows[one], [their[article] for article in before[other]]) for one, other in (pairs[at] for at in part)
            ]
            for at, mean in zip(part, _means(evidence, others, each, [least[at] for at in part]), strict=True):
                means[at] = mean
    return means


def _parts(some: Sequence[int], sizes: Sequence[int]) -> Iterator[Sequence[int]]:
    """Some pairs of groups, as many at a time as have PAIRS pairs of articles at the most."""
    begin = taken = 0
    for at, size in enumerate(sizes):
        if taken + size > PAIRS:
            yield some[begin:at]
            begin, taken = at, 0
        taken += size
    yield some[begin:]


def _means(
    one: Evidence, other: Evidence, each: Sequence[tuple[list[int], list[int]]], least: Sequence[float]
) -> list[float]:
    """How like the articles of some groups are, in the mean; 0 where that is less than `least`."""
    sizes = np.array([len(ours) * len(theirs) for ours, theirs in each], np.int64)
    rows = np.array([a for ours, theirs in each for a in ours for _ in theirs], np.int64)
    columns = np.array([b for ours, theirs in each for _ in ours for b in theirs], np.int64)
    of = np.repeat(np.arange(len(each)), sizes)
    needed = np.array(least) - 1e-9

    def worth(most: Floats) -> NDArray[np.bool_]:
        mean = np.bincount(of, 1 / (1 + np.exp(-most)), len(each)) / sizes
        near: NDArray[np.bool_] = (mean >= needed)[of]
        return near

    near, odds = odds_where(one, rows, other, columns, worth)
    likeness = np.array([share_of(value) for value in odds.tolist()], np.float64)
    means: list[float] = (np.bincount(of[near], likeness, len(each)) / sizes).tolist()
    return means


def _numbers(article_ids: Sequence[str]) -> dict[str, int]:
    return {article: at for at, article in enumerate(article_ids)}


def _shown(group: DayGroup) -> tuple[str, ...]:
    """The articles that stand for a group: its central one, and some others."""
    others = [article for article in group.article_ids if article != group.central]
    return (group.central, *others)[: read_story_rules().window.shown]
