"""`nashra review` and `nashra review apply`, by the front door."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from nashra.lake import Storage
from tests.support import review_lake
from tests.support.own_checkout import git, nashra, own_checkout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = own_checkout(tmp_path_factory.mktemp("review") / "checkout")
    review_lake.write_review_day(Storage(str(folder / "lake")))
    return folder


def test_the_queue_is_a_table_json_or_csv(checkout: Path) -> None:
    lake = {"NASHRA_LAKE": str(checkout / "lake")}
    table = nashra(checkout, "review", **lake)
    assert review_lake.NEARLY in table.out
    assert "(7 questions about 2024-05-02)" in table.err
    asked = [json.loads(line) for line in nashra(checkout, "review --json --day 2024-05-02", **lake).out.splitlines()]
    rows = list(csv.DictReader(StringIO(nashra(checkout, "review --csv --newest 3", **lake).out)))
    assert [row["asked"] for row in rows] == [one["asked"] for one in asked]
    assert [row["key"] for row in rows] == [one["key"] for one in asked]
    refused = nashra(checkout, "review --day 2024-05-03", **lake)
    assert (refused.code, "not published in" in refused.err) == (2, True)


def test_answers_of_the_queue_are_applied(checkout: Path) -> None:
    lake = {"NASHRA_LAKE": str(checkout / "lake")}
    asked = [json.loads(line) for line in nashra(checkout, "review --json", **lake).out.splitlines()]
    first = {"removed": "remove", "kept": "remove", "pair": "same", "joined": "apart", "new": "none", "rule": "keep"}
    answers = [one["answers"][first[one["kind"]]] for one in asked if one["answers"]]
    (checkout / "answers.jsonl").write_text("\n".join(map(json.dumps, answers)), encoding="utf-8")
    done = nashra(checkout, "review apply answers.jsonl --patch it.patch --who سلمى", **lake)
    assert (done.code, git(checkout, "status", "--short", "-uno")) == (0, ""), done.told
    git(checkout, "apply", "--check", "it.patch")
    done = nashra(checkout, "review apply answers.jsonl --who سلمى", **lake)
    assert "include/rules/decisions/lines.tsv: 3 rows added, 0 replaced" in done.err, done.told
    lines = (checkout / "include/rules/decisions/lines.tsv").read_text(encoding="utf-8")
    assert f"remove\t{review_lake.SOURCE}\t{review_lake.NEARLY}\tسلمى\n" in lines
    assert nashra(checkout, "rules check").code == 0
    left = [json.loads(line) for line in nashra(checkout, "review --json", **lake).out.splitlines()]
    assert [(one["kind"], one["asked"]) for one in left] == [("rule", "numbers-box")]


def test_what_is_no_answer_is_told_by_its_line(checkout: Path) -> None:
    (checkout / "wrong.jsonl").write_text('\n{"about": "weather"}\n', encoding="utf-8")
    done = nashra(checkout, "review apply wrong.jsonl")
    assert (done.code, "error: wrong.jsonl, line 2: " in done.err) == (2, True), done.told
