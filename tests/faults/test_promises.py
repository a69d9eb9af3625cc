"""The table of promises: every test that it names is there and is run for it, and the table can be made."""

import json
import re
from pathlib import Path

import pytest
import yaml

from tests.support import report

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PROMISES = yaml.safe_load((HERE / "promises.yaml").read_text(encoding="utf-8"))
RUN = re.search(r"^test-faults:.*?\n\n", (ROOT / "Makefile").read_text(), re.DOTALL | re.MULTILINE)


def _folders(path: Path) -> list[str]:
    """The file and the folders that it is in, below tests/."""
    inside = path.relative_to(ROOT)
    return [str(inside), *map(str, list(inside.parents)[:-2])]


@pytest.mark.parametrize("name", sorted({name for entry in PROMISES for name in entry["tests"]}))
def test_every_test_that_is_named_is_there_and_run(name: str) -> None:
    file, _, test = name.partition("::")
    assert RUN
    run = {word.partition("::")[0] for word in RUN[0].split()}
    found = [path for path in HERE.parent.rglob(file) if run & set(_folders(path))]
    assert len(found) == 1
    assert re.search(rf"^def {test or 'test_'}", found[0].read_text(encoding="utf-8"), re.MULTILINE)


def test_the_table_says_what_passed_what_failed_and_what_was_not_run(tmp_path: Path) -> None:
    ran = [
        {"id": "test_killed.py::test_the_scheduler_is_killed[ingest]", "outcome": "passed", "reason": "",
         "figures": {"fault": 1}},
        {"id": "test_killed.py::test_the_scheduler_is_killed[publish]", "outcome": "failed", "reason": "",
         "figures": {"fault": 1}},
        {"id": "test_killed.py::test_the_scheduler_is_killed[clean]", "outcome": "not run", "reason": "",
         "figures": {}},
        {"id": "test_readers.py::test_x", "outcome": "passed", "reason": "", "figures": {"queries": 70, "wrong": 0}},
    ]  # fmt: skip
    (tmp_path / "results.json").write_text(json.dumps(ran))
    report.main(tmp_path / "made.md", tmp_path / "results.json")
    made = (tmp_path / "made.md").read_text()
    assert "of 1 runs." in made
    assert "| 1 passed, 1 failed, 1 not run |" in made
    assert "| faults done, survived | 2, 1 |" in made
    assert "republications | 70 |" in made
    assert made.count("| not run |") == len(PROMISES) - 2
