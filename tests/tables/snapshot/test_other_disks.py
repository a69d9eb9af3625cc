"""Lakes on file systems that lack something: locks, as some network shares do, or rights of files, as FAT does."""

import errno
import fcntl
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from nashra.night.options import Options
from nashra.night.run.in_process import run_day
from nashra.settings import Settings, load_settings
from nashra.tables.read.open_lake import open_lake
from nashra.tables.snapshot.lock import NoLocks

DAY = "2024-03-11"
TEXT = """افتتاح مكتبة عامة في حي الزهور

افتتح محافظ المدينة نبيل الشامي صباح الاثنين مكتبة عامة في حي الزهور تضم أكثر من عشرين ألف كتاب.

وقال المحافظ إن المكتبة ستفتح أبوابها كل يوم من الثامنة صباحا حتى التاسعة مساء.
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    story = tmp_path / "landing" / DAY / "hayat-press.example" / "library.txt"
    story.parent.mkdir(parents=True)
    story.write_text(TEXT, encoding="utf-8")
    return load_settings(landing=str(tmp_path / "landing"), lake=str(tmp_path / "lake"), recognizer="embedded")


def titles(lake: str) -> list[str]:
    return [title for (title,) in open_lake(lake, checked=True).sql("SELECT title FROM articles").fetchall()]


def test_without_locks_a_night_is_refused_before_its_work_and_what_is_there_is_read(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    run_day(Options(day=DAY), settings)

    def no_locks(handle: int, kind: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", no_locks)
    with pytest.raises(NoLocks, match="locks no files"):
        run_day(Options(day=DAY, force=True), settings)
    assert not list(Path(settings.lake, "_staging").glob("*/plan*"))
    assert titles(settings.lake) == ["افتتاح مكتبة عامة في حي الزهور"]
    assert "queries may meet a publication" in caplog.text


@pytest.mark.parametrize("code", [errno.EPERM, errno.ENOTSUP])
def test_where_files_have_no_rights_of_their_own_a_night_is_published(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def no_rights(*_: Any, **__: Any) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Path, "chmod", no_rights)
    run_day(Options(day=DAY), settings)
    assert titles(settings.lake) == ["افتتاح مكتبة عامة في حي الزهور"]


def test_a_disk_that_fails_to_set_rights_is_an_error(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "chmod", broken)
        with pytest.raises(OSError, match=os.strerror(errno.EIO)):
            run_day(Options(day=DAY), settings)
    run_day(Options(day=DAY), settings)
    (table,) = Path(settings.lake, "articles").rglob("*.parquet")
    assert stat.S_IMODE(table.stat().st_mode) == 0o644
