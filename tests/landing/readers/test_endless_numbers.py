"""A number that no program writes out again, in one field of one record, costs no record and no other field."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from nashra.landing.look.read_command import read_command
from tests.landing.conftest import BODY, OTHER, Landing

DIGITS, HEXADECIMAL = "9" * 5000, "0x" + "f" * 5000  # Python writes 4,300
FIRST = {"title": "توسعة الميناء القديم", "text": BODY, "url": "https://www.akhbar.example/1", "date": "2024-03-10"}
SECOND = {"title": "معرض للمخطوطات", "text": OTHER, "url": "https://www.akhbar.example/2", "date": "2024-03-10"}


def yaml_item(fields: Mapping[str, object]) -> str:
    return "- " + "\n  ".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items())


def in_file(name: str, field: str) -> str:
    """A file with two articles; the first has the number under a name."""
    first = FIRST | {field: 12345}
    if name.endswith(".yaml"):
        return f"{yaml_item(first)}\n{yaml_item(SECOND)}\n".replace("12345", HEXADECIMAL)
    if name == "python.jsonl":
        return f"{first!r}\n{SECOND!r}\n".replace("12345", HEXADECIMAL)
    return "\n".join(json.dumps(one, ensure_ascii=False) for one in (first, SECOND)).replace("12345", DIGITS)


@pytest.mark.parametrize("field", ["views", "id", "date", "keywords"])
@pytest.mark.parametrize("name", ["news.yaml", "news.jsonl", "python.jsonl"])
def test_no_record_is_lost(name: str, field: str, landing: Landing, caplog: pytest.LogCaptureFixture) -> None:
    landing.write(name, in_file(name, field))
    night = landing.night()
    assert night.reasons == []
    assert [(row["title"], row["text"]) for row in night.articles] == [
        (one["title"], one["text"]) for one in (FIRST, SECOND)
    ]
    assert "at again" not in caplog.text  # what looks for doubts has no trouble with it either


def test_a_page_keeps_what_its_linked_data_say(landing: Landing) -> None:
    said = {"@type": "NewsArticle", "headline": FIRST["title"], "datePublished": "2024-03-09T10:00:00Z", "wordCount": 1}
    script = json.dumps(said, ensure_ascii=False).replace(": 1}", f": {DIGITS}}}")
    lines = "".join(f"<p>{line}</p>" for line in BODY.split("\n"))
    landing.write("page.html", f'<script type="application/ld+json">{script}</script><article>{lines}</article>')
    [row] = landing.night().articles
    assert (row["title"], str(row["published_on"])) == (FIRST["title"], "2024-03-09")


def test_nashra_read_shows_what_a_night_reads_whatever_fails_in_looking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ValueError("a value that nobody foresaw")

    monkeypatch.setattr("nashra.landing.look.seen.taken_of", fails)
    (tmp_path / "news.jsonl").write_text(in_file("news.jsonl", "views"), encoding="utf-8")
    done = CliRunner().invoke(read_command, [str(tmp_path), "--json", "-q"], catch_exceptions=False)
    shown = json.loads(done.stdout)
    assert (shown["articles"], shown["refused"]) == (2, {})
