"""Composed articles read with their country and section, and what is written wrongly is told."""

from pathlib import Path

import pytest

from nashra_lab.gold.composed_topics import ComposedTopicsError, read_composed_topics
from nashra_lab.gold.quote_labels import is_aside
from nashra_lab.gold.topic_labels import SECTIONS

TWO = """## a aldelta-press.example EG local
T| حريق بمخزن
نشب حريق في مخزن.

ولا ضحايا.

## b turath.example -/SE health/society
T| دراسة عن النوم
كشفت دراسة.
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "composed.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_articles_have_their_labels(tmp_path: Path) -> None:
    fire, study = read_composed_topics(written(tmp_path, TWO))
    assert (fire.name, fire.source, fire.countries, fire.sections) == (
        "a", "aldelta-press.example", ("EG",), ("local",)
    )  # fmt: skip
    assert fire.text == "حريق بمخزن\n\nنشب حريق في مخزن.\nولا ضحايا."
    assert (study.countries, study.sections) == (("-", "SE"), ("health", "society"))


@pytest.mark.parametrize(
    "wrong",
    [
        TWO.replace("EG local", "Egypt local"),
        TWO.replace("EG local", "EG weather"),
        TWO.replace("T| حريق", "حريق"),
        TWO.replace("كشفت دراسة.", ""),
        TWO.replace("## b ", "## a "),
    ],
)
def test_another_form_is_refused(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(ComposedTopicsError, match=r"composed\.txt: "):
        read_composed_topics(written(tmp_path, wrong))


def test_230_articles_of_all_sections() -> None:
    articles = read_composed_topics()
    assert len(articles) == 230
    assert {one.sections[0] for one in articles} == set(SECTIONS)
    assert sum(is_aside(one.name) for one in articles) == 76
    assert len({one.countries[0] for one in articles}) > 40
