"""Ctrl+C in the midst of `nashra run`."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from nashra.cli import nashra as command
from nashra.door import STOPPED, run_door
from nashra.night import stages

DAY = "2023-09-13"


def test_who_stops_a_run_finds_nothing_staged_and_nothing_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can go on with it: the next one is a run of its own."""
    landed = tmp_path / "landing" / DAY / "nafidha.example"
    landed.mkdir(parents=True)
    (landed / "dam.txt").write_text("انهار سد صغير شمال المدينة فجر الأحد بعد أمطار غزيرة.\n" * 3, encoding="utf-8")
    do_stage, staged = stages.do_stage, list[str]()

    def stopped(run: Any, settings: Any, stage: str, shards: list[int]) -> Any:
        if stage == "survey":
            staged.extend(info.path for info in run.staging.files())
            raise KeyboardInterrupt
        return do_stage(run, settings, stage, shards)

    monkeypatch.setattr(stages, "do_stage", stopped)
    places = ["--landing", str(landed.parents[1]), "--lake", str(tmp_path / "lake"), "--recognizer", "embedded"]
    with pytest.raises(SystemExit) as ended:
        run_door(partial(command.main, ["run", "-q", "--day", DAY, *places], standalone_mode=False))
    assert ended.value.code == STOPPED
    assert "ingest/shard-0000.articles.parquet" in staged
    assert not list((tmp_path / "lake" / "_staging").rglob("*"))
    assert not (tmp_path / "lake" / "articles").exists()
