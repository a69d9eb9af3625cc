"""An Airflow home for the tests, set before anything imports Airflow, and never the checkout's own."""

import json
import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from tests.support.extras import Lacking, lacking

_HOME = Path(tempfile.mkdtemp(prefix="nashra-tests-"))
os.environ["NASHRA_AIRFLOW_HOME"] = str(_HOME)
for _name in [n for n in os.environ if n.startswith(("AIRFLOW__", "NASHRA_LAKE", "NASHRA_LANDING"))]:
    del os.environ[_name]


if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # of a job behind a shell: servers would take no notice of theirs
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    return Lacking.from_parent(parent, path=module_path) if lacking(module_path) else None


_RESULTS: dict[str, dict[str, Any]] = {}
_SECONDS: dict[str, float] = {}


def pytest_collection_finish(session: pytest.Session) -> None:
    """What was to run, for a run that is interrupted: no promise is kept by a test that never came.

    Fixtures make Airflow's settings, which it reads as it is imported: a test file that did so would leave all others
    without plugins.
    """
    if "airflow.configuration" in sys.modules:
        raise pytest.UsageError("a test file imports Airflow: import it in the tests or fixtures that need it")
    _RESULTS.update({item.nodeid: {"outcome": "not run", "reason": "", "figures": {}} for item in session.items})


def pytest_runtest_logstart(nodeid: str) -> None:
    _RESULTS[nodeid] = {"outcome": "failed", "reason": "it did not end", "figures": {}}


def pytest_runtest_logreport(report: Any) -> None:
    """Notes how each test went, its seconds and the figures it recorded: docs/reliability.md is made of them."""
    _SECONDS[report.nodeid] = _SECONDS.get(report.nodeid, 0.0) + report.duration
    if report.when == "call" or report.outcome != "passed":
        reason = report.longrepr[2].removeprefix("Skipped: ") if report.skipped else ""
        figures = dict(report.user_properties)
        _RESULTS[report.nodeid] = {"outcome": report.outcome, "reason": reason, "figures": figures}


def _short(node: str) -> str:
    """Without the folder; what a test is given may have slashes in it as well."""
    file, _, test = node.partition("::")
    return f"{Path(file).name}::{test}"


def pytest_sessionfinish() -> None:
    import shutil

    if target := os.environ.get("NASHRA_TEST_RESULTS"):
        rows = [
            {"id": _short(node), **result, "seconds": round(_SECONDS.get(node, 0.0), 2)}
            for node, result in sorted(_RESULTS.items())
        ]
        Path(target).write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    shutil.rmtree(_HOME, ignore_errors=True)
