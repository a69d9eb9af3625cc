"""What the DAGs say for a set-up of several machines: queues, and the lake's credentials."""

import os
from typing import Any

import pytest

from nashra.settings import CHECKOUT, load_settings


def test_the_costly_stages_wait_in_a_queue_of_their_own(bag: Any) -> None:
    queues = {task.task_id: task.queue for dag in bag.dags.values() for task in dag.tasks}
    assert {task for task, queue in queues.items() if queue == "heavy"} == {"clean", "enrich"}
    assert {queue for task, queue in queues.items() if task not in {"clean", "enrich"}} == {"light"}


def test_the_connection_becomes_what_the_s3_libraries_read(bag: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "AIRFLOW_CONN_NASHRA_LAKE",
        '{"conn_type": "aws", "login": "key-of-the-lake", "password": "word-of-the-lake",'
        ' "extra": {"endpoint_url": "http://store:9000", "region_name": "me-south-1"}}',
    )
    monkeypatch.syspath_prepend(str(CHECKOUT / "dags"))
    from airflow.sdk import Connection

    from nashra_airflow.dag import lake_connection

    monkeypatch.delenv("AWS_ACCESS_KEY_ID", raising=False)
    lake_connection.use_connection(load_settings(lake="/data/lake"))
    assert "AWS_ACCESS_KEY_ID" not in os.environ
    found = lake_connection.variables(Connection.from_json(os.environ["AIRFLOW_CONN_NASHRA_LAKE"]))
    assert found == {
        "AWS_ACCESS_KEY_ID": "key-of-the-lake",
        "AWS_SECRET_ACCESS_KEY": "word-of-the-lake",
        "AWS_ENDPOINT_URL": "http://store:9000",
        "AWS_REGION": "me-south-1",
        "AWS_DEFAULT_REGION": "me-south-1",
    }
    assert lake_connection.variables(None) == {}
