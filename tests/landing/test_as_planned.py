"""What was planned is what is read: a landing that changes, vanishes or is still being uploaded stops the run."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from nashra.errors import PassingError
from nashra.lake import Run
from nashra.landing.as_planned import LandingChanged, LandingMoved, read_as_planned
from nashra.landing.files.opening import open_landing
from nashra.night import stages
from nashra.night.options import Options
from nashra.night.plan.generation import generation_of
from nashra.settings import Settings, load_settings

DAY = "2024-03-05"
TEXT = "وصلت قافلة تحمل أدوية وخياما إلى ميناء {} صباح الأحد، وقال مدير الميناء إن التفريغ ينتهي غدا."
PORTS = {"derna.jsonl": "درنة", "bizerte.jsonl": "بنزرت"}


def line(port: str) -> str:
    return json.dumps({"text": TEXT.format(port), "url": "https://saha.example/1"}, ensure_ascii=False) + "\n"


@pytest.fixture
def day(tmp_path: Path) -> Path:
    folder = tmp_path / "landing" / DAY
    folder.mkdir(parents=True)
    for name, port in PORTS.items():
        (folder / name).write_text(line(port), encoding="utf-8")
    return folder


def planned(day: Path) -> tuple[Run, Settings, list[int]]:
    settings = load_settings(landing=str(day.parent), lake=str(day.parents[1] / "lake"), recognizer="embedded")
    run = stages.open_run(DAY, "as-planned", settings)
    return run, settings, stages.plan(run, settings, Options(day=DAY))


def rewritten(day: Path) -> None:
    """To as many bytes, and with the time that it had: only what is in it tells."""
    path = day / "derna.jsonl"
    was = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("الأحد", "السبت"), encoding="utf-8")
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert path.stat().st_size == was.st_size


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (rewritten, r"1 files .* \(0 are gone\): derna\.jsonl"),
        (lambda day: (day / "bizerte.jsonl").unlink(), r"1 files .* \(1 are gone\): bizerte\.jsonl"),
        (shutil.rmtree, r"2 files .* \(2 are gone\)"),
    ],
    ids=["rewritten", "a file is gone", "the disk is gone"],
)
def test_a_run_stops_when_the_landing_is_not_what_it_was_planned_on(
    day: Path, change: Callable[[Path], None], said: str
) -> None:
    run, settings, shards = planned(day)
    change(day)
    with pytest.raises(LandingChanged, match=said):
        stages.do_stage(run, settings, "ingest", shards)


def test_what_is_gone_while_it_is_read_stops_the_run_too(day: Path) -> None:
    run, _, _ = planned(day)
    with pytest.raises(LandingChanged, match="2 are gone"):
        read_as_planned(run, PORTS, lambda: shutil.rmtree(day, ignore_errors=True))


def test_a_file_that_was_touched_is_read_again_and_one_that_never_rests_stops_the_run_for_a_while(day: Path) -> None:
    run, settings, shards = planned(day)
    name = generation_of(run, settings, Options(day=DAY), "0123456789ab")
    path, text = day / "derna.jsonl", line("درنة")
    read: list[int] = []

    def once() -> int:
        if not read:
            path.write_text(text, encoding="utf-8")
        read.append(1)
        return len(read)

    assert read_as_planned(run, PORTS, once) == 2
    assert stages.do_stage(run, settings, "ingest", shards)["landed"] == 2
    assert generation_of(run, settings, Options(day=DAY), "0123456789ab") == name
    with pytest.raises(LandingMoved) as stopped:
        read_as_planned(run, PORTS, lambda: path.write_text(text, encoding="utf-8"))
    assert isinstance(stopped.value, PassingError)  # the nightly DAG tries again


def test_a_folder_that_was_another_for_a_moment_is_read_again(day: Path) -> None:
    """Each of its files has the name, the size and the times that it had before, and after."""
    run, _, _ = planned(day)
    other = day.with_name("other")
    shutil.copytree(day, other)
    (other / "derna.jsonl").write_text(line("طبرق"), encoding="utf-8")
    seen: list[str] = []

    def read() -> str:
        swapped = not seen
        if swapped:
            day.rename(day.with_name("away"))
            other.rename(day)
        with open_landing(run.files, "derna.jsonl") as opened:
            seen.append(opened.file.read().decode())
        if swapped:
            day.rename(other)
            day.with_name("away").rename(day)
        return seen[-1]

    assert read_as_planned(run, PORTS, read) == line("درنة")
    assert len(seen) == 2
    assert seen[0] != seen[1]


@pytest.mark.parametrize("name", ["derna.jsonl.part", "_temporary/0/part-00000.json", ".derna.jsonl.Xa91Qb"])
def test_an_upload_that_goes_on_is_no_day_without_news(day: Path, name: str) -> None:
    (day / name).parent.mkdir(parents=True, exist_ok=True)
    (day / "derna.jsonl").rename(day / name)
    run, settings, shards = planned(day)
    stages.do_stage(run, settings, "ingest", shards)
    stages.do_stage(run, settings, "check_ingest", shards)
    results = run.staging.read_json("checks/ingest.json")["results"]
    (told,) = [r for r in results if r["expectation"].startswith("landing: files that were still being uploaded")]
    assert (told["severity"], told["success"], told["observed"]) == ("warning", False, f"1 files, such as {name}")

    (day / "bizerte.jsonl").unlink()
    with pytest.raises(stages.NothingLanded, match=rf"still being uploaded, such as {name}"):
        planned(day)
    shutil.rmtree(day)
    day.mkdir()
    (day / ".gitkeep").touch()
    assert planned(day)[2] == []
