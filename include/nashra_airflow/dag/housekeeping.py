"""What the upkeep DAG asks of Airflow: which runs have ended, and to trim its own database and logs."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from airflow.sdk.exceptions import AirflowException, AirflowSkipException

NIGHTLY = "nashra_nightly"


def has_ended(ti: Any) -> Callable[[str], bool]:
    """A question to Airflow's API: has this run ended, or is it unknown?"""

    def ended(run_id: str) -> bool:
        alive = ["queued", "running"]
        return not run_id or ti.get_dr_count(NIGHTLY, run_ids=[run_id], states=alive) == 0

    return ended


def clean_database(days: float) -> None:
    """`airflow db clean`, in a process of its own: Airflow hides its database from the task's."""
    database = os.environ.get("NASHRA_AIRFLOW_DB")
    if not database:
        raise AirflowSkipException("NASHRA_AIRFLOW_DB is not set: Airflow's database is not trimmed")
    before = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
    command = [sys.executable, "-m", "airflow", "db", "clean", "--clean-before-timestamp", before]
    # its own settings, less what makes it think that it is a task
    environment = {name: value for name, value in os.environ.items() if not name.startswith("_AIRFLOW")}
    environment.pop("AIRFLOW__CORE__SQL_ALCHEMY_CONN", None)
    done = subprocess.run(
        [*command, "--skip-archive", "--yes", "--error-on-cleanup-failure"],
        env=environment | {"AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": database},
        capture_output=True,
        text=True,
        check=False,
    )
    said = "\n".join((done.stdout + done.stderr).replace(database, "***").splitlines()[-40:])
    print(said)
    if done.returncode:
        raise AirflowException(f"airflow db clean ended with {done.returncode}")


def log_folder() -> Path:
    from airflow.sdk.configuration import conf

    return Path(conf.get("logging", "base_log_folder"))
