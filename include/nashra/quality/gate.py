"""The gate after each stage: expectations, quarantine, and the failure that stops a run."""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from nashra.lake import Run
from nashra.quality.accounts.figures import account_figures
from nashra.quality.accounts.lacking import lacking_figures
from nashra.quality.accounts.schemas import schema_figures
from nashra.quality.results import CriticalFailure, Figure, Result, StageReport
from nashra.quality.rows.rowcheck import RowCheck
from nashra.quality.rows.suites import Suites
from nashra.quality.rows.tally import Tally
from nashra.quality.see.staged_files import STAGE_TABLES, Sources, gather
from nashra.settings import Settings
from nashra.tables.dictionary.dictionary import Expectation, load_dictionary
from nashra.tables.write.excluded import settle_ids

STAGES = tuple(STAGE_TABLES)
ROWS = 250_000
"""Of a table over all days that are checked at once: pandas makes each value an object."""


def check_stage(
    run: Run, settings: Settings, stage: str, shards: list[int], extra: Sequence[Mapping[str, Any]] = ()
) -> StageReport:
    """Checks what a stage (ingest, clean, enrich or tables) left in staging, all shards together.

    Failing rows are written to staging `quarantine/<stage>.parquet`; results to staging `checks/<stage>.json`
    and to the run's own report, `<lake>/_reports/<day>/<run>/<stage>.json`, also when the check fails.
    `extra` are results worked out elsewhere, such as drift: expectation, severity, success, observed.

    Raises CriticalFailure when a critical expectation fails, or when more than `quarantine_share` of a table's
    rows, and more than `quarantine_rows` of them, would go to quarantine, or all. Doing a check again replaces what it
    left.
    """
    sources = Sources(run, stage, shards)
    suites = Suites()
    report = StageReport(stage)
    report.results = _check_figures(suites, stage, schema_figures(sources))
    if not report.critical:
        if stage == "clean":
            settle_ids(run, shards)
        rows = RowCheck(sources, gather(sources), settings.night, suites)
        report.results += rows.check()
        report.quarantined, report.quarantined_ids = rows.quarantined, sorted(rows.article_ids)
        figures = account_figures(sources)
        if stage == "enrich":
            figures += lacking_figures(sources, settings.night)
        report.results += _check_figures(suites, stage, figures)
    report.results += [Result.prepared(stage, values) for values in extra]
    run.staging.write_json(f"checks/{stage}.json", report.as_json())
    run.lake.write_json(f"_reports/{run.day}/{run.run_id}/{stage}.json", report.as_json())
    if report.critical:
        raise CriticalFailure(report)
    return report


def check_entities(rows: pa.Table) -> StageReport:
    """Checks the rows of `entities` before they are published. Raises CriticalFailure; nothing is set aside."""
    return check_over_days("entities", rows)


def check_over_days(name: str, rows: pa.Table) -> StageReport:
    """The same for any table over all days."""
    table = load_dictionary().tables[name]
    (key,) = table.key
    expectations = table.expectations(name)
    looked_at = sorted({e.column for e in expectations})
    suites, tallies = Suites(), [Tally(name, expectation) for expectation in expectations]
    for first in range(0, max(rows.num_rows, 1), ROWS):
        some = rows.slice(first, ROWS)
        for tally, outcome in zip(tallies, suites.run(some.select(looked_at).to_pandas(), expectations), strict=True):
            tally.add(outcome, some[key].take(pa.array(outcome.positions, pa.int64())).cast("string").to_pylist())
    report = StageReport(name)
    report.results += [tally.result(name, many_failed=True) for tally in tallies]
    repeats = rows.num_rows - len(rows[key].unique())
    said = f"{repeats} rows repeat the {key} of another"
    report.results.append(Result(name, f"{name}: key", "critical", repeats == 0, said, repeats))
    if report.critical:
        raise CriticalFailure(report)
    return report


def _check_figures(suites: Suites, stage: str, figures: list[Figure]) -> list[Result]:
    """Each figure is a column of a one-row frame, expected to be 0."""
    import pandas as pd

    expectations = [
        Expectation.model_validate(
            {"expect": "column_values_to_be_in_set", "column": f.label, "severity": f.severity, "value_set": [0]}
        )
        for f in figures
    ]
    outcomes = suites.run(pd.DataFrame([{f.label: f.value for f in figures}]), expectations)
    return [
        Result(stage, f.label, f.severity, not outcome.positions, f.observed, f.value)
        for f, outcome in zip(figures, outcomes, strict=True)
    ]


__all__ = ["STAGES", "CriticalFailure", "StageReport", "check_entities", "check_over_days", "check_stage"]
