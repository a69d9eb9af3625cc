"""The labels that ship can be read, add up, and hold no text that isn't ours."""

import re
from pathlib import Path

import pytest

from nashra_lab.gold import line_labels, name_labels
from nashra_lab.gold.agreement import line_agreement, name_agreement


def test_lines_of_at_least_700_articles_are_labelled() -> None:
    labels = line_labels.read_line_labels()
    assert len(labels) >= 700
    assert {label for article in labels.values() for label in article.lines.values()} == {"K", "R", "M"}
    assert all(article.lines for article in labels.values())


def test_an_inline_place_is_in_a_line_that_has_a_label() -> None:
    for article in line_labels.read_line_labels().values():
        for line, spans in article.inline.items():
            assert line in article.lines
            assert all(start < end for start, end in spans)


def test_a_malformed_row_is_refused_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "labels.txt"
    path.write_text("# dev one\n0-3K 4X\n")
    with pytest.raises(ValueError, match="line 2"):
        line_labels.read_line_labels(path)


@pytest.mark.parametrize("file", name_labels.COMPOSED)
def test_every_name_of_composed_news_is_where_it_says(file: str) -> None:
    lines = list(name_labels.read_composed(name_labels.FOLDER / file))
    assert sum(len(line.text.split()) for line in lines) > 15_000
    for line in lines:
        assert "[" not in line.text
        for name in line.names:
            surface = line.text[name.start : name.end]
            assert surface == surface.strip() != ""
            before, after = line.text[name.start - 1 : name.start], line.text[name.end : name.end + 1]
            assert after == "ـ" or not re.match(r"\w", after), (line.article, surface)  # careless papers stretch a word
            # a clitic may stand before the name, nothing longer
            assert not re.search(r"\w{4}$", line.text[: name.start]) or not re.match(r"\w", before), surface


@pytest.mark.parametrize("file", name_labels.READ)
def test_files_about_other_texts_hold_places_alone(file: str) -> None:
    text = (name_labels.FOLDER / file).read_text(encoding="utf-8")
    assert not re.search(r"[\u0600-\u06ff]", text)
    assert sum(map(len, name_labels.read_places(name_labels.FOLDER / file).values())) > 2000


def test_two_readers_agree() -> None:
    assert line_agreement()["f1_goes"] > 0.9
    assert all(figures["strict_f1"] > 0.9 for figures in name_agreement().values())
