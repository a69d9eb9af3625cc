"""A run that an older version of Nashra began, and that the new one is asked to end."""

from pathlib import Path

import pytest

from nashra.night import stages
from nashra.night.options import Options
from nashra.night.plan.generation import NOTE, MadeFromChanged
from nashra.night.register import BETWEEN
from nashra.night.run.receipts import receipt_path
from nashra.settings import load_settings

DAY = "2024-03-05"
NEWS = "افتتحت بلدية صور سوقا للسمك قرب الميناء القديم.\nوقال رئيس البلدية حسن دبوق إن السوق يعمل منذ الفجر."


def test_a_run_planned_before_plans_noted_what_they_are_made_of_is_to_be_cleared(tmp_path: Path) -> None:
    """As 0.1.0 left it: neither a note of code and rules, nor one in the receipt of the plan."""
    (tmp_path / "landing" / DAY).mkdir(parents=True)
    (tmp_path / "landing" / DAY / "souq.txt").write_text(NEWS, encoding="utf-8")
    asked = Options(day=DAY)
    settings = load_settings(landing=str(tmp_path / "landing"), lake=str(tmp_path / "lake"), recognizer="embedded")
    run = stages.open_run(DAY, "begun", settings)
    assert stages.plan(run, settings, asked) == [0]
    receipt = run.staging.read_json(receipt_path("plan", 0))
    del receipt["files"][NOTE]
    run.staging.write_json(receipt_path("plan", 0), receipt)
    run.staging.delete_file(NOTE)
    told = f"this run of {DAY} was planned by an older version of Nashra: clear the run from the task plan"
    for stage in (BETWEEN[0], BETWEEN[-1]):
        with pytest.raises(MadeFromChanged, match=told):
            stages.do_stage(run, settings, stage.name, [0])
    with pytest.raises(MadeFromChanged, match=told):
        stages.publish(run, settings, asked, "")
    assert not Path(settings.lake, "articles").exists()
    assert stages.plan(run, settings, asked) == [0]  # what clearing it does
    assert stages.do_stage(run, settings, "ingest", [0])["landed"] == 1
