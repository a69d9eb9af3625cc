"""The gate of pages on a folder of two: one right, one with a line of another story and yesterday's date."""

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from nashra.errors import NashraError
from nashra_lab.evaluate.evaluate_pages import main
from nashra_lab.evaluate.score_pages import score_body
from tests.support.made_pages import BODY, OTHER, TITLE, head, page, paragraphs


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    extra = '<meta property="article:published_time" content="2024-03-05T10:00:00+03:00">'
    for name, gold, day in (("right", BODY, "2024-03-05"), ("wrong", BODY[:2], "2024-03-04")):
        html = page(f"<div><h1>{TITLE}</h1>{paragraphs()}</div>", head(extra=extra))
        (tmp_path / f"{name}.html").write_text(html, encoding="utf-8")
        (tmp_path / f"{name}.gold.txt").write_text("\n".join(gold), encoding="utf-8")
        meta = {"title": TITLE, "published": day}
        (tmp_path / f"{name}.meta.json").write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")
    return tmp_path


def test_bodies_titles_and_dates_are_scored(folder: Path) -> None:
    result = CliRunner().invoke(main, [str(folder)])
    figures = json.loads(result.stdout)["cleaned"]
    assert (figures["pages"], figures["exact"], figures["titles"]) == (2, 1, 1.0)
    assert (figures["dates"], figures["wrong_dates"]) == (1, 1)
    assert figures["recall"] == 1.0 > figures["precision"]
    assert result.exit_code == 1
    assert "cleaned: wrong_dates is 1, the limit is 0" in result.stderr


def test_of_english_pages_the_choice_alone_is_scored(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    html = page(f"<div><h1>{TITLE}</h1><div>{paragraphs()}</div><div><ul><li>{OTHER[0]}</li></ul></div></div>")
    (tmp_path / "html" / "a.html.gz").write_bytes(gzip.compress(html.encode()))
    truth = {"a": {"articleBody": "\n".join((TITLE, *BODY)), "url": "https://rimal.example/1"}}
    (tmp_path / "ground-truth.json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
    result = CliRunner().invoke(main, ["--english", str(tmp_path)])
    assert set(json.loads(result.stdout)) == {"choice"}
    assert json.loads(result.stdout)["choice"]["pages"] == 1


def test_without_folders_nothing_is_scored_and_nothing_fails() -> None:
    result = CliRunner().invoke(main, [])
    assert (result.exit_code, json.loads(result.stdout)) == (0, {})


def test_bodies_are_compared_by_their_words() -> None:
    assert score_body("قالَ  الرئيس:\nإن الجسر، فتح", "قال الرئيس إن الجسر فتح").exact
    body = score_body("أ ب ت ث ج", "أ ب ت ث خ")
    assert (body.right, body.too_many, body.missing) == pytest.approx((1 / 3, 1 / 3, 1 / 3))


@pytest.mark.parametrize(("options", "missing"), [([], "NAME.gold.txt"), (["--english"], "ground-truth.json")])
def test_a_folder_with_nothing_to_score_is_refused_in_a_sentence(
    tmp_path: Path, options: list[str], missing: str
) -> None:
    with pytest.raises(NashraError, match=missing):
        CliRunner().invoke(main, [*options, str(tmp_path)], catch_exceptions=False)
