"""Lines removed by rule, on a day and against the days before it: a rule that suddenly fires more is a bug."""

from dataclasses import dataclass
from typing import Any

from nashra_ui.lake import Lake

DAYS_BEFORE = 7
ODD = 3.0  # a rule that fires so many times more or less than it used to, per article, is marked
ENOUGH = 20  # lines that a rule must have removed for that


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule's lines on the day, a hundred articles before and now, and each day's figure for a small chart."""

    rule: str
    category: str
    lines: int
    articles: int
    per_hundred: float
    before: float | None
    history: list[float]

    @property
    def odd(self) -> bool:
        if self.before is None or max(self.lines, 1) < ENOUGH:
            return False
        return self.per_hundred > ODD * self.before or self.per_hundred * ODD < self.before


def day_counts(lake: Lake, day: str) -> dict[str, dict[str, Any]]:
    """category and lines of each rule on a day, the most lines first."""

    def ask() -> dict[str, dict[str, Any]]:
        query = (
            "SELECT rule, category, count(*) AS lines FROM {removals} GROUP BY ALL ORDER BY lines DESC, rule, category"
        )
        found: dict[str, dict[str, Any]] = {}
        for row in lake.sql(query, day, ["removals"]):
            known = found.setdefault(row["rule"], {"category": row["category"], "lines": 0})
            known["lines"] += row["lines"]
        return found

    return lake.remembered("removals", day, "rules", ask)


def _articles(lake: Lake, day: str) -> dict[str, int]:
    """Articles that each rule touched. Dear on a big day, so only asked for the day that is shown."""

    def ask() -> dict[str, int]:
        query = "SELECT rule, count(DISTINCT hash(article_id)) AS articles FROM {removals} GROUP BY rule"
        return {row["rule"]: row["articles"] for row in lake.sql(query, day, ["removals"])}

    return lake.remembered("removals", day, "articles a rule", ask)


def by_rule(lake: Lake, day: str, published: list[str]) -> list[RuleRow]:
    """The day's rules and those that fired before and not today, the odd ones first.

    `published` are all published days, earliest first.
    """
    earlier = [d for d in published if d < day][-DAYS_BEFORE:]
    rates = {d: _rates(lake, d) for d in [*earlier, day]}
    today, articles = day_counts(lake, day), _articles(lake, day)
    fired = {rule: row["category"] for d in earlier for rule, row in day_counts(lake, d).items()}
    rows = []
    for rule in [*today, *sorted(set(fired) - set(today))]:
        history = [rates[d].get(rule, 0.0) for d in [*earlier, day]]
        row = today.get(rule, {"category": fired.get(rule, ""), "lines": 0})
        before = sum(history[:-1]) / len(earlier) if earlier else None
        rows.append(RuleRow(rule, row["category"], row["lines"], articles.get(rule, 0), history[-1], before, history))
    return sorted(rows, key=lambda row: not row.odd)


def _rates(lake: Lake, day: str) -> dict[str, float]:
    """Lines of each rule a hundred cleaned articles."""
    cleaned = (lake.run_row(day) or {}).get("cleaned") or 1
    return {rule: 100 * row["lines"] / cleaned for rule, row in day_counts(lake, day).items()}
