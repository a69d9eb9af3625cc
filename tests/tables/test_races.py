"""Real processes that are stopped in the middle of what they do: whatever the step, the lake stays whole."""

import os
import random
import signal
import stat
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from nashra.lake import Run, Storage, partition_path
from nashra.settings import load_settings
from nashra.tables.dictionary.schema import schema
from nashra.tables.publish import publish, publish_entities
from nashra.tables.read.open_lake import open_lake
from nashra.tables.snapshot import placing
from nashra.tables.sound import damaged_tables
from nashra.tables.write.logbook import write_checks, write_runs
from nashra.tables.write.write import write_tables
from tests.support.staged_night import Story, stage_night

DAYS = {"2023-09-13": range(3), "2023-09-14": range(3, 6)}
FIRST, SECOND = DAYS
VERSIONS = {"code": "0.1.0", "rules": "r1", "reference": "f1", "packages": "p1", "model": "embedded-1"}
FEW = ("os.rename", "fcntl.flock")  # where others see something of it
STEPS = (*FEW, "open", "os.mkdir", "os.remove", "os.scandir")
STOPPED = 1.0  # seconds that another may be kept waiting by who is stopped


def staged(folder: Path, day: str, like: str = "") -> Run:
    """A run of a day, with its own articles or with those of another."""
    told = like or day
    run = stage_night(folder, [Story(no) for no in DAYS[told]], run_id=f"run-{day}-{told}")
    run = replace(run, day=day)
    counts = write_tables(run, load_settings(), [0]) | {"landed": 4, "cleaned": 3, "shards": 1}
    write_checks(run, told.replace("-", "") * 2)
    write_runs(run, told.replace("-", "") * 2, counts, {}, VERSIONS)
    return run


def named(lake: Storage) -> set[str]:
    """Ids in the mentions of all published days."""
    files = [info.path for info in lake.files("mentions")]
    return {name for path in files for name in lake.read_table(path, ["entity_id"])["entity_id"].to_pylist()}


def entities(lake: Storage) -> pa.Table:
    day = pa.scalar(0, pa.date32()).as_py()
    same = {"type": "LOC", "name_ar": "بيروت", "spellings": [], "first_day": day, "last_day": day, "mentions": 1}
    rows = [{"entity_id": name, **same, "articles": 1} for name in sorted(named(lake))]
    return pa.Table.from_pylist(rows, schema=schema("entities"))


def night(run: Run) -> None:
    """As `nashra run` ends."""
    publish(run)
    publish_entities(run.lake, lambda: entities(run.lake))


def one_moment(lake: Storage) -> None:
    """As a reader who asks for all tables."""
    with open_lake(lake) as connection:
        asked = ("articles", "mentions", "runs", "quarantine")
        days = {table: connection.execute(f"SELECT DISTINCT day FROM {table}").fetchall() for table in asked}
    assert len({frozenset(found) for found in days.values()}) == 1, days


