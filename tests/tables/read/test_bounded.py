"""What a question and its answer may take: `nashra sql` in a process of its own, as whoever asks has it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nashra.settings import INCLUDE
from nashra.tables.read.grid import cell

NASHRA = "from nashra.cli import main\n\nmain()\n"


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    (tmp_path / "lake" / "articles").mkdir(parents=True)
    return tmp_path / "lake"


def ask(lake: Path, query: str, *options: str) -> subprocess.CompletedProcess[str]:
    """With the folder of temporary files, and the caller's own, to themselves."""
    for name in ("here", "tmp"):
        (lake.parent / name).mkdir()
    environment = os.environ | {"PYTHONPATH": str(INCLUDE), "TMPDIR": str(lake.parent / "tmp")}
    script = lake.parent / "ask"  # a file: without one DuckDB takes Python for a person's shell
    script.write_text(NASHRA)
    command = [sys.executable, str(script), "sql", "--lake", str(lake), *options, query]
    done = subprocess.run(
        command, cwd=lake.parent / "here", env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    left = [path.name for name in ("here", "tmp") for path in (lake.parent / name).iterdir()]
    assert left == []
    return done


@pytest.mark.parametrize(
    "query",
    [
        "SELECT repeat('خ', 900000000)",  # in the process before anybody is asked whether it may
        "SELECT repeat('خ', 60000000)",  # DuckDB has it, its Python value would be too much
        "SELECT list(number) FROM range(12000000) t(number)",
        "SELECT string_agg(number::VARCHAR, ',') FROM range(900000000) t(number)",
    ],
)
def test_what_takes_more_than_it_may_is_refused(lake: Path, query: str) -> None:
    done = ask(lake, query, "--memory", "300")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: the question, or its answer, takes more than 300 megabytes")
    assert len(done.stderr.splitlines()) == 1


def test_long_values_come_out_a_few_at_a_time(lake: Path) -> None:
    done = ask(lake, "SELECT repeat('خ', 500000) AS text FROM range(100)", "--memory", "600", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert {len(json.loads(line)["text"]) for line in done.stdout.splitlines()} == {500_000}
    assert done.stdout.count("\n") == 100


def test_what_duckdb_can_do_without_goes_to_the_disk(lake: Path) -> None:
    """And leaves nothing there, nor in the caller's folder."""
    query = "SELECT number, repeat('x', 50) FROM range(4000000) t(number) ORDER BY hash(number) LIMIT 3 OFFSET 2000000"
    done = ask(lake, query, "--memory", "300", "--csv")
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 4)


def test_of_a_long_value_no_more_is_looked_at_than_is_shown() -> None:
    assert cell("خ" * 50_000_000, 60) == "خ" * 59 + "…"
    assert cell(["الدوحة"] * 5_000_000, 20) == "الدوحة، الدوحة، الد…"
    assert cell(b"news " * 10_000_000, 10) == "news news…"
    assert cell("مَ" * 60, 60) == "مَ" * 60
