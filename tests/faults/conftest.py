import pytest

from tests.support.plant import undisturbed


@pytest.fixture(scope="session")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Digests of the tables of the sample's days when nothing goes wrong."""
    return undisturbed(tmp_path_factory.mktemp("undisturbed"))


FAULTS = {
    "test_the_task_process_of_every_stage_is_killed": 11,
    "test_the_scheduler_is_killed": 1,
    "test_every_process_is_killed_at_once": 1,
    "test_by_hand": 4,
    "test_the_disk_is_full": 3,
    "test_files_are_cut_between_stages": 3,
    "test_tasks_hang": 2,
    "test_two_runs_of_a_day_at_once": 1,
    "test_the_database_is_gone_for_a_while": 1,
    "test_two_schedulers_share_three_days_and_one_is_killed": 1,
}
"""Tests that do faults to a running Airflow, and how many."""


@pytest.fixture(autouse=True)
def count_faults(request: pytest.FixtureRequest) -> None:
    if number := FAULTS.get(request.node.originalname):
        request.node.user_properties.append(("fault", number))
