"""An Airflow home's secrets and what it works on: whole, the same for all, and never changed without a word."""

import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from nashra_airflow.local import processes
from nashra_airflow.local.environment import Home, airflow_environment
from nashra_airflow.local.processes import AirflowError, places
from nashra_airflow.local.secret_files import EmptySecret, kept
from tests.support.plant import until


def test_a_secret_that_finds_no_room_is_not_there_and_is_made_later(tmp_path: Path) -> None:
    def full() -> str:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        kept(tmp_path / "secrets" / "jwt", full)
    assert list((tmp_path / "secrets").iterdir()) == []
    assert len(Home(tmp_path).secret("jwt")) == 64
    assert stat.S_IMODE((tmp_path / "secrets" / "jwt").stat().st_mode) == 0o600


def test_first_starts_at_once_are_of_one_mind(tmp_path: Path) -> None:
    for turn in range(40):
        home, (read, write) = Home(tmp_path / str(turn)), os.pipe()
        children = []
        for _ in range(3):
            if not (child := os.fork()):
                os.write(write, f"{home.secret('password')}\n".encode())
                os._exit(0)
            children.append(child)
        assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]
        os.close(write)
        with os.fdopen(read) as said:
            assert len(set(said.read().split())) == 1


@pytest.mark.parametrize("name", ["jwt", "api", "fernet", "password"])
def test_an_empty_secret_stops_the_start_by_its_name(tmp_path: Path, name: str) -> None:
    airflow_environment(Home(tmp_path))
    (tmp_path / "passwords.json").unlink()
    (tmp_path / "secrets" / name).write_text("\n")
    with pytest.raises(EmptySecret, match=f"the secret {name} is empty"):
        airflow_environment(Home(tmp_path))


def test_what_is_up_is_not_asked_for_another_lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a process that is up, here this one."""
    home = Home(tmp_path)
    home.state.mkdir()
    monkeypatch.setenv("NASHRA_LAKE", str(tmp_path / "lake"))
    monkeypatch.setenv("NASHRA_LANDING", str(tmp_path / "landing"))
    (home.state / "scheduler.pid").write_text(str(os.getpid()))
    (home.state / "asked.json").write_text(json.dumps(places()))
    processes.start(home, ())
    monkeypatch.setenv("NASHRA_LAKE", str(tmp_path / "other"))
    with pytest.raises(AirflowError, match=rf"lake {tmp_path}/lake \(now {tmp_path}/other\); stop it first"):
        processes.start(home, ())


@contextmanager
def session() -> Iterator[tuple[int, int]]:
    """A process that leads a session, as a service does, and one that it started; both end with the block."""
    script = "import os, time; child = os.fork(); child and print(child, flush=True); time.sleep(120)"
    leader = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        assert leader.stdout
        yield leader.pid, int(leader.stdout.readline())
    finally:
        with suppress(ProcessLookupError):
            os.killpg(leader.pid, signal.SIGKILL)
        leader.communicate()


def test_a_number_that_another_process_has_by_now_is_none_of_a_service(tmp_path: Path) -> None:
    """As after a start of the machine, which leaves the notes of what was up."""
    home = Home(tmp_path)
    home.state.mkdir()
    with session() as (stranger, _):
        (home.state / "scheduler.pid").write_text(str(stranger))
        (home.state / "scheduler.born").write_text("an earlier start of the machine, 4711")
        assert processes.running(home) == []
        assert processes.stop(home) == []
        assert processes._alive(stranger)


@pytest.mark.parametrize("started_again", [False, True])
def test_what_a_service_left_that_died_ends_with_the_others(tmp_path: Path, started_again: bool) -> None:
    home = Home(tmp_path)
    home.state.mkdir()
    with session() as (scheduler, worker), session() as (next_scheduler, _):
        processes._note_started(home, "scheduler", scheduler)
        assert processes.running(home) == ["scheduler"]
        os.kill(scheduler, signal.SIGKILL)
        until(lambda: not processes._alive(scheduler), 10, "it is dead")
        if started_again:
            processes._remember_dead(home, "scheduler")
            processes._note_started(home, "scheduler", next_scheduler)
        assert processes._alive(worker)
        assert processes.stop(home) == (["scheduler"] if started_again else [])
        until(lambda: not processes._alive(worker), 10, "what it left has ended")
