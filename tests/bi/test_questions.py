"""docs/bi.md: its questions can be asked, and the page shows the SQL and the views that there are."""

import re

import pytest

from nashra.lake import Storage
from nashra.tables.read.open_lake import open_lake
from nashra.tables.read.views import ready_views
from nashra_lab.pages.bi_answers import PAGE, page, questions


@pytest.mark.parametrize("number", range(19))
def test_a_question_has_an_answer(bi_lake: Storage, number: int) -> None:
    result = open_lake(bi_lake).execute(questions()[number].sql)
    assert result.description
    # The composed lake has no places with a country, no name with two spellings, and nothing that Osama Rabie says.
    assert result.fetchall() or number in (2, 4, 18)


def test_the_page_asks_the_questions_that_there_are(bi_lake: Storage) -> None:
    """Answers and all are compared by `python -m nashra_lab.pages.bi_answers --check`: it runs the sample's nights."""
    written, made = PAGE.read_text(encoding="utf-8"), page(bi_lake.root)
    asked = re.findall(r"```sql\n(.*?)```", written, re.DOTALL)
    assert asked == [question.sql for question in questions()]
    assert written.split("## Nineteen questions")[0] == made.split("## Nineteen questions")[0]
    assert all(f"| `{view.name}` |" in written for view in ready_views())


def test_the_page_s_other_query_is_answered_too(bi_lake: Storage) -> None:
    [query] = re.findall(r"\n    (SELECT r\.rule.*?)\n\n", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    rows = open_lake(bi_lake).execute(query).fetchall()
    assert all(0 <= upper <= lines for _, lines, upper in rows)
    assert 0 < sum(upper for *_, upper in rows) < sum(lines for _, lines, _ in rows)


def test_answers_are_in_the_page(bi_lake: Storage) -> None:
    made = page(bi_lake.root)
    assert "@@" not in made
    assert re.search(r"\| 2023-09-14 \| \d+ \| 2 \| 4 \| 13 \|", made)
