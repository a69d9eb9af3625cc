import itertools
import subprocess
import sys
from typing import Any

from nashra.night.register import BETWEEN, NIGHT, PLAN
from nashra.settings import CHECKOUT, INCLUDE, load_settings


def test_every_dag_imports_and_tells_the_operator_what_to_do(bag: Any) -> None:
    assert bag.import_errors == {}
    assert set(bag.dags) >= {"nashra_nightly", "nashra_entities", "nashra_stories"}
    for dag in bag.dags.values():
        assert "nashra" in dag.tags
        assert len(dag.doc_md) > 300
        for task in dag.tasks:
            assert task.retries >= 1
            assert task.retry_exponential_backoff
            assert task.execution_timeout


def test_the_night_is_one_chain_with_a_check_after_each_stage(bag: Any) -> None:
    """The stages of the register, each in its queue, told in its words; checks run though a stage was skipped."""
    dag = bag.dags["nashra_nightly"]
    assert [task.task_id for task in dag.topological_sort()] == [stage.name for stage in NIGHT]
    for stage, after in itertools.pairwise(NIGHT):
        others = {later.name for later in BETWEEN} if stage is PLAN else set()  # all are told the shards
        assert dag.get_task(stage.name).downstream_task_ids == {after.name} | others
    for stage, task in ((stage, dag.get_task(stage.name)) for stage in NIGHT):
        assert (task.is_mapped, task.queue, task.doc_md) == (stage.sharded, stage.queue, stage.does)
        assert task.trigger_rule == ("none_failed" if stage.checks else "all_success")


def test_what_follows_a_published_day_is_switched_on_from_the_start(bag: Any) -> None:
    """Who runs a day by hand switches on the night alone: names and stories would stay behind without a word."""
    assert [bag.dags[name].is_paused_upon_creation for name in ("nashra_entities", "nashra_stories")] == [False, False]


def test_the_night_is_keyed_by_the_editorial_day(bag: Any) -> None:
    timetable = bag.dags["nashra_nightly"].timetable
    assert timetable.serialize()["key_format"] == "%Y-%m-%d"
    assert timetable.serialize()["timezone"] == load_settings().night.timezone


def test_each_published_table_is_an_asset_that_only_publishing_touches(bag: Any) -> None:
    dag = bag.dags["nashra_nightly"]
    assert [a.name for a in dag.get_task("publish").outlets] == [
        "nashra.articles", "nashra.removals", "nashra.mentions", "nashra.quotes", "nashra.quarantine", "nashra.checks",
        "nashra.runs",
    ]  # fmt: skip
    assert not any(task.outlets for task in dag.tasks if task.task_id != "publish")


def test_parsing_a_dag_file_imports_nothing_heavy() -> None:
    code = (
        "import runpy, sys; sys.path[:0] = ['dags', 'include']\n"
        "for name in ('nashra_nightly', 'nashra_entities', 'nashra_stories'): runpy.run_path(f'dags/{name}.py')\n"
        "heavy = {'pandas', 'pyarrow', 'numpy', 'great_expectations', 'torch', 'onnxruntime', 'duckdb'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"


def test_the_library_does_not_know_airflow() -> None:
    files = (INCLUDE / "nashra").rglob("*.py")
    guilty = [
        f.name for f in files if any(line.strip().startswith(("import airflow", "from airflow")) for line in f.open())
    ]
    assert guilty == []


def test_what_a_task_counts_is_one_value(bag: Any) -> None:
    """Names of counts hold words of the data: a slash in one would lead to another address of Airflow's API."""
    found = {(dag.dag_id, task.task_id): task.multiple_outputs for dag in bag.dags.values() for task in dag.tasks}
    assert len(found) > 12
    assert [name for name, several in found.items() if several] == []
