"""`report.py TARGET RESULTS...`: docs/reliability.md, from promises.yaml and what the tests left of results."""

import json
import sys
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parents[1] / "faults"
HEAD = """# What is promised, and what proves it

Made by `make reliability` from the results of the tests; don't edit it by hand. `make test` runs the quick ones,
`make test-faults` all of them, in two runs side by side. After every fault the tables are compared, byte for byte,
with those of an undisturbed run. The results below are of {runs} runs.

"""


def main(target: Path, *results: Path) -> None:
    """A test that is in several results counts as in the last."""
    tests = list({test["id"]: test for file in results for test in json.loads(file.read_text())}.values())
    rows = ["| promise | what was done to it | test | result |", "|---|---|---|---|"]
    for entry in yaml.safe_load((HERE / "promises.yaml").read_text(encoding="utf-8")):
        mine = [test for test in tests if any(test["id"].startswith(name) for name in entry["tests"])]
        where = ", ".join(f"`{name.removesuffix('::')}`" for name in entry["tests"])
        rows.append(f"| {entry['promise']} | {entry['done']} | {where} | {_result(mine)} |")
    target.write_text(
        HEAD.format(runs=len(results)) + "\n".join([*_figures(tests), "", *rows, "", _how()]), encoding="utf-8"
    )


def _result(tests: list[dict[str, Any]]) -> str:
    if not tests:
        return "not run"
    counts = {outcome: sum(test["outcome"] == outcome for test in tests) for outcome in ("passed", "failed", "skipped")}
    reasons = sorted({test["reason"] for test in tests if test["outcome"] == "skipped" and test["reason"]})
    said = ", ".join(f"{number} {outcome}" for outcome, number in counts.items() if number)
    return said + (f" ({'; '.join(reasons)})" if reasons else "")


def _figures(tests: list[dict[str, Any]]) -> list[str]:
    def total(name: str) -> int:
        return sum(int(test["figures"].get(name, 0)) for test in tests)

    faults = [t for t in tests if "fault" in t["figures"]]
    survived = sum(int(t["figures"]["fault"]) for t in faults if t["outcome"] == "passed")
    return [
        "| figure | |",
        "|---|---|",
        f"| faults done, survived | {total('fault')}, {survived} |",
        f"| hostile landings tried, each in a night of its own | {total('hostile')} |",
        f"| hostile landings tried, all in one night | {total('together')} |",
        f"| records lost in them | {total('lost')} |",
        f"| readers' queries during {total('publications')} republications | {total('queries')} |",
        f"| wrong answers | {total('wrong')} |",
        f"| queries that ended with an error instead (plain DuckDB on the files) | {total('failed')} |",
    ]


def _how() -> str:
    return (
        "One of them: `.venv/bin/pytest tests/*/<file> -k <name>`. Needed beside `.venv`: root for the full disk "
        "(a tmpfs is mounted), Debian's `postgresql` for the database, `chromium` and `chromium-driver` for the "
        "browser; a test whose need is missing is skipped with the reason.\n"
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
