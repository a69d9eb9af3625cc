"""The editor's loop from end to end: a night, the page's questions, answers, their patch, and the next run."""

import html
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from nashra.lake import Storage
from nashra.review import review_rules
from nashra.settings import CHECKOUT
from tests.plugins.conftest import Site
from tests.support.own_checkout import git, nashra, own_checkout

DAY = "2023-09-13"
ASKED = """\
lines: {over: 3.0, letters: 12, most: 20}
names: {alike: 0.86, unlike: 0.9, mentions: 1, most: 15}
new: {mentions: 2, articles: 1, most: 15}
rules: {most: 10, examples: 4}
"""


def answers_of(page: str, kind: str) -> list[dict[str, dict[str, Any]]]:
    """Of each question of a kind, its answers by verdict, under the name of its radio button."""
    section = page.partition(f'<section id="{kind}">')[2].partition("</section>")[0]
    found: dict[str, dict[str, Any]] = {}
    for name, value in re.findall(r'<input type="radio" name="([^"]+)" value="([^"]+)"', section):
        answer = json.loads(html.unescape(value))
        found.setdefault(name, {})[answer["verdict"]] = answer
    return list(found.values())


def rows(lake: Storage, table: str) -> list[dict[str, Any]]:
    return list(lake.read_table(f"{table}/day={DAY}/{table}.parquet").to_pylist())


def test_answers_of_the_page_are_what_the_next_run_does(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout = own_checkout(tmp_path / "checkout")
    shutil.copytree(CHECKOUT / "seeds/landing" / DAY, checkout / "landing" / DAY)
    places = {"NASHRA_LANDING": str(checkout / "landing"), "NASHRA_LAKE": str(checkout / "lake")}
    night = nashra(checkout, f"run --day {DAY} --quiet", **places)
    assert night.code == 0, night.told
    lake = Storage(str(checkout / "lake"))
    before = {table: rows(lake, table) for table in ("articles", "removals", "mentions")}

    (tmp_path / "review.yaml").write_text(ASKED, encoding="utf-8")
    monkeypatch.setattr(review_rules, "FILE", tmp_path / "review.yaml")
    monkeypatch.setenv("NASHRA_LAKE", lake.address)
    page = site.page(f"/review/{DAY}")
    went = next(one["keep"] for one in answers_of(page, "removed") if len(one["keep"]["text"]) > 30)
    stayed = answers_of(page, "kept")[0]["remove"]
    no_name = next(one["none"] for one in answers_of(page, "new") if one["none"]["type"] != "PERS")
    texts = {row["text"] for row in before["removals"]}
    assert went["text"] in texts and stayed["text"] not in texts

    answer = site.post(
        "/review/patch", {f"answer-{n}": json.dumps(one) for n, one in enumerate((went, stayed, no_name))}
    )
    (checkout / "answers.patch").write_bytes(answer.content)
    git(checkout, "apply", "answers.patch")
    git(checkout, "commit", "--quiet", "--all", "-m", "answers of the editor")
    assert nashra(checkout, "rules check").code == 0
    night = nashra(checkout, f"run --day {DAY} --quiet", **places)
    assert night.code == 0, night.told

    after = {table: rows(lake, table) for table in before}
    (gone,) = [row for row in after["removals"] if row["rule"] == "decided-line"]
    assert (gone["text"], gone["category"]) == (stayed["text"], "decided")
    assert went["text"] not in {row["text"] for row in after["removals"]}
    assert any(went["text"] in f"{row['title']}\n{row['body']}" for row in after["articles"])
    named = {(row["type"], row["surface"]) for row in after["mentions"]}
    assert {(no_name["type"], name) for name in no_name["names"]} & named == set()
    assert {(no_name["type"], no_name["names"][0])} <= {(row["type"], row["surface"]) for row in before["mentions"]}
    changed = {row["article_id"] for row in after["articles"]} - {
        row["article_id"] for row in after["articles"] if row in before["articles"]
    }
    assert 1 <= len(changed) <= 3, "what was not asked about is as it was"
