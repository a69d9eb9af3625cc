"""`report.py TARGET RESULTS...`: docs/reliability.md, from promises.yaml and what the tests left of results."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from nashra_lab.pages.markdown import grid

HERE = Path(__file__).parents[1] / "faults"
HEAD = """# What is promised, and what proves it

Made by `make reliability` from the results of the tests; don't edit it by hand. `make test` runs the quick ones,
`make test-faults` all of them, in two runs side by side. After every fault the tables are compared, byte for byte,
with those of an undisturbed run. The results below are of {runs} runs.

"""


def main(target: Path, *results: Path) -> None:
    """A test that is in several results counts as in the last."""
    tests = list({test["id"]: test for file in results for test in json.loads(file.read_text())}.values())
    rows = []
    for entry in yaml.safe_load((HERE / "promises.yaml").read_text(encoding="utf-8")):
        mine = [test for test in tests if any(test["id"].startswith(name) for name in entry["tests"])]
        where = ", ".join(f"`{name.removesuffix('::')}`" for name in entry["tests"])
        rows.append([entry["promise"], entry["done"], where, _result(mine)])
    promises = grid(["promise", "what was done to it", "test", "result"], rows)
    parts = [HEAD.format(runs=len(results)), grid(["figure", ""], _figures(tests)), promises, _how()]
    target.write_text("\n".join(parts), encoding="utf-8")
    for file in results:
        print(_seconds(file))


def _seconds(results: Path) -> str:
    """How long each file of tests took in one of the runs, the longest first."""
    took: Counter[str] = Counter()
    for test in json.loads(results.read_text()):
        took[test["id"].partition("::")[0]] += test.get("seconds", 0.0)
    lines = [f"{seconds:7.0f} s  {name}" for name, seconds in took.most_common() if seconds >= 1]
    return "\n".join([f"{results.name}: {took.total():.0f} s in tests", *lines])


def _result(tests: list[dict[str, Any]]) -> str:
    if not tests:
        return "not run"
    counts = {
        outcome: sum(test["outcome"] == outcome for test in tests)
        for outcome in ("passed", "failed", "skipped", "not run")
    }
    reasons = sorted({test["reason"] for test in tests if test["outcome"] != "passed" and test["reason"]})
    said = ", ".join(f"{number} {outcome}" for outcome, number in counts.items() if number)
    return said + (f" ({'; '.join(reasons)})" if reasons else "")


def _figures(tests: list[dict[str, Any]]) -> list[list[object]]:
    def total(name: str) -> int:
        return sum(int(test["figures"].get(name, 0)) for test in tests)

    faults = [t for t in tests if "fault" in t["figures"]]
    survived = sum(int(t["figures"]["fault"]) for t in faults if t["outcome"] == "passed")
    return [
        ["faults done, survived", f"{total('fault')}, {survived}"],
        ["hostile landings tried, each in a night of its own", total("hostile")],
        ["hostile landings tried, all in one night", total("together")],
        ["records lost in them", total("lost")],
        [f"readers' queries during {total('publications')} republications", total("queries")],
        ["wrong answers", total("wrong")],
        ["queries that ended with an error instead (plain DuckDB on the files)", total("failed")],
    ]


def _how() -> str:
    return (
        "One of them: `.venv/bin/pytest tests/*/<file> -k <name>`. Needed beside `.venv`: root for the full disk "
        "(a tmpfs is mounted), Debian's `postgresql` for the database, `chromium` and `chromium-driver` for the "
        "browser; a test whose need is missing is skipped with the reason.\n"
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
