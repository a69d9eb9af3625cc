"""Hostile landings, each through the whole night: never an exception, and nothing lost."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nashra.landing.as_planned import LandingChanged
from tests.support.hostile.make import CASES, DAY, Case, a_file_that_grows_while_it_is_read, write_good
from tests.support.hostile.whole import night, published


def test_there_are_many() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 80


@pytest.mark.faults
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_landing(case: Case, tmp_path: Path, record_property: Callable[[str, Any], None]) -> None:
    folder = tmp_path / "landing" / DAY
    write_good(folder)
    end = case.build(folder)
    try:
        tables = night(tmp_path / "landing", tmp_path / "lake")
    finally:
        if end:
            end()
    reasons = [row["reason"] for row in tables["quarantine"]]
    (row,) = tables["runs"]
    record_property("hostile", 1)
    record_property("lost", row["landed"] - row["published"] - row["duplicates"] - row["quarantined"])
    if case.reason is None:
        assert reasons == []
    else:
        assert any(re.search(case.reason, reason) for reason in reasons), reasons[:5]
    if case.published >= 0:
        assert published(tables) == case.published


@pytest.mark.faults
def test_a_landing_that_grows_while_it_is_read_is_not_published(tmp_path: Path) -> None:
    folder = tmp_path / "landing" / DAY
    write_good(folder)
    end = a_file_that_grows_while_it_is_read(folder)
    try:
        with pytest.raises(LandingChanged, match="Nothing was published"):
            night(tmp_path / "landing", tmp_path / "lake")
    finally:
        end()
    assert not (tmp_path / "lake" / "articles").exists()


def test_everything_small_and_hostile_in_one_landing(
    tmp_path: Path, record_property: Callable[[str, Any], None]
) -> None:
    """Every case that is made quickly, in one night; each in a folder of its own."""
    day = tmp_path / "landing" / DAY
    write_good(day)
    small = [case for case in CASES if not case.slow]
    for case in small:
        (day / case.name).mkdir()
        case.build(day / case.name)
    tables = night(tmp_path / "landing", tmp_path / "lake")
    (row,) = tables["runs"]
    record_property("together", len(small))
    record_property("lost", row["landed"] - row["published"] - row["duplicates"] - row["quarantined"])
    wrong = {}
    for case in small:
        reasons = [r["reason"] for r in tables["quarantine"] if r["landing_file"].startswith(f"{case.name}/")]
        if not (any(re.search(case.reason, r) for r in reasons) if case.reason else reasons == []):
            wrong[case.name] = reasons[:5]
    assert wrong == {}
