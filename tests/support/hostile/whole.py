"""A hostile landing through the whole night, and what must be true of it afterwards."""

import re
from pathlib import Path
from typing import Any

from nashra.lake import Storage
from nashra.night.options import Options
from nashra.night.run.in_process import run_day
from nashra.settings import load_settings
from tests.support.hostile.good import ARTICLES
from tests.support.hostile.make import DAY


def night(landing: Path, lake: Path) -> dict[str, list[dict[str, Any]]]:
    """Runs the day and returns the rows of its tables; forced, since a landing may be mostly bad."""
    settings = load_settings(landing=str(landing), lake=str(lake), recognizer="embedded")
    run_day(Options(day=DAY, force=True, shards=2), settings)
    storage = Storage(str(lake))
    tables = {
        t: storage.read_table(f"{t}/day={DAY}/{t}.parquet").to_pylist() for t in ("articles", "quarantine", "runs")
    }
    _adds_up(tables, settings.night.quarantine_record_bytes)
    assert not list((lake / "_staging").rglob("*.parquet"))
    return tables


def _adds_up(tables: dict[str, list[dict[str, Any]]], record_bytes: int) -> None:
    (row,) = tables["runs"]
    assert row["landed"] == row["published"] + row["duplicates"] + row["quarantined"]
    assert row["quarantined"] == len(tables["quarantine"])
    assert row["published"] + row["duplicates"] == len(tables["articles"])
    for refused in tables["quarantine"]:
        assert re.match(r"[a-z][a-z0-9 ]*: .|[a-z][a-z ]+$", refused["reason"]), refused["reason"]
        assert len(refused["reason"]) <= 400
        assert len(refused["record"]) <= record_bytes
    good = [a for a in tables["articles"] if a["landing_file"] == "good.jsonl"]
    assert len(good) == len(ARTICLES)
    assert {a["duplicate_of"] for a in good} == {None}


def published(tables: dict[str, list[dict[str, Any]]]) -> int:
    """Articles beside the good ones, duplicates not counted."""
    return sum(a["duplicate_of"] is None and a["landing_file"] != "good.jsonl" for a in tables["articles"])
