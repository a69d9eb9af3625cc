"""Several days by one command: what fails stops no other, what is published is not run again, and the end says it."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from nashra.door import refusal
from nashra.lake import Storage
from nashra.night import many_days
from nashra.night.options import Options
from nashra.night.run.in_process import run_day
from nashra.night.run_command import run_command
from nashra.settings import Settings
from nashra.tables.sound import published_days

DAYS = ["2024-02-28", "2024-02-29", "2024-03-01", "2024-03-04"]
NEWS = "وصلت سفينة تحمل قمحا إلى ميناء {0} مساء أمس.\nوقال مدير ميناء {0} سالم الحارثي إن التفريغ يستغرق ثلاثة أيام."
PORTS = ["صحار", "بنزرت", "اللاذقية", "عدن"]


@pytest.fixture
def places(tmp_path: Path) -> Path:
    """An archive of four days, of which the second was never uploaded to its end."""
    for day, port in zip(DAYS, PORTS, strict=True):
        folder = tmp_path / "landing" / day
        folder.mkdir(parents=True)
        row = {"text": NEWS.format(port), "url": f"https://saha.example/{day}"}
        (folder / "news.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    (tmp_path / "landing" / DAYS[1] / "news.jsonl").rename(tmp_path / "landing" / DAYS[1] / "news.jsonl.part")
    return tmp_path


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """No day is really run: which are asked for, in their order; what is over all days is `all days`."""
    asked: list[str] = []

    def fake(options: Options, _: Settings) -> dict[str, int]:
        asked.append(options.day)
        return {"landed": 1, "published": 1}

    monkeypatch.setattr(many_days, "run_day", fake)
    for name in ("rebuild_entities", "rebuild_stories"):
        monkeypatch.setattr(many_days, name, lambda _: asked.append("all days"))
    return asked


def run(places: Path, *words: str) -> Result:
    where = ["--landing", str(places / "landing"), "--lake", str(places / "lake"), "--recognizer", "embedded"]
    return CliRunner().invoke(run_command, [*where, *words])


def told(done: Result) -> str:
    """The one sentence that the command ends with."""
    assert isinstance(done.exception, Exception), done.output
    return refusal(done.exception) or ""


@pytest.mark.faults  # runs with the long tests; those below have its parts, and the documented command its door
def test_an_archive_is_run_by_one_command_and_again_by_the_same(places: Path) -> None:
    done = run(places, "--from", DAYS[0], "--to", "2024-03-03")
    lake = Storage(str(places / "lake"))
    assert published_days(lake) == [DAYS[0], DAYS[2]], "one that fails stops no other; one behind the last is not run"
    assert told(done).startswith(f"1 of 3 days failed: {DAYS[1]}.")
    assert "still being uploaded" in done.stderr, "and why"
    assert "none of these is run: 2024-03-02, 2024-03-03" in done.stderr
    assert f"{DAYS[0]}  1 of 3  published in " in done.stderr
    total = done.stdout.split("2 days ")[1].split()[:5]
    assert total == ["2", "0", "0", "2", "2"], "landed to published, of all of them"
    assert lake.read_table("entities/entities.parquet").num_rows > 0
    assert lake.read_table(f"stories/day={DAYS[2]}/stories.parquet").num_rows == 1

    (places / "landing" / DAYS[1] / "news.jsonl.part").rename(places / "landing" / DAYS[1] / "news.jsonl")
    before = {day: (places / "lake" / "runs" / f"day={day}" / "runs.parquet").read_bytes() for day in (DAYS[0],)}
    done = run(places, "--from", DAYS[0])
    assert done.exit_code == 0, done.output
    assert published_days(lake) == DAYS
    assert f"{DAYS[0]}, {DAYS[2]}" not in done.stderr, "what is evidence for the days behind it has changed"
    assert f"1 day published already from the same landing, rules and code: {DAYS[0]}" in done.stderr
    assert all((places / "lake" / "runs" / f"day={d}" / "runs.parquet").read_bytes() == b for d, b in before.items())


def test_each_day_is_as_one_alone_makes_it(places: Path) -> None:
    for lake, words in (("one", ["--day", DAYS[2]]), ("many", ["--from", DAYS[2], "--to", DAYS[2]])):
        where = ["--landing", str(places / "landing"), "--lake", str(places / lake), "--recognizer", "embedded"]
        assert CliRunner().invoke(run_command, [*where, *words, "-q"]).exit_code == 0
    for table in ("articles", "mentions", "quotes", "removals", "stories"):
        one, many = (places / lake / table / f"day={DAYS[2]}" / f"{table}.parquet" for lake in ("one", "many"))
        assert one.read_bytes() == many.read_bytes()


def test_it_may_end_with_the_first_that_fails(places: Path, quick: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    real: Any = vars(many_days)["run_day"]
    monkeypatch.setattr(many_days, "run_day", lambda o, s: run_day(o, s) if o.day == DAYS[1] else real(o, s))
    done = run(places, "--from", DAYS[0], "--stop")
    assert quick == [DAYS[0], "all days", "all days"], "what is published is in the tables of all days"
    assert told(done).startswith(f"1 of 4 days failed, and 2 were not begun: {DAYS[1]}.")


def test_a_defect_of_one_day_is_told_and_stops_no_other(
    places: Path, quick: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Any = vars(many_days)["run_day"]
    monkeypatch.setattr(
        many_days, "run_day", lambda o, s: real(o, s) if o.day != DAYS[0] else vars(many_days)["no such key"]
    )
    done = run(places, "--from", DAYS[0])
    assert quick[:3] == DAYS[1:]
    assert "Traceback" in done.stderr
    assert isinstance(done.exception, KeyError), "no refusal: nashra.door ends with its traceback and 1"


def test_ctrl_c_says_what_is_done_and_how_to_go_on(
    places: Path, quick: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(options: Options, settings: Settings) -> Any:
        if options.day == DAYS[2]:
            raise KeyboardInterrupt
        return {"landed": 1}

    monkeypatch.setattr(many_days, "run_day", stopped)
    done = run(places, "--from", DAYS[0])
    assert "stopped: 2 days of 4 done" in done.stderr
    assert "The same command goes on from here" in done.stderr
    assert done.exit_code not in (0, 2)


def test_all_of_them_again_and_quietly(places: Path, quick: list[str]) -> None:
    done = run(places, "--to", DAYS[3], "--again", "--dry-run", "-q")
    assert (done.exit_code, done.output, quick) == (0, "", DAYS)


WRONG = {
    "neither": ([], "give either --day, or --from and --to"),
    "both": (["--day", DAYS[0], "--to", DAYS[1]], "give either --day, or --from and --to"),
    "the wrong way round": (["--from", DAYS[1], "--to", DAYS[0]], "--from 2024-02-29 is behind --to 2024-02-28"),
    "none of them": (["--from", "2025-01-01"], "its days are 2024-02-28 to 2024-03-04"),
    "of one day": (["--day", DAYS[0], "--stop"], "--again and --stop are for several days"),
    "no day": (["--from", "2024-02-30"], "a day is written YYYY-MM-DD"),
    "an option that is none": (["--from", DAYS[0], "--shards", "0"], "greater than or equal to 1"),
}


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_meant_is_refused_before_any_work(places: Path, words: list[str], said: str) -> None:
    done = CliRunner().invoke(run_command, [*words, "--landing", str(places / "landing")], standalone_mode=False)
    assert said in told(done)
    assert not (places / "lake").exists()
