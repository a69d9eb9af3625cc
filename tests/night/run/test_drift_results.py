from pathlib import Path

from nashra.cleaning.rules.drift import PATH
from nashra.lake import Run, Storage
from nashra.night.run.drift_results import drift_results


def test_what_drifted_becomes_a_warning_by_name(tmp_path: Path) -> None:
    run = Run("2023-09-14", "r", Storage(str(tmp_path / "landing")), Storage(str(tmp_path / "lake")))
    assert [r["success"] for r in drift_results(run)] == [True]
    told = [{"kind": "rule", "name": "font-widget", "today": 40.0, "before": 2.5}]
    run.staging.write_json(PATH, told)
    (result,) = drift_results(run)
    assert (result["success"], result["severity"]) == (False, "warning")
    assert "font-widget" in result["expectation"]
    assert result["observed"] == "today 40.0, before 2.5"
