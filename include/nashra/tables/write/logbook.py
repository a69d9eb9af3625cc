"""The two tables about the run itself: `checks`, what was checked, and `runs`, what was done."""

import json
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from nashra.lake import Run, partition_path
from nashra.tables.dictionary.dictionary import PUBLISHED, load_dictionary
from nashra.tables.dictionary.schema import conform, schema
from nashra.tables.write.rowgroups import GroupWriter
from nashra.tables.write.write import staged_path


def write_small(run: Run, table: str, rows: list[dict[str, Any]]) -> int:
    """Stages a table of few rows, sorted and exactly of its schema; returns their number."""
    sort = [(name, "ascending") for name in load_dictionary().tables[table].sort]
    ordered = pa.Table.from_pylist(rows, schema=schema(table)).sort_by(sort)
    place = partition_path(table, run.day)
    with run.staging.writing(staged_path(table)) as file, GroupWriter(file, table, place) as writer:
        writer.add(conform(ordered, table))
    return len(rows)


def write_checks(run: Run, generation: str) -> int:
    """Stages `checks` from the results of every stage; holds no time and no run's name, so a rerun's is equal."""
    rows: list[dict[str, Any]] = []
    for info in run.staging.files("checks"):
        rows += [{"run": generation, **result} for result in run.staging.read_json(info.path)["results"]]
    return write_small(run, "checks", rows)


def write_runs(
    run: Run,
    generation: str,
    counts: Mapping[str, int],
    seconds: Mapping[str, float],
    versions: Mapping[str, str],
    airflow_run_id: str | None = None,
    params: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Stages `runs`, one row, and returns it.

    `counts` holds landed, cleaned, shards and what `write_tables` returns; `seconds` is by stage, in seconds;
    `versions` holds code, rules, reference, packages and model; `params` is what was asked of the run. A stage without
    a time is null, a missing count raises KeyError.
    """
    stages = [name for name in schema("runs").names if name.startswith("seconds_")]
    row = {
        "run": generation,
        "landed": counts["landed"],
        "quarantined": counts["quarantined_records"],
        "duplicates": counts["rows_duplicates"],
        "cleaned": counts["cleaned"],
        "removed_lines": counts["rows_removals"],
        "mentions": counts["rows_mentions"],
        "mentions_quarantined": counts["quarantined_mentions"],
        "names_failed": counts["unnamed"],
        "quotes": counts["rows_quotes"],
        "quotes_quarantined": counts["quarantined_quotes"],
        "quotes_failed": counts["unquoted"],
        "published": counts["published"],
        "shards": counts["shards"],
        **{f"{name}_version": versions[name] for name in ("code", "rules", "reference", "packages", "model")},
        **{name: seconds.get(name.removeprefix("seconds_")) for name in stages},
        "airflow_run_id": airflow_run_id or None,
        "forced": None if params is None else bool(params.get("force")),
        "files": json.dumps({table: run.staging.digest(staged_path(table)) for table in PUBLISHED if table != "runs"}),
        "params": None if params is None else json.dumps(params, ensure_ascii=False, sort_keys=True),
    }
    write_small(run, "runs", [row])
    return row
