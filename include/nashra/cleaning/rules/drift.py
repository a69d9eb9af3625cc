"""Drift of rules: whether a rule fires much more or less than in the landing days before, and whether rules
suddenly speak against much more of a source's text. Counted on landing days, never on earlier outputs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import Field

from nashra.cleaning.lines.line_arrays import Lines
from nashra.cleaning.rules.rule_book import Hit
from nashra.settings import RULES
from nashra.yaml_files import Strict, read_model

PATH = "survey/drift.json"  # below staging
FILE = RULES / "drift.yaml"


class OfRule(Strict):
    times: float = Field(ge=1)
    firings: int = Field(ge=0)


class OfSource(Strict):
    rise: float = Field(ge=0, le=1)
    articles: int = Field(ge=1)


class DriftLimits(Strict):
    """drift.yaml; its comments say what each value means."""

    rule: OfRule
    source: OfSource


def read_drift(path: Path = FILE) -> DriftLimits:
    """Raises RulesError on a malformed file."""
    return read_model(path, DriftLimits)


@dataclass(slots=True)
class Tally:
    """What rules did on some articles."""

    articles: int = 0
    rules: Counter[str] = field(default_factory=Counter)  # lines that each rule fired on
    source_articles: Counter[str] = field(default_factory=Counter)
    letters: Counter[str] = field(default_factory=Counter)  # by source
    against: Counter[str] = field(default_factory=Counter)  # letters of lines that rules fired on, by source

    def add(self, other: "Tally") -> None:
        self.articles += other.articles
        for name in ("rules", "source_articles", "letters", "against"):
            getattr(self, name).update(getattr(other, name))

    def to_json(self) -> dict[str, Any]:
        counters = {
            n: dict(sorted(getattr(self, n).items())) for n in ("rules", "source_articles", "letters", "against")
        }
        return {"articles": self.articles, **counters}

    @staticmethod
    def from_json(value: dict[str, Any]) -> "Tally":
        counters = (Counter(value[n]) for n in ("rules", "source_articles", "letters", "against"))
        return Tally(value["articles"], *counters)


def tally(lines: Lines, sources: Sequence[str], hits: Sequence[Hit]) -> Tally:
    """Firings of rules on a batch of articles, whose sources are given."""
    result = Tally(len(sources))
    result.source_articles.update(sources)
    hits = [hit for hit in hits if hit.rule.category != "metadata"]
    result.rules.update(hit.rule.id for hit in hits)
    against = np.zeros(lines.letters.size, dtype=np.bool_)
    against[[hit.line for hit in hits if not hit.inline]] = True
    for counter, letters in ((result.letters, lines.letters), (result.against, lines.letters * against)):
        sums = np.bincount(lines.article, weights=letters, minlength=len(sources)).astype(np.int64)
        for source, some in zip(sources, sums.tolist(), strict=True):
            if some:
                counter[source] += some
    return result


def drift(today: Tally, before: Tally, rules: Sequence[str]) -> list[dict[str, Any]]:
    """Warnings, by kind and name: {kind: rule | source, name, today, before, expected?}; none without a before.

    For a rule `today` and `before` are firings a thousand articles, for a source shares of its text.
    """
    told: list[dict[str, Any]] = []
    limits = read_drift()
    if not today.articles or not before.articles:
        return told
    for rule in sorted(rules):
        seen, expected = today.rules[rule], before.rules[rule] * today.articles / before.articles
        if max(seen, expected) < limits.rule.firings:
            continue
        if seen >= limits.rule.times * max(expected, 1) or expected >= limits.rule.times * max(seen, 1):
            told.append(
                {
                    "kind": "rule", "name": rule,
                    "today": round(1000 * seen / today.articles, 3),
                    "before": round(1000 * before.rules[rule] / before.articles, 3),
                }
            )  # fmt: skip
    for source in sorted(today.source_articles):
        if min(today.source_articles[source], before.source_articles[source]) < limits.source.articles:
            continue
        now, then = (t.against[source] / max(t.letters[source], 1) for t in (today, before))
        if now - then > limits.source.rise:
            told.append({"kind": "source", "name": source, "today": round(now, 4), "before": round(then, 4)})
    return told
