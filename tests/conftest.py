"""An Airflow home for the tests, set before anything imports Airflow, and never the checkout's own."""

import os
import tempfile
from pathlib import Path

_HOME = Path(tempfile.mkdtemp(prefix="nashra-tests-"))
os.environ["NASHRA_AIRFLOW_HOME"] = str(_HOME)
for _name in [n for n in os.environ if n.startswith(("AIRFLOW__", "NASHRA_LAKE", "NASHRA_LANDING"))]:
    del os.environ[_name]


def pytest_sessionfinish() -> None:
    import shutil

    shutil.rmtree(_HOME, ignore_errors=True)
