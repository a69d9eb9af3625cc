"""Wording of lines, learned from lines written for this project."""

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from nashra.cleaning.decide.weigh.wording import Wording
from nashra.cleaning.lines.read_lines import read_lines
from nashra_lab.train.wording import __main__ as wording
from nashra_lab.train.wording.worded_lines import LINES, read_lines_file

GOES = ["اشترك في نشرتنا", "تابعونا على صفحتنا", "شاركونا رأيكم", "حمل تطبيقنا الآن", "سجل بريدك معنا"] * 4
STAYS = ["افتتح الوزير الجسر الجديد", "ارتفعت أسعار القمح", "نتائج الجولة الثالثة", "أهالي الوادي ينتظرون"] * 8


def odds(known: Wording, *texts: str) -> list[float]:
    lines = read_lines(["\n".join(texts)])
    found: list[float] = known.odds(lines, np.arange(len(texts))).tolist()
    return found


def test_words_and_their_forms_are_learned() -> None:
    call, news = odds(wording.fit(GOES, STAYS), "اشتركي في تطبيقنا", "الوزير ينتظر نتائج القمح")
    assert call > news


def test_the_same_lines_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "worded_lines", lambda seed: (GOES, STAYS))
    for name in ("one.npz", "two.npz"):
        assert CliRunner().invoke(wording.train, ["--out", str(tmp_path / name)]).exit_code == 0
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    assert odds(Wording.load(tmp_path / "one.npz"), "حمل تطبيقنا")[0] > 0


def test_a_line_is_worded_alike_whatever_stands_around_it() -> None:
    shipped = Wording.load()
    alone = odds(shipped, "أرسلوا لنا صوركم من الحفل")
    assert odds(shipped, "النتائج", "أرسلوا لنا صوركم من الحفل", "الأول")[1:2] == alone


def test_no_line_is_told_both_ways() -> None:
    goes, stays = read_lines_file(LINES)
    assert len(goes) > 1000 and stays
    assert not set(goes) & set(stays)
    assert len(set(goes)) == len(goes) and len(set(stays)) == len(stays)
