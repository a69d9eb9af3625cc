"""Results of checks: of a published day from `checks`, of any run from its own reports."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from nashra.night.register import CHECKED
from nashra_ui.data.listing import Listing, narrowed
from nashra_ui.lake import Lake, unless_cleared

ORDERS = {
    "grade": "success", "stage": "stage", "expectation": "expectation", "unexpected": "unexpected_count DESC",
}  # fmt: skip
SEVERITIES = ("critical", "warning", "info")
GRADES = ("failed", "warned", "noted", "held")


@dataclass(slots=True)
class StageChecks:
    """The results of one stage, those that did not hold first."""

    stage: str
    results: list[dict[str, Any]] = field(default_factory=list)

    def count(self, grade: str) -> int:
        return sum(r["grade"] == grade for r in self.results)


def grade(result: dict[str, Any]) -> str:
    """failed, warned or noted by severity; held."""
    if result["success"]:
        return "held"
    return {"critical": "failed", "warning": "warned"}.get(result["severity"], "noted")


def meaning(expectation: str, lang: str = "en") -> str:
    """What the dictionary says of the column that an expectation is about; empty when it is about none."""
    from nashra.tables.dictionary.arabic import arabic_meanings
    from nashra.tables.dictionary.dictionary import load_dictionary

    table, _, rest = expectation.partition(".")
    known = load_dictionary().tables.get(table)
    if known is None:
        return ""
    column = rest.partition(":")[0]
    if lang == "ar":
        return arabic_meanings().get(table, {}).get(column, "")
    found = known.columns.get(column)
    if found is not None:
        return found.meaning
    return next((m.meaning for m in known.measures if m.column == column), "")


def by_stage(results: list[dict[str, Any]]) -> list[StageChecks]:
    """Results with their grade, stage by stage in the order of the night."""
    stages = {stage: StageChecks(stage) for stage in CHECKED}
    for result in results:
        row = result | {"grade": grade(result)}
        stages.setdefault(result["stage"], StageChecks(result["stage"])).results.append(row)
    for stage in stages.values():
        stage.results.sort(key=lambda r: (GRADES.index(r["grade"]), r["expectation"]))
    return [stage for stage in stages.values() if stage.results]


def published_checks(lake: Lake, day: str) -> list[dict[str, Any]]:
    return lake.remembered("checks", day, "all", lambda: lake.sql("SELECT * FROM {checks}", day, ["checks"]))


def listing(*, stage: str = "", severity: str = "", bad: bool = False) -> Listing:
    """The published day's results, those that did not hold first."""
    where, values = narrowed((stage, "stage = ?"), (severity, "severity = ?"), ("false" if bad else "", "success = ?"))
    select = f"SELECT stage, expectation, severity, success, observed, unexpected_count FROM {{checks}}{where}"
    first = "list_position(['critical', 'warning', 'info'], severity), stage, expectation"
    return Listing(("checks",), select, ORDERS, first, values)


def chosen(
    results: list[dict[str, Any]], *, stage: str = "", severity: str = "", bad: bool = False, order: str = ""
) -> list[dict[str, Any]]:
    """The same of results from anywhere, each with its grade."""
    rows = [
        row | {"grade": grade(row)}
        for row in results
        if stage in ("", row["stage"]) and severity in ("", row["severity"]) and not (bad and row["success"])
    ]
    rows.sort(key=lambda r: (GRADES.index(r["grade"]), CHECKED.index(r["stage"]), r["expectation"]))
    column = order.removeprefix("-")
    if column in ("stage", "expectation"):
        keys = {"stage": lambda r: CHECKED.index(r["stage"]), "expectation": lambda r: r["expectation"]}
        rows.sort(key=keys[column], reverse=order.startswith("-"))
    elif column == "unexpected":
        rows.sort(key=lambda r: r["unexpected_count"] or 0, reverse=not order.startswith("-"))
    elif order == "-grade":
        rows.reverse()
    return rows


def reported_runs(lake: Lake, day: str) -> list[str]:
    """Names of the runs that left reports on a day, whether they published or not."""
    return lake.storage.folders(f"_reports/{day}")


def why_failed(lake: Lake, day: str, suffix: str) -> dict[tuple[str, int], str]:
    """What tasks said that failed, by task and number (-1: of all shards), of the run whose folder's name ends so."""
    found: dict[tuple[str, int], str] = {}
    for told in _reports(lake, day, suffix, lambda name: name.startswith("failed-")):
        found[told["task"], told["map_index"]] = told["said"]
    return found


def run_checks(lake: Lake, day: str, suffix: str) -> list[dict[str, Any]]:
    """Results from the reports of the run whose folder's name ends so."""
    found = _reports(lake, day, suffix, lambda name: name.removesuffix(".json") in CHECKED)
    return [result for report in found for result in report["results"]]


def _reports(lake: Lake, day: str, suffix: str, wanted: Callable[[str], bool]) -> Iterator[dict[str, Any]]:
    """Files of these names in the reports of the run whose folder's name ends so."""
    for run in reported_runs(lake, day):
        if run.endswith(suffix):
            for info in lake.storage.files(f"_reports/{day}/{run}"):
                if wanted(info.path.rsplit("/", 1)[-1]):
                    told = unless_cleared(partial(lake.storage.read_bytes, info.path))
                    if told:
                        yield json.loads(told)
