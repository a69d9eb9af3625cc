"""A defect of ours in ingest: no night fails by it, and nobody has to read the quarantine to hear of it."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from nashra.article import Article
from nashra.landing import read
from nashra.landing.admit import assemble as real
from nashra.landing.records import Record
from nashra.yaml_files import RulesError
from tests.landing.conftest import Landing


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def assemble(record: Record, *rest: Any) -> Article:
        title = record.fields.get("title")
        if title == "broken":
            raise KeyError(title)
        if title == "broken elsewhere":
            raise KeyError(title)
        return real(record, *rest)

    monkeypatch.setattr(read, "assemble", assemble)


def row(text: str, title: str = "good") -> str:
    return json.dumps({"text": text, "title": title, "source": "example.org"}, ensure_ascii=False) + "\n"


def test_it_is_logged_once_a_shard_with_its_place_and_counted(
    landing: Landing, caplog: pytest.LogCaptureFixture, broken: None
) -> None:
    titles = ["broken", "good", "broken", "broken elsewhere", "broken"]
    for name in ("a", "b"):
        texts = [f"وصلت إلى الميناء الجديد في {name} سفينة من الحبوب رقمها {n}" for n in range(len(titles))]
        landing.write(f"{name}.jsonl", "".join(map(row, texts, titles)))
    with caplog.at_level(logging.ERROR):
        night = landing.night(shards=1)
    assert (night.counts["landed"], night.counts["quarantined"], night.counts["ingest_errors"]) == (10, 8, 8)
    assert [entry["reason"] for entry in night.quarantine[:2]] == ["error: KeyError: 'broken'"] * 2
    told = [record for record in caplog.records if record.name == "nashra.landing.unforeseen"]
    assert len(told) == 2  # two places, each once
    assert all(record.exc_info and record.getMessage().startswith("a.jsonl: ") for record in told)
    assert "KeyError: 'broken'" in caplog.text
    assert "Traceback" in caplog.text


def test_a_file_that_breaks_is_counted_too(landing: Landing, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Iterator[Record]:
        raise ZeroDivisionError("of ours")
        yield

    monkeypatch.setattr(read, "records", broken)
    landing.write("a.jsonl", row("نص"))
    assert landing.night().counts == {"landed": 1, "quarantined": 1, "ingest_errors": 1, "duplicates": 0}


def test_what_ingest_foresees_is_no_defect(landing: Landing, texts: dict[str, str]) -> None:
    landing.write("a.txt", texts["fa"])
    landing.write("b.jsonl", "{}\n[[]\n")
    landing.write("c.html.gz", b"no gzip")
    assert landing.night().counts["ingest_errors"] == 0


def test_malformed_rules_are_no_record_s_fault(landing: Landing, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise RulesError("include/rules/metadata.yaml: key zone is unknown, expected zones")

    monkeypatch.setattr(read, "assemble", refuse)
    landing.write("a.jsonl", row("نص"))
    with pytest.raises(RulesError, match="zones"):
        landing.night()
