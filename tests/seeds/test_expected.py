"""seeds/expected.yaml adds up, and speaks of records that the sample landing has."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from seeds.composed import load_article

ROOT = Path(__file__).resolve().parents[2]

SEEDS = ROOT / "seeds"
PLAN: dict[str, Any] = yaml.safe_load((SEEDS / "articles" / "landing.yaml").read_text(encoding="utf-8"))
EXPECTED: dict[str, Any] = yaml.safe_load((SEEDS / "expected.yaml").read_text(encoding="utf-8"))
DAYS = pytest.mark.parametrize("day", ["2023-09-13", "2023-09-14", "2023-09-15"])


def _records(day: str) -> dict[str, Any]:
    """Record -> the name of its article, or the record that is no article (None for an empty file)."""
    return {
        f"{path}#{number}": item
        for path, entry in PLAN[day].items()
        for number, item in enumerate(entry["articles"] or [None])
    }


@DAYS
def test_every_record_is_accounted_for(day: str) -> None:
    expected = EXPECTED[day]
    assert expected["landed"] == len(_records(day))
    assert expected["landed"] == expected["published"] + expected["duplicates"] + expected["quarantined"]
    assert len(expected["pairs"]) == expected["duplicates"]
    assert len(expected["quarantine"]) == expected["quarantined"]


@DAYS
def test_what_is_quarantined_is_no_sound_arabic_article(day: str) -> None:
    records, cut = _records(day), {path for path, entry in PLAN[day].items() if "kept" in entry}
    for record, reason in EXPECTED[day]["quarantine"].items():
        item = records[record]
        sound = isinstance(item, str) and load_article(day, item).fields.get("lang", "ar") == "ar"
        assert not sound or record.partition("#")[0] in cut, (record, reason)


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = [re.findall(r"\w+", line) for line in text.split("\n")]
    return {tuple(line[n : n + 3]) for line in words for n in range(len(line) - 2)}


def _likeness(a: str, b: str) -> float:
    left, right = _shingles(a), _shingles(b)
    return len(left & right) / len(left | right)


@DAYS
def test_duplicates_are_alike_and_others_are_not(day: str) -> None:
    records = _records(day)
    pairs = {frozenset(pair) for pair in EXPECTED[day]["pairs"]}
    copies = {frozenset(pair) for pair in EXPECTED[day].get("copies", ())}
    texts = {key: load_article(day, name).text for key, name in records.items() if isinstance(name, str)}
    for a in texts:
        for b in texts:
            if a < b:
                alike, both = _likeness(texts[a], texts[b]), frozenset((a, b))
                least, most = (0.75, 1) if both in pairs else (0.4, 0.7) if both in copies else (0, 0.4)
                assert least <= alike <= most, (a, b, alike)


def test_every_format_and_ten_layouts_are_there() -> None:
    names = [path for entries in PLAN.values() for path in entries]
    formats = {"." + Path(name).name.partition(".")[2] for name in names}
    assert formats == {
        ".txt", ".jsonl", ".jsonl.gz", ".jsonl.zst", ".csv", ".parquet", ".html", ".html.gz", ".warc.gz",
    }  # fmt: skip
    articles = {
        (day, item) for day, entries in PLAN.items() for entry in entries.values() for item in entry["articles"]
        if isinstance(item, str)
    }  # fmt: skip
    assert len({load_article(day, name).site["host"] for day, name in articles}) >= 10
    assert sum(EXPECTED[day]["published"] for day in EXPECTED) >= 36


def test_article_files_are_all_used() -> None:
    used = {
        f"{day}/{item}" for day, entries in PLAN.items() for entry in entries.values() for item in entry["articles"]
        if isinstance(item, str)
    }  # fmt: skip
    there = {f"{path.parent.name}/{path.stem}" for path in (SEEDS / "articles").glob("*/*.txt")}
    assert used == there
