"""`nashra quotes` on files of the sample and on what it can't read."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from nashra.cleaning.commands.clean_folder import clean_paths
from nashra.cli import nashra
from nashra.errors import NashraError
from nashra.settings import CHECKOUT, load_settings

DAY = CHECKOUT / "seeds" / "landing" / "2023-09-13"
KEYS = ["article", "text", "start", "end", "speaker", "speaker_start", "entity_id", "cue", "kind"]


def test_places_are_those_of_the_cleaned_body(tmp_path: Path) -> None:
    file = DAY / "almasar-today.example" / "oil-ten-months.txt"
    result = CliRunner().invoke(nashra, ["quotes", str(file)], catch_exceptions=False)
    assert result.exit_code == 0
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert all(list(row) == KEYS for row in rows)
    clean_paths([file], tmp_path, None, load_settings())
    body = (tmp_path / "oil-ten-months.txt").read_text(encoding="utf-8").partition("\n")[2]
    assert all(body[row["start"] : row["end"]] == row["text"] for row in rows)
    direct = [row for row in rows if row["kind"] == "direct"]
    assert [row["speaker"] for row in direct] == ["كريم البستاني"]
    assert direct[0]["text"].startswith("السوق لا تحتاج")
    assert direct[0]["entity_id"]
    assert f"1 articles, {len(rows)} quotes" in result.stderr


def test_it_explains_and_keeps_quiet() -> None:
    result = CliRunner().invoke(nashra, ["quotes", "-q", "--explain", str(DAY / "nafidha.example")])
    assert result.exit_code == 0, result.output
    assert all("the speaker" in json.loads(line)["why"] for line in result.stdout.splitlines())
    assert "quotes" not in result.stderr


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    result = CliRunner().invoke(nashra, ["quotes", str(tmp_path)])
    assert isinstance(result.exception, NashraError)
    assert "there is no article in" in str(result.exception)
    with pytest.raises(FileNotFoundError, match="there is no file or folder"):
        CliRunner().invoke(nashra, ["quotes", str(tmp_path / "nowhere")], catch_exceptions=False)