def forked(work: Callable[[], None], root: str = "", stop_at: int = 0, kinds: tuple[str, ...] = STEPS) -> int:
    """A process that does the work, and stops itself before a step of these kinds in the lake at `root`; its number."""
    if child := os.fork():
        return child
    steps = 0

    def step(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal steps
        if event in kinds and (event == "fcntl.flock" or str(arguments[0]).startswith(root)):
            steps += 1
            if steps == stop_at:
                os.kill(os.getpid(), signal.SIGSTOP)

    if stop_at:
        sys.addaudithook(step)
    try:
        work()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(99 if 0 < steps < stop_at else 0)


def ended(child: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return True
        time.sleep(0.01)
    return False


def code_of(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


SEEDS = [pytest.param(STEPS, random.Random(seed).randrange(1, 60), marks=pytest.mark.faults) for seed in range(60)]


@pytest.mark.parametrize(("kinds", "stop_at"), [*((FEW, step) for step in range(1, 13)), *SEEDS])
def test_two_days_that_end_together_and_a_reader_between_them(
    tmp_path: Path, kinds: tuple[str, ...], stop_at: int
) -> None:
    first, second = staged(tmp_path, FIRST), staged(tmp_path, SECOND)
    lake = first.lake
    Path(lake.full("runs")).mkdir(parents=True)
    stopped = forked(lambda: night(first), lake.root, stop_at, kinds)
    os.waitid(os.P_PID, stopped, os.WEXITED | os.WSTOPPED | os.WNOWAIT)
    others = [forked(lambda: night(second)), forked(lambda: one_moment(lake))]
    for other in others:
        ended(other, STOPPED)  # or it waits for who is stopped
    os.kill(stopped, signal.SIGCONT)
    assert code_of(stopped) in (0, 99)  # 99: it had fewer steps
    assert [code_of(other) for other in others] == [0, 0]
    one_moment(lake)
    for day in DAYS:
        (row,) = lake.read_table(partition_path("runs", day)).to_pylist()
        assert lake.read_table(partition_path("articles", day)).num_rows == row["published"] == 3
    assert set(lake.read_table("entities/entities.parquet")["entity_id"].to_pylist()) == named(lake)
    assert [
        info.path for info in lake.files("_staging") if "/write/" not in info.path and "entities" in info.path
    ] == []


def held_by(lake: Storage) -> str:
    """Whose articles readers see in the one published day, through open_lake."""
    with open_lake(lake) as connection:
        runs = connection.execute("SELECT run FROM runs").fetchall()
        mentions = connection.execute("SELECT DISTINCT article_id FROM mentions").fetchall()
        articles = connection.execute("SELECT article_id FROM articles").fetchall()
    return seen_as([row for (row,) in runs], [row for (row,) in articles], [row for (row,) in mentions])


def seen_as(runs: list[str], articles: list[str], mentions: list[str]) -> str:
    """One run's tables; fails where they are of two."""
    (run,) = runs
    (day,) = [day for day in DAYS if {Story(no).article_id for no in DAYS[day]} == set(articles)]
    assert set(mentions) == set(articles)
    assert run == day.replace("-", "") * 2
    return day


QUICK = (1, 2, 4, 8)
PLACES = [pytest.param(step, marks=() if step in QUICK else pytest.mark.faults) for step in range(1, 12)]


@pytest.mark.parametrize("stop_at", PLACES)
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGCONT])
def test_a_publisher_of_a_published_day_stops_between_two_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop_at: int, end: signal.Signals
) -> None:
    """Killed there, or stopped for longer than readers wait: they see one run's tables, and the next mends the
    files."""
    monkeypatch.setattr("nashra.tables.snapshot.pin.READER_SECONDS", 0.1)
    old, new, other = staged(tmp_path, FIRST), staged(tmp_path, FIRST, SECOND), staged(tmp_path, SECOND)
    publish(old)
    lake = old.lake
    assert held_by(lake) == FIRST
    stopped = forked(lambda: (publish(new), None)[1], lake.root, stop_at, ("os.rename",))
    os.waitid(os.P_PID, stopped, os.WEXITED | os.WSTOPPED | os.WNOWAIT)
    assert held_by(lake) in (FIRST, SECOND)
    os.kill(stopped, end)
    code_of(stopped)
    seen = held_by(lake)
    assert seen == SECOND or end == signal.SIGKILL
    publish(other)  # by somebody who knows nothing of it
    read = {table: lake.read_table(partition_path(table, FIRST)) for table in ("runs", "articles", "mentions")}
    shown = [read[table]["article_id"].to_pylist() for table in ("articles", "mentions")]
    assert seen_as(read["runs"]["run"].to_pylist(), *shown) == seen
    assert damaged_tables(lake, FIRST) in ([], ["runs"])  # its digest is noted last
    assert [path.name for path in Path(lake.full("_placing")).iterdir() if not path.name.startswith(".")] == []


def test_who_may_only_read_keeps_nobody_from_publishing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nashra.tables.snapshot.placing.PUBLISHER_SECONDS", 0.2)
    first, second = staged(tmp_path, FIRST), staged(tmp_path, SECOND)
    publish(first)
    locks = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "lake" / "_locks").iterdir()}
    assert locks == {f"day={FIRST}.lock": 0o600, "placing.lock": 0o644}
    import fcntl

    with Path(first.lake.full(placing.PLACING)).open("rb") as held:  # all that a reader can open
        fcntl.flock(held, fcntl.LOCK_EX)
        assert publish(second)["articles"] == "new"
