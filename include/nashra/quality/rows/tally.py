"""Adding up what GX found, frame by frame, into one result an expectation."""

import heapq
import math
from dataclasses import dataclass, field
from typing import Any

from nashra.quality.results import Result
from nashra.quality.rows.suites import Outcome
from nashra.tables.dictionary.dictionary import Expectation, load_dictionary

EXAMPLES = 3
VALUE_CHARS = 60


def shown(value: Any) -> str:
    """A value for a person, on one line and short."""
    if isinstance(value, float):
        return "null" if math.isnan(value) else f"{value:.4g}"
    text = "null" if value is None else " ".join(str(value).split())
    return text if len(text) <= VALUE_CHARS else text[: VALUE_CHARS - 1] + "…"


@dataclass(slots=True)
class Tally:
    """One expectation's outcome so far. Examples are the smallest by key, whatever the frames were."""

    table: str
    expectation: Expectation
    few: int = 0  # rows that may fail whatever their share is, where a critical expectation allows one
    rows: int = 0
    unexpected: int = 0
    examples: list[tuple[str, str]] = field(default_factory=list)  # (key, value)

    @property
    def label(self) -> str:
        return self.expectation.label(self.table)

    @property
    def success(self) -> bool:
        e = self.expectation
        few = min(self.few, self.rows - 1) if e.at_most and e.severity == "critical" else 0
        return self.unexpected <= max(e.at_most * self.rows, few)

    @property
    def sets_aside(self) -> bool:
        """Whether its failing rows go to quarantine."""
        e = self.expectation
        ours = load_dictionary().tables[self.table].failing_rows == "stop"
        return e.severity == "critical" and not (e.stop or e.at_most or ours)

    def add(self, outcome: Outcome, keys: list[str]) -> None:
        """`keys` names each failing row, in the outcome's order."""
        self.rows += outcome.rows
        self.unexpected += len(outcome.positions)
        found = [(key, shown(value)) for key, value in zip(keys, outcome.values, strict=True)]
        self.examples = heapq.nsmallest(EXAMPLES, [*self.examples, *found])

    def result(self, stage: str, many_failed: bool) -> Result:
        """`many_failed`: more rows of the stage failed than may go to quarantine."""
        severity: str = self.expectation.severity
        if self.sets_aside and stage != "tables" and not many_failed:
            severity = "warning"  # dealt with: the rows are in quarantine
        observed = f"{self.unexpected} of {self.rows} rows"
        if self.examples:
            observed += ", such as " + "; ".join(f"{value} in {key}" for key, value in self.examples)
        if self.expectation.at_most:
            observed += f" (at most {self.expectation.at_most:.0%} may)"
        # A critical expectation that holds stays critical in the table: that is what it was held to.
        shown_severity = self.expectation.severity if self.success else severity
        return Result(stage, self.label, shown_severity, self.success, observed, self.unexpected)
