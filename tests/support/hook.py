"""Faults that a test orders, done inside Airflow's processes by the code that does the night's work.

An order is a file `<stage>` in NASHRA_FAULTS whose text says what to do; it is taken once, by the first task that
gets to that stage. Loaded through airflow_local_settings (see plant.py); the project knows nothing of it.
"""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from nashra.lake import Run, Storage
from nashra.night import stages
from nashra.night.run.mend import mend

ORDERS = Path(os.environ["NASHRA_FAULTS"])
writing, make, publish = Storage.writing, stages._make, stages.publish
left: int | None = None  # writes until this process is killed


def take(stage: str) -> str:
    """The order for a stage, once."""
    order, taken = ORDERS / stage, ORDERS / f"{stage}.taken-{os.getpid()}"
    with suppress(FileNotFoundError):
        order.rename(taken)
        return taken.read_text()
    return ""


@contextmanager
def deadly_writing(self: Storage, path: str) -> Iterator[Any]:
    """Writes as ever, and dies when the file is written but not yet in its place."""
    global left
    with writing(self, path) as file:
        yield file
        if left is not None:
            left -= 1
            if left < 0:
                file.flush()
                os.kill(os.getpid(), signal.SIGKILL)


def obey(stage: str, run: Run) -> str:
    """Does what is ordered before a stage; returns what is to be done after it."""
    global left
    verb, _, rest = take(stage).partition(" ")
    if verb == "kill":  # kill <writes that go well first>
        left = int(rest)
    elif verb == "hang":
        while True:
            time.sleep(1)
    elif verb == "stuck":  # where no signal handler of Python's is reached
        sum(range(10**15))
    elif verb == "wait":
        (ORDERS / f"{stage}.here").write_text(f"{os.getpid()} {run.staging.root}")
        while not (ORDERS / f"{stage}.go").exists():
            time.sleep(0.1)
    elif verb == "truncate":
        return rest
    return ""


def cut(run: Run, pattern: str) -> None:
    for file in sorted(Path(run.staging.root).glob(pattern)):
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def faulty_mend(run: Run, settings: Any, stage: str, *args: Any) -> Any:
    """Before a stage looks at what the ones before it left, which all have ended."""
    if pattern := take(f"before-{stage}"):
        cut(run, pattern)
    return mend(run, settings, stage, *args)


def faulty_make(run: Run, settings: Any, stage: str, shards: list[int]) -> Any:
    pattern = obey(stage, run)
    counts = make(run, settings, stage, shards)
    if pattern:
        cut(run, pattern)
    return counts


def faulty_publish(run: Run, *args: Any, **more: Any) -> Any:
    obey("publish", run)
    return publish(run, *args, **more)


for place, name, faulty in (
    (Storage, "writing", deadly_writing), (stages, "mend", faulty_mend), (stages, "_make", faulty_make),
    (stages, "publish", faulty_publish),
):  # fmt: skip
    setattr(place, name, faulty)
