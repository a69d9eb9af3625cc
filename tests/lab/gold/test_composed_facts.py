"""Composed news whose lines say what they are: its texts and labels, and what is refused."""

from datetime import date
from pathlib import Path

import pytest

from nashra_lab.gold.composed_facts import ComposedError, read_composed_facts
from nashra_lab.gold.fact_labels import aside

ROWS = """## sahel-press.example
-| محليات
T| افتتاح طريق ريفي في نواكشوط
-| [[نواكشوط]] (وما)
-| افتتح الوزير الطريق أمس.
@ date 2024-03-12
@ agency وما
## nahr.example
T| الجسر القديم
@ loose dateline
"""


def test_marks_become_labels_and_leave_the_text(tmp_path: Path) -> None:
    (tmp_path / "composed.txt").write_text(ROWS, encoding="utf-8")
    texts, labels = read_composed_facts(tmp_path / "composed.txt")
    source, text = texts["composed", "sahel-press.example"]
    said = labels["composed", "sahel-press.example"]
    assert source == "sahel-press.example"
    assert text.split("\n")[2] == "نواكشوط (وما)"
    assert said.titles == [(1, 1)]
    assert said.dateline is not None
    assert text.split("\n")[said.dateline[0]][slice(*said.dateline[1])] == "نواكشوط"
    assert said.day is not None
    assert said.day[1] == date(2024, 3, 12)
    assert said.agency is not None
    assert said.agency[1] == "وما"
    assert labels["composed", "nahr.example"].loose == {"dateline"}


@pytest.mark.parametrize(
    ("rows", "number"),
    [("T| title\n", 1), ("## one\nX| line\n", 2), ("## one\n@ date tomorrow\n", 2), ("## one\n## one\n", 2)],
)
def test_a_row_that_is_none_is_refused_with_its_number(tmp_path: Path, rows: str, number: int) -> None:
    (tmp_path / "composed.txt").write_text(rows, encoding="utf-8")
    with pytest.raises(ComposedError, match=f"line {number}"):
        read_composed_facts(tmp_path / "composed.txt")


def test_the_news_that_ships_has_a_part_aside() -> None:
    texts, labels = read_composed_facts()
    assert len(texts) == len(labels) > 140
    assert 0.2 < sum(map(aside, labels)) / len(labels) < 0.45
