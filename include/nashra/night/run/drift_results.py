"""The survey's drift, as results for the checks: a rule or a source that behaves unlike the landing days before."""

from typing import Any

from nashra.cleaning.rules.drift import PATH
from nashra.lake import Run

ABOUT = {
    "rule": "rule fires as in the landing days before",
    "source": "source loses as much text to rules as in the landing days before",
}


def drift_results(run: Run) -> list[dict[str, Any]]:
    """One warning for each rule or source that drifted; one success when none did."""
    told = run.staging.read_json(PATH) if run.staging.exists(PATH) else []
    results = [
        {
            "expectation": f"{ABOUT[one['kind']]}: {one['name']}",
            "severity": "warning",
            "success": False,
            "observed": f"today {one['today']}, before {one['before']}",
        }
        for one in told
    ]
    return results or [{"expectation": "no drift of rules or sources", "severity": "warning", "success": True}]
