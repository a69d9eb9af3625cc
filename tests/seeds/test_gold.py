"""The sample's line gold fits its raw texts, and the sample has what corpus evidence lives on."""

import csv
from collections import Counter
from pathlib import Path

import pytest
import yaml

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
GOLD = sorted((SEEDS / "gold").glob("*/*.txt"))
SITES = yaml.safe_load((SEEDS / "articles" / "sites.yaml").read_text(encoding="utf-8"))


def _pairs(gold: Path) -> list[tuple[str, str]]:
    raw = SEEDS / "raw" / gold.parent.name / gold.name
    labels, lines = gold.read_text().split("\n"), raw.read_text(encoding="utf-8").split("\n")
    return list(zip(labels, lines, strict=True))


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_line_has_a_label_and_blank_lines_are_b(gold: Path) -> None:
    for label, line in _pairs(gold):
        assert label in "KRMB"
        assert (label == "B") == (not line.strip())


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_article_has_a_body_of_six_lines_or_more(gold: Path) -> None:
    assert sum(label == "K" for label, _ in _pairs(gold)) >= 6


def test_glued_tails_end_the_line_that_they_are_said_to_end() -> None:
    rows = [
        (path, row)
        for path in (SEEDS / "gold").glob("*/inline.csv")
        for row in csv.DictReader(path.open(encoding="utf-8"))
    ]
    assert rows
    for path, row in rows:
        label, line = _pairs(path.parent / row["file"])[int(row["line0"])]
        assert label == "K"
        assert line.endswith(row["text"])


def test_what_a_site_repeats_is_seen_on_more_than_one_page() -> None:
    seen = Counter(line for gold in GOLD for line in {line for label, line in _pairs(gold) if label == "R"})
    repeated = [
        text[2:]
        for site in SITES.values()
        for block in site["blocks"].values()
        for text in block.splitlines()
        if text.startswith("R|")
    ]
    once = {text for text in repeated if seen[text] < 2}
    assert not once


def test_most_titles_removed_in_mid_body_are_titles_of_the_sample() -> None:
    titles = {
        yaml.safe_load(path.read_text(encoding="utf-8").partition("\n---\n")[0])["title"]
        for path in (SEEDS / "articles").glob("*/*.txt")
    }
    after_header = [
        lines[number + 1][1]
        for lines in ([pair for pair in _pairs(gold) if pair[0] != "B"] for gold in GOLD)
        for number, (label, line) in enumerate(lines[:-1])
        if label == "R" and line == "اقرأ أيضاً" and lines[number + 1][0] == "R"
    ]
    assert len(after_header) >= 6
    assert sum(title in titles for title in after_header) / len(after_header) > 0.6
