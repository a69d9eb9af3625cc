"""The page of what is worth an editor's eye, and the patch that its answers become."""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from nashra.lake import Storage
from nashra.settings import INCLUDE
from tests.plugins.conftest import Site
from tests.plugins.test_pages import text_of
from tests.support import review_lake
from tests.support.made_lake import HOSTILE
from tests.support.own_checkout import git
from tests.support.review_lake import DAY

QUESTIONS = {
    "en": ["Is it part of the article?", "Are they the same?", "Is it the same?", "Is it a name?"],
    "ar": ["هل هو من المقال؟", "هل هما واحد؟", "هل هو نفسه؟", "هل هو اسم؟"],
}


@pytest.fixture(autouse=True)
def of_a_day_in_doubt(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Storage:
    lake = Storage(str(tmp_path / "lake"))
    review_lake.write_review_day(lake)
    monkeypatch.setenv("NASHRA_LAKE", lake.address)
    return lake


def asked(page: str) -> dict[str, list[dict[str, Any]]]:
    """By the name of a radio button, the answers that it stands for."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, value in re.findall(r'<input type="radio" name="(answer-[0-9a-f]{12})" value="([^"]*)"', page):
        found.setdefault(name, []).extend([json.loads(html.unescape(value))] if value else [])
    return found


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_kind_is_asked_in_the_reader_s_language(site: Site, lang: str) -> None:
    page = site.page(f"/review/{DAY}", lang)
    shown = text_of(page)
    assert [question for question in QUESTIONS[lang] if question not in shown] == []
    assert all(text in shown for text in (review_lake.NEARLY, review_lake.ANN, review_lake.NEW, "numbers-box"))
    assert f"/nashra/removals/{DAY}?rule=numbers-box" in page
    assert len(asked(page)) == 6
    assert all(len(answers) == 2 for answers in asked(page).values())


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_nothing_that_was_scraped_becomes_markup_here(site: Site, lang: str) -> None:
    page = site.page("/review?days=14", lang)
    assert HOSTILE not in page
    assert 'اللوز" <b>' not in page and "<b>" + "نادي" not in page
    assert re.findall(r"<script[^>]*>", page)[1:] == re.findall(r'<script src="/nashra/static/review.js[^>]*>', page)
    assert review_lake.WEAK in text_of(page)


def test_what_a_line_says_is_an_answer_as_it_is(site: Site) -> None:
    texts = {
        answer["text"] for answers in asked(site.page("/review")).values() for answer in answers if "text" in answer
    }
    assert review_lake.WEAK in texts


def test_answers_become_a_patch_that_git_applies(site: Site, tmp_path: Path) -> None:
    fields = {name: json.dumps(answers[1]) for name, answers in asked(site.page("/review")).items()}
    answer = site.post("/review/patch", {**fields, "note": "رأيته\tفي الصفحة", "format": "patch"})
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="nashra-review-')
    assert answer.headers["Content-Type"] == "application/octet-stream"
    folder = tmp_path / "clone"
    for name in ("rules/decisions/lines.tsv", "reference/decisions/decisions.tsv"):
        (folder / "include" / name).parent.mkdir(parents=True)
        (folder / "include" / name).write_bytes((INCLUDE / name).read_bytes())
    git(folder, "init", "--quiet")
    (folder / "it.patch").write_bytes(answer.content)
    git(folder, "apply", "it.patch")
    lines = (folder / "include/rules/decisions/lines.tsv").read_text(encoding="utf-8")
    row = rf"remove\tsada\.example\t{re.escape(review_lake.NEARLY)}\tviewer\t\d{{4}}-[\d-]+T[\d:]+Z\tرأيته في الصفحة\n"
    assert re.search(row, lines)
    names = (folder / "include/reference/decisions/decisions.tsv").read_text(encoding="utf-8")
    assert re.search(rf"\nORG\t{re.escape(review_lake.NEW)}\tnone\tرأيته في الصفحة; viewer; ", names)


def test_json_lines_are_what_the_command_takes(site: Site) -> None:
    from nashra.review.answers import read_answers

    fields = {name: json.dumps(answers[0]) for name, answers in asked(site.page("/review")).items()}
    text = site.post("/review/patch", fields | {"format": "jsonl"}).text
    assert len(read_answers(text.splitlines(), "x")) == 6
    assert all(json.loads(line)["who"] == "viewer" for line in text.splitlines())


def test_who_answered_is_who_is_logged_in(site: Site) -> None:
    forged = {"about": "line", "verdict": "keep", "source": "x.example", "text": "سطر", "who": "admin", "when": "1999"}
    text = site.post("/review/patch", {"answer": json.dumps(forged)}).text
    assert "\tviewer\t" in text and "admin" not in text and "1999" not in text


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 200),
        ({"answer-1": ""}, 200),
        ({"answer": "{}"}, 400),
        ({"answer": '{"about": "<script>alert(1)</script>"}'}, 400),
        ({"answer": "[" * 5000}, 400),
        ({"format": "../etc"}, 400),
        ({"answer": "x" * 9_000_000}, 413),
        ({f"answer-{n}": "" for n in range(7000)}, 400),
    ],
)
def test_what_is_no_answer_ends_in_a_page(site: Site, fields: dict[str, str], status: int) -> None:
    answer = site.post("/review/patch", fields)
    assert answer.status_code == status
    assert "<h1>" in answer.text and "<script>alert" not in answer.text
    assert "Content-Disposition" not in answer.headers


def test_an_unpublished_day_and_odd_numbers_are_said(site: Site) -> None:
    assert site.get("/review/2024-05-03").status_code == 404
    for days in ("0", "-4", "9999"):
        assert site.get(f"/review/{DAY}?days={days}").status_code == 200
    assert site.get(f"/review/{DAY}?days=many").status_code == 400
