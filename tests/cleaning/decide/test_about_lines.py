"""Which short lines are about the article."""

import pytest

from nashra.cleaning.decide.about_lines import metadata_lines
from nashra.cleaning.lines.read_lines import read_lines
from tests.support.cleaning_articles import BODY, TITLE


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("وكالات", "agency"),
        ("أ ف ب", "agency"),
        ("منذ ساعتين", "date"),
        ("عمان - رويترز", "dateline"),
        ("5 مايو 2023", "date"),
        ("المياه تعود إلى البساتين", None),
        ("مزارع من أهل الوادي", None),
    ],
)
def test_lines_with_a_mark_or_a_number_and_some_that_need_none(line: str, kind: str | None) -> None:
    lines = read_lines(["\n".join([TITLE, line, *BODY])])
    assert metadata_lines(lines) == ({1: kind} if kind else {})


@pytest.mark.parametrize(
    "heads",
    [
        ["الدار البيضاء: معرض للملصقات القديمة", "حلب: عودة فرقة القدود", "نواكشوط: جائزة للقصة"],
        ["10:35", "10:52", "11:20"],
    ],
)
def test_headings_of_a_round_up_are_none(heads: list[str]) -> None:
    lines = read_lines(["\n".join([TITLE, *(line for pair in zip(heads, BODY, strict=False) for line in pair)])])
    assert metadata_lines(lines) == {}
