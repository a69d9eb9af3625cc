"""Ingest reads the sample landing as seeds/expected.yaml and seeds/raw say."""

from pathlib import Path, PurePosixPath

import pytest
import yaml

from nashra.article import Article, Rejected
from nashra.lake import Storage
from nashra.landing.read import read_articles
from nashra.settings import load_settings

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
EXPECTED = yaml.safe_load((SEEDS / "expected.yaml").read_text(encoding="utf-8"))
DAYS = pytest.mark.parametrize("day", list(EXPECTED))


def _read(day: str) -> list[Article | Rejected]:
    return list(read_articles(Storage(str(SEEDS / "landing" / day)), "", load_settings(), day))


@DAYS
def test_every_record_lands_or_is_refused_for_its_reason(day: str) -> None:
    read = _read(day)
    refused = sorted((item.landing_file, item.reason.partition(":")[0]) for item in read if isinstance(item, Rejected))
    expected = sorted((key.partition("#")[0], code) for key, code in EXPECTED[day]["quarantine"].items())
    assert refused == expected
    assert len(read) == EXPECTED[day]["landed"]


@DAYS
def test_texts_are_read_to_the_letter(day: str) -> None:
    for item in _read(day):
        if isinstance(item, Article):
            stem = PurePosixPath(item.landing_file).name.partition(".")[0]
            one = item.landing_file.endswith((".txt", ".html", ".html.gz"))
            raw = SEEDS / "raw" / day / (f"{stem}.txt" if one else f"{stem}-{item.record_no}.txt")
            assert item.text == raw.read_bytes().decode(), item.landing_file
            assert item.source.endswith(".example")
