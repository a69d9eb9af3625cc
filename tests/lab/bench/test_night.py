"""The benchmark of a night: the landing that it makes up, and the figures that it prints."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from nashra.night.register import NIGHT
from nashra_lab.bench.command import bench_group
from nashra_lab.bench.night.made_landing import NoArticles, make_landing

TEXTS = [
    (
        "ufuq-news.example",
        "افتتاح ميناء جديد على الساحل الشرقي\nشارك الخبر\n"
        + "أعلنت هيئة الموانئ أمس أن السفن الأولى ستدخل الميناء الجديد مطلع الشهر المقبل بعد أعمال استمرت ثلاثة أعوام "
        f"وكلفت ملايين الدنانير وفق البيان رقم {number}.",
    )
    for number in range(4)
]


def test_copies_differ_from_each_other_and_what_recurs_stays(tmp_path: Path) -> None:
    made = make_landing(TEXTS, 40, 7, tmp_path / "a")
    lines = (tmp_path / "a" / "part-00000.jsonl").read_bytes().splitlines()
    bodies = [json.loads(line)["text"].split("\n") for line in lines]
    assert made["articles"] == len(lines) == 40
    assert made["bytes"] == sum(len(line) + 1 for line in lines)
    assert len({body[2] for body in bodies}) == 40
    assert {body[1] for body in bodies} == {"شارك الخبر"}
    assert all(len(body[2].split()) == len(TEXTS[0][1].split("\n")[2].split()) for body in bodies)


def test_the_same_seed_makes_the_same_bytes_and_another_does_not(tmp_path: Path) -> None:
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        make_landing(TEXTS, 12, seed, tmp_path / name)
    first, again, other = ((tmp_path / name / "part-00000.jsonl").read_bytes() for name in "abc")
    assert first == again
    assert first != other


def _measured(folder: Path, *options: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """All figures of `nashra bench night` and those of its one night."""
    # in a process of its own: what other tests left in this one's environment must not change it
    own = {name: value for name, value in os.environ.items() if not name.startswith(("NASHRA_", "AIRFLOW"))}
    call: list[str | Path] = [Path(sys.executable).with_name("nashra"), "bench", "night", *options]
    call += ["--articles", "24", "--workers", "2", "--shards", "2", "--folder", folder]
    done = subprocess.run(call, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "made again" not in done.stderr  # what is left out isn't taken for damage
    figures = json.loads(done.stdout)
    (night,) = figures["nights"]
    return figures, night


@pytest.mark.faults  # long: eleven stages in processes of their own
def test_a_night_is_measured_with_names_alone(tmp_path: Path) -> None:
    figures, night = _measured(tmp_path, "--names-alone")
    assert figures["enrich"] == "names"
    assert list(night["stages"]) == [stage.name for stage in NIGHT]
    assert night["stages"]["enrich"]["cpu_seconds"] > 0
    assert list(night["behind"]) == ["entities", "stories"]
    assert night["behind"]["stories"]["cpu_seconds"] > 0
    assert night["seconds_with_behind"] > night["seconds"]


@pytest.mark.faults  # long: nine stages in processes of their own
def test_a_measured_night_prints_figures_for_every_stage_and_the_floor(tmp_path: Path) -> None:
    figures, night = _measured(tmp_path, "--no-enrich")
    assert figures["landing"]["articles"] == 24
    assert list(night["stages"]) == [stage.name for stage in NIGHT if not stage.name.endswith("enrich")]
    assert night["stages"]["clean"]["cpu_seconds"] > 0
    assert 50 < night["stages"]["clean"]["peak_memory_mb"] < 2000
    assert 0 < night["floor"]["clean"] < night["stages"]["clean"]["cpu_seconds"]
    assert list(tmp_path.iterdir()) == []


def test_a_landing_without_articles_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NASHRA_LANDING", str(tmp_path))
    with pytest.raises(NoArticles, match=f"no article in {tmp_path}"):
        CliRunner().invoke(bench_group, ["night", "--articles", "2"], catch_exceptions=False)
