"""The landing as a run was planned on it: what its digest knows, and what happens when it changes meanwhile."""

import os
import shutil
from pathlib import Path

import pytest

from nashra.lake import Run, Storage
from nashra.landing import noted
from nashra.landing.as_planned import LandingChanged
from nashra.landing.noted import (
    LandingMoved,
    evidence_days,
    look,
    look_again,
    note_landing,
    note_later,
    noted_digests,
    unmoved,
)
from nashra.settings import Settings, load_settings

DAY, BEFORE = "2024-03-10", "2024-03-09"


def a_run(tmp_path: Path, run_id: str = "plan") -> Run:
    return Run(DAY, run_id, Storage(str(tmp_path / "landing")), Storage(str(tmp_path / "lake")))


def write(tmp_path: Path, name: str, data: bytes, day: str = DAY) -> Path:
    path = tmp_path / "landing" / day / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@pytest.fixture
def settings() -> Settings:
    return load_settings()


def test_the_digest_knows_content_names_and_nothing_else(tmp_path: Path) -> None:
    landing = Storage(str(tmp_path / "landing"))
    write(tmp_path, "a.txt", b"x" * 10)
    first = look(landing, DAY)
    assert look(landing, DAY) == first
    write(tmp_path, ".ignored", b"x" * 10)
    assert look(landing, DAY) == first
    os.utime(tmp_path / "landing" / DAY / "a.txt", (1, 1))
    assert look(landing, DAY).stamp != first.stamp
    assert look(landing, DAY).digest == first.digest
    shutil.copytree(tmp_path / "landing" / DAY, tmp_path / "landing" / BEFORE)
    assert look(landing, BEFORE).digest == first.digest
    write(tmp_path, "b.txt", b"x")
    second = look(landing, DAY).digest
    write(tmp_path, "b.txt", b"y")  # as many bytes
    assert len({first.digest, second, look(landing, DAY).digest}) == 3


def test_where_a_link_leads_is_content_because_quarantine_keeps_it(tmp_path: Path) -> None:
    landing = Storage(str(tmp_path / "landing"))
    link = write(tmp_path, "a.txt", b"x").with_name("link.txt")
    link.symlink_to("/etc/hostname")
    first = look(landing, DAY).digest
    link.unlink()
    link.symlink_to("/etc/hosts")
    assert look(landing, DAY).digest != first


def test_bytes_are_read_once_while_files_stay_as_they_are(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = a_run(tmp_path)
    write(tmp_path, "a.txt", b"one")
    write(tmp_path, "a.txt", b"two", BEFORE)
    note_landing(run, settings)
    digests = noted_digests(run, settings)
    monkeypatch.setattr(noted, "file_digests", lambda *_: pytest.fail("read again"))
    monkeypatch.setattr(noted, "_digests", {})  # as another process has it
    assert [look_again(run, BEFORE).digest, look_again(run, DAY).digest] == digests[-2:]
    assert noted_digests(run, settings) == digests


def test_a_day_that_changed_is_named_as_it_was_read(tmp_path: Path, settings: Settings) -> None:
    """An evidence day that lands late is evidence as it then is, and the generation says so."""
    run = a_run(tmp_path)
    write(tmp_path, "a.txt", b"one")
    write(tmp_path, "a.txt", b"two", BEFORE)
    note_landing(run, settings)
    planned = noted_digests(run, settings)
    write(tmp_path, "late.txt", b"three", BEFORE)
    write(tmp_path, "late.txt", b"four", DAY)  # is in no shard's plan, so it is in no name
    assert noted_digests(run, settings) == planned
    seen = {BEFORE: look_again(run, BEFORE)}
    note_later(run, seen)
    assert noted_digests(run, settings) == [*planned[:-2], look(run.landing, BEFORE).digest, planned[-1]]
    assert look(run.landing, BEFORE).digest != planned[-2]


def test_an_evidence_day_that_is_gone_stops_the_run(tmp_path: Path, settings: Settings) -> None:
    run = a_run(tmp_path)
    write(tmp_path, "a.txt", b"one")
    write(tmp_path, "a.txt", b"two", BEFORE)
    note_landing(run, settings)
    shutil.rmtree(tmp_path / "landing" / BEFORE)
    with pytest.raises(LandingChanged, match=f"{BEFORE} is gone"):
        look_again(run, BEFORE)
    write(tmp_path, "a.txt.part", b"tw", BEFORE)
    with pytest.raises(LandingChanged, match=f"{BEFORE} is gone"):
        look_again(run, BEFORE)


def test_uploads_that_go_on_are_named_on_the_day_itself_alone(tmp_path: Path, settings: Settings) -> None:
    """A day of nothing else is no evidence, and no reason to look less far back."""
    write(tmp_path, "a.txt", b"one")
    write(tmp_path, "a.txt", b"two", BEFORE)
    first = noted_digests(a_run(tmp_path), settings)
    write(tmp_path, "b.txt.part", b"three", BEFORE)
    write(tmp_path, "b.txt.part", b"four", "2024-03-08")
    assert noted_digests(a_run(tmp_path), settings) == first
    assert evidence_days(Storage(str(tmp_path / "landing")), DAY, settings) == [BEFORE]
    write(tmp_path, "b.txt.part", b"five")
    run = a_run(tmp_path)
    assert [one == other for one, other in zip(noted_digests(run, settings), first, strict=True)][-2:] == [True, False]
    intended = noted_digests(run, settings)
    note_landing(run, settings)
    assert noted_digests(run, settings) == intended


def test_a_day_that_is_written_to_while_it_is_read_is_told(tmp_path: Path, settings: Settings) -> None:
    run = a_run(tmp_path)
    write(tmp_path, "a.txt", b"one", BEFORE)
    seen = look_again(run, BEFORE)
    unmoved(run, BEFORE, seen)
    write(tmp_path, "a.txt", b"two", BEFORE)
    with pytest.raises(LandingMoved, match=rf"{BEFORE} was written to"):
        unmoved(run, BEFORE, seen)
