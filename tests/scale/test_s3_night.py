"""Nights with landing and lake on S3 are those of a local disk, to the byte."""

import shutil
from pathlib import Path

import pytest

from nashra.lake import Storage
from nashra.night.options import Options
from nashra.night.run.in_process import run_day
from nashra.night.stages import NothingLanded, rebuild_entities
from nashra.settings import CHECKOUT, load_settings
from nashra.tables.read.open_lake import open_lake
from tests.support.s3_server import bucket, download, upload

pytestmark = pytest.mark.faults
LANDING = CHECKOUT / "seeds" / "landing"
DAYS = ("2023-09-13", "2023-09-14")
EMPTY = "2023-09-16"
PURE = ("articles/", "removals/", "mentions/", "quarantine/", "checks/", "entities/")


def nights(landing: str, lake: str) -> None:
    settings = load_settings(landing=landing, lake=lake, recognizer="embedded")
    for day in (*DAYS, EMPTY, DAYS[0]):
        run_day(Options(day=day, shards=2 if day == DAYS[1] else None), settings)
    rebuild_entities(settings)


def test_the_tables_are_the_same_bytes(s3: str, tmp_path: Path) -> None:
    store = bucket(s3, "nights")
    for day in DAYS:
        upload(store, LANDING / day, f"landing/{day}")
        shutil.copytree(LANDING / day, tmp_path / "landing" / day)
    (tmp_path / "landing" / EMPTY).mkdir()
    store.put(f"landing/{EMPTY}/", b"")
    nights(str(tmp_path / "landing"), str(tmp_path / "lake"))
    nights("s3://nights/landing", "s3://nights/some/lake")
    local = Storage(str(tmp_path / "lake"))
    expected = {i.path: local.read_bytes(i.path) for i in local.files() if i.path.startswith(PURE)}
    objects = download(store, "some/lake")
    assert len(expected) == 5 * 3 + 1
    assert {path: data for path, data in objects.items() if path.startswith(PURE)} == expected
    assert [path for path in objects if path.startswith("_staging/")] == []
    with pytest.raises(NothingLanded):
        run_day(Options(day="2023-09-20"), load_settings(landing="s3://nights/landing", lake="s3://nights/some/lake"))
    rows = open_lake("s3://nights/some/lake").execute("SELECT count(*) FROM articles").fetchone()
    assert rows == open_lake(local).execute("SELECT count(*) FROM articles").fetchone()
    assert rows is not None
    assert rows[0] > 0
