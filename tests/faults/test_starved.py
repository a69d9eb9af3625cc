"""Disk full, a file cut between stages, two runs of a day at once."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.support.plant import DAYS, LANDING, Plant, plant, undisturbed, until

pytestmark = pytest.mark.faults
MEGABYTES = 48  # of the disk that the lake is on


@pytest.fixture(scope="module")
def airflow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plant]:
    """Its lake on a small disk of its own where this user may mount one."""
    tmp = tmp_path_factory.mktemp("starved")
    lake = Path(tempfile.mkdtemp(prefix="nashra-disk-"))  # not where pytest moves old folders about
    mount = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "nashra-test", str(lake)]
    mounted = os.geteuid() == 0 and subprocess.run(mount, capture_output=True, check=False).returncode == 0
    shutil.copytree(LANDING, tmp / "landing")
    try:
        with plant(tmp, 8620, lake=lake, landing=tmp / "landing") as made:
            yield made
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(lake)], check=False)
        shutil.rmtree(lake, ignore_errors=True)


@pytest.fixture(autouse=True)
def no_orders(airflow: Plant) -> None:
    airflow.clear_orders()


def of_day(expected: dict[str, str], day: str) -> dict[str, str]:
    return {path: digest for path, digest in expected.items() if day in path}


def fill(file: Path) -> None:
    """Writes until there is no room for a byte more."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT)
    try:
        for size in (1 << 20, 4096, 1):
            with suppress(OSError):
                while True:
                    os.write(handle, b"\0" * size)
    finally:
        os.close(handle)


def test_the_disk_is_full(airflow: Plant, expected: dict[str, str]) -> None:
    """Three times in one night; each time until the task has failed."""
    if not os.path.ismount(airflow.lake):
        pytest.skip("this user may not mount a tmpfs to fill")
    stages = ("clean", "write_tables", "publish")
    airflow.order(**dict.fromkeys(stages, "wait"))
    before = airflow.tables(DAYS[0])
    run_id = airflow.trigger(DAYS[0])
    ballast = airflow.lake / "_ballast"
    for stage in stages:
        airflow.waiting(stage, 240)
        fill(ballast)
        airflow.go(stage)
        until(partial(failed_once, airflow, run_id, stage), 120, f"{stage} fails for want of room")
        assert airflow.tables(DAYS[0]) == before
        ballast.unlink()
    airflow.success(run_id)
    assert airflow.tables(DAYS[0]) == of_day(expected, DAYS[0])
    assert airflow.staged(DAYS[0]) == []


def failed_once(airflow: Plant, run_id: str, stage: str) -> bool:
    tasks = [t for t in airflow.api.tasks("nashra_nightly", run_id) if t["task_id"] == stage]
    return any(t["try_number"] > 1 or t["state"] in ("up_for_retry", "failed") for t in tasks)


def test_files_are_cut_between_stages(airflow: Plant, expected: dict[str, str]) -> None:
    cut = {"before-check_ingest": "ingest/*.parquet", "survey": "truncate survey/*", "write_tables": "truncate write/*"}
    airflow.order(**cut)
    tasks = airflow.success(airflow.trigger(DAYS[1]))
    assert all(airflow.obeyed(stage) for stage in cut)
    assert {t["try_number"] for t in tasks} == {1}  # mended on the way, without a retry
    assert airflow.tables(DAYS[1]) == of_day(expected, DAYS[1])
    assert airflow.staged(DAYS[1]) == []


def test_two_runs_of_a_day_at_once(airflow: Plant, tmp_path: Path) -> None:
    """They read different landings, and publish at the same moment: the tables are one's or the other's, whole."""
    day, bad = DAYS[0], airflow.landing / DAYS[0] / "late.txt"
    airflow.order(publish="wait")
    first = airflow.trigger(day)
    airflow.waiting("publish")
    bad.write_text("وصل وفد من صنعاء إلى مسقط مساء الأحد لبحث تبادل الأسرى، وفق وكالة سبأ.\n", encoding="utf-8")
    airflow.order(publish="wait")
    second = airflow.trigger(day)
    until(lambda: len(list(airflow.orders.glob("publish.taken-*"))) == 2, 240, "the second is there too")
    airflow.go("publish")
    airflow.success(first)
    airflow.success(second)
    new = undisturbed(tmp_path / "new", airflow.landing, (day,))
    bad.unlink()
    old = undisturbed(tmp_path / "old", airflow.landing, (day,))
    assert old != new
    found = airflow.tables(day)
    assert found in ({k: v for k, v in each.items() if day in k} for each in (old, new))
    files = [airflow.lake / table / f"day={day}" / f"{table}.parquet" for table in ("runs", "checks")]
    assert len({pq.read_table(file, partitioning=None)["run"][0].as_py() for file in files}) == 1
    assert airflow.staged(day) == []
