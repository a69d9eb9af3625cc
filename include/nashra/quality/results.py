"""What a check found: results, the report of a stage, and the failure that stops a run."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from nashra.errors import NashraError


@dataclass(frozen=True, slots=True)
class Result:
    """One expectation at one stage: a row of the `checks` table, less its run."""

    stage: str
    expectation: str
    severity: str  # what the failure means here: critical, warning or info
    success: bool
    observed: str  # for a person; the same for any number of shards
    unexpected_count: int  # rows

    @classmethod
    def prepared(cls, stage: str, values: Mapping[str, Any]) -> "Result":
        """A result that another part of the night worked out: expectation, severity, success, observed."""
        return cls(
            stage=stage,
            expectation=str(values["expectation"]),
            severity=str(values["severity"]),
            success=bool(values["success"]),
            observed=str(values.get("observed", "")),
            unexpected_count=int(values.get("unexpected_count", 0 if values["success"] else 1)),
        )

    @property
    def stops(self) -> bool:
        return self.severity == "critical" and not self.success

    def row(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that must be 0, with what a person wants to see beside it."""

    label: str
    value: int
    observed: str
    severity: str


@dataclass(slots=True)
class StageReport:
    """All results of a stage, in the dictionary's order."""

    stage: str
    results: list[Result] = field(default_factory=list)
    quarantined: int = 0  # rows this check set aside: records at ingest and clean, mentions at enrich
    quarantined_ids: list[str] = field(default_factory=list)  # articles this check set aside, sorted

    @property
    def critical(self) -> list[Result]:
        return [result for result in self.results if result.stops]

    @property
    def warnings(self) -> list[Result]:
        return [r for r in self.results if not r.success and r.severity == "warning"]

    def as_json(self) -> dict[str, Any]:
        return {
            "stage": self.stage,
            "passed": not self.critical,
            "quarantined": self.quarantined,
            "quarantined_ids": self.quarantined_ids,
            "results": [result.row() for result in self.results],
        }


class CriticalFailure(NashraError, RuntimeError):
    """A check that stops the run before anything is published; the message names what failed and what was seen."""

    def __init__(self, report: StageReport) -> None:
        self.report = report
        failed = "\n".join(f"  {r.expectation}: {r.observed}" for r in report.critical)
        super().__init__(
            f"check of stage {report.stage} failed, nothing was published; "
            f"{len(report.critical)} critical of {len(report.results)} expectations:\n{failed}"
        )

    def __reduce__(self) -> tuple[type["CriticalFailure"], tuple[StageReport]]:
        return CriticalFailure, (self.report,)  # from a worker's process: by what it was made of, not by its text
