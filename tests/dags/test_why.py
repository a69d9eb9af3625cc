"""What a task said that failed is kept for the run's report; of errors that are not ours nothing that may be secret."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from nashra.errors import NashraError

RUN, DAY = "manual__2024-03-05T01:00:00+00:00", "2024-03-05"


@pytest.fixture
def told(bag: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What is kept when a task fails with an error."""
    from nashra_airflow.dag.why import tell_why

    monkeypatch.setenv("NASHRA_LAKE", str(tmp_path))

    def fail(error: Exception | None, map_index: int = -1, day: str | None = DAY) -> list[dict[str, Any]]:
        run = SimpleNamespace(run_id=RUN, partition_key=None, conf={"day": day} if day else None)
        task = SimpleNamespace(task_id="ingest", map_index=map_index)
        tell_why({"dag_run": run, "ti": task, "exception": error})
        return [json.loads(path.read_text()) for path in sorted(tmp_path.glob(f"_reports/{DAY}/*/failed-*.json"))]

    return fail


def test_a_sentence_of_ours_is_kept_as_it_is_a_shard_each(told: Any) -> None:
    told(NashraError("nothing landed"))
    kept = told(NashraError("a file grew"), map_index=3)
    assert [(one["task"], one["map_index"], one["said"]) for one in kept] == [
        ("ingest", 3, "a file grew"), ("ingest", -1, "nothing landed")
    ]  # fmt: skip


def test_of_any_other_error_only_its_kind_is_kept(told: Any) -> None:
    (kept,) = told(OSError("s3://key:secret@bucket cannot be reached"))
    assert kept["said"] == "OSError"


def test_a_run_without_a_day_or_an_error_keeps_nothing(told: Any) -> None:
    assert told(None) == []
    assert told(NashraError("what day?"), day=None) == []


def test_every_task_of_the_night_tells_why(bag: Any) -> None:
    from nashra_airflow.dag.why import tell_why

    dag = bag.get_dag("nashra_nightly")
    for task in dag.tasks:
        given = task.partial_kwargs if hasattr(task, "partial_kwargs") else vars(task)
        callbacks = given.get("on_failure_callback") or []
        assert tell_why in (callbacks if isinstance(callbacks, list | tuple) else [callbacks]), task.task_id
