"""A file of one record, whose names nobody knows, is opened once; one of several once more, to tell what they say."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from nashra.article import Article, Rejected
from nashra.lake import Storage
from nashra.landing import read
from nashra.landing.files.opening import open_landing
from nashra.settings import load_settings

DAY = "2024-03-12"
TEXT = (
    "افتتح محافظ المدينة نبيل الشامي مكتبة عامة في حي الزهور تضم أكثر من عشرين ألف كتاب في الأدب والتاريخ والعلوم.\n\n"
    "وقال المحافظ إن المكتبة ستفتح أبوابها كل يوم من الثامنة صباحا حتى التاسعة مساء، وإن الدخول إليها بلا مقابل."
)
STORY = {"sarlawha": "افتتاح مكتبة عامة في حي الزهور بالمدينة", "nass_kamil": TEXT, "rabt": "https://hayat.example/1"}


def read_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Article | Rejected], Counter[str]]:
    opened, real = Counter[str](), open_landing

    def counting(storage: Storage, path: str) -> Any:
        opened[path] += 1
        return real(storage, path)

    monkeypatch.setattr(read, "open_landing", counting)
    return list(read.read_articles(Storage(str(folder)), DAY, load_settings(), DAY)), opened


@pytest.mark.parametrize(
    ("written", "times"),
    [
        (json.dumps(STORY, ensure_ascii=False), 1),
        (json.dumps([STORY], ensure_ascii=False, indent=1), 1),
        ("\n".join([json.dumps(STORY, ensure_ascii=False)] * 2), 2),
    ],
)
def test_it_is_read_again_only_where_there_is_more(
    written: str, times: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / DAY / "hayat.json"
    file.parent.mkdir()
    file.write_text(written, encoding="utf-8")
    found, opened = read_all(tmp_path, monkeypatch)
    assert {(one.title, one.text, one.url) for one in found if isinstance(one, Article)} == {tuple(STORY.values())}
    assert opened == {f"{DAY}/hayat.json": times}


def test_what_is_damaged_behind_it_is_told_behind_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / DAY / "hayat.jsonl"
    file.parent.mkdir()
    file.write_text(json.dumps(STORY, ensure_ascii=False) + '\n{"sarlawha": "خبر', encoding="utf-8")
    found, _ = read_all(tmp_path, monkeypatch)
    assert [type(one) for one in found] == [Article, Rejected]
