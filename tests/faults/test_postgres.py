"""Airflow on PostgreSQL: it is gone for a while, and two schedulers share it."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator

import pytest

from nashra_airflow.local.api import ENDED
from nashra_airflow.local.environment import airflow_environment
from nashra_airflow.local.nights import ENTITIES, NIGHTLY, SERVICES
from nashra_airflow.local.processes import AIRFLOW, running, start
from tests.support.database import Database, missing, postgres
from tests.support.plant import DAYS, PURE, Plant, digests, plant, until

pytestmark = [pytest.mark.faults, pytest.mark.skipif(bool(missing()), reason=missing())]
GONE = 25  # seconds


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Plant, Database]]:
    with postgres(8631) as database:
        environment = {"AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": database.address}
        with plant(tmp_path_factory.mktemp("postgres"), 8630, environment=environment) as made:
            yield made, database


def test_the_database_is_gone_for_a_while(both: tuple[Plant, Database], expected: dict[str, str]) -> None:
    airflow, database = both
    airflow.order(clean="wait")
    run_id = airflow.trigger(DAYS[0])
    airflow.waiting("clean")
    database.stop()
    airflow.go("clean")
    time.sleep(GONE)
    database.start()

    def ended() -> bool:
        if set(SERVICES) - set(running(airflow.home)):
            start(airflow.home, SERVICES)  # as systemd or Docker would
        try:
            return airflow.state(run_id) in ENDED
        except Exception:  # the API is not up again yet
            return False

    until(ended, 300, "the run ends")
    airflow.success(run_id)
    assert airflow.tables(DAYS[0]) == {path: digest for path, digest in expected.items() if DAYS[0] in path}
    assert airflow.staged() == []


def test_two_schedulers_share_three_days_and_one_is_killed(
    both: tuple[Plant, Database], expected: dict[str, str]
) -> None:
    airflow, _ = both
    airflow.clear_orders()
    log = (airflow.home.logs / "scheduler-2.log").open("wb")
    second = subprocess.Popen(
        [AIRFLOW, "scheduler"], env=airflow_environment(airflow.home), stdin=subprocess.DEVNULL, stdout=log,
        stderr=subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip
    try:
        airflow.order(enrich="wait")
        before = {run["dag_run_id"] for run in airflow.nights()}
        airflow.api.backfill(NIGHTLY, DAYS[0], DAYS[2], reprocess="completed", max_active_runs=2)
        airflow.waiting("enrich", 240)
        os.kill(second.pid, signal.SIGKILL)
        airflow.go("enrich")

        def done() -> bool:
            runs = [run for run in airflow.nights() if run["dag_run_id"] not in before]
            return len(runs) == 3 and all(run["state"] in ENDED for run in runs)

        until(done, 400, "the three days end")
    finally:
        os.killpg(second.pid, signal.SIGKILL)
        second.wait()
        log.close()
    assert {run["state"] for run in airflow.nights()} == {"success"}
    until(lambda: _entities_done(airflow), 120, "the entities of three days")
    assert digests(airflow.lake, (*PURE, "entities")) == expected
    assert airflow.staged() == []


def _entities_done(airflow: Plant) -> bool:
    runs = airflow.api.runs(ENTITIES)
    return {run["partition_key"] for run in runs} >= set(DAYS) and all(run["state"] in ENDED for run in runs)
