import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from nashra_airflow.local.environment import Home, airflow_environment


@pytest.fixture(scope="package")
def bag() -> Iterator[Any]:
    """The DAGs as the DAG processor sees them, on an Airflow home with a database of its own."""
    before = dict(os.environ)
    os.environ.update(airflow_environment(Home()))
    sys.path.insert(0, os.environ["AIRFLOW__CORE__DAGS_FOLDER"])  # as every Airflow process does
    from airflow.dag_processing.dagbag import DagBag
    from airflow.utils.db import initdb

    initdb()
    yield DagBag(dag_folder=os.environ["AIRFLOW__CORE__DAGS_FOLDER"])
    os.environ.clear()
    os.environ.update(before)
