"""What a scheduler's workers hold of its database, on a PostgreSQL of the test's own."""

import os
import subprocess
import sys
import time

import pytest

from nashra.settings import INCLUDE
from tests.support.database import missing, postgres

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())

SCHEDULER = """
import os, signal, sys, time
from nashra_airflow.local.forks import let_go_in_children

let_go_in_children()

from sqlalchemy import create_engine, text

engine = create_engine(sys.argv[1])
with engine.connect() as connection:
    connection.execute(text("CREATE TABLE runs (id integer)"))
    connection.execute(text("INSERT INTO runs VALUES (1)"))
    connection.commit()
worker = os.fork()
if not worker:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # who started the scheduler reads it to its end
    time.sleep(60)
    os._exit(0)
with engine.connect() as connection:
    connection.execute(text("SELECT * FROM runs FOR UPDATE"))
    print(worker, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""
FREE = """
import sys
from sqlalchemy import create_engine, text

with create_engine(sys.argv[1]).connect() as connection:
    print(len(connection.execute(text("SELECT * FROM runs FOR UPDATE SKIP LOCKED")).all()))
"""


def test_a_killed_scheduler_s_locks_go_with_it_though_its_workers_stay() -> None:
    environment = os.environ | {"PYTHONPATH": str(INCLUDE)}
    with postgres(8633) as database:

        def run(script: str) -> int:
            command = [sys.executable, "-c", script, database.address]
            done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False, timeout=60)
            return int(done.stdout)

        worker = run(SCHEDULER)
        try:
            end = time.monotonic() + 10
            while (free := run(FREE)) == 0 and time.monotonic() < end:
                time.sleep(0.2)
            os.kill(worker, 0)  # it is still there
            assert free == 1
        finally:
            os.kill(worker, 9)
