"""How far long tasks are: every long stage says it, a log hears of it now and then, and nobody else is disturbed."""

import json
import logging
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from nashra.night.options import Options
from nashra.night.run.in_process import run_day
from nashra.settings import load_settings
from nashra.telling.progress import LogLines, Work, counted, have_done, have_read, progress, reading, shown_by

DAY, BEFORE = "2024-03-05", "2024-03-04"
TEXT = "وصلت قافلة تحمل أدوية وخياما إلى ميناء {} صباح الثلاثاء، وقال مدير الميناء محمود الزوي إن التفريغ ينتهي غدا."


@dataclass
class Heard:
    """Keeps what was told: what, unit, done and of how many, at the end of each work."""

    every: float = 0.0
    moves: list[str] = field(default_factory=list)
    ends: list[tuple[str, str, float, float | None]] = field(default_factory=list)

    def moved(self, work: Work) -> None:
        self.moves.append(f"{work.what}: {work.so_far()}")

    def ended(self, work: Work) -> None:
        self.ends.append((work.what, work.unit, work.done, work.of))


def test_every_long_stage_says_how_far_it_is_and_gets_to_its_end(tmp_path: Path) -> None:
    ports = ["درنة", "بنزرت", "طبرق", "صفاقس"]
    for day, some in ((DAY, ports), (BEFORE, ports[:1])):
        (tmp_path / "landing" / day).mkdir(parents=True)
        rows = [{"text": TEXT.format(port), "url": f"https://saha.example/{port}"} for port in some]
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (tmp_path / "landing" / day / "news.jsonl").write_text(lines, encoding="utf-8")
    settings = load_settings(landing=str(tmp_path / "landing"), lake=str(tmp_path / "lake"), recognizer="embedded")
    heard = Heard()
    with shown_by(heard):
        run_day(Options(day=DAY, dry_run=True), settings)
    told = {what for what, *_ in heard.ends}
    assert told == {
        "reading", "going through", "comparing articles", "reading the days before", "counting lines",
        "looking for names", "looking for quotes", "merging articles", "merging quotes",
        "merging removals", "merging mentions", "merging quarantine",
    }  # fmt: skip
    assert [(what, done, of) for what, _, done, of in heard.ends if of is not None and done != pytest.approx(of)] == []
    sizes = {what: of for what, _, _, of in heard.ends}
    assert sizes["reading"] == pytest.approx((tmp_path / "landing" / DAY / "news.jsonl").stat().st_size / 1e6)
    assert (sizes["looking for names"], sizes["merging articles"]) == (4, 4)
    assert any(move.startswith("reading: 0.00 of 0.00 MB, 4 records") for move in heard.moves)
    assert any(move.startswith("reading the days before: 0.00 MB, 1 records") for move in heard.moves)


def test_a_log_hears_of_it_now_and_then(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "nashra"):
        with shown_by(LogLines(every=0)):
            assert list(counted([[1, 2], [3]], "cleaning", "articles", 3)) == [[1, 2], [3]]
        list(counted([[1, 2], [3]], "cleaning", "articles", 3))  # done long before the first line is due
    assert [record.getMessage() for record in caplog.records] == [
        "cleaning: 2 of 3 articles", "cleaning: 3 of 3 articles"
    ]  # fmt: skip


def test_the_time_between_two_lines_is_fifteen_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 14.9, 15.0, 20.0, 29.9, 30.1])
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    heard = Heard(every=LogLines().every)
    with shown_by(heard), progress("cleaning", "articles") as work:
        for _ in range(5):
            work.add(10)
    assert heard.moves == ["cleaning: 20 articles", "cleaning: 50 articles"]


def test_what_is_done_further_below_counts_only_where_it_is_awaited() -> None:
    heard = Heard()
    have_read(500)  # nobody asked
    with shown_by(heard):
        with reading("reading", 2_500_000):
            have_read(1_500_000, records=40)
            have_done("percent", 3)  # of something else
        have_read(500)
    assert heard.moves == ["reading: 1.5 of 2.5 MB, 40 records"]
    assert heard.ends == [("reading", "MB", 1.5, 2.5)]
