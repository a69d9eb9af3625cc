"""What is piped into a command that reads articles is read as a file of it would be."""

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nashra.cli import nashra
from nashra.landing import given

BODY = [
    "أعلنت وزارة الري بدء تحويل مياه السد إلى القناة الجديدة صباح اليوم.",
    "وقال الوزير هاني سويلم إن العمل ينتهي في الربيع المقبل وإن المزارعين لن يدفعوا رسوما إضافية.",
]
RECORD = {"title": "مياه السد تصل القناة الجديدة", "text": "\n".join([*BODY, "شارك"]), "url": "https://rayn.example/7"}
LINE = (json.dumps(RECORD, ensure_ascii=False) + "\n").encode()
PIPED = {"as it is": LINE, "packed": gzip.compress(LINE, mtime=0)}


@pytest.fixture(autouse=True)
def another_process() -> None:
    given._piped.cache_clear()


def piped(data: bytes, *words: str) -> Result:
    return CliRunner().invoke(nashra, words, input=data)


@pytest.mark.parametrize("data", PIPED.values(), ids=PIPED)
def test_a_cleaned_article_is_a_line_of_json(data: bytes) -> None:
    done = piped(data, "clean", "-", "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["title"], told["body"], told["removed_lines"]) == (RECORD["title"], "\n".join(BODY), 1)
    assert (told["source"], told["url"]) == ("rayn.example", RECORD["url"])
    assert "1 articles, 1 removals" in done.stderr


def test_it_may_be_put_into_a_folder(tmp_path: Path) -> None:
    done = piped(LINE, "clean", "-", "--out", str(tmp_path))
    assert done.exit_code == 0, done.output
    assert (tmp_path / "stdin.txt").read_text(encoding="utf-8").splitlines() == [RECORD["title"], *BODY]


def test_quotes_of_what_is_piped() -> None:
    done = piped(LINE, "quotes", "-", "-q")
    assert done.exit_code == 0, done.output
    assert [json.loads(line)["speaker"] for line in done.stdout.splitlines()] == ["هاني سويلم"]


def test_how_what_is_piped_is_read() -> None:
    done = piped(LINE, "read", "-", "--json", "-q")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["columns"].keys() >= {"title", "text", "url", "source"}


@pytest.mark.parametrize("words", [["clean", "-", "--json"], ["quotes", "-"], ["read", "-"]], ids=lambda w: w[0])
def test_nothing_piped_is_an_error(words: list[str]) -> None:
    done = piped(b"", *words)
    assert "there is no article in -" in str(done.exception)


@pytest.mark.parametrize("words", [[], ["--json", "--out", "somewhere"]], ids=["neither", "both"])
def test_it_must_be_said_where_the_texts_go(words: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(LINE)
    done = CliRunner().invoke(nashra, ["clean", str(tmp_path), *words])
    assert "give either --out, the folder of the texts, or --json" in done.stderr
