"""Readers that query all the time while a day is published again and again with other content."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nashra.lake import Run
from nashra.night import stages
from nashra.night.options import Options
from nashra.night.run.in_process import run_day
from nashra.settings import CHECKOUT, load_settings
from nashra.tables.publish import publish
from tests.support import reading

DAY = "2023-09-13"
SECONDS = 40


@pytest.fixture
def two_contents(tmp_path: Path) -> tuple[Run, Run]:
    """Two runs of a day staged but not published: the sample's landing, and one with an article less and one more."""
    runs = []
    for name in ("old", "new"):
        landing = tmp_path / name
        shutil.copytree(CHECKOUT / "seeds" / "landing" / DAY, landing / DAY)
        if name == "new":
            (landing / DAY / "late.txt").write_text("وصل وفد من صنعاء إلى مسقط مساء الأحد لبحث تبادل الأسرى.\n")
        settings = load_settings(landing=str(landing), lake=str(tmp_path / "lake"), recognizer="embedded")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(stages, "_clear", lambda run: run.staging.read_json(stages.DONE))
            patch.setattr("nashra.night.run.in_process.secrets.token_hex", lambda _, name=name: name)
            run_day(Options(day=DAY), settings)
        runs.append(stages.open_run(DAY, f"{DAY}.cli.{name}", settings))
    return runs[0], runs[1]


@pytest.mark.faults
def test_every_answer_is_the_old_or_the_new_content(
    two_contents: tuple[Run, Run], tmp_path: Path, record_property: Callable[[str, Any], None]
) -> None:
    lake, stop, answers = two_contents[0].lake.root, tmp_path / "stop", tmp_path / "right.json"
    right: dict[str, list[Any]] = {name: [] for name in reading.READERS}
    for run in two_contents:
        publish(run)
        for name in right:
            right[name].append(reading.answer(name, lake))
    assert all(old != new for old, new in right.values())
    answers.write_text(json.dumps(right))
    readers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.support.reading", name, lake, answers, stop], stdout=subprocess.PIPE
        )
        for name in right
    ]
    end, publications = time.monotonic() + SECONDS, 0
    while time.monotonic() < end:
        for run in two_contents:
            publish(run)
            publications += 1
            time.sleep(0.02)
    stop.touch()
    told = {found["reader"]: found for found in (json.loads(r.communicate(timeout=60)[0]) for r in readers)}
    print(publications, told)
    record_property("publications", publications)
    for figure in ("queries", "wrong", "failed"):
        record_property(figure, sum(found[figure] for found in told.values()))
    assert {name: found["wrong"] for name, found in told.items()} == dict.fromkeys(right, 0)
    assert {name: found["seen"] for name, found in told.items()} == dict.fromkeys(right, 2)
    # an engine that opens a file twice in a query may find it replaced in between, and says so; ours does not
    assert told["nashra_sql"]["failed"] == 0
