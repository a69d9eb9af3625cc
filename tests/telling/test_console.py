"""What a command says: lines that name their stage, fewer when it is to be quiet, and a bar on a terminal alone."""

import io
import logging
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from rich.console import Console
from rich.progress import Progress

from nashra.settings import CHECKOUT
from nashra.telling.bars import Bars
from nashra.telling.console import on_console
from nashra.telling.progress import progress, shown_by
from nashra.telling.told import bound, told

DAY, RUN = "2024-03-05", "2024-03-05.cli.77"
room = logging.getLogger("nashra.landing.somewhere")  # as any module has one


def test_a_line_from_any_room_names_day_stage_and_shard_and_the_last_one_counts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def work() -> dict[str, int]:
        room.warning("%d bytes are no UTF-8", 3)
        return {"cleaned": 1200, "removed_lines": 34}

    with on_console():
        assert told(work, stage="clean", shard=2, day=DAY, run=RUN) == {"cleaned": 1200, "removed_lines": 34}
        room.info("between stages")
    warning, done, between = capsys.readouterr().err.splitlines()
    assert warning == f"{DAY}  clean 2          WARNING: 3 bytes are no UTF-8  run={RUN}"
    assert done.startswith(f"{DAY}  clean 2          done in 0.0 s: cleaned 1,200, removed lines 34")
    assert between == "between stages"


def test_what_is_made_again_within_a_stage_is_told_under_its_own_name(capsys: pytest.CaptureFixture[str]) -> None:
    with on_console(), bound(day=DAY, stage="clean", shard=2):
        with bound(day=DAY, stage="survey"):
            room.info("inside")
        room.info("outside")
    assert capsys.readouterr().err.splitlines() == [
        f"{DAY}  survey           inside", f"{DAY}  clean 2          outside"
    ]  # fmt: skip


@pytest.mark.parametrize(("quiet", "said"), [(False, ["ours", "WARNING: theirs"]), (True, ["WARNING: theirs"])])
def test_of_other_libraries_only_warnings_are_said_and_of_all_when_quiet(
    quiet: bool, said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    other = logging.getLogger("some_library.part")
    other.setLevel(logging.INFO)  # as great_expectations does
    with on_console(quiet):
        room.info("ours")
        other.info("chatter")
        other.warning("theirs")
    room.info("afterwards")
    assert capsys.readouterr().err.splitlines() == said


def test_an_unforeseen_error_keeps_its_traceback_and_says_where_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    counted: dict[str, int] = {}

    def breaks() -> dict[str, int]:
        return {"cleaned": counted["nothing"]}

    with on_console(), pytest.raises(KeyError) as caught:
        try:
            told(breaks, stage="clean", shard=2, day=DAY, run=RUN)
        except KeyError:
            room.exception("it broke")
            raise
    assert caught.value.__notes__ == [f"in clean 2 of {DAY}, run {RUN}"]
    shown = capsys.readouterr().err
    assert "ERROR: it broke" in shown
    assert 'return {"cleaned": counted["nothing"]}' in shown
    assert f"in clean 2 of {DAY}" in shown


def test_bars_come_with_work_and_go_with_it() -> None:
    drawn = Progress("{task.description}|{task.fields[said]}", console=Console(file=io.StringIO(), width=120))
    bars = Bars(drawn, every=0)
    with shown_by(bars), bound(stage="clean", shard=2), progress("cleaning", "articles", 5000) as work:
        assert drawn.tasks == []  # nothing was done yet
        work.add(1200)
        (task,) = drawn.tasks
        assert (task.description, task.fields["said"]) == ("clean 2: cleaning", "1,200 of 5,000 articles")
        assert (task.completed, task.total, drawn.live.is_started) == (1200, 5000, True)
    assert (drawn.tasks, drawn.live.is_started) == ([], False)


SAMPLE = CHECKOUT / "seeds" / "landing" / "2023-09-13" / "majarra-press.example"


@contextmanager
def terminal() -> Iterator[tuple[int, int]]:
    ours, theirs = pty.openpty()
    try:
        yield ours, theirs
    finally:
        os.close(ours)


@pytest.mark.parametrize("quiet", [False, True])
def test_nashra_clean_on_a_terminal_and_in_a_pipe(quiet: bool, tmp_path: Path) -> None:
    call: list[str | Path] = [
        Path(sys.executable).with_name("nashra"),
        "clean",
        SAMPLE,
        "--out",
        tmp_path / "out",
        *["-q"] * quiet,
    ]
    piped = subprocess.run(call, capture_output=True, text=True, check=True)
    last = f"2 articles, {piped.stderr.split(' articles, ')[1].split()[0]} removals" if not quiet else ""
    assert piped.stderr.startswith(last)
    assert "\x1b" not in piped.stderr
    assert piped.stdout == ""
    with terminal() as (ours, theirs):
        subprocess.run(call, stdout=subprocess.DEVNULL, stderr=theirs, check=True)
        os.close(theirs)
        shown = b""
        try:
            while data := os.read(ours, 4096):
                shown += data
        except OSError:  # how the end of a terminal is told
            pass
    assert (last in shown.decode()) if not quiet else (shown == b"")
