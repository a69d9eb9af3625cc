"""`nashra upkeep`, where there is no Airflow: what is left of dead runs goes, what is damaged is made again."""

import json
import os
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from nashra.cli import nashra
from nashra.lake import Storage
from nashra.tables.sound import published_days

DAY = "2024-05-06"


@pytest.fixture
def places(tmp_path: Path) -> list[str]:
    (tmp_path / "landing" / DAY).mkdir(parents=True)
    row = {"text": "وصلت سفينة تحمل قمحا إلى ميناء صحار مساء أمس.\nوقال مدير الميناء سالم الحارثي إن التفريغ يطول."}
    (tmp_path / "landing" / DAY / "a.jsonl").write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    places = ["--landing", str(tmp_path / "landing"), "--lake", str(tmp_path / "lake")]
    done = CliRunner().invoke(nashra, ["run", "--day", DAY, *places, "--recognizer", "embedded", "-q"])
    assert done.exit_code == 0, done.output
    return places


def left(lake: Path, name: str, airflow_run: str, days: float) -> Path:
    """Staging of a run that ended so long ago."""
    folder = lake / "_staging" / name
    folder.mkdir(parents=True)
    (folder / "options.json").write_text(json.dumps({"day": DAY, "airflow_run_id": airflow_run}))
    then = time.time() - days * 86_400
    os.utime(folder / "options.json", (then, then))
    return folder


def test_it_takes_away_what_died_and_makes_again_what_is_gone(tmp_path: Path, places: list[str]) -> None:
    lake = tmp_path / "lake"
    dead, young, airflows = (
        left(lake, name, run, days) for name, run, days in
        (("dead", "", 9), ("young", "", 0.1), ("airflow", "scheduled__1", 9))
    )  # fmt: skip
    articles = lake / "articles" / f"day={DAY}" / "articles.parquet"
    before = articles.read_bytes()
    articles.unlink()
    done = CliRunner().invoke(nashra, ["upkeep", *places])
    assert done.exit_code == 0, done.output
    assert "taken away: staging runs 1," in done.stdout
    assert "mended: damaged days 1," in done.stdout
    assert (dead.exists(), young.exists(), airflows.exists()) == (False, True, True)
    assert articles.read_bytes() == before
    assert published_days(Storage(str(lake))) == [DAY]


def test_a_day_that_nobody_can_make_again_is_told(tmp_path: Path, places: list[str]) -> None:
    (tmp_path / "lake" / "mentions" / f"day={DAY}" / "mentions.parquet").unlink()
    (tmp_path / "landing" / DAY / "a.jsonl").unlink()
    (tmp_path / "landing" / DAY).rmdir()
    done = CliRunner().invoke(nashra, ["upkeep", *places])
    said = str(done.exception)
    assert "put their landing back, or the lake's files from a copy" in said
    assert DAY in said
