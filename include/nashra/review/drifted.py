"""Rules that fire, and sources that lose text, otherwise than on the days before, with lines to judge them by."""

from nashra.night.run.drift_results import ABOUT
from nashra.review.items import Item
from nashra.review.lines import removed_by
from nashra.review.night import Night
from nashra.review.review_rules import review_rules


def drifted(night: Night) -> list[Item]:
    """Each rule or source, without an answer of its own, then lines that it took or lost."""
    limits = review_rules().rules
    found: list[Item] = []
    told = [row for row in night.checks if not row["success"]]
    for kind, about in ABOUT.items():
        names = [(row["expectation"].removeprefix(f"{about}: "), row["observed"]) for row in told
                 if row["expectation"].startswith(f"{about}: ")]  # fmt: skip
        for name, observed in sorted(names)[: limits.most]:
            found.append(Item("rule", night.day, name, (), (), {"drift": kind, "observed": observed}))
            found += removed_by(night, kind, name, limits.examples)
    return found
