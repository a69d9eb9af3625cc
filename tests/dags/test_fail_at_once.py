"""What a retry would not mend fails the run at once, with the sentence that the command line says."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from nashra.night import stages
from nashra.sending import NotStored
from nashra.tables.snapshot.objects import StoreError

DAY = "2023-09-13"


@pytest.mark.parametrize(
    ("day", "params", "said"),
    [
        (DAY, {"recognizer": "camel"}, "camel_data -i ner-arabert"),
        ("2030-01-01", {}, "there is no landing folder for 2030-01-01"),
        (DAY, {"shards": 0}, "shards: Input should be greater"),
        (None, {}, "no day given"),
    ],
)
def test_plan_refuses(
    bag: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, day: str | None, params: dict[str, Any], said: str
) -> None:
    from airflow.sdk.exceptions import AirflowFailException

    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    monkeypatch.setenv("NASHRA_LAKE", str(tmp_path / "lake"))
    plan = bag.dags["nashra_nightly"].get_task("plan").python_callable
    run = SimpleNamespace(partition_key=day, conf={}, run_id="manual__1")
    with pytest.raises(AirflowFailException, match=said):
        plan(dag_run=run, params=params)
    assert not (tmp_path / "lake").exists()


@pytest.mark.parametrize("task", ["plan", "publish"])
@pytest.mark.parametrize("error", [StoreError("the store is away"), NotStored("sent, and not there")])
def test_what_may_pass_by_itself_is_tried_again(
    bag: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, task: str, error: Exception
) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setenv("NASHRA_LAKE", str(tmp_path / "lake"))
    monkeypatch.setattr(stages, task, fails)
    do = bag.dags["nashra_nightly"].get_task(task).python_callable
    with pytest.raises(type(error)):
        do(dag_run=SimpleNamespace(partition_key=DAY, conf={}, run_id="manual__1"), params={})
