"""What earlier tests set for an Airflow of theirs is gone when they are done."""

import os


def test_no_variable_of_another_package_is_left() -> None:
    ours = ("AIRFLOW", "NASHRA_LAKE", "NASHRA_LANDING")
    assert [name for name in os.environ if name.startswith(ours)] == []
