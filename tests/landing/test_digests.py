"""Digests of landing files that are kept in the lake: they save reading, and say nothing that reading would not."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from nashra.kept_json import keep
from nashra.lake import Run, Storage
from nashra.landing import digests, noted
from nashra.landing.as_planned import planned_files
from nashra.landing.digests import CACHE
from nashra.landing.noted import LandingMoved, Seen, look, look_again, note_landing, unmoved
from nashra.settings import load_settings

DAY, BEFORE = "2024-03-10", "2024-03-09"
Reads = Callable[[], list[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    run = Run(DAY, "plan", Storage(str(tmp_path / "landing")), Storage(str(tmp_path / "lake")))
    for name in ("a.txt", "feeds/b.json", "c.csv"):
        run.landing.write_bytes(f"{DAY}/{name}", f"خبر {name}".encode())
    return run


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    """The files that were read since it was last asked; files count as settled at once."""
    read: list[str] = []
    real = digests.file_digest

    def noticed(files: Storage, path: str) -> str:
        read.append(path)
        return real(files, path)

    def since() -> list[str]:
        found = sorted(read)
        read.clear()
        return found

    monkeypatch.setattr(digests, "file_digest", noticed)
    monkeypatch.setattr(digests, "SETTLED", -60.0)
    return since


def as_another_process(run: Run, monkeypatch: pytest.MonkeyPatch, day: str = DAY) -> Seen:
    monkeypatch.setattr(noted, "_digests", {})
    return look(run.landing, day, run.lake)


def test_each_file_is_read_once(run: Run, reads: Reads, monkeypatch: pytest.MonkeyPatch) -> None:
    first = as_another_process(run, monkeypatch)
    assert reads() == ["a.txt", "c.csv", "feeds/b.json"]
    assert as_another_process(run, monkeypatch) == first
    assert reads() == []
    run.landing.write_bytes(f"{DAY}/feeds/b.json", "خبر آخر".encode())
    changed = as_another_process(run, monkeypatch).digest
    assert reads() == ["feeds/b.json"]
    monkeypatch.setattr(noted, "_digests", {})
    assert look(run.landing, DAY).digest == changed != first.digest


@pytest.mark.parametrize("damage", ["digest", "no json", "lost", "other json"])
def test_a_damaged_or_lost_cache_costs_time_alone(
    run: Run, reads: Reads, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = as_another_process(run, monkeypatch)
    (kept,) = run.lake.files(CACHE)
    found = run.lake.read_json(kept.path)
    digest = found["value"]["a.txt"][-1]
    spoilt = {
        "digest": json.dumps(found).replace(digest, digest[::-1]),
        "no json": "{",
        "other json": "[1]",
    }
    if damage == "lost":
        run.lake.delete_file(kept.path)
    else:
        run.lake.write_bytes(kept.path, spoilt[damage].encode())
    reads()
    assert as_another_process(run, monkeypatch) == first
    assert len(reads()) == 3
    assert as_another_process(run, monkeypatch) == first
    assert reads() == []


def test_a_file_that_was_just_written_is_not_kept(run: Run, reads: Reads, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "SETTLED", 600.0)
    first = as_another_process(run, monkeypatch)
    assert as_another_process(run, monkeypatch) == first
    assert len(reads()) == 6


def kept_wrong(run: Run, day: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Seen, Seen]:
    """A file may change without a new time, on a file system that has none: the day as it is, and as is kept of it."""
    run.landing.write_bytes(f"{BEFORE}/a.txt", "خبر أمس".encode())
    first = as_another_process(run, monkeypatch, day)
    place = digests._place(run.landing.sub(day))
    value = run.lake.read_json(place)["value"]
    value["a.txt"][-1] = "0" * 64
    keep(run.lake, place, value)
    wrong = as_another_process(run, monkeypatch, day)
    assert wrong.digest != first.digest
    return first, wrong


def test_what_is_kept_of_an_evidence_day_is_held_against_what_is_read(
    run: Run, reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever reads the day finds out."""
    first, wrong = kept_wrong(run, BEFORE, monkeypatch)
    note_landing(run, load_settings())
    assert look_again(run, BEFORE) == wrong
    with pytest.raises(LandingMoved, match="do the stage again"):
        unmoved(run, BEFORE, look_again(run, BEFORE))
    again = look_again(run, BEFORE)
    assert again == first
    unmoved(run, BEFORE, again)


def test_the_plan_reads_the_bytes_of_its_own_day_whatever_is_kept(
    run: Run, reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = kept_wrong(run, DAY, monkeypatch)
    reads()
    note_landing(run, load_settings())
    assert reads() == ["a.txt", "a.txt", "c.csv", "feeds/b.json"]  # that of the day before for the first time
    assert look_again(run, DAY) == first
    planned = planned_files(run)
    assert planned is not None
    assert planned["a.txt"].digest == sha256("خبر a.txt".encode()).hexdigest()
    assert as_another_process(run, monkeypatch) == first  # what was kept is mended
    assert reads() == []
